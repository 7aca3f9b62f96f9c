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
from kb.cli.console import converse, is_finished
from kb.db.connect import read
from kb.db.readonly import Bounds


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
        completer = SqlCompleter(names_of(reader))
    at = next((text.index(word) + len(word) for word in ("p_", "o.enr") if f" {word} " in text), len(text))
    found = [each.text for each in completer.get_completions(Document(text, at), CompleteEvent())]
    assert set(offered) <= set(found)
    assert not set(kept_out) & set(found)


@pytest.mark.parametrize(
    ("text", "finished"),
    [("select 1", False), ("select 1;", True), ("quit", True), ("", True), ("select ';'", False)],
)
def test_enter_runs_only_what_is_finished(text: str, finished: bool) -> None:
    assert is_finished(text) is finished
