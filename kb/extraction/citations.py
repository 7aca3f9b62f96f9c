"""What the exports of a review say about a candidate, from the JSON that the import kept of each record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from kb.bibliography.citation import Citation, CitationAuthor, Format, RecordPlace
from kb.bibliography.links import PublicationLink
from kb.db.connect import Reader, Row
from kb.db.queries import run

_NOWHERE = RecordPlace(0, 0, None)
_KEPT_APART = {"format", "place", "raw", "authors", "links", "extra"}
_PLAIN = {field.name: field for field in fields(Citation) if field.name not in _KEPT_APART}
_LISTS = {name for name, field in _PLAIN.items() if str(field.type).startswith("tuple")}


def read_citation(reader: Reader, candidate: str) -> Citation | None:
    """All that is known of a candidate: its newest record, completed by older ones and its table.

    None when there is no such candidate.
    """
    rows = run(reader, "extraction/candidate_page", candidate=candidate)
    if not rows:
        return None
    texts = [row["citation"] for row in run(reader, "extraction/candidate_citations", candidate=candidate)]
    known = [citation_of(text) for text in texts]
    citation = _completed([*known, _from_table(rows[0])])
    links = [
        PublicationLink(row["kind"], row["pmid"], row["doi"], row["text"])
        for row in run(reader, "extraction/candidate_links", candidate=candidate)
    ]
    return replace(citation, links=tuple(dict.fromkeys([*links, *citation.links])))


def citation_of(text: str) -> Citation:
    """The citation in a JSON text. Keys that are absent, unknown or of another type are left out."""
    try:
        data = json.loads(text)
    except ValueError:
        data = {}
    data = data if isinstance(data, dict) else {}
    values = {name: value for name in _PLAIN if (value := _plain(name, data.get(name))) is not None}
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
    return Citation(known, _NOWHERE, "", authors=authors, links=links, **values)


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


def _from_table(row: Row) -> Citation:
    """What the table of candidates holds; names of persons are those of the exports, so these stay whole."""
    names = [name.strip() for name in (row["authors"] or "").split(";") if name.strip()]
    values: Mapping[str, Any] = {
        name: row[name]
        for name in ("title", "journal", "issued", "volume", "issue", "pages", "abstract", "pmid", "pmcid")
    }
    types = tuple(part.strip() for part in (row["publication_types"] or "").split(";") if part.strip())
    return Citation(
        Format.NBIB,
        _NOWHERE,
        "",
        authors=tuple(_author(name) for name in names),
        dois=(row["doi"],) if row["doi"] else (),
        publication_types=types,
        **values,
    )


def _author(name: str) -> CitationAuthor:
    """``Wang, Chun`` is a person; of ``Wang C`` the last word is the initials."""
    family, comma, given = name.partition(",")
    if comma:
        return CitationAuthor(family=family.strip(), given=given.strip() or None)
    family, space, initials = name.rpartition(" ")
    if space and initials.isupper() and len(initials) <= 3:
        return CitationAuthor(family=family.strip(), given=initials)
    return CitationAuthor(literal=name)


def _completed(known: list[Citation]) -> Citation:
    """The first citation, with what it leaves out taken from those after it."""
    first, *others = known
    for other in others:
        missing = {
            field.name: getattr(other, field.name)
            for field in fields(Citation)
            if not getattr(first, field.name) and getattr(other, field.name)
        }
        missing.pop("authors_truncated", None)
        first = replace(first, **missing)
    return first
