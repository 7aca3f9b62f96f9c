"""One place knows what kb writes: names of formats, endings of files, libraries they need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from kb.cli.app import make_app
from kb.formats import DOCUMENTS, TABLES, FormatChoice, OutputFormat, WrongFormat
from tests.command_line import Kb

CHOICE = FormatChoice(OutputFormat.TEXT, OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.SARIF)


@pytest.mark.parametrize("form", OutputFormat)
def test_every_ending_of_a_format_chooses_it_where_it_is_offered(form: OutputFormat) -> None:
    """``-o FILE.ending`` says the format, in small or capital letters."""
    for ending in form.endings:
        assert FormatChoice(form).choose(None, Path(f"out{ending.upper()}")) is form


@pytest.mark.parametrize(
    ("asked", "file", "chosen"),
    [
        (None, None, "text"),
        (None, "report", "text"),
        (None, "report.txt", "text"),
        (None, "checks.json", "json"),
        ("sarif", "checks.json", "sarif"),
        ("table", "report.txt", "table"),
        ("json", None, "json"),
        ("json", "report.of-today", "json"),
        ("json", "/dev/stdout", "json"),
    ],
)
def test_what_is_asked_for_goes_first_then_the_ending_then_the_usual(
    asked: str | None, file: str | None, chosen: str
) -> None:
    """Of formats that share an ending, the first that a command offers is meant; unknown endings are free."""
    form = None if asked is None else OutputFormat(asked)
    assert CHOICE.choose(form, None if file is None else Path(file)) == chosen


@pytest.mark.parametrize(
    ("ending", "or_else"), [("xyz", ""), ("ris2", ""), ("75", ", or say it with --format")]
)
def test_an_ending_that_nothing_goes_by_is_wrong_usage(ending: str, or_else: str) -> None:
    """The message names the endings that the command writes, each once, and --format where that helps."""
    with pytest.raises(WrongFormat) as caught:
        CHOICE.choose(None, Path(f"out.{ending}"))
    assert str(caught.value) == (
        f"out.{ending}: the ending does not tell the format. Name a file that ends in .txt, .json or .sarif"
        f"{or_else}."
    )
    assert caught.value.exit_code == 2


def test_an_ending_of_a_format_that_is_not_offered_is_told_as_such() -> None:
    """No ``--format`` would help: it would contradict the ending."""
    with pytest.raises(WrongFormat) as caught:
        CHOICE.choose(None, Path("out.pdf"))
    assert str(caught.value) == (
        "out.pdf: .pdf files are not written here. Name a file that ends in .txt, .json or .sarif."
    )


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        (("check", "--explain", "all"), "docx"),
        (("query", "show", "notice-impact"), "pdf"),
        (("schema", "--record", "studies"), "html"),
        (("extract", "show", "wang-2015"), "xlsx"),
    ],
)
def test_what_comes_in_one_format_is_not_written_under_the_ending_of_another(
    kb_loaded: Kb, tmp_path: Path, words: tuple[str, ...], ending: str
) -> None:
    """No text stands in a file whose name says Word or PDF."""
    file = tmp_path / f"out.{ending}"
    run = kb_loaded(*words, "-o", str(file))
    assert run.exit_code == 2
    assert f"{file}: .{ending} files are not written here. Name a file that ends in" in run.stderr
    assert not file.exists()


def test_a_format_that_an_output_does_not_have_is_wrong_usage(kb: Kb) -> None:
    """``--format`` that would be passed over is told."""
    run = kb("check", "--explain", "all", "--format", "docx")
    assert run.exit_code == 2
    assert "This comes as Plain text only. Leave out --format docx." in run.stderr


def test_a_format_and_an_ending_that_contradict_each_other_are_wrong_usage() -> None:
    """Nobody finds JSON in a file whose name says Word."""
    with pytest.raises(
        WrongFormat, match=r"out\.docx: --format json contradicts the ending \.docx\. Leave out"
    ):
        CHOICE.choose(OutputFormat.JSON, Path("out.docx"))


@pytest.mark.parametrize("ending", [".enw", ".rtf", ".doc", ".xls", ".ods", ".tsv", ".zip", ".py", ".today"])
def test_no_format_is_written_under_an_ending_that_says_something_else(ending: str) -> None:
    """Also not with ``--format``, and also where the ending is of no format of ours."""
    with pytest.raises(WrongFormat, match=rf"--format json contradicts the ending \{ending}\. Name a file"):
        CHOICE.choose(OutputFormat.JSON, Path(f"out{ending}"))
    with pytest.raises(WrongFormat, match=r"ends in \.txt\.$"):
        FormatChoice(OutputFormat.TEXT).refuse_others(None, Path(f"out{ending}"))


def test_tables_and_documents_have_the_formats_that_hold_them() -> None:
    """What holds both is offered for both, what holds one for that alone; the first is the usual one."""
    assert (TABLES.usual, DOCUMENTS.usual) == (OutputFormat.TABLE, OutputFormat.TEXT)
    assert {OutputFormat.JSON, OutputFormat.MARKDOWN} <= set(TABLES.formats) & set(DOCUMENTS.formats)
    assert OutputFormat.CSV not in DOCUMENTS.formats
    assert OutputFormat.HTML not in TABLES.formats


@pytest.mark.parametrize("form", TABLES.formats)
@pytest.mark.parametrize(
    "words",
    [("study", "list"), ("check", "--severity", "note"), ("impact", "wang-2015"), ("sql", "SELECT 1")],
)
def test_a_list_is_written_in_every_format_of_a_table(
    kb_loaded: Kb, tmp_path: Path, words: tuple[str, ...], form: OutputFormat
) -> None:
    """A line in ``kb/formats.py`` without a function in ``kb/forms/`` fails here and not for the user."""
    file = tmp_path / f"out{form.endings[0]}"
    result = kb_loaded(*words, "--format", form, "-o", str(file))
    assert result.exit_code in (0, 3) and f"Wrote {file}." in result.stderr, result.output
    assert file.stat().st_size > 0


#: ``kb prisma`` writes the CSV of the PRISMA 2020 tools, which is no table of its own rows.
_OWN_CSV = {"prisma"}


def test_a_command_that_offers_one_format_of_rows_offers_them_all() -> None:
    """No command lists formats of tables of its own: a new one is offered everywhere."""
    rows = {each.value for each in TABLES.formats if each.holds_only_rows}
    offered = {words: rows & set(formats) for words, formats in _formats_by_command(get_command(make_app()))}
    some = {words: here for words, here in offered.items() if here and words not in _OWN_CSV}
    assert {"check", "audit", "impact", "review adopt", "study list"} <= set(some)
    assert {words for words, here in some.items() if here != rows} == set()


def _formats_by_command(command: Any, words: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every command below this one by its words, with the formats that its help names."""
    for name, below in getattr(command, "commands", {}).items():
        yield from _formats_by_command(below, f"{words} {name}".strip())
    for option in command.params:
        if "--format" in option.opts:
            yield words, str(option.metavar).strip("[]").split("|")


@pytest.mark.parametrize(
    "words",
    [
        ("sql", "SELECT 1"),
        ("study", "list"),
        ("study", "show", "wang-2015"),
        ("report", "7.01.75"),
        ("impact", "wang-2015"),
        ("check",),
        ("search", "liver"),
        ("schema",),
        ("review", "due"),
    ],
)
def test_every_command_reads_format_and_ending_alike(
    kb_loaded: Kb, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """A contradiction or an unknown ending is told before anything is written."""
    for ending, more in ((".xyz", ()), (".docm", ()), (".html", ("--format", "json"))):
        file = tmp_path / f"out{ending}"
        result = kb_loaded(*words, *more, "-o", str(file))
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"kb: {file}: ") and result.stderr.count("\n") == 1
        assert list(tmp_path.iterdir()) == []
