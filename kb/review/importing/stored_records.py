"""The records and references of the database, made ready to be compared with new records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.bibliography.citation import Citation, CitationAuthor, Format
from kb.bibliography.citation_json import NOWHERE, citation_from_json
from kb.bibliography.duplicates.compared_record import ComparedRecord, compared_record
from kb.db.connect import Reader
from kb.db.queries import run
from kb.evidence.references import Reference, read_references, reference_keys

BATCH = 2000
"""Records that are read from the database at a time."""


@dataclass(slots=True)
class ComparableRecords:
    """All that is compared, and what each record is of: a candidate, or a reference."""

    records: list[ComparedRecord] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    """By the number of the record: id of its candidate, or key of the reference."""
    first_of_candidate: dict[str, int] = field(default_factory=dict)
    """Candidate -> number of its first record."""
    stored: int = 0
    """How many records were there before the import."""

    def add_stored(self, owner: str, citation: Citation, *, is_reference: bool = False) -> None:
        """A record that was there before: one of a candidate, or a reference."""
        reference = owner if is_reference else None
        self.add(owner, compared_record(citation, len(self.owners), is_new=False, reference=reference))

    def add(self, owner: str, record: ComparedRecord) -> None:
        """One more record, numbered by the length of ``owners``."""
        if record.reference is None:
            self.first_of_candidate.setdefault(owner, len(self.owners))
        self.records.append(record)
        self.owners.append(owner)


def read_stored_records(reader: Reader) -> ComparableRecords:
    """The candidates of all reviews, and the references, in one consistent state."""
    comparable = ComparableRecords()
    seen: dict[str, set[str]] = {}
    for candidate, publication in _candidates(reader):
        told = {publication.pmcid or "", *publication.dois, publication.title or ""} - {""}
        if candidate in seen and told <= seen[candidate]:
            continue  # the same record again, as it comes back every year
        seen.setdefault(candidate, set()).update(told)
        comparable.add_stored(candidate, publication)
    for reference in read_references(reader, reference_keys(reader)):
        comparable.add_stored(reference.id, stored_reference(reference), is_reference=True)
    comparable.stored = len(comparable.owners)
    return comparable


def stored_reference(reference: Reference) -> Citation:
    """A reference as a citation, as far as it is compared."""
    identifiers: dict[str, list[str]] = {}
    for scheme, value in reference.identifiers:
        identifiers.setdefault(scheme, []).append(value)
    return Citation(
        format=Format.CSL_JSON,
        place=NOWHERE,
        raw="",
        title=reference.title,
        authors=tuple(
            CitationAuthor(author.family, author.given, None, author.literal) for author in reference.authors
        ),
        authors_truncated=reference.authors_truncated,
        journal=reference.journal,
        issued=reference.issued,
        volume=reference.volume,
        issue=reference.issue,
        pages=reference.page,
        pmid=next(iter(identifiers.get("pmid", ())), None),
        pmcid=next(iter(identifiers.get("pmcid", ())), None),
        dois=tuple(identifiers.get("doi", ())),
    )


def _candidates(reader: Reader) -> Iterator[tuple[str, Citation]]:
    """Every record that could be read, with its candidate, a batch at a time."""
    after = ""
    while rows := run(reader, "review/importing/held_citations", after=after, batch=BATCH):
        for row in rows:
            yield row["candidate"], citation_from_json(row["citation"])
        after = rows[-1]["hit"]
