"""Rows of a record that an export holds: the record itself, and the publication that it is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from json import JSONEncoder
from operator import attrgetter
from typing import Any

from kb.bibliography.citation import Citation, CitationAuthor, Malformed
from kb.bibliography.links import PublicationLink
from kb.bibliography.notices import RETRACTION, notices_of

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
_values_of = attrgetter(*_FIELDS)
_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def storable(citation: Citation) -> tuple[Citation, str]:
    """The citation without signs that no database takes, and :func:`citation_text` of it."""
    text = citation_text(citation)
    if not _is_storable(text):
        citation = _cleaned(citation)
        text = citation_text(citation)
    return citation, text


def citation_text(citation: Citation) -> str:
    """A citation as JSON: its fields by name, those without a value left out; raw text and place apart."""
    data: dict[str, Any] = {
        name: value for name, value in zip(_FIELDS, _values_of(citation), strict=True) if value
    }
    data["format"] = citation.format.value
    if citation.authors:
        data["authors"] = [_author(one) for one in citation.authors]
    if citation.links:
        data["links"] = [
            _given(kind=one.kind, pmid=one.pmid, doi=one.doi, text=one.text) for one in citation.links
        ]
    return _encode(data)


def hit_row(run: str, position: int, citation: Citation, candidate: str, text: str) -> Values:
    """The row of a record that was read, in the order of :data:`HIT`; ``text`` is the citation as JSON."""
    raw = _storable(citation.raw)
    return (f"{run}#{position}", run, position, citation.place.line, candidate, raw, text, None)


def unread_row(run: str, position: int, item: Malformed) -> Values:
    """The row of a record that could not be read."""
    problem = _storable(f"{item.message} {item.remedy}".rstrip())
    raw = _storable(item.raw)
    return (f"{run}#{position}", run, position, item.place.line, None, raw, None, problem)


def candidate_row(id: str, citation: Citation) -> Values:
    """What the record says of its publication, in the order of :data:`CANDIDATE`."""
    return (
        id,
        citation.title,
        citation.original_title,
        _joined(author_name(one) for one in citation.authors),
        citation.journal,
        citation.issued,
        citation.volume,
        citation.issue,
        citation.pages,
        citation.abstract,
        _joined(citation.publication_types),
        _joined(citation.languages),
        citation.pmid,
        citation.pmcid,
        citation.doi,
    )


def author_name(author: CitationAuthor) -> str:
    """A name as it is listed: ``Wang, Chunping`` or that of a group."""
    if author.family is None:
        return author.literal or ""
    given = " ".join(part for part in (author.given, author.suffix) if part)
    return f"{author.family}, {given}" if given else author.family


def ties_of(citation: Citation) -> tuple[PublicationLink, ...]:
    """What its database ties a publication to. A title that calls it retracted counts as such a tie."""
    if any(one.kind == "retracted-by" for one in citation.links):
        return citation.links
    if not (citation.title and "retracted" in citation.title[:40].lower()):
        return citation.links
    if any(one.basis == "title" and one.nature == RETRACTION for one in notices_of(citation)):
        return (*citation.links, PublicationLink("retracted-by", None, None, None))
    return citation.links


def link_row(candidate: str, position: int, link: PublicationLink) -> Values:
    """The row of a tie, in the order of :data:`LINK`."""
    return (f"{candidate}/{position}", candidate, position, link.kind, link.pmid, link.doi, link.text)


def _author(author: CitationAuthor) -> dict[str, str]:
    if author.literal is None and author.suffix is None and author.given and author.family:
        return {"family": author.family, "given": author.given}
    return _given(family=author.family, given=author.given, suffix=author.suffix, literal=author.literal)


def _given(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def _joined(texts: Iterable[str]) -> str | None:
    return "; ".join(text for text in texts if text) or None


def _is_storable(text: str) -> bool:
    """Whether a citation as JSON holds nothing that no database takes; what only looks so costs a moment."""
    if "\\u0000" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _storable(text: str) -> str:
    """The text without what no database takes: NUL, and halves of a character (lone surrogates)."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\x00", "\ufffd")


def _cleaned(citation: Citation) -> Citation:
    """The citation with every text made storable."""
    values: dict[str, Any] = {}
    for name in (*_FIELDS, "authors", "links", "raw"):
        values[name] = _clean(getattr(citation, name))
    return replace(citation, **values)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, tuple):
        return tuple(_clean(one) for one in value)
    if isinstance(value, CitationAuthor | PublicationLink):
        texts = {field.name: _clean(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **texts)
    return value
