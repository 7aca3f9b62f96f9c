"""Whatever a user gets wrong, kb answers with one clear error and the exit code of the contract."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.command_line import Kb

EVIDENCE = Path(__file__).parents[2] / "evidence"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled evidence to spoil."""
    return Path(shutil.copytree(EVIDENCE, tmp_path / "evidence"))


@pytest.fixture
def database(tmp_path: Path, kb: Kb) -> str:
    """A database that holds the bundled evidence."""
    url = f"sqlite:///{(tmp_path / 'kb.db').as_posix()}"
    assert kb("--database", url, "migrate").exit_code == 0
    assert kb("--database", url, "load", str(EVIDENCE)).exit_code == 0
    return url


def _spoil(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("summary", "7.01.57"), "7.01.75"),
        (("summary", "7.01.75", "hc"), "hcc"),
        (("report", "7.01.99"), "7.01.75"),
        (("study", "show", "wang-2016"), "wang-2015"),
        (("study", "show", "nope"), "kb study list shows them"),
        (("reference", "show", "nope"), "kb reference list shows them"),
        (("query", "run", "comparisons", "-p", "intervention=cryo"), "cryoablation"),
        (("reference", "show", "pmid:25284803"), "pmid:25284802"),
        (("study", "list", "--outcome", "overal-survival"), "overall-survival"),
        (("study", "list", "--comparator", "radiofrequency"), "radiofrequency-ablation"),
        (("study", "list", "--at", "5 yaers"), "5 yaers"),
        (("schema", "contrast_results"), "contrast_result"),
        (("sql", "SELECT nothing FROM study_overview"), "nothing"),
        (("sql", "SELECT study FROM study_overwiew"), "study_overview"),
        (("sql", "DELETE FROM study"), "SELECT"),
        (("check", "--rule", "nothing-like-it"), "kb check --explain all lists them."),
        (("load", "no-such-folder"), "no-such-folder"),
        (("report", "7.01.75", "-o", "no-such-folder/report.md"), "no-such-folder"),
        (("report", "7.01.75", "-o", "."), "kb: .: is a folder."),
        (("study", "list", "-o", "/"), "kb: /: is a folder."),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest_right_one(
    kb_loaded: Kb, words: tuple[str, ...], said: str
) -> None:
    result = kb_loaded(*words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) <= 3


def test_a_backup_into_a_folder_is_refused(kb: Kb, database: str) -> None:
    """A server is refused before, for it is backed up in its own way."""
    result = kb("--database", database, "backup", ".")
    assert result.exit_code == 1
    assert "kb: .: is a folder." in result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("study", "list", "--since", "soon"), "soon is no whole number. Write it in digits, like 20."),
        (("study", "list", "--limit", "-3"), "It must be greater than or equal to 1"),
        (("sql", "SELECT 1", "--seconds", "x"), "x is no number. Write it in digits, like 0.5."),
    ],
)
def test_a_value_of_another_type_is_refused_in_words(kb: Kb, words: tuple[str, ...], told: str) -> None:
    """The words are ours, not those of the library that takes options."""
    result = kb(*words)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    "words", [("sumary",), ("summary",), ("study", "list", "--since", "soon"), ("--nonsense",)]
)
def test_wrong_usage_exits_with_2(kb: Kb, words: tuple[str, ...]) -> None:
    assert kb(*words).exit_code == 2


def test_all_problems_of_a_folder_are_told_at_once_with_place_and_remedy(
    kb: Kb, folder: Path, database: str
) -> None:
    studies = folder / "studies"
    _spoil(studies / "wang-2015.yaml", "label: Wang et al (2015)", "labell: Wang et al (2015)")
    _spoil(studies / "chen-2021.yaml", "median 32 months", "median 32 moths")
    _spoil(studies / "rong-2015.yaml", "outcome: complete-response", "outcome: complete-responce")
    _spoil(folder / "references" / "cha-2020.yaml", "31844951", "25284802")
    (studies / "binary.yaml").write_bytes(b"\x00\xff\xfe\x80")
    (studies / "half.yaml").write_text("study: half\nlabel: 'Half", encoding="utf-8")
    result = kb("--database", database, "load", str(folder))
    assert result.exit_code == 3
    for said in (
        "wang-2015.yaml:2",
        "labell",
        "chen-2021.yaml:",
        "moths",
        "months",
        "rong-2015.yaml:",
        "complete-response",
        "25284802",
        "binary.yaml",
        "half.yaml",
    ):
        assert said in result.stderr, said
    assert "Nothing was written" in result.stderr


