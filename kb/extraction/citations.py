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
_PLAIN = {one.name: one for one in fields(Citation) if one.name not in _KEPT_APART}
_LISTS = {name for name, one in _PLAIN.items() if str(one.type).startswith("tuple")}


def read_citation(reader: Reader, candidate: str) -> Citation | None:
    """All that is known of a candidate: its newest record, completed by older ones and its table.

    None when there is no such candidate.
    """
    rows = run(reader, "extraction/candidate_page", candidate=candidate)
    if not rows:
        return None
    texts = [row["citation"] for row in run(reader, "extraction/candidate_citations", candidate=candidate)]
    known = [citation_of(text) for text in texts]
    found = _completed([*known, _from_table(rows[0])])
    links = [
        PublicationLink(row["kind"], row["pmid"], row["doi"], row["text"])
        for row in run(reader, "extraction/candidate_links", candidate=candidate)
    ]
    return replace(found, links=tuple(dict.fromkeys([*links, *found.links])))


def citation_of(text: str) -> Citation:
    """The citation in a JSON text. Keys that are absent, unknown or of another type are left out."""
    try:
        given = json.loads(text)
    except ValueError:
        given = {}
    given = given if isinstance(given, dict) else {}
    values = {name: value for name in _PLAIN if (value := _plain(name, given.get(name))) is not None}
    authors = tuple(
        CitationAuthor(**one) for one in _entries(given.get("authors"), CitationAuthor) if any(one.values())
    )
    links = tuple(
        PublicationLink(one["kind"], one.get("pmid"), one.get("doi"), one.get("text"))
        for one in _entries(given.get("links"), PublicationLink)
        if one.get("kind")
    )
    format = given.get("format")
    known = Format(format) if format in list(Format) else Format.NBIB
    return Citation(known, _NOWHERE, "", authors=authors, links=links, **values)


def _plain(name: str, value: Any) -> Any:
    if name in _LISTS:
        found = tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
        return found or None
    if name == "authors_truncated":
        return value if isinstance(value, bool) else None
    return value if isinstance(value, str) and value.strip() else None


def _entries(value: Any, kind: type[Any]) -> Iterable[dict[str, Any]]:
    """Mappings of a list, with the fields of a dataclass that hold texts."""
    names = {one.name for one in fields(kind)}
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, dict):
            yield {name: text for name, text in entry.items() if name in names and isinstance(text, str)}


def _from_table(row: Row) -> Citation:
    """What the table of candidates holds; names of persons are those of the exports, so these stay whole."""
    names = [name.strip() for name in (row["authors"] or "").split(";") if name.strip()]
    given: Mapping[str, Any] = {
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
        **given,
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
            one.name: getattr(other, one.name)
            for one in fields(Citation)
            if not getattr(first, one.name) and getattr(other, one.name)
        }
        missing.pop("authors_truncated", None)
        first = replace(first, **missing)
    return first
