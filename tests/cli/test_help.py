"""``kb help``: the pages of the manual and the options of commands."""

from __future__ import annotations

import re

import pytest

from kb.cli.commands import ORDER
from kb.cli.commands.help import show_help
from kb.manual import READERS, TOPICS, page
from tests.command_line import Kb
from tests.readme.pages import CHECKOUT, console_commands


def test_it_lists_every_page_with_its_title_by_reader(kb: Kb) -> None:
    shown = kb("help").stdout
    for reader in READERS:
        assert f"\n{reader}\n" in shown
    lines = [line.split(maxsplit=1) for line in shown.splitlines() if line.startswith("  ")]
    assert dict(lines) == {topic: page(topic).title for topic in TOPICS}


def test_every_page_of_the_folder_is_listed() -> None:
    files = {file.stem for file in (CHECKOUT / "kb/manual").glob("*.md")}
    assert files | {"engines"} == set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_goes_to_a_pipe_as_it_is(kb: Kb, topic: str) -> None:
    shown = kb("help", topic).stdout
    assert shown.startswith(page(topic).text)
    assert (f"kb {topic} --help lists its options." in shown) == (topic in ORDER)


def test_the_words_of_a_command_show_its_options(kb: Kb) -> None:
    assert kb("help", "study", "list").stdout == kb("study", "list", "--help").stdout
    assert "Usage: kb backup" in kb("help", "backup").stdout


def test_a_topic_that_is_none_is_told_with_the_nearest(kb: Kb) -> None:
    shown = kb("help", "yaer")
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "no page yaer. Did you mean year? kb help lists the pages." in shown.stderr
    assert kb("help", "Year").stdout == kb("help", "year").stdout


def test_the_list_of_commands_names_the_manual(kb: Kb) -> None:
    assert "kb help lists the pages of the manual" in " ".join(kb("--help").stdout.split())


def test_a_terminal_shows_a_page_laid_out_with_lines_to_be_copied_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prose is wrapped, no mark of Markdown is left, and no command is broken in two."""
    for name, value in (("COLUMNS", "60"), ("LINES", "900"), ("PAGER", "")):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    show_help(["sql"])
    lines = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out).splitlines()
    commands = console_commands(page("sql").text)
    assert {command.split("#")[0].rstrip() for command in commands} <= {
        line.removeprefix("    $ ").split("#")[0].rstrip() for line in lines if line.startswith("    $ ")
    }
    prose = [line for line in lines if not line.startswith("    ")]
    assert max(map(len, prose)) <= 60
    assert not [line for line in prose if line.startswith(("#", "```")) or "](" in line]
