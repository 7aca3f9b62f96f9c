"""The commands of the page "check" that need files of the user: notices, and the source of a policy."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from kb.db.connect import read
from tests.command_line import Terminal
from tests.readme.pages import PAGES, bash_commands

COMMANDS = bash_commands(PAGES["check"])
NOTICES = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,"
    "RetractionNature,Reason,Paywalled,Notes,\n"
    "1,A made-up notice,,,,,,,,,3/4/2022 0:00,10.5555/made.up,0,5/1/2015 0:00,unavailable,25284802,"
    "Expression of concern,+Made Up;,No,,\n"
)


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Somebody in a folder with the files that the commands name."""
    home = tmp_path_factory.mktemp("home")
    (home / "retraction_watch.csv").write_text(NOTICES, encoding="utf-8")
    user = Terminal(home)
    user.told("kb policy list")
    (home / "7.01.75.txt").write_text(_made_up_source(home), encoding="utf-8")
    return user


def _made_up_source(home: Path) -> str:
    """A text that prints every figure of the policy where the real document does, and nothing else."""
    database = next(home.rglob("kb.db"))
    with read(f"sqlite:///{database.as_posix()}") as reader:
        (document,) = reader.rows("SELECT characters FROM document")
        rows = reader.rows("SELECT excerpt, excerpt_start FROM figure_source WHERE document_id IS NOT NULL")
    text = [" "] * document["characters"]
    for row in rows:
        start, excerpt = row["excerpt_start"], row["excerpt"]
        text[start : start + len(excerpt)] = excerpt
    return "".join(text)


def test_there_are_such_commands() -> None:
    assert [shlex.split(command)[1] for command in COMMANDS] == ["check"] * 3 + ["audit"] * 2


def test_the_problem_that_is_acknowledged_on_the_page_is_one_of_the_policy(
    user: Terminal,
) -> None:
    run = user.run(COMMANDS[0])
    assert run.exit_code == 0, run.stderr
    assert "percent-of-count" in run.stderr


def test_notices_are_shown_then_entered(user: Terminal) -> None:
    shown = user.run(COMMANDS[1])
    assert (shown.exit_code, "wang-2015  concern" in shown.stdout) == (0, True), shown.stderr
    entered = user.run(COMMANDS[2])
    assert "Changed 1 record in the database" in entered.stderr
    assert entered.exit_code == 3  # a concern about a cited study is a problem
    assert "notices-on-cited" in entered.stdout


def test_the_source_is_audited(user: Terminal) -> None:
    run = user.run(COMMANDS[3])
    assert run.exit_code == 0, run.stdout + run.stderr
    assert "Wang et al (2015)" in run.stdout
    run = user.run(COMMANDS[4])
    assert run.exit_code == 0, run.stderr
    page = (user.folder / "audit.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
