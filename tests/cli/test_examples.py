"""``kb examples``: the made-up files that the manual is typed along with."""

from __future__ import annotations

from pathlib import Path

from tests.command_line import Kb
from tests.readme.pages import EXAMPLES

SHIPPED = {file.name: file.read_bytes() for file in EXAMPLES.iterdir()}


def _held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_they_are_copied_as_they_are_as_often_as_asked(kb: Kb, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "examples"
    for _ in range(2):
        shown = kb("examples", str(folder))
        assert shown.exit_code == 0, shown.stderr
        assert all(name in shown.stderr for name in SHIPPED)
        assert _held(folder) == SHIPPED


def test_a_file_of_the_user_is_never_written_over(kb: Kb, tmp_path: Path) -> None:
    """Every such file is named, and nothing else is copied."""
    mine = {"embase.ris": b"mine", "wang-2015.txt": b"mine, too"}
    for name, content in mine.items():
        (tmp_path / name).write_bytes(content)
    shown = kb("examples", str(tmp_path))
    assert shown.exit_code == 1
    assert "Nothing was copied. Name another folder" in shown.stderr
    assert all(f"{name}: is another file than ours." in shown.stderr for name in mine)
    assert _held(tmp_path) == mine


def test_a_file_in_the_place_of_the_folder_is_told(kb: Kb, tmp_path: Path) -> None:
    (tmp_path / "examples").write_text("mine")
    shown = kb("examples", str(tmp_path / "examples"))
    assert (shown.exit_code, "is a file. Name a folder" in shown.stderr) == (1, True)


def test_every_file_is_named_in_the_manual(kb: Kb) -> None:
    """Who copies them learns what each is for."""
    told = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in SHIPPED if name != "README.md" and f"`{name}`" not in told] == []
