"""Whether a file is, by its content, of the kind that is written: only then it is replaced without asking.

The name of a file is not asked: an export of PubMed or a key may be called ``notes.txt``. Texts that show no
kind (plain text, Markdown) are those that look like nothing else. What people fill in is of no kind.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from kb.errors import KbError
from kb.files import place_for
from kb.formats import OutputFormat

_LOOKED_AT = 200_000
"""Bytes of a text that are looked at."""
_JSON_PARSED = 50_000_000
"""Bytes of a JSON file that is read as a whole; of a longer one the beginning and the end are looked at."""

SHEETS_TO_FILL_IN = frozenset({"Instructions", "Lists", "Screening", "Results"})
"""Sheets of the workbooks that people fill in, for screening and extraction. One is enough: others may have
been deleted or renamed, and no sheet of a table that is written is called so."""
COLUMNS_TO_FILL_IN = frozenset({"Decision", "Reason"})
"""Columns of a screening sheet as CSV."""

_OTHER_TEXTS = {
    "a script": r"#!",
    "PDF": r"%PDF-",
    "a key or certificate": r"-----BEGIN ",
    "XML": r"<\?xml|<[A-Za-z][\w.-]*[\s>]",
    "HTML": r"(?i)<!doctype html|<html",
    "a PubMed export (NBIB)": r"PMID ?- ",
    "a RIS export": r"TY  - ",
    "BibTeX": r"@[A-Za-z]+\s*[{(]",
    "a Rich Text document": r"\{\\rtf",
    "LaTeX": r"\\documentclass|%% ?LaTeX|\\begin\{",
    "a patch": r"diff --git |--- \S+\n\+\+\+ ",
    "SQL": r"(?i)(select|create|insert|with|pragma|begin)\s+[\w\"(*]",
    "a program": r"(import|from|def|class|package|#include|using|function|var|const|let)\s+[\w<.]+",
    "a mailbox": r"From \S+@",
    "settings": r"\[[\w .:/-]+\]\s*\n\s*[\w.-]+\s*=",
    "JSON or a part of it": r"[{\[]\s*[\"{\[]",
    "messages of a mail program": r"(Received|Return-Path|Delivered-To|MIME-Version): ",
}
"""Texts that are no plain text, by how their first line begins."""


def require_kind(path: Path, forms: Sequence[OutputFormat], *, overwrite: bool) -> None:
    """Nothing, when a file of one of these forms may be written here.

    That is where nothing is, or a file that is one of them by its content, or with ``overwrite`` any plain
    file. Raises KbError with the reason, also for what :func:`kb.files.replacing` refuses.
    """
    place = place_for(path)
    if overwrite or not place.exists() or not place.stat().st_size:
        return
    if is_filled_in(place):
        raise KbError(
            f"{path}: is a sheet to fill in, and may hold work. Take it first, name another file,"
            " or write over it with --overwrite."
        )
    if not any(is_of(form, place) for form in forms):
        kinds = " or ".join(dict.fromkeys(form.label for form in forms))
        raise KbError(
            f"{path}: is there already and is no {kinds} file, so that what it holds would be lost."
            " Name another file, or write over it with --overwrite."
        )


def is_filled_in(file: Path) -> bool:
    """Whether people fill in such files: a workbook or CSV for screening or extraction."""
    if parts := _parts(file):
        return "xl/workbook.xml" in parts and not SHEETS_TO_FILL_IN.isdisjoint(_sheets(file))
    first = (_text(file) or "").lstrip().partition("\n")[0]
    return set(re.split(r"[,;\t\r]", first.replace('"', ""))) >= COLUMNS_TO_FILL_IN


def is_of(form: OutputFormat, file: Path) -> bool:
    """Whether the content of a file is of a form; False where this cannot be told."""
    recognizes = _RECOGNIZED.get(form.value)
    return recognizes is not None and recognizes(file)


def _text(file: Path) -> str | None:
    """The beginning of a text file; None when it is none."""
    with file.open("rb") as opened:
        content = opened.read(_LOOKED_AT)
    if len(content) == _LOOKED_AT:
        content = content[: content.rfind(b"\n") + 1] or content[:-4]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if re.search("[\x00-\x08\x0e-\x1a\x1c-\x1f]", text) else text


def _begins(pattern: str) -> Callable[[Path], bool]:
    def recognizes(file: Path) -> bool:
        text = _text(file)
        return text is not None and re.match(rf"\s*(?:{pattern})", text) is not None

    return recognizes


def _has_head(*heads: bytes) -> Callable[[Path], bool]:
    def recognizes(file: Path) -> bool:
        with file.open("rb") as opened:
            return opened.read(16).startswith(heads)

    return recognizes


def _parts(file: Path) -> list[str]:
    """Names of the files within an Office file; none when it is none."""
    if not zipfile.is_zipfile(file):
        return []
    try:
        with zipfile.ZipFile(file) as packed:
            return packed.namelist()
    except (zipfile.BadZipFile, OSError):
        return []


def _has_part(part: str) -> Callable[[Path], bool]:
    return lambda file: part in _parts(file)


def _sheets(file: Path) -> set[str]:
    """Names of the sheets of a workbook."""
    try:
        with zipfile.ZipFile(file) as packed, packed.open("xl/workbook.xml") as part:
            listed = part.read(_LOOKED_AT).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError):  # damaged, locked
        return set()
    return set(re.findall(r"<(?:\w+:)?sheet [^>]*?\bname=\"([^\"]*)\"", listed))


_KEY = re.compile(r"([\"']?)[\w./-]+\1:(?:\s|$)")
_OF_YAML = re.compile(rf"{_KEY.pattern}|- |---$|\.\.\.$|#|[\]}}]")


def _is_plain(file: Path) -> bool:
    text = _text(file)
    if text is None or _is_other_text(text) or _is_yaml(text) or _is_json(file):
        return False
    return not (_is_csv(file) and _columns(text) > 1)


def _is_yaml(text: str) -> bool:
    """Whether every line that is not indented is a key with its value, or another line of YAML."""
    lines = [line for line in text.splitlines() if line.strip() and not line[0].isspace()]
    return all(map(_OF_YAML.match, lines)) and any(map(_KEY.match, lines))


def _columns(text: str) -> int:
    return len(next(csv.reader(text.splitlines()), ()))


def _is_other_text(text: str) -> bool:
    start = text.lstrip()
    return any(re.match(pattern, start) for pattern in _OTHER_TEXTS.values())


def _is_csv(file: Path) -> bool:
    """Whether every line has as many cells as the first, and no line is a sentence without a heading."""
    text = _text(file)
    if text is None or text.lstrip()[:1] in ("{", "[") or _is_other_text(text):
        return False
    try:
        lines = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except csv.Error:
        return False
    if len(text) >= _LOOKED_AT - 4:
        lines = lines[:-1]  # it may be cut within a cell
    widths = {len(line) for line in lines}
    if len(widths) != 1 or widths == {0}:
        return False
    return widths != {1} or re.fullmatch(r"[\w. ()]{1,60}", lines[0][0]) is not None


def _is_json(file: Path) -> bool:
    if file.stat().st_size > _JSON_PARSED:
        text = (_text(file) or "").lstrip()
        with file.open("rb") as opened:
            opened.seek(-100, 2)
            return text[:1] in ("{", "[") and opened.read().rstrip()[-1:] in (b"}", b"]")
    try:
        return isinstance(json.loads(file.read_text("utf-8-sig")), dict | list)
    except (ValueError, RecursionError):
        return False


def _is_json_lines(file: Path) -> bool:
    text = _text(file)
    try:
        return text is not None and all(
            isinstance(json.loads(line), dict) for line in text.splitlines() if line.strip()
        )
    except (ValueError, RecursionError):
        return False


def _is_sarif(file: Path) -> bool:
    return _is_json(file) and '"runs"' in (_text(file) or "")


_RECOGNIZED: dict[str, Callable[[Path], bool]] = {
    "table": _is_plain,
    "text": _is_plain,
    "markdown": _is_plain,
    "csv": _is_csv,
    "json": _is_json,
    "csl-json": _is_json,
    "jsonl": _is_json_lines,
    "sarif": _is_sarif,
    "html": _begins(r"(?i:<!doctype html|<html)"),
    "svg": _begins(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg\b"),
    "mermaid": _begins(r"(?:%%.*\n|---\n(?s:.*?)\n---\n|\s)*(?:erDiagram|flowchart|graph)\b"),
    "pubmed-xml": _begins(r"(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<PubmedArticleSet\b"),
    "endnote-xml": _begins(r"(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<xml>\s*<records>"),
    "nbib": _begins(r"PMID ?- "),
    "ris": _begins(r"TY  - "),
    "bibtex": _begins(r"(?:%.*\n|\s)*@[A-Za-z]+\s*[{(]"),
    "docx": _has_part("word/document.xml"),
    "xlsx": _has_part("xl/workbook.xml"),
    "pdf": _has_head(b"%PDF-"),
    "png": _has_head(b"\x89PNG\r\n\x1a\n"),
    "parquet": _has_head(b"PAR1"),
}
"""How files of each form are known; a record as YAML is none, for people write in it."""
