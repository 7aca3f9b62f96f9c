"""A file is known by what it holds: what may be replaced without asking, and what may not."""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from kb.file_kinds import is_filled_in, is_of, require_kind
from kb.formats import DOCUMENTS, TABLES, OutputFormat
from kb.forms import write_table
from tests.command_line import Kb

F = OutputFormat
PLAIN = (F.TABLE, F.TEXT, F.MARKDOWN)


@pytest.mark.parametrize("form", TABLES.formats)
def test_a_table_that_kb_wrote_is_of_its_kind(tmp_path: Path, form: OutputFormat) -> None:
    """Also one of a single column, with line breaks in its cells, or without rows; and of no other kind."""
    tables = (
        (("study", "size"), [("wang-2015", 180), ('a, b\n"c" d', None)]),
        (("study",), [("wang-2015",), ("=1+1",)]),
        (("study", "size"), []),
    )
    for columns, rows in tables:
        file = tmp_path / "table"
        write_table(file, form, columns, rows)
        if not file.stat().st_size:  # JSON lines of no rows
            continue
        assert is_of(form, file), file.read_bytes()[:200]
        others = {each for each in OutputFormat if is_of(each, file)} - {form}
        assert not {F.DOCX, F.PDF, F.HTML, F.SVG, F.NBIB} & others


@pytest.mark.parametrize("form", DOCUMENTS.formats)
def test_a_document_that_kb_wrote_is_of_its_kind(kb_loaded: Kb, tmp_path: Path, form: OutputFormat) -> None:
    file = tmp_path / f"summary{form.endings[0]}"
    assert kb_loaded("summary", "7.01.75", "--format", form, "-o", str(file)).exit_code == 0
    assert is_of(form, file)
    assert kb_loaded("summary", "7.01.75", "--format", form, "-o", str(file)).exit_code == 0


