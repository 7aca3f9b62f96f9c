"""A citation as the JSON that is kept of every imported record, and back.

Kept are its fields by name, those without a value left out. Raw text and place are kept apart; what was read
into no field is in the raw text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from kb.bibliography.citation import Citation, CitationAuthor, Format, RecordPlace
from kb.bibliography.links import PublicationLink

NOWHERE = RecordPlace(0, 0, None)
"""Place of a citation that was not read from a file."""
_KEPT_APART = {"format", "place", "raw", "authors", "links", "extra"}
_PLAIN = {field.name: field for field in fields(Citation) if field.name not in _KEPT_APART}
_LISTS = {name for name, field in _PLAIN.items() if str(field.type).startswith("tuple")}
_values_of = attrgetter(*_PLAIN)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def storable(citation: Citation) -> tuple[Citation, str]:
    """The citation without characters that no database takes, and :func:`citation_json` of it."""
    text = citation_json(citation)
    if not _is_storable(text):
        citation = _cleaned(citation)
        text = citation_json(citation)
    return citation, text


def citation_json(citation: Citation) -> str:
    """A citation as JSON: its fields by name, those without a value left out; raw text and place apart."""
    data: dict[str, Any] = {
        name: value for name, value in zip(_PLAIN, _values_of(citation), strict=True) if value
    }
    data["format"] = citation.format.value
    if citation.authors:
        data["authors"] = [_author(author) for author in citation.authors]
    if citation.links:
        data["links"] = [
            _given(kind=link.kind, pmid=link.pmid, doi=link.doi, text=link.text) for link in citation.links
        ]
    return _encode(data)


def _author(author: CitationAuthor) -> dict[str, str]:
    if author.literal is None and author.suffix is None and author.given and author.family:
        return {"family": author.family, "given": author.given}
    return _given(family=author.family, given=author.given, suffix=author.suffix, literal=author.literal)


def _given(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


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


def storable_text(text: str) -> str:
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
    for name in (*_PLAIN, "authors", "links", "raw"):
        values[name] = _clean(getattr(citation, name))
    return replace(citation, **values)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, tuple):
        return tuple(_clean(part) for part in value)
    if isinstance(value, CitationAuthor | PublicationLink):
        texts = {field.name: _clean(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **texts)
    return value


def citation_from_json(text: str) -> Citation:
    """The citation of such a JSON. Keys that are absent, unknown or of another type are left out."""
    try:
        data = json.loads(text)
    except ValueError:
        data = {}
    data = data if isinstance(data, dict) else {}
    values = {
        name: read
        for name, value in data.items()
        if name in _PLAIN and (read := _plain(name, value)) is not None
    }
    authors = tuple(
        CitationAuthor(**entry)
        for entry in _entries(data.get("authors"), CitationAuthor)
        if any(entry.values())
    )
    links = tuple(
        PublicationLink(entry["kind"], entry.get("pmid"), entry.get("doi"), entry.get("text"))
        for entry in _entries(data.get("links"), PublicationLink)
        if entry.get("kind")
    )
    format = data.get("format")
    known = Format(format) if format in list(Format) else Format.NBIB
    return Citation(known, NOWHERE, "", authors=authors, links=links, **values)


def _plain(name: str, value: Any) -> Any:
    if name in _LISTS:
        items = tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
        return items or None
    if name == "authors_truncated":
        return value if isinstance(value, bool) else None
    return value if isinstance(value, str) and value.strip() else None


def _entries(value: Any, kind: type[Any]) -> Iterable[dict[str, Any]]:
    """Mappings of a list, with the fields of a dataclass that hold texts."""
    names = {field.name for field in fields(kind)}
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, dict):
            yield {name: text for name, text in entry.items() if name in names and isinstance(text, str)}
