"""What the database holds already, made ready to be compared with new records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kb.bibliography.citation import CitationAuthor
from kb.bibliography.duplicates.compared_record import ComparedRecord, StoredPublication, compared_record
from kb.checks.reference import Reference, read_references, reference_keys
from kb.db.connect import Reader
from kb.db.queries import run

BATCH = 2000
"""Records that are read from the database at a time."""


@dataclass(slots=True)
class Comparable:
    """All that is compared, and what each of it is of.

    ``entries`` go by their place in ``nodes``: ids of candidates, and keys of references.
    """

    entries: list[ComparedRecord] = field(default_factory=list)
    nodes: list[str] = field(default_factory=list)
    candidates: dict[str, int] = field(default_factory=dict)
    """Candidate -> place of its first entry."""
    references: frozenset[str] = frozenset()
    held: int = 0
    """Number of entries that were there before."""

    def add(self, node: str, publication: Any, *, is_new: bool, reference: bool = False) -> ComparedRecord:
        """One more record of a candidate, or a reference."""
        key = node if reference else None
        entry = compared_record(publication, len(self.nodes), is_new=is_new, held=key)
        self.put(node, entry)
        return entry

    def put(self, node: str, entry: ComparedRecord) -> None:
        """The same with an entry that is made already, numbered by the length of ``nodes``."""
        if entry.held is None:
            self.candidates.setdefault(node, len(self.nodes))
        self.entries.append(entry)
        self.nodes.append(node)


def read_held(reader: Reader) -> Comparable:
    """The candidates of all reviews, and the references, in one consistent state."""
    found = Comparable()
    known: dict[str, set[str]] = {}
    for candidate, publication in _candidates(reader):
        said = {publication.pmcid or "", *publication.dois, publication.title or ""} - {""}
        if candidate in known and said <= known[candidate]:
            continue  # the same record again, as it comes back every year
        known.setdefault(candidate, set()).update(said)
        found.add(candidate, publication, is_new=False)
    references = list(read_references(reader, reference_keys(reader)))
    for reference in references:
        found.add(reference.id, held_reference(reference), is_new=False, reference=True)
    found.references = frozenset(one.id for one in references)
    found.held = len(found.nodes)
    return found


def held_reference(reference: Reference) -> StoredPublication:
    """A reference as far as it is compared."""
    identifiers: dict[str, list[str]] = {}
    for scheme, value in reference.identifiers:
        identifiers.setdefault(scheme, []).append(value)
    return StoredPublication(
        title=reference.title,
        authors=tuple(CitationAuthor(one.family, one.given, None, one.literal) for one in reference.authors),
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


def publication_of(text: str) -> StoredPublication:
    """A record as far as it is compared, from the JSON that is kept of it."""
    data = json.loads(text)
    lists = ("dois", "issns", "publication_types")
    values = {name: data.get(name) for name in _TEXTS} | {name: tuple(data.get(name, ())) for name in lists}
    authors = tuple(CitationAuthor(**one) for one in data.get("authors", ()))
    return StoredPublication(authors=authors, authors_truncated=bool(data.get("authors_truncated")), **values)


_TEXTS = (
    *("title", "original_title", "journal", "journal_abbreviation", "issued", "volume", "issue", "pages"),
    *("abstract", "pmid", "pmcid"),
)


def _candidates(reader: Reader) -> Iterator[tuple[str, StoredPublication]]:
    """Every record that could be read, with its candidate, a batch at a time."""
    after = ""
    while rows := run(reader, "review/importing/held_citations", after=after, batch=BATCH):
        for row in rows:
            yield row["candidate"], publication_of(row["citation"])
        after = rows[-1]["hit"]
