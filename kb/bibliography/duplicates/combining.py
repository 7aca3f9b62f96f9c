"""One citation from all records of a publication; the records stay as they are.

Which value wins is the same whatever the order of import:

1. Records are ranked: those of PubMed itself first, then those with a PMID, then those that fill more fields,
   then by their text.
2. A value comes from the first record in that order that gives one. The exceptions:
   lists (identifiers, types, headings, keywords, registrations, addresses, ties) hold what any record gives;
   authors come from the first record that does not cut them short, else from the one that names most;
   date, volume, issue and pages come together, from the first record that has the volume or the pages, so
   that the date ahead of print never comes with the pages of the issue;
   the abstract is the longest one, of equally long ones the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from kb.bibliography.citation import Citation, Format

_LISTS = (
    *(
        "dois",
        "issns",
        "isbns",
        "registrations",
        "urls",
        "languages",
        "publication_types",
        "mesh",
        "keywords",
    ),
    "links",
)
_PRINTED = ("issued", "issued_text", "volume", "issue", "pages")
_ONES = (
    *("type", "title", "original_title", "journal", "journal_abbreviation", "publisher", "pmid", "pmcid"),
    *("database", "accession"),
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A publication and the records that speak of it."""

    citation: Citation
    """What is known of it. Format, place and raw text are those of the first source."""
    sources: tuple[Citation, ...]
    """All records, whole, the one that wins first."""
    taken_from: Mapping[str, int]
    """Field -> place in ``sources`` of the record that its value was taken from; lists are of all."""


def merge(records: Iterable[Citation]) -> Merged:
    """One citation from the records of a publication, at least one."""
    sources = tuple(sorted(records, key=_rank))
    taken = {name: _first(sources, name) for name in _ONES}
    printed = _first(sources, "volume", "pages")
    printed = _first(sources, "issued") if printed is None else printed
    taken |= dict.fromkeys(_PRINTED, printed)
    taken["authors"] = taken["authors_truncated"] = _authors(sources)
    taken["abstract"] = max(range(len(sources)), key=lambda place: len(sources[place].abstract or ""))
    taken_from = {name: place for name, place in taken.items() if place is not None}
    values: dict[str, Any] = {name: getattr(sources[place], name) for name, place in taken_from.items()}
    for name in _LISTS:
        values[name] = tuple(dict.fromkeys(value for record in sources for value in getattr(record, name)))
    return Merged(replace(sources[0], **values), sources, taken_from)


def _rank(record: Citation) -> tuple[bool, bool, int, str, str]:
    is_pubmed = record.format in (Format.NBIB, Format.PUBMED_XML)
    filled = sum(bool(getattr(record, field.name)) for field in fields(record))
    return (not is_pubmed, record.pmid is None, -filled, record.raw, repr(record))


def _first(sources: Sequence[Citation], *names: str) -> int | None:
    """Place of the first record that gives one of these fields."""
    has = (any(getattr(source, name) for name in names) for source in sources)
    return next((place for place, is_given in enumerate(has) if is_given), None)


def _authors(sources: Sequence[Citation]) -> int:
    whole = (place for place, record in enumerate(sources) if record.authors and not record.authors_truncated)
    longest = max(range(len(sources)), key=lambda place: (len(sources[place].authors), -place))
    return next(whole, longest)
