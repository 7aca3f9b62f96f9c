"""The records and references of the database, made ready to be compared with new records.

An import looks through the outlines of all records, which are kept, and loads those that it has to judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kb.bibliography.citation import Citation
from kb.bibliography.citation_json import citation_from_json
from kb.bibliography.duplicates.candidates import OutlinedRecords
from kb.bibliography.duplicates.compared_record import ComparedRecord, compared_record
from kb.bibliography.duplicates.find import rank
from kb.bibliography.duplicates.kept import RULES, kept_text, record_of_text
from kb.bibliography.duplicates.outline import RecordOutline, outline_of
from kb.bibliography.packed_text import unpack
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.evidence.references import citation_of, read_references, reference_keys
from kb.review.importing.candidate_rows import Values
from kb.store.database import Writer

KEPT = ("id", "candidate_id", "rules", "keys", "titles", "page", "year", "volume", "is_plain", "record")
"""Columns of ``compared_record``."""
_BATCH = 500
"""Records that are read from the database at a time."""


@dataclass(slots=True)
class ComparableRecords:
    """All that is compared, each at its place, and what it is of: a candidate, or a reference."""

    reader: Reader
    owners: list[str] = field(default_factory=list)
    """By place: id of the candidate, or key of the reference."""
    outlines: list[RecordOutline] = field(default_factory=list)
    first_of_candidate: dict[str, int] = field(default_factory=dict)
    """Candidate -> place of its first record."""
    references: dict[int, ComparedRecord] = field(default_factory=dict)
    stored: int = 0
    """How many records were there before the import."""
    _hits: list[str] = field(default_factory=list)
    """By place: id of the record; empty for a reference."""
    _unwritten: dict[int, ComparedRecord] = field(default_factory=dict)

    def add(self, owner: str, hit: str, outline: RecordOutline) -> int:
        """A record of a candidate; returns its place."""
        place = len(self.owners)
        self.first_of_candidate.setdefault(owner, place)
        self.owners.append(owner)
        self.outlines.append(outline)
        self._hits.append(hit)
        return place

    def add_new(self, owner: str, hit: str, record: ComparedRecord, outline: RecordOutline) -> None:
        """A record of this import; until :meth:`written` it is not looked for in the database."""
        self._unwritten[self.add(owner, hit, outline)] = record

    def add_reference(self, key: str, citation: Citation) -> None:
        """A reference of the knowledge base."""
        place = len(self.owners)
        record = compared_record(citation, place, is_new=False, reference=key)
        self.references[place] = record
        self.owners.append(key)
        self.outlines.append(outline_of(record))
        self._hits.append("")

    def written(self) -> None:
        """All records that were added are in the database now."""
        self._unwritten.clear()

    def load(self, places: Sequence[int]) -> list[ComparedRecord]:
        """The whole records of some places."""
        ready = self.references | self._unwritten
        missing = [place for place in places if place not in ready]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            texts = _kept_texts(self.reader, [self._hits[place] for place in batch])
            for place in batch:
                text, titles = texts[self._hits[place]], self.outlines[place].titles
                ready[place] = record_of_text(text, titles, place, is_new=place >= self.stored)
        return [ready[place] for place in places]

    def outlined(self) -> OutlinedRecords:
        """The same, to find duplicates among."""
        return OutlinedRecords(self.outlines, range(self.stored, len(self.owners)), self.load, rank)


def kept_row(hit: str, candidate: str, record: ComparedRecord, outline: RecordOutline) -> Values:
    """A record as it is kept, in the order of :data:`KEPT`."""
    place = (outline.page, outline.year, outline.volume, outline.is_plain)
    return (hit, candidate, RULES, outline.keys, outline.titles or None, *place, kept_text(record))


def read_stored_records(writer: Writer) -> ComparableRecords:
    """The candidates of all reviews, and the references; what is not kept by today's rules is made anew."""
    reader = writer.reader()
    _keep_missing(writer)
    comparable = ComparableRecords(reader)
    rows = run(reader, "review/importing/kept_records")
    records_of = Counter(row["candidate"] for row in rows)
    seen: dict[str, set[str]] = {}
    for row in rows:
        candidate = row["candidate"]
        if records_of[candidate] > 1:
            told = _told(reader, row)
            if candidate in seen and told <= seen[candidate]:
                continue  # the same record again, as it comes back every year
            seen.setdefault(candidate, set()).update(told)
        comparable.add(candidate, row["id"], _outline(row))
    for reference in read_references(reader, reference_keys(reader)):
        comparable.add_reference(reference.id, citation_of(reference))
    comparable.stored = len(comparable.owners)
    return comparable


def _outline(row: Row) -> RecordOutline:
    place = (row["page"], row["year"], row["volume"], bool(row["is_plain"]))
    return RecordOutline(row["keys"], row["titles"] or "", *place)


def _told(reader: Reader, row: Row) -> set[str]:
    """What parts a record from others of its candidate: titles, PMCID, DOIs."""
    (text,) = _kept_texts(reader, [row["id"]]).values()
    record = record_of_text(text, row["titles"] or "", 0, is_new=False)
    return {record.pmcid, *record.dois, row["titles"] or ""} - {""}


def _kept_texts(reader: Reader, hits: Sequence[str]) -> dict[str, str]:
    names = {f"hit{number}": hit for number, hit in enumerate(hits)}
    marks = ", ".join(f":{name}" for name in names)
    sql = f"SELECT id, record FROM compared_record WHERE id IN ({marks})"  # noqa: S608 - names of ours
    return {row["id"]: row["record"] for row in reader.rows(sql, names)}


def _keep_missing(writer: Writer) -> None:
    """Keep the compared records that are not there, or were made by older rules."""
    reader = writer.reader()
    (counts,) = run(reader, "review/importing/kept_counts", rules=RULES)
    if counts["kept"] == counts["read"]:
        return
    writer.run("DELETE FROM compared_record WHERE rules <> ?", (RULES,))
    for rows in _unkept(reader):
        kept = []
        for row in rows:
            citation = citation_from_json(unpack(row["citation"], unpack(row["raw"])))
            record = compared_record(citation, 0, is_new=False)
            kept.append(kept_row(row["hit"], row["candidate"], record, outline_of(record)))
        writer.insert_values("compared_record", KEPT, kept)


def _unkept(reader: Reader) -> Iterator[list[Row]]:
    """Records that could be read and have no compared one, a batch at a time."""
    after = ""
    while rows := run(reader, "review/importing/unkept_records", after=after, batch=_BATCH):
        yield rows
        after = rows[-1]["hit"]
