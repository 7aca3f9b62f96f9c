"""What an import would do: the records of the files, what they repeat, what a person must judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.bibliography.citation import Citation, Malformed
from kb.bibliography.duplicates.compared_record import ComparedRecord, compared_record
from kb.bibliography.duplicates.find import Duplicates, find_duplicates
from kb.bibliography.formats.exports import read_citations
from kb.checks.reference import Reference
from kb.cli.progress import Counted, Progress
from kb.review.importing.held import held_reference

COLUMNS = ("finding", "record", "with", "score", "why", "title")


@dataclass(frozen=True, slots=True)
class Imported:
    """A record of a file, as far as it is named again. ``is_earlier``: it was imported before."""

    file: str
    record: int
    line: int
    title: str | None
    pmid: str | None
    pmcid: str | None
    dois: tuple[str, ...]
    is_earlier: bool

    def __str__(self) -> str:
        return f"{self.file}, record {self.record}"


@dataclass(slots=True)
class ImportRun:
    """All that was read. Records are numbered from 1, in the order of the files."""

    records: list[Imported] = field(default_factory=list)
    entries: list[ComparedRecord] = field(default_factory=list)
    malformed: list[tuple[str, Malformed]] = field(default_factory=list)
    references: dict[int, Reference] = field(default_factory=dict)
    """References of the knowledge base, by the numbers that they go by here: behind those of the records."""
    found: Duplicates = field(default_factory=lambda: Duplicates((), (), ()))

    def read(self, file: Path, items: Iterable[Citation | Malformed], *, is_earlier: bool) -> None:
        """Take in the records of a file. Only what is compared stays in memory."""
        for item in items:
            if isinstance(item, Malformed):
                self.malformed.append((str(file), item))
                continue
            identifiers = (item.pmid, item.pmcid, item.dois)
            self.records.append(
                Imported(str(file), item.place.record, item.place.line, item.title, *identifiers, is_earlier)
            )
            self.entries.append(compared_record(item, len(self.records), is_new=not is_earlier))

    def compare(self, references: Iterable[Reference], progress: Progress) -> None:
        """Find duplicates among the records and with references of the knowledge base."""
        for number, reference in enumerate(references, start=len(self.records) + 1):
            self.references[number] = reference
            self.entries.append(
                compared_record(held_reference(reference), number, is_new=False, held=reference.id)
            )
        self.found = find_duplicates(self.entries, progress)

    def name(self, number: int) -> int | str:
        """What a record is called in the answer: its number, or the key of a reference."""
        return self.references[number].id if number in self.references else number

    def imported(self, numbers: Sequence[int]) -> list[int]:
        """The records of files among these."""
        return [number for number in numbers if number not in self.references]

    def counts(self) -> dict[str, int]:
        """Sums for the person who imports; ``left`` is what remains to be screened if no pair is one."""
        new = {number for number, one in enumerate(self.records, start=1) if not one.is_earlier}
        known = repeated = 0
        for group in self.found.groups:
            ours = sum(number in new for number in group.members)
            if ours < len(group.members):
                known += ours
            else:
                repeated += ours - 1
        return {
            "records": len(new),
            "earlier": len(self.records) - len(new),
            "references": len(self.references),
            "malformed": len(self.malformed),
            "known": known,
            "repeated": repeated,
            "left": len(new) - known - repeated,
            "groups": len(self.found.groups),
            "pairs": len(self.found.questions),
            "links": len(self.found.ties),
        }

    def as_data(self) -> dict[str, Any]:
        """The whole answer. A record goes by its number, a reference of the knowledge base by its key."""
        return {
            "records": [_record(number, one) for number, one in enumerate(self.records, start=1)],
            "groups": [
                {
                    "members": self.imported(group.members),
                    "held": group.held,
                    "why": [
                        f"{self.name(one.one)} and {self.name(one.other)}: {one.why}" for one in group.why
                    ],
                }
                for group in self.found.groups
            ],
            "known": [_known(one) for one in self._known()],
            "pairs": [
                {"a": self.name(one.one), "b": self.name(one.other), "score": one.score, "why": one.why}
                for one in self.found.questions
            ],
            "links": [
                {"a": self.name(one.one), "b": self.name(one.other), "kind": one.kind, "why": one.why}
                for one in self.found.ties
            ],
            "malformed": [_malformed(file, item) for file, item in self.malformed],
            "counts": self.counts(),
        }

    def rows(self) -> Iterator[tuple[object, ...]]:
        """The same as rows of :data:`COLUMNS`: merged, to judge, tied, not read."""
        for group in self.found.groups:
            first, *others = sorted(group.members, key=lambda number: (number not in self.references, number))
            for other in others:
                why = next((one.why for one in group.why if {one.one, one.other} == {first, other}), None)
                why = why or next(one.why for one in group.why if other in (one.one, one.other))
                what = "known" if first in self.references else "merged"
                yield (what, self._told(other), self._told(first), None, why, self._title(other))
        for pair in self.found.questions:
            names = (self._told(pair.one), self._told(pair.other))
            yield ("to judge", *names, pair.score, pair.why, self._title(pair.one))
        for tie in self.found.ties:
            names = (self._told(tie.one), self._told(tie.other))
            yield (tie.kind, *names, None, tie.why, self._title(tie.one))
        for file, item in self.malformed:
            yield ("not read", f"{file}, {item.place}", None, None, f"{item.message} {item.remedy}", None)

    def _known(self) -> Iterator[Reference]:
        keys = {group.held for group in self.found.groups}
        return (one for one in self.references.values() if one.id in keys)

    def _told(self, number: int) -> str:
        """A record by its place; a reference with the studies and policies that use it."""
        if number not in self.references:
            return str(self.records[number - 1])
        reference = self.references[number]
        studies = [f"study {one.study}" for one in reference.studies]
        uses = [*studies, *(f"policy {policy}" for policy in reference.policies)]
        return f"{reference.id} ({', '.join(uses)})" if uses else reference.id

    def _title(self, number: int) -> str | None:
        if number in self.references:
            return self.references[number].title
        return self.records[number - 1].title


@dataclass(frozen=True, slots=True)
class Sources:
    """Files to import, files imported before, and how to read them."""

    files: Sequence[Path]
    earlier: Sequence[Path]
    mapping: Mapping[str, str] | None
    encoding: str | None


def read_files(sources: Sources, counted: Counted) -> ImportRun:
    """The records of all files, in their order. Raises KbError for a file that is no export."""
    run = ImportRun()
    for files, is_earlier in ((sources.files, False), (sources.earlier, True)):
        for file in files:
            items = read_citations(file, sources.mapping, sources.encoding)
            run.read(file, counted(items), is_earlier=is_earlier)
    return run


def _record(number: int, one: Imported) -> dict[str, Any]:
    ids = {"pmid": one.pmid, "pmcid": one.pmcid, "doi": list(one.dois)}
    return {
        "n": number,
        "file": one.file,
        "record": one.record,
        "line": one.line,
        "earlier": one.is_earlier,
        "title": one.title,
        "ids": {scheme: value for scheme, value in ids.items() if value},
    }


def _known(reference: Reference) -> dict[str, Any]:
    return {
        "reference": reference.id,
        "title": reference.title,
        "studies": sorted({one.study for one in reference.studies}),
        "policies": list(reference.policies),
    }


def _malformed(file: str, item: Malformed) -> dict[str, Any]:
    return {
        "file": file,
        "record": item.place.record,
        "line": item.place.line,
        "offset": item.place.offset,
        "message": item.message,
        "remedy": item.remedy,
    }
