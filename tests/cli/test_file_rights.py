"""What comes from a database may be read by nobody who may not read the database."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.errors import KbError
from kb.settings import shipped_evidence
from kb.store import first_use
from kb.store.first_use import create_embedded
from tests.builders.folders import Folder
from tests.builders.releases import frozen
from tests.command_line import Kb

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights are of another kind there")


@pytest.fixture(autouse=True)
def generous() -> Iterator[None]:
    """The mask of most people: others may read."""
    before = os.umask(0o022)
    yield
    assert os.umask(before) == 0o022, "a command left its mask behind"


def _rights(file: Path) -> str:
    return oct(stat.S_IMODE(file.stat().st_mode))


def _all_rights(folder: Path) -> dict[str, set[str]]:
    """Rights of files and of folders below a folder, itself included."""
    below = [folder, *folder.rglob("*")]
    return {
        "files": {_rights(path) for path in below if path.is_file()},
        "folders": {_rights(path) for path in below if path.is_dir()},
    }


def test_a_database_is_made_for_its_owner_alone(kb: Kb, tmp_path: Path) -> None:
    """By migration, at first use, and as the target of a copy; also its folder, where it is made."""
    url = f"sqlite:///{(tmp_path / 'new' / 'kb.db').as_posix()}"
    assert kb("--database", url, "migrate").exit_code == 0
    assert _all_rights(tmp_path / "new") == {"files": {"0o600"}, "folders": {"0o700"}}
    copy = tmp_path / "copy.db"
    assert kb("--database", url, "copy", "--to", f"sqlite:///{copy.as_posix()}").exit_code == 0
    assert _rights(copy) == "0o600"
    assert kb("policy", "list").exit_code == 0
    assert _rights(next((tmp_path / "data").rglob("kb.db"))) == "0o600"


@pytest.mark.parametrize(
    ("database", "files", "folders"),
    [(0o600, "0o600", "0o700"), (0o640, "0o640", "0o750"), (0o644, "0o644", "0o755")],
)
def test_what_is_written_of_a_database_is_as_private_as_it_is(
    kb: Kb, folder: Folder, tmp_path: Path, database: int, files: str, folders: str
) -> None:
    """Backup, dump, exports and lists; nobody gets more than the database or their own mask gives them."""
    file = tmp_path / "kb.db"
    url = f"sqlite:///{file.as_posix()}"
    assert kb("--database", url, "migrate").exit_code == 0
    folder.load(url)
    file.chmod(database)
    out = tmp_path / "out"
    out.mkdir()
    for words in (
        ("backup", str(out / "backup.db")),
        ("dump", str(out / "records")),
        ("export", "--csv", str(out / "csv")),
        ("export", "--xlsx", str(out / "views.xlsx")),
        ("study", "list", "-o", str(out / "studies.csv")),
        ("study", "list", "-o", str(out / "studies.xlsx")),
    ):
        result = kb("--database", url, *words)
        assert result.exit_code == 0, result.output
    for made in out.iterdir():
        rights = _all_rights(made)
        assert rights["files"] == {files}, made
        assert rights["folders"] <= {folders}, made


def test_what_is_written_of_a_server_is_for_its_owner_alone(kb: Kb, tmp_path: Path) -> None:
    """Nobody sees from here who may read there; the draft of a policy is not for everybody."""
    file = tmp_path / "queries.csv"
    result = kb("--database", "postgresql://nobody@localhost:1/none", "query", "list", "-o", str(file))
    assert result.exit_code == 0
    assert _rights(file) == "0o600"


def test_a_published_version_is_for_everybody_and_a_draft_is_not(
    kb: Kb, seed_url: str, tmp_path: Path
) -> None:
    if seed_url.startswith("sqlite"):
        Path(seed_url.removeprefix("sqlite:///")).chmod(0o600)
    date = "2021-11-01"
    frozen(seed_url, date)
    draft, published = tmp_path / "draft.md", tmp_path / "published.md"
    assert kb("--database", seed_url, "report", "7.01.75", "-o", str(draft)).exit_code == 0
    words = ("report", "7.01.75", "--version", date, "-o", str(published))
    assert kb("--database", seed_url, *words).exit_code == 0
    assert (_rights(draft), _rights(published)) == ("0o600", "0o644")


def test_first_use_leaves_alone_what_another_program_made_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both fill a database of their own; the second to be ready takes that of the first."""
    file = tmp_path / "kb.db"
    real = first_use.load

    def slowly(request: object) -> object:
        outcome = real(request)  # type: ignore[arg-type]
        file.write_bytes(b"theirs")
        return outcome

    monkeypatch.setattr(first_use, "load", slowly)
    told = create_embedded(file, shipped_evidence())
    assert told == f"Another program has made the database {file} meanwhile; this one is used."
    assert file.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [file]


def test_first_use_clears_away_what_a_killed_one_left(tmp_path: Path) -> None:
    """A half-filled database goes with its journal."""
    (tmp_path / ".kb.db.0badcafe.unfinished").write_bytes(b"half")
    (tmp_path / ".kb.db.0badcafe.unfinished-journal").write_bytes(b"half")
    assert create_embedded(tmp_path / "kb.db", shipped_evidence()).startswith("Made the database")
    assert [path.name for path in tmp_path.iterdir()] == ["kb.db"]


@pytest.mark.slow
def test_two_first_uses_at_once_end_with_one_database(tmp_path: Path) -> None:
    """One of them says that it made it, the other that it was made."""
    program = "import sys; from pathlib import Path; from kb.store.first_use import create_embedded; "
    program += "print(create_embedded(Path(sys.argv[1]), Path(sys.argv[2])))"
    words = [sys.executable, "-c", program, str(tmp_path / "kb.db"), str(shipped_evidence())]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate()[0] for process in both]
    assert sorted(words.split()[0] for words in told) == ["Another", "Made"]
    assert [path.name for path in tmp_path.iterdir()] == ["kb.db"]


def test_where_no_database_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(KbError, match="cannot be made"):
        create_embedded(tmp_path / "data" / "kb.db", shipped_evidence())