def test_a_load_with_problems_leaves_the_database_as_it_was(kb: Kb, folder: Path, database: str) -> None:
    file = Path(database.removeprefix("sqlite:///"))
    before = sqlite3.connect(file).execute("SELECT * FROM figure ORDER BY id").fetchall()
    _spoil(folder / "studies" / "wang-2015.yaml", "[97%, 67%, 40%]", "[98%, 67%, 40%]")
    _spoil(folder / "studies" / "xu-2008.yaml", "enrolled: 326", "enrolled: many")
    assert kb("--database", database, "load", str(folder)).exit_code == 3
    assert sqlite3.connect(file).execute("SELECT * FROM figure ORDER BY id").fetchall() == before


def test_a_file_that_is_no_database(kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear colleague,\n" * 500, encoding="utf-8")
    result = kb("--database", f"sqlite:///{tmp_path / 'letter.db'}", "summary", "7.01.75")
    assert result.exit_code == 1
    assert "letter.db" in result.stderr


def test_a_database_that_is_not_there(kb: Kb, tmp_path: Path) -> None:
    result = kb("--database", f"sqlite:///{tmp_path / 'none.db'}", "summary", "7.01.75")
    assert result.exit_code in (1, 4)
    assert "none.db" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_database_of_a_newer_version_asks_for_a_newer_kb(kb: Kb, database: str) -> None:
    connection = sqlite3.connect(database.removeprefix("sqlite:///"))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    for words in (("summary", "7.01.75"), ("load", str(EVIDENCE)), ("migrate",), ("sql", "SELECT 1")):
        result = kb("--database", database, *words)
        assert result.exit_code == 4, words
        assert "newer" in result.stderr


def test_a_locked_database(kb: Kb, database: str, folder: Path) -> None:
    """A database that somebody else writes is told in one line, with what to do."""
    _spoil(folder / "studies" / "wang-2015.yaml", "Wang et al (2015)", "Wang and others (2015)")
    other = sqlite3.connect(database.removeprefix("sqlite:///"))
    other.execute("BEGIN EXCLUSIVE")
    try:
        result = kb("--database", database, "load", str(folder))
    finally:
        other.close()
    assert result.exit_code == 1
    assert "busy" in result.stderr or "locked" in result.stderr


def test_a_read_only_database_can_be_read_but_not_loaded(kb: Kb, database: str, folder: Path) -> None:
    file = Path(database.removeprefix("sqlite:///"))
    _spoil(folder / "studies" / "wang-2015.yaml", "Wang et al (2015)", "Wang and others (2015)")
    file.chmod(stat.S_IRUSR)
    try:
        assert kb("--database", database, "summary", "7.01.75").exit_code == 0
        with file.open("rb"):
            result = kb("--database", database, "load", str(folder))
    finally:
        file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    if os.geteuid() == 0:  # root may write to read-only files, and then the load is in its right
        assert result.exit_code == 0
    else:
        assert result.exit_code == 1
        assert "kb.db" in result.stderr


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "nonsense", "sqlite://", "postgresql+psycopg://u@127.0.0.1:1/none"]
)
def test_a_url_that_leads_nowhere(kb: Kb, url: str) -> None:
    result = kb("--database", url, "summary", "7.01.75")
    assert result.exit_code == 1
    assert result.stderr.startswith("kb: ")


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--severity", "grave"),
        ("review", "diff", "7.01.75", "--level", "grave"),
        ("search", "liver", "--kind", "grave"),
    ],
)
def test_a_wrong_choice_is_told_in_plain_words(kb: Kb, words: tuple[str, ...]) -> None:
    """The words of the library that reads options do not show."""
    result = kb(*words)
    assert result.exit_code == 2
    assert f"Invalid value for '{words[-2]}': 'grave' is not one of" in result.stderr
