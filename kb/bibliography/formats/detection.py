"""Formats of exports, found out from what a file holds; its name says too little (``export.txt``)."""

from __future__ import annotations

import re

from kb.bibliography.citation import Format
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.table_reader import looks_like_table
from kb.errors import KbError

_XML = (
    (re.compile(rb"<Pubmed(?:Book)?Article(?:Set)?[\s>]"), Format.PUBMED_XML),
    (re.compile(rb"<e(?:Fetch|Search|Link|Post)Result[\s>]"), Format.PUBMED_XML),
    (re.compile(rb"<records?[\s>]"), Format.ENDNOTE_XML),
)
_BY_LINES = (
    (re.compile(rb"^(?:PMID|PMC) {0,2}-[ \t]", re.MULTILINE), Format.NBIB),
    (re.compile(rb"^TY {0,3}-(?:\s|[A-Z])", re.MULTILINE | re.IGNORECASE), Format.RIS),
    (re.compile(rb"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE), Format.BIBTEX),
)
_OTHERS = (
    (re.compile(rb"^%0 ", re.MULTILINE), "EndNote's tagged text"),
    (re.compile(rb"^FN (?:Clarivate|Thomson|ISI)", re.MULTILINE), "Web of Science's plain text"),
    (re.compile(rb"^<1\s*\. ?>", re.MULTILINE), "Ovid's text for reading"),
    (re.compile(rb"^RT (?:Journal|Book|Generic)", re.MULTILINE), "RefWorks' tagged text"),
    (
        re.compile(rb"(?:.*\n){0,30}?(?:UI|VN|STAT|TI|AU) {1,2}- "),
        "tagged text without start marks (TY, PMID)",
    ),
    (re.compile(rb"(?:.*\n){0,30}?Document 1 of \d+\s"), "ProQuest's text for reading"),
)
_RETRACTION_WATCH = (b"retractionnature", b"originalpaperdoi", b"originalpaperpubmedid")
_SEPARATORS = (b",", b";", b"\t", b"|")
_KNOWN = "NBIB or XML (PubMed), RIS, EndNote XML, BibTeX, CSL-JSON or CSV"


def format_of(source: ExportFile) -> Format:
    """The format of an export. Raises KbError when it is none that can be read, with what it is if known."""
    head = source.head.lstrip()
    if re.match(rb"<[A-Za-z_?!]", head):
        return _xml_format(source, head)
    match = [(hit.start(), format) for pattern, format in _BY_LINES if (hit := pattern.search(head))]
    if match:
        return min(match)[1]
    if head.startswith((b"[", b"{")):
        return Format.CSL_JSON
    _refuse_others(source, head)
    first_line = head.split(b"\n", 1)[0].lower()
    if all(name in first_line.replace(b" ", b"") for name in _RETRACTION_WATCH):
        return Format.RETRACTION_WATCH
    if any(sign in first_line for sign in _SEPARATORS) or looks_like_table(source.text(head)[0]):
        return Format.TABLE
    raise KbError(f"{source.path}: is no export that can be read. Export the records as {_KNOWN}.")


def _refuse_others(source: ExportFile, head: bytes) -> None:
    for pattern, name in _OTHERS:
        if pattern.match(head):
            raise KbError(f"{source.path}: is {name}, which is not read here. Export it as RIS instead.")


def _xml_format(source: ExportFile, head: bytes) -> Format:
    for pattern, format in _XML:
        if pattern.search(head):
            return format
    if re.search(rb"<html[\s>]|<!doctype\s+html", head, re.IGNORECASE):
        raise KbError(
            f"{source.path}: is a web page, not an export; perhaps the database answered with an error. "
            "Open it in a browser, and export again."
        )
    root = re.search(rb"<([A-Za-z_][\w.:-]*)", head)
    name = root[1].decode() if root else "without an element"
    raise KbError(f"{source.path}: is XML of a kind that is not read here ({name}). Export as {_KNOWN}.")
