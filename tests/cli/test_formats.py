"""One place knows what kb writes: names of formats, endings of files, libraries they need."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kb.formats import DOCUMENTS, TABLES, FormatChoice, OutputFormat, WrongFormat
from tests.cli.conftest import Kb

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


@pytest.mark.parametrize("ending", ["xyz", "75"])
def test_an_ending_that_nothing_goes_by_is_wrong_usage(ending: str) -> None:
    """The message names the endings that the command writes, each once."""
    with pytest.raises(WrongFormat) as caught:
        CHOICE.choose(None, Path(f"out.{ending}"))
    assert str(caught.value) == (
        f"out.{ending}: the ending does not tell the format. Name a file that ends in .txt, .json or .sarif,"
        " or say it with --format."
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


def test_tables_and_documents_have_the_formats_that_hold_them() -> None:
    """A new format is offered by every command for its kind of content."""
    assert " ".join(TABLES.formats) == "table csv json jsonl markdown xlsx parquet"
    assert " ".join(DOCUMENTS.formats) == "text json markdown html docx pdf"


@pytest.mark.parametrize("form", [each for each in OutputFormat if each.library])
def test_a_format_whose_library_is_missing_says_how_to_install_it(
    form: OutputFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is named, not only the library."""
    form.require()
    assert form.library is not None
    monkeypatch.setitem(sys.modules, form.library.module, None)
    assert not form.is_available()
    with pytest.raises(Exception, match=rf'pip install "kb-evidence\[{form.library.extra}\]"$'):
        form.require()


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
