"""The page "first-policy": from an empty database to a rendered policy, by its commands alone."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.command_line import Terminal
from tests.readme.pages import PAGES, bash_commands

COMMANDS = bash_commands(PAGES["first-policy"])


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Somebody with a database of their own that does not exist yet."""
    home = tmp_path_factory.mktemp("home")
    return Terminal(home, {"KB_DATABASE_URL": f"sqlite:///{(home / 'mine.db').as_posix()}"})


@pytest.fixture(scope="module")
def told(user: Terminal) -> dict[str, str]:
    """What each command said; all of them succeed, in their order, and none opens a text of a record."""
    return {command: user.told(command) for command in COMMANDS}


def test_it_takes_fewer_than_thirty_commands() -> None:
    programs = [shlex.split(command)[:2] for command in COMMANDS]
    assert len(programs) < 30
    assert programs[0] == ["kb", "migrate"]
    assert ["kb", "load"] not in programs


def test_the_summary_says_what_was_entered(told: dict[str, str]) -> None:
    summary = " ".join(told["kb summary rx1.02"].split())
    assert (
        "For individuals who have childhood madeupitis who receive madeupsen, the evidence includes"
        " 1 randomized controlled trial (RCT)."
    ) in summary
    assert "Survival at two years was 90% against 80%." in summary


def test_the_document_is_written(user: Terminal, told: dict[str, str]) -> None:
    assert told
    assert (user.folder / "policy.docx").read_bytes().startswith(b"PK")
    page = user.told("kb report rx1.02")
    assert "that compared madeupsen (n=80) with usual care (n=80) in 160 children" in " ".join(page.split())
    assert "Madeupsen may be considered medically necessary for childhood madeupitis." in page
    assert Path(user.folder / "mine.db").is_file()


def test_nothing_is_alarmed_about(told: dict[str, str]) -> None:
    (checked,) = (said for command, said in told.items() if command.startswith("kb check"))
    assert "error" not in checked
