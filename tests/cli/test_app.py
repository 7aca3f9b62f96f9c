"""The command line as a whole: which commands there are, and what a command leaves unimported."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from kb.cli import commands
from kb.cli.app import make_app
from kb.cli.commands import commands_in
from tests.command_line import Kb

#: What takes long to import, and what only writes, tables on a terminal, or documents of others need.
HEAVY = {
    "alembic",
    "citeproc",
    "jinja2",
    "lark",
    "openpyxl",
    "psycopg",
    "pyarrow",
    "pydantic",
    "rich",
    "sqlalchemy",
    "sqlmodel",
    "yaml",
}


def test_every_module_has_the_command_that_it_is_named_for() -> None:
    named = commands_in(commands.__path__, commands.ORDER)
    assert sorted(get_command(make_app()).commands) == sorted(named)  # type: ignore[attr-defined]
    for name in named:
        assert set(get_command(make_app([name])).commands) == {name}  # type: ignore[attr-defined]


def test_a_new_module_is_a_new_command_at_the_end_of_the_help() -> None:
    assert commands_in(commands.__path__, ["study", "backup"])[:3] == ["study", "backup", "admin"]
    assert set(commands.ORDER) == set(commands_in(commands.__path__, ()))


@pytest.mark.parametrize(
    ("words", "present"),
    [
        (["summary", "7.01.75"], {"summary"}),
        (["--database", "summary", "study", "list"], {"study"}),
        (["--evidence=x", "load"], {"load"}),
    ],
)
def test_only_the_named_command_is_prepared(words: list[str], present: set[str]) -> None:
    assert set(get_command(make_app(words)).commands) == present  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", [[], ["--help"], ["sumary"], ["--database", "x", "--help"]])
def test_all_are_prepared_where_no_command_is_named(words: list[str]) -> None:
    assert len(get_command(make_app(words)).commands) > 10  # type: ignore[attr-defined]


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_the_list_of_commands_is_the_same_without_their_parameters(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`kb --help` prepares no parameter of any command, and shows what it would show with them."""
    monkeypatch.setenv("COLUMNS", columns)
    shown = [CliRunner().invoke(make_app(words), ["--help"], prog_name="kb") for words in ((), ("--help",))]
    assert shown[0].output == shown[1].output
    assert "Commands:" in shown[0].output


def test_shared_options_may_stand_anywhere(kb: Kb) -> None:
    for words in (
        ["--database", "nonsense", "summary", "7.01.75"],
        ["summary", "7.01.75", "--database=nonsense"],
    ):
        result = kb(*words)
        assert result.exit_code == 1
        assert "nonsense" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["summary", "7.01.75", "hcc", "--full"],
        ["study", "show", "wang-2015"],
        ["study", "list"],
        ["sql", "SELECT study FROM study_overview"],
    ],
)
def test_reading_imports_nothing_heavy(words: list[str], loaded_url: str) -> None:
    if loaded_url.startswith("postgresql"):
        pytest.skip("its driver is heavy and cannot be left out")
    script = (
        "import sys; from kb.cli.app import make_app\n"
        "words = sys.argv[1:]\n"
        "try: make_app(words)(words)\n"
        "except SystemExit as end: assert not end.code\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, "--database", loaded_url, *words],
        capture_output=True,
        text=True,
        check=True,
    )
    imported = set(run.stderr.strip().strip("[]").replace("'", "").split(", "))
    assert "kb" in imported
    assert imported & HEAVY == set()