TEXTS = {
    "a letter": ("Dear reviewer,\n\nthe search was done on 1 May.\n", {F.TABLE, F.TEXT, F.MARKDOWN}),
    "Markdown": ("# Title\n\nSome *text*, with commas, and more.\n", {F.TABLE, F.TEXT, F.MARKDOWN}),
    "a list of lines": ("study\nwang-2015\n", {F.TABLE, F.TEXT, F.MARKDOWN, F.CSV}),
    "CSV": ('a,b\n1,"x\ny"\n', {F.CSV}),
    "CSV of another width in one line": ("a,b\n1,2,3\n", {F.TABLE, F.TEXT, F.MARKDOWN}),
    "JSON": ('{"a": [1, 2]}\n', {F.JSON, F.JSONL}),
    "JSON lines": ('{"a": 1}\n{"a": 2}\n', {F.JSONL}),
    "SARIF": ('{\n"version": "2.1.0",\n"runs": []}', {F.JSON, F.SARIF}),
    "half of JSON": ('{"a": [1, 2\n', set()),
    "a record": ("study: wang-2015\narms:\n  cryo: {n: 180}\n# to do\nresults:\n- outcome: x\n", set()),
    "settings": ("[mail]\nhost = example.org\n", set()),
    "a text with a colon": (
        "7.01.75: from 2021 to 2022\n====\n\nNote: none\n",
        {F.TABLE, F.TEXT, F.MARKDOWN},
    ),
    "HTML": ("<!DOCTYPE html>\n<html></html>\n", {F.HTML}),
    "SVG": ('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', {F.SVG}),
    "other XML": ('<?xml version="1.0"?>\n<policy/>', set()),
    "PubMed XML": (
        '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet>\n<PubmedArticleSet/>',
        {F.PUBMED_XML},
    ),
    "NBIB": ("\nPMID- 99000001\nTI  - A made-up title\n", {F.NBIB}),
    "RIS": ("TY  - JOUR\nER  - \n", set()),
    "BibTeX": ("@article{madeup, title = {T}}\n", set()),
    "a key": ("-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n", set()),
    "a script": ("#!/bin/sh\nrm -r x\n", set()),
    "SQL": ("SELECT * FROM study;\n", set()),
    "Python": ("import os\nprint(os.name)\n", set()),
    "a patch": ("diff --git a/x b/x\n", set()),
    "LaTeX": ("\\documentclass{article}\n", set()),
    "Mermaid": ("erDiagram\n  study {\n  }\n", {F.MERMAID, F.CSV, F.TABLE, F.TEXT, F.MARKDOWN}),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_of_the_kinds_that_it_looks_like(tmp_path: Path, name: str) -> None:
    """Plain text and Markdown are what looks like nothing else; no record is YAML that may be replaced."""
    text, kinds = TEXTS[name]
    file = tmp_path / "file"
    file.write_text(text, encoding="utf-8")
    ours = {form for form in OutputFormat if form.value not in ("ris", "bibtex", "csl-json", "endnote-xml")}
    assert {form for form in ours if is_of(form, file)} == kinds


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00\x01", b"text with a \0 in it", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"PK\3\4"]
)
def test_what_is_no_text_is_no_kind_of_text(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file.txt"
    file.write_bytes(content)
    assert not any(is_of(form, file) for form in (*PLAIN, F.CSV, F.JSON, F.JSONL, F.HTML, F.XLSX, F.DOCX))


def test_office_files_are_told_apart(tmp_path: Path) -> None:
    """Both are ZIP files, and so is an archive that is neither."""
    for part, kinds in (
        ("word/document.xml", {F.DOCX}),
        ("xl/workbook.xml", {F.XLSX}),
        ("thesis.tex", set()),
    ):
        file = tmp_path / "file.docx"
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr(part, "<x/>")
        assert {form for form in OutputFormat if is_of(form, file)} == kinds


def test_an_empty_file_holds_nothing_that_could_be_lost(tmp_path: Path) -> None:
    file = tmp_path / "new.xlsx"
    file.touch()
    require_kind(file, (F.XLSX,), overwrite=False)


@pytest.mark.parametrize("sheet", ["Instructions", "Lists", "Screening", "Results"])
def test_a_workbook_to_fill_in_is_known_by_any_of_its_sheets(tmp_path: Path, sheet: str) -> None:
    """Somebody may have deleted or renamed the others."""
    file = tmp_path / "sheet.xlsx"
    write_table(file, F.XLSX, ("a",), [(1,)])
    assert not is_filled_in(file)
    book = openpyxl.Workbook()
    book.active.title = sheet
    book.save(file)
    assert is_filled_in(file)


def test_a_damaged_workbook_is_looked_at_without_an_error(tmp_path: Path) -> None:
    """What it held is not known, so it is replaced like any other workbook."""
    file = tmp_path / "sheet.xlsx"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>" * 100)
    file.write_bytes(file.read_bytes().replace(b"<workbook/>", b"<workb00k/>", 5))
    assert not is_filled_in(file)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_screening_sheet_is_one_to_fill_in_however_it_was_saved(tmp_path: Path, delimiter: str) -> None:
    """A spreadsheet program of other countries parts cells otherwise."""
    from kb.review.screening.sheet import COLUMNS

    file = tmp_path / "sheet.csv"
    file.write_text(delimiter.join(f'"{name}"' for name in COLUMNS) + "\n", encoding="utf-8-sig")
    assert is_filled_in(file)
    file.write_text(delimiter.join(COLUMNS) + "\r\n", encoding="utf-8")
    assert is_filled_in(file)
    file.write_text(delimiter.join(COLUMNS[4:10]) + "\n", encoding="utf-8")
    assert not is_filled_in(file)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_sheets_of_both_kinds_are_known_as_such(seed_url: str, kb: Kb, tmp_path: Path, ending: str) -> None:
    """Written by the commands, and a list of the same ending is no sheet to fill in."""
    run = partial(kb, "--database", seed_url)
    assert run("review", "open", "7.01.75", "--on", "2022-11-01").exit_code == 0
    (tmp_path / "export.ris").write_text(
        "TY  - JOUR\nTI  - A made-up title\nAU  - Madeup, A\nER  - \n", encoding="utf-8"
    )
    assert run("review", "import", str(tmp_path / "export.ris"), "--source", "Madeup").exit_code == 0
    sheet = tmp_path / f"sheet{ending}"
    words = ("review", "screen", "7.01.75", "--sheet", str(sheet))
    assert run(*words).exit_code == 0, run(*words).output
    assert is_filled_in(sheet)
    before = sheet.read_bytes()
    for again in (words, ("study", "list", "-o", str(sheet))):
        refused = run(*again)
        assert refused.exit_code == 1
        assert "--take" in refused.stderr or "Take it first" in refused.stderr
        assert sheet.read_bytes() == before
    assert run(*words, "--overwrite").exit_code == 0
    assert run("study", "list", "-o", str(tmp_path / f"list{ending}")).exit_code == 0
    assert not is_filled_in(tmp_path / f"list{ending}")
    if ending == ".xlsx":
        assert run("extract", "sheet", "wang-2015", "-o", str(tmp_path / "wang.xlsx")).exit_code == 0
        assert is_filled_in(tmp_path / "wang.xlsx")
