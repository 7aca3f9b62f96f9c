"""The page "workbook": a first policy from one workbook, as somebody does who has read nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Terminal
from tests.readme.pages import PAGES, bash_commands
from tests.sheets.first_policy import FIRST, HEADS, POLICY, RESULTS
from tests.sheets.typing_in import rename_heads, type_in

COMMANDS = bash_commands(PAGES["workbook"])


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Somebody who has chosen a database that is not there yet."""
    home = tmp_path_factory.mktemp("home")
    return Terminal(home, {"KB_DATABASE_URL": f"sqlite:///{(home / 'mine.db').as_posix()}"})


@pytest.fixture(scope="module")
def told(user: Terminal) -> dict[str, str]:
    """What each command of the page printed; between them, the new workbook is filled in."""
    printed = {}
    for command in COMMANDS:
        shown = user.run(command)
        assert shown.exit_code == 0, f"{command}\n{shown.output}"
        printed[command.partition("  ")[0]] = shown.output
        if "--new" in command:
            fill_in(user.folder / "first.xlsx")
    return printed


def fill_in(file: Path) -> None:
    """Type in what the table of the page names."""
    type_in(file, FIRST)
    rename_heads(file, "Study results", HEADS)
    type_in(file, {"Study results": RESULTS})


def test_the_page_names_every_sheet_that_is_filled_in() -> None:
    """Whoever follows its table leaves no sheet out."""
    assert all(sheet in PAGES["workbook"] for sheet in (*FIRST, "Study results"))


def test_a_workbook_makes_a_policy(user: Terminal, told: dict[str, str]) -> None:
    """Five commands from the empty database to the document."""
    summary = " ".join(told[f"kb summary {POLICY}"].split())
    assert "who receive inventumab, the evidence includes 1 randomized controlled trial (RCT)." in summary
    assert (user.folder / "first.docx").read_bytes().startswith(b"PK")


def test_a_workbook_written_again_changes_nothing(told: dict[str, str]) -> None:
    (taken,) = [text for command, text in told.items() if command.startswith("kb policy take policy.xlsx")]
    assert "Nothing changed" in taken
