"""The records of an import one by one: all that was read of each, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from kb.bibliography.citation import Citation
from kb.bibliography.citation_json import citation_from_json
from kb.bibliography.packed_text import unpack
from kb.db.connect import Reader, Row
from kb.db.queries import run

_BATCH = 500
"""Records that are read from the database at a time."""


class RecordFate(StrEnum):
    """What became of a record."""

    NEW = "new"
    """The first record of its publication."""
    REPEATED = "repeated"
    """A further record of a candidate that is there already, by this import or before."""
    SAME_AS = "same as"
    """Found to be the same publication as another candidate, or as a reference."""
    DOUBTFUL = "doubtful"
    """The first record of a candidate that may be the same as another; a person judges."""
    SET_ASIDE = "set aside"
    """It could not be read."""


def read_imported_records(reader: Reader, cycle: str, first: int, last: int) -> Iterator[Row]:
    """The records of the runs of a cycle with these numbers, in order, each as plain data.

    What the export does not give is null or an empty list. ``with`` names the candidate or the reference that
    the record repeats, is the same as, or may be the same as; ``publication`` the candidate that stands for
    all records of the publication; ``pairs`` all that was found of its candidate and others.
    """
    fates = _RecordFates(reader, cycle, first, last)
    for number in range(first, last + 1):
        after = 0
        while rows := run(
            reader, "review/importing/imported_records", cycle=cycle, run=number, after=after, batch=_BATCH
        ):
            for row in rows:
                yield _record_data(row, fates)
            after = rows[-1]["record"]


class _RecordFates:
    """Finds out what became of records that come in the order of their runs."""

    def __init__(self, reader: Reader, cycle: str, first: int, last: int) -> None:
        self._candidates: set[str] = set()
        self._first_of: dict[str, str] = {}
        """Candidate that stands for others -> the one of them that came first."""
        self.pairs: defaultdict[str, list[Row]] = defaultdict(list)
        for row in run(reader, "review/importing/known_before", cycle=cycle, first=first):
            self._add(row["candidate"], row["publication"])
        for row in run(reader, "review/importing/pairs_of_runs", cycle=cycle, first=first, last=last):
            self.pairs[row["candidate"]].append(row)

    def _add(self, candidate: str, publication: str) -> None:
        self._candidates.add(candidate)
        self._first_of.setdefault(publication, candidate)

    def next(self, row: Row) -> tuple[RecordFate, str | None, str | None]:
        """What became of the next record, with which candidate or reference, and why."""
        if row["problem"] is not None:
            return RecordFate.SET_ASIDE, None, row["problem"]
        candidate, publication, reference = row["candidate"], row["publication"], row["reference"]
        is_repeated, earlier = candidate in self._candidates, self._first_of.get(publication)
        self._add(candidate, publication)
        if is_repeated:
            return RecordFate.REPEATED, candidate, "another record of this candidate"
        other = reference if earlier is None else earlier
        if other is not None:
            return RecordFate.SAME_AS, other, self._reason(candidate, other)
        for pair in self.pairs[candidate]:
            if pair["relation"] == "doubtful" and pair["gives_way"]:
                return RecordFate.DOUBTFUL, pair["other"], pair["why"]
        return RecordFate.NEW, None, None

    def _reason(self, candidate: str, other: str) -> str:
        """Why a candidate is the same as another, or as a reference; what PMIDs settle is no pair."""
        same = [pair for pair in self.pairs[candidate] if pair["relation"] == "same"]
        direct = next((pair for pair in same if pair["other"] == other), None)
        pair = direct or next(iter(same), None)
        return pair["why"] if pair else "same PMID"


def _record_data(row: Row, fates: _RecordFates) -> Row:
    became, other, why = fates.next(row)
    place = {name: row[name] for name in ("id", "run", "file", "format", "record", "line")}
    found = {"became": became.value, "with": other, "why": why}
    raw = unpack(row["raw"])
    if row["citation"] is None:
        return place | found | {"raw": raw}
    citation = citation_from_json(unpack(row["citation"], raw))
    names = ("other", "relation", "tie", "score", "why")
    pairs = [{name: pair[name] for name in names} for pair in fates.pairs[row["candidate"]]]
    owners = {name: row[name] for name in ("candidate", "publication", "reference")}
    return place | found | owners | {"pairs": pairs} | citation_data(citation)


def citation_data(citation: Citation) -> dict[str, Any]:
    """All that was read of a record, under the names that programs read."""
    return {
        "kind": citation.type,
        "publication_types": list(citation.publication_types),
        "title": citation.title,
        "original_title": citation.original_title,
        "authors": [asdict(author) for author in citation.authors],
        "authors_truncated": citation.authors_truncated,
        "issued": citation.issued,
        "issued_text": citation.issued_text,
        "container": citation.journal,
        "container_abbreviation": citation.journal_abbreviation,
        "publisher": citation.publisher,
        "volume": citation.volume,
        "issue": citation.issue,
        "pages": citation.pages,
        "identifiers": _identifiers(citation),
        "database": citation.database,
        "abstract": citation.abstract,
        "languages": list(citation.languages),
        "mesh": list(citation.mesh),
        "keywords": list(citation.keywords),
        "urls": list(citation.urls),
        "links": [asdict(link) for link in citation.links],
        "remarks": list(citation.remarks),
    }


def _identifiers(citation: Citation) -> dict[str, Any]:
    return {
        "pmid": citation.pmid,
        "pmcid": citation.pmcid,
        "doi": list(citation.dois),
        "issn": list(citation.issns),
        "isbn": list(citation.isbns),
        "registration": list(citation.registrations),
        "accession": citation.accession,
    }
