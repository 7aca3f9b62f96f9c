"""Records in the answer to a download, each as it came and with its PMID."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from xml.etree import ElementTree

from kb.bibliography.pubmed.answers import server_message
from kb.bibliography.pubmed.faults import HistoryGone, TemporaryFailure

Records = list[tuple[str, bytes]]
"""PMID and bytes of each record, in the order of the answer."""

_ERROR = re.compile(
    rb"<ERROR>([^<]*)|^\s*(?:ERROR|Error)\b:?(.+)|^\s*\{.*?\"error\"\s*:\s*\"([^\"]*)\"", re.DOTALL
)
_GONE = re.compile(r"history|unable to obtain query|webenv|query_key", re.IGNORECASE)
_NONE = re.compile(r"id list is empty|empty id list|empty result", re.IGNORECASE)
_ARTICLE = re.compile(rb"<(Pubmed(?:Book)?Article)(?:\s[^>]*)?>.*?</\1>", re.DOTALL)
_START = re.compile(rb"^PMID- *(\d+)[ \r]*$", re.MULTILINE)
_LAST_LINES = re.compile(rb"^(?:SO  |BTI )- ", re.MULTILINE)


class Form(StrEnum):
    """Forms in which records are downloaded; both keep notices and corrections."""

    XML = "pubmed-xml"
    NBIB = "nbib"


@dataclass(frozen=True, slots=True)
class Framing:
    """How a form is asked for, read and put into a file."""

    fields: dict[str, str]
    """Fields of an ``efetch`` request."""
    read: Callable[[int, bytes], Records]
    """Raises TemporaryFailure when the answer is not whole, HistoryGone when PubMed forgot the search."""
    head: bytes
    """What comes before the records in a file."""
    foot: bytes


def read_xml(status: int, body: bytes) -> Records:
    """The articles and books in PubMed XML."""
    if _is_none(status, body):
        return []
    if b"<PubmedArticleSet" not in body or b"<!ENTITY" in body:
        raise TemporaryFailure("what came is no PubMed XML.")
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError:
        raise TemporaryFailure("its XML breaks off or is broken.") from None
    pmids = [
        element.findtext("MedlineCitation/PMID") or element.findtext("BookDocument/PMID") or ""
        for element in root
        if element.tag in ("PubmedArticle", "PubmedBookArticle")
    ]
    pieces = [match[0] + b"\n" for match in _ARTICLE.finditer(body)]
    if len(pieces) != len(pmids):
        raise TemporaryFailure("its XML has records inside of records.")
    return [(pmid.strip(), piece) for pmid, piece in zip(pmids, pieces, strict=True)]


def read_nbib(status: int, body: bytes) -> Records:
    """The records in PubMed's text format; the last one is left out when it seems cut off."""
    if _is_none(status, body):
        return []
    starts = list(_START.finditer(body))
    if body[: starts[0].start() if starts else None].strip():
        raise TemporaryFailure("what came is no text in PubMed's format.")
    if not starts:
        return []
    ends = [start.start() for start in starts[1:]] + [len(body)]
    records = [
        (start[1].decode(), body[start.start() : end].strip() + b"\n\n")
        for start, end in zip(starts, ends, strict=True)
    ]
    if not (body.endswith(b"\n") and _LAST_LINES.search(records[-1][1])):
        records.pop()
    return records


def _is_none(status: int, body: bytes) -> bool:
    """Whether the answer says that there are no such records. Raises for any other error."""
    match = _ERROR.search(body[:2000])
    complaint = (
        server_message((match[1] or match[2] or match[3] or b"?").decode("utf-8", "replace")) if match else ""
    )
    if _NONE.search(complaint):
        return True
    if _GONE.search(complaint):
        raise HistoryGone
    if complaint or status != 200:
        raise TemporaryFailure(f"it says: {complaint}." if complaint else f"status {status}.")
    return False


_XML_HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" \
"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>
"""
FRAMINGS = {
    Form.XML: Framing({"retmode": "xml"}, read_xml, _XML_HEAD, b"</PubmedArticleSet>\n"),
    Form.NBIB: Framing({"rettype": "medline", "retmode": "text"}, read_nbib, b"", b""),
}
