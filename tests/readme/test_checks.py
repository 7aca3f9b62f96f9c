"""The commands of the page "check" that need files: notices, and the source of a policy."""

from __future__ import annotations

import shlex

import pytest

from tests.command_line import Terminal
from tests.readme.pages import PAGES, bash_commands

COMMANDS = bash_commands(PAGES["check"])


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Somebody in a folder with the files that the commands name."""
    home = tmp_path_factory.mktemp("home")
    return Terminal(home)


def test_there_are_such_commands() -> None:
    commands = [shlex.split(command)[1] for command in COMMANDS]
    assert commands == ["check", "examples", "check", "check", "audit", "audit"]


def test_the_problem_that_is_acknowledged_on_the_page_is_one_of_the_policy(
    user: Terminal,
) -> None:
    run = user.run(COMMANDS[0])
    assert run.exit_code == 0, run.stderr
    assert "percent-of-count" in run.stderr


def test_notices_are_shown_then_entered(user: Terminal) -> None:
    assert user.run(COMMANDS[1]).exit_code == 0
    shown = user.run(COMMANDS[2])
    assert (shown.exit_code, "wang-2015  concern" in shown.stdout) == (0, True), shown.stderr
    entered = user.run(COMMANDS[3])
    assert "Changed 1 record in the database" in entered.stderr
    assert entered.exit_code == 3  # a concern about a cited study is a problem
    assert "notices-on-cited" in entered.stdout


def test_the_source_that_ships_is_audited(user: Terminal) -> None:
    """It has one figure that is wrong, and one number that nobody has entered."""
    run = user.run(COMMANDS[4])
    assert run.exit_code == 3, run.stdout + run.stderr
    assert "43 of 44 figures are printed as recorded, 1 printed otherwise." in run.stdout
    assert "wang-2015/tumor-free-survival/rfa@5y:percent" in run.stdout
    assert "41 of 42 numbers" in run.stdout and "«4,750»" in run.stdout
    run = user.run(COMMANDS[5])
    assert run.exit_code == 3, run.stderr
    page = (user.folder / "audit.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
