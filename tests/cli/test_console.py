"""``kb sql`` as a conversation: several lines, completion, history, errors that do not end it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.output import DummyOutput

from kb.cli.completion import SqlCompleter, names_of
from kb.cli.completion_values import ValuesOfColumns
from kb.cli.console import converse, is_finished
from kb.db.connect import read
from kb.db.readonly import Bounds
from kb.settings import shipped_evidence


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[PipeInput]:
    """What is typed; the history goes to a folder of this test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def test_statements_run_over_several_lines_until_quit(
    keys: PipeInput, loaded_url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    keys.send_text("select study\rfrom study_overview\rwhere enrolled = 360;\rquit\r")
    converse(loaded_url, Bounds())
    assert "wang-2015" in capsys.readouterr().out
    history = (tmp_path / "kb" / "sql_history").read_text("utf-8")
    assert "+where enrolled = 360;" in history


def test_an_error_is_shown_and_the_session_goes_on(
    keys: PipeInput, loaded_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    keys.send_text("select laebl from study_overview;\rdelete from study;\rselect 40 + 2 as answer;\r\x04")
    converse(loaded_url, Bounds())
    shown = capsys.readouterr()
    assert "Did you mean label (study_overview" in shown.err
    assert "refused" in shown.err
    assert "42" in shown.out


def test_control_c_drops_what_was_typed(
    keys: PipeInput, loaded_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    keys.send_text("select 'dropped';\x03help\rselect 'kept' as word;\r\x04")
    converse(loaded_url, Bounds())
    out = capsys.readouterr().out
    assert "kept" in out
    assert "dropped" not in out


@pytest.mark.parametrize(
    ("text", "offered", "kept_out"),
    [
        ("SELECT * FROM stu", ["study_overview", "study"], ["SUBSTR"]),
        ("SELECT p_ FROM contrast_result", ["p_value", "p_text"], []),
        ("SELECT o.enr FROM study_overview AS o", ["enrolled"], []),
        ("SELECT a FROM b ORD", ["ORDER BY"], []),
    ],
)
def test_completion_follows_the_statement(
    loaded_url: str, text: str, offered: list[str], kept_out: list[str]
) -> None:
    with read(loaded_url) as reader:
        completer = SqlCompleter(names_of(reader), ValuesOfColumns(loaded_url, reader))
    at = next((text.index(word) + len(word) for word in ("p_", "o.enr") if f" {word} " in text), len(text))
    found = [each.text for each in completer.get_completions(Document(text, at), CompleteEvent())]
    assert set(offered) <= set(found)
    assert not set(kept_out) & set(found)


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("select 1", False),
        ("select 1;", True),
        ("quit", True),
        ("", True),
        ("select ';'", False),
        ("\\x", True),
        (".tables", True),
    ],
)
def test_enter_runs_only_what_is_finished(text: str, finished: bool) -> None:
    assert is_finished(text) is finished


def values_offered(url: str, text: str) -> list[str]:
    """What Tab offers at the end of the text."""
    with read(url) as reader:
        completer = SqlCompleter(names_of(reader), ValuesOfColumns(url, reader))
    return [each.text for each in completer.get_completions(Document(text, len(text)), CompleteEvent())]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("SELECT * FROM arm_result WHERE outcome = 'overall-s", "'overall-survival'"),
        ("SELECT * FROM arm_result AS r WHERE r.study = 'wang", "'wang-2015'"),
        ("SELECT * FROM study_overview WHERE design_group IN ('other', 'rand", "'randomized'"),
        ("SELECT * FROM study_overview WHERE design_group <> ", "'randomized'"),
        ("SELECT * FROM policy_overview WHERE policy LIKE '7.", "'7.01.75'"),
    ],
)
def test_tab_offers_the_values_of_a_column(loaded_url: str, text: str, offered: str) -> None:
    """Keys and codes that begin as typed, in quotes, after a sign of comparison."""
    found = values_offered(loaded_url, text)
    assert offered in found
    typed = text.rpartition("'")[2] if text[-1] != " " else ""
    assert not typed or all(each.strip("'").startswith(typed) for each in found)


def test_tab_offers_columns_in_a_join_and_no_values_of_numbers(loaded_url: str) -> None:
    """After ``=`` a column of another view may follow as well."""
    joined = "SELECT * FROM arm_result AS r JOIN study_overview AS s ON r.study = s.stu"
    assert values_offered(loaded_url, joined) == ["study"]
    assert values_offered(loaded_url, "SELECT * FROM study_overview WHERE year = '20") == []


def converse_with(keys: PipeInput, url: str, *lines: str) -> None:
    """Type the lines, then leave."""
    keys.send_text("".join(f"{line}\r" for line in (*lines, "\\q")))
    converse(url, Bounds(), (shipped_evidence(),))


def test_answers_come_row_by_row_when_asked(
    keys: PipeInput, loaded_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """``\\x`` turns it on and off; each column is a line, and nothing is cut."""
    statement = "select study, enrolled, conclusion from study_overview where study = 'wang-2015';"
    converse_with(keys, loaded_url, "\\x", statement, "\\x off", statement)
    rows, _, table = capsys.readouterr().out.partition("study      enrolled")
    assert rows.startswith("-[ 1 ]--")
    assert "\nstudy       wang-2015\nenrolled    360\n" in rows
    assert table and "-[ 1 ]" not in table


def test_commands_describe_find_and_run(
    keys: PipeInput, loaded_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Views, one view, words, saved queries; dots work as in other shells."""
    converse_with(
        keys, loaded_url, "\\?", ".tables", "\\d study_overview", "\\find printed number", "\\queries",
        "\\run survival-at indication=hcc",
    )  # fmt: skip
    shown = capsys.readouterr()
    assert "\\x [on|off]" in shown.err
    assert "study_overview (public view)" in shown.out
    assert "figure_detail" in shown.out
    assert "survival-at" in shown.out and "59.5%" in shown.out


def test_values_are_remembered_and_an_answer_goes_to_a_file(
    keys: PipeInput, loaded_url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """``\\p`` gives values to parameters; ``\\o`` names the file of the next answer only."""
    statement = "select study from study_overview where enrolled * :x > 400 order by study;"
    file = tmp_path / "sizes.csv"
    converse_with(keys, loaded_url, statement, "\\p x=0.5", f"\\o {file}", statement, statement)
    shown = capsys.readouterr()
    assert "needs a value for x. Give it: \\p x=..." in shown.err
    assert file.read_text("utf-8").split() == ["study", "rong-2015"]
    assert shown.out.split() == ["study", "rong-2015"]


def test_an_unknown_command_gets_the_nearest(
    keys: PipeInput, loaded_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the conversation goes on."""
    converse_with(
        keys, loaded_url, "\\fnd x", "\\x maybe", "\\o", "\\run", "\\d nothing", "select 1 as still;"
    )
    shown = capsys.readouterr()
    assert "Did you mean \\find" in shown.err
    assert "\\x on or \\x off" in shown.err and "Name the file" in shown.err and "Name the query" in shown.err
    assert "There is no view or table 'nothing'" in shown.err
    assert "still" in shown.out
