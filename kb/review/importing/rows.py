"""Rows of a record that an export holds: the record itself, and the publication that it is of."""

from __future__ import annotations

from collections.abc import Iterable
from json import JSONEncoder
from typing import Any

from kb.literature.citation import Author, Citation, Malformed
from kb.literature.links import Link
from kb.literature.notices import RETRACTION, notices_of

HIT = ("id", "search_run_id", "position", "line", "candidate_id", "raw", "citation", "problem")
CANDIDATE = (
    *("id", "title", "original_title", "authors", "journal", "issued", "volume", "issue", "pages"),
    *("abstract", "publication_types", "languages", "pmid", "pmcid", "doi"),
)
LINK = ("id", "candidate_id", "position", "kind", "pmid", "doi", "text")
Values = tuple[Any, ...]

_FIELDS = (
    *("type", "title", "original_title", "authors_truncated", "journal", "journal_abbreviation", "publisher"),
    *("issued", "issued_text", "volume", "issue", "pages", "abstract", "languages", "publication_types"),
    *("mesh", "keywords", "pmid", "pmcid", "dois", "issns", "isbns", "registrations", "urls", "database"),
    *("accession", "remarks"),
)
"""Fields of a citation that are kept as they are. What was read into no field is in the raw record."""
_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def citation_text(citation: Citation) -> str:
    """A citation as JSON: its fields by name, those without a value left out; raw text and place apart."""
    data: dict[str, Any] = {"format": citation.format.value}
    for name in _FIELDS:
        if value := getattr(citation, name):
            data[name] = value
    if citation.authors:
        data["authors"] = [_author(one) for one in citation.authors]
    if citation.links:
        data["links"] = [
            _given(kind=one.kind, pmid=one.pmid, doi=one.doi, text=one.text) for one in citation.links
        ]
    return _storable(_encode(data))


def hit_row(run: str, position: int, citation: Citation, candidate: str) -> Values:
    """The row of a record that was read, in the order of :data:`HIT`."""
    id = f"{run}#{position}"
    text = citation_text(citation)
    return (id, run, position, citation.place.line, candidate, _storable(citation.raw), text, None)


def unread_row(run: str, position: int, item: Malformed) -> Values:
    """The row of a record that could not be read."""
    problem = _storable(f"{item.message} {item.remedy}".rstrip())
    raw = _storable(item.raw)
    return (f"{run}#{position}", run, position, item.place.line, None, raw, None, problem)


def candidate_row(id: str, citation: Citation) -> Values:
    """What the record says of its publication, in the order of :data:`CANDIDATE`."""
    return (
        id,
        _text(citation.title),
        _text(citation.original_title),
        _joined(author_name(one) for one in citation.authors),
        _text(citation.journal),
        citation.issued,
        _text(citation.volume),
        _text(citation.issue),
        _text(citation.pages),
        _text(citation.abstract),
        _joined(citation.publication_types),
        _joined(citation.languages),
        citation.pmid,
        citation.pmcid,
        _text(citation.doi),
    )


def author_name(author: Author) -> str:
    """A name as it is listed: ``Wang, Chunping`` or that of a group."""
    if author.family is None:
        return author.literal or ""
    given = " ".join(part for part in (author.given, author.suffix) if part)
    return f"{author.family}, {given}" if given else author.family


def ties_of(citation: Citation) -> tuple[Link, ...]:
    """What its database ties a publication to. A title that calls it retracted counts as such a tie."""
    if any(one.kind == "retracted-by" for one in citation.links):
        return citation.links
    if not (citation.title and "retracted" in citation.title[:40].lower()):
        return citation.links
    if any(one.basis == "title" and one.nature == RETRACTION for one in notices_of(citation)):
        return (*citation.links, Link("retracted-by", None, None, None))
    return citation.links


def link_row(candidate: str, position: int, link: Link) -> Values:
    """The row of a tie, in the order of :data:`LINK`."""
    texts = (_text(link.kind), link.pmid, _text(link.doi), _text(link.text))
    return (f"{candidate}/{position}", candidate, position, *texts)


def _author(author: Author) -> dict[str, str]:
    if author.literal is None and author.suffix is None and author.given and author.family:
        return {"family": author.family, "given": author.given}
    return _given(family=author.family, given=author.given, suffix=author.suffix, literal=author.literal)


def _given(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def _joined(texts: Iterable[str]) -> str | None:
    return _storable("; ".join(text for text in texts if text)) or None


def _text(text: str | None) -> str | None:
    return None if text is None else _storable(text)


def _storable(text: str) -> str:
    """The text without what no database takes: NUL, and halves of a character (lone surrogates)."""
    if text.isascii():
        return text.replace("\x00", "\ufffd") if "\x00" in text else text
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\x00", "\ufffd")
