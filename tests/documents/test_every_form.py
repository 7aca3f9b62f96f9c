"""Every form of one document: the same words, the same bytes at every run, and how commands give it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import html
from typer.testing import CliRunner, Result

from kb.cli.app import make_app
from kb.cli.output import write_bytes
from kb.db.connect import Reader
from kb.documents import render, rendered
from kb.documents.content import Document
from kb.errors import KbError
from kb.formats import DOCUMENTS, OutputFormat
from kb.reports.report import build_report
from kb.reports.study_page import build_study_page
from kb.reports.summary import build_summary
from tests.documents.generated import SAMPLE
from tests.tiers import mostly_slow

#: A clock of another year, so that whatever a file takes from the clock differs.
_SCRIPT = """
import sys, time
if sys.argv[2]:
    time.time = lambda: float(sys.argv[2])
    time.localtime = lambda *_: time.gmtime(float(sys.argv[2]))
from kb.documents import rendered
from tests.documents.generated import SAMPLE
sys.stdout.buffer.write(rendered(SAMPLE, sys.argv[1]))
"""
_BEGINNINGS = {".html": b"<!DOCTYPE html>", ".docx": b"PK\x03\x04", ".pdf": b"%PDF-", ".md": b"# 7.01.75"}


def _html(made: bytes) -> str:
    return " ".join(html.document_fromstring(made).xpath("//body//text()"))


def _docx(made: bytes) -> str:
    paragraphs = docx.Document(BytesIO(made)).element.body.iter(qn("w:p"))
    return "\n".join("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in paragraphs)


def _pdf(made: bytes) -> str:
    with pypdfium2.PdfDocument(made) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


_READ = {"html": _html, "docx": _docx, "pdf": _pdf}


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+|[≤≥×±<>=%~]", text))  # noqa: RUF001


def _documents(reader: Reader) -> list[Document]:
    report, summary = build_report(reader, "7.01.75"), build_summary(reader, "7.01.75", full=True)
    return [report, summary, build_study_page(reader, "wang-2015")]


@pytest.mark.parametrize("form", _READ)
def test_every_word_of_the_markdown_stands_in_every_form(reader: Reader, form: str) -> None:
    for document in _documents(reader):
        markdown = re.sub(r"^\|( --- \|)+$", "", render(document, "markdown"), flags=re.MULTILINE)
        assert not _words(markdown) - _words(_READ[form](rendered(document, form)))


@pytest.mark.parametrize("form", mostly_slow(sorted(DOCUMENTS.formats), usual=[0]))
def test_another_process_at_another_time_makes_the_same_bytes(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for seed, zone, clock in (("1", "Asia/Tokyo", ""), ("2", "America/Los_Angeles", "2100000000")):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        monkeypatch.setenv("TZ", zone)
        command = [sys.executable, "-c", _SCRIPT, form, clock]
        root = Path(__file__).parents[2]
        made.append(subprocess.run(command, capture_output=True, check=True, cwd=root).stdout)
    assert made[0] == made[1] == rendered(SAMPLE, form)


@pytest.mark.parametrize("form", [each for each in DOCUMENTS.formats if each.is_text])
def test_forms_that_are_text_are_the_same_as_bytes(form: str) -> None:
    assert rendered(SAMPLE, form) == render(SAMPLE, form).encode()


def test_width_wraps_plain_text() -> None:
    lines = render(SAMPLE, "text", 30).splitlines()
    assert max(len(line) for line in lines) <= 30


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(KbError, match="'odt' is not one of 'text', 'json'"):
        rendered(SAMPLE, "odt")


def _kb(url: str, *words: Any) -> Result:
    result = CliRunner().invoke(make_app(), ["--database", url, *(str(word) for word in words)])
    assert "Traceback" not in result.output
    return result


@pytest.mark.parametrize("ending", _BEGINNINGS)
def test_the_ending_of_the_file_says_the_form(module_seed_url: str, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"report{ending}"
    result = _kb(module_seed_url, "report", "7.01.75", "-o", file)
    assert result.exit_code == 0 and result.stderr == f"Wrote {file}.\n"
    assert file.read_bytes().startswith(_BEGINNINGS[ending])


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_pipe_gets_the_file(module_seed_url: str, reader: Reader, form: str) -> None:
    result = _kb(module_seed_url, "report", "7.01.75", "--format", form)
    assert result.stdout_bytes == rendered(build_report(reader, "7.01.75"), form)


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_summary_has_these_forms_too(
    module_seed_url: str, reader: Reader, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"summary.{form}"
    assert _kb(module_seed_url, "summary", "7.01.75", "hcc", "--full", "-o", file).exit_code == 0
    assert file.read_bytes() == rendered(build_summary(reader, "7.01.75", "hcc", full=True), form)


def test_a_format_that_contradicts_the_ending_is_wrong_usage(module_seed_url: str, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    result = _kb(module_seed_url, "report", "7.01.75", "--format", "json", "-o", file)
    assert (result.exit_code, result.stdout, file.exists()) == (2, "", False)
    assert result.stderr == (
        f"kb: {file}: --format json contradicts the ending .pdf. Leave out --format, or name a file that ends"
        " in .json.\n"
    )


def test_a_terminal_is_not_sent_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(KbError, match=r"A terminal cannot show pdf\. Name a file: --output FILE\.pdf"):
        write_bytes(b"%PDF-", OutputFormat.PDF, None)
