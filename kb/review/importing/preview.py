"""What an import would bring (``--dry-run``): what repeats, what is known, what a person would have to judge.

Nothing is written, and no review has to be under way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.bibliography.citation import Citation, Malformed
from kb.bibliography.duplicates.compared_record import ComparedRecord, compared_record
from kb.bibliography.duplicates.find import DuplicateGroup, Duplicates, find_duplicates
from kb.bibliography.formats.exports import read_citations
from kb.db.connect import Reader
from kb.evidence.references import Reference, read_references, reference_keys
from kb.review.importing.run_import import ImportProgress
from kb.review.importing.stored_records import stored_reference

COLUMNS = ("finding", "record", "with", "score", "why", "title")


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """Exports that might be imported, and exports of earlier searches to compare them with."""

    files: Sequence[Path]
    earlier: Sequence[Path] = ()
    columns: Mapping[str, str] | None = None
    """Field of a citation -> name of its column, for tables."""
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class PreviewRecord:
    """A record of a file, as far as it is named again. ``is_earlier``: it is of an earlier export."""

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
class ImportPreview:
    """What was read and found. Records are numbered from 1, in the order of the files."""

    records: list[PreviewRecord] = field(default_factory=list)
    malformed: list[tuple[str, Malformed]] = field(default_factory=list)
    """File, and what could not be read in it."""
    references: dict[int, Reference] = field(default_factory=dict)
    """References of the knowledge base; their numbers come after those of the records."""
    duplicates: Duplicates = field(default_factory=lambda: Duplicates((), (), ()))

    def counts(self) -> dict[str, int]:
        """Sums for the person who imports; ``left`` is what remains to be screened if no pair is one."""
        new = {number for number, record in enumerate(self.records, start=1) if not record.is_earlier}
        known = repeated = 0
        for group in self.duplicates.groups:
            members = sum(number in new for number in group.members)
            if members < len(group.members):
                known += members
            else:
                repeated += members - 1
        return {
            "records": len(new),
            "earlier": len(self.records) - len(new),
            "references": len(self.references),
            "malformed": len(self.malformed),
            "known": known,
            "repeated": repeated,
            "left": len(new) - known - repeated,
            "groups": len(self.duplicates.groups),
            "pairs": len(self.duplicates.questions),
            "links": len(self.duplicates.ties),
        }

    def as_data(self) -> dict[str, Any]:
        """The whole answer. A record goes by its number, a reference of the knowledge base by its key."""
        keys = {group.reference for group in self.duplicates.groups}
        return {
            "records": [_record_data(number, record) for number, record in enumerate(self.records, start=1)],
            "groups": [self._group_data(group) for group in self.duplicates.groups],
            "known": [
                _known_data(reference) for reference in self.references.values() if reference.id in keys
            ],
            "pairs": [
                {"a": self._name(pair.one), "b": self._name(pair.other), "score": pair.score, "why": pair.why}
                for pair in self.duplicates.questions
            ],
            "links": [
                {"a": self._name(tie.one), "b": self._name(tie.other), "kind": tie.kind, "why": tie.why}
                for tie in self.duplicates.ties
            ],
            "malformed": [_malformed_data(file, item) for file, item in self.malformed],
            "counts": self.counts(),
        }

    def rows(self) -> Iterator[tuple[object, ...]]:
        """The same as rows of :data:`COLUMNS`: merged, to judge, tied, not read."""
        for group in self.duplicates.groups:
            yield from self._group_rows(group)
        for pair in self.duplicates.questions:
            places = (self._place(pair.one), self._place(pair.other))
            yield ("to judge", *places, pair.score, pair.why, self._title(pair.one))
        for tie in self.duplicates.ties:
            places = (self._place(tie.one), self._place(tie.other))
            yield (tie.kind, *places, None, tie.why, self._title(tie.one))
        for file, item in self.malformed:
            yield ("not read", f"{file}, {item.place}", None, None, f"{item.message} {item.remedy}", None)

    def _group_rows(self, group: DuplicateGroup) -> Iterator[tuple[object, ...]]:
        first, *others = sorted(group.members, key=lambda number: (number not in self.references, number))
        what = "known" if first in self.references else "merged"
        for other in others:
            direct = (reason for reason in group.why if {reason.one, reason.other} == {first, other})
            indirect = (reason for reason in group.why if other in (reason.one, reason.other))
            reason = next(direct, None) or next(indirect)
            yield (what, self._place(other), self._place(first), None, reason.why, self._title(other))

    def _group_data(self, group: DuplicateGroup) -> dict[str, Any]:
        reasons = (
            f"{self._name(reason.one)} and {self._name(reason.other)}: {reason.why}" for reason in group.why
        )
        return {
            "members": [number for number in group.members if number not in self.references],
            "held": group.reference,
            "why": list(reasons),
        }

    def _name(self, number: int) -> int | str:
        """What a record is called in the answer: its number, or the key of a reference."""
        return self.references[number].id if number in self.references else number

    def _place(self, number: int) -> str:
        """A record by its place; a reference with the studies and policies that use it."""
        if number not in self.references:
            return str(self.records[number - 1])
        reference = self.references[number]
        studies = [f"study {report.study}" for report in reference.studies]
        uses = [*studies, *(f"policy {policy}" for policy in reference.policies)]
        return f"{reference.id} ({', '.join(uses)})" if uses else reference.id

    def _title(self, number: int) -> str | None:
        publication = self.references[number] if number in self.references else self.records[number - 1]
        return publication.title


def preview_import(
    reader: Reader, request: PreviewRequest, progress: ImportProgress | None = None
) -> ImportPreview:
    """What an import would bring. Raises KbError for a file that is no export."""
    progress = progress or ImportProgress()
    preview, compared = ImportPreview(), list[ComparedRecord]()
    for files, is_earlier in ((request.files, False), (request.earlier, True)):
        for file in files:
            items = progress.counted(read_citations(file, request.columns, request.encoding))
            _read(preview, compared, items, str(file), is_earlier=is_earlier)
    references = read_references(reader, reference_keys(reader))
    for number, reference in enumerate(references, start=len(preview.records) + 1):
        preview.references[number] = reference
        publication = stored_reference(reference)
        compared.append(compared_record(publication, number, is_new=False, reference=reference.id))
    preview.duplicates = find_duplicates(compared, progress.comparing)
    return preview


def _read(
    preview: ImportPreview,
    compared: list[ComparedRecord],
    items: Iterable[Citation | Malformed],
    file: str,
    *,
    is_earlier: bool,
) -> None:
    """Read the records of a file. Only what is compared stays in memory."""
    for item in items:
        if isinstance(item, Malformed):
            preview.malformed.append((file, item))
            continue
        identifiers = (item.pmid, item.pmcid, item.dois)
        preview.records.append(
            PreviewRecord(file, item.place.record, item.place.line, item.title, *identifiers, is_earlier)
        )
        compared.append(compared_record(item, len(preview.records), is_new=not is_earlier))


def _record_data(number: int, record: PreviewRecord) -> dict[str, Any]:
    ids = {"pmid": record.pmid, "pmcid": record.pmcid, "doi": list(record.dois)}
    return {
        "n": number,
        "file": record.file,
        "record": record.record,
        "line": record.line,
        "earlier": record.is_earlier,
        "title": record.title,
        "ids": {scheme: value for scheme, value in ids.items() if value},
    }


def _known_data(reference: Reference) -> dict[str, Any]:
    return {
        "reference": reference.id,
        "title": reference.title,
        "studies": sorted({report.study for report in reference.studies}),
        "policies": list(reference.policies),
    }


def _malformed_data(file: str, item: Malformed) -> dict[str, Any]:
    return {
        "file": file,
        "record": item.place.record,
        "line": item.place.line,
        "offset": item.place.offset,
        "message": item.message,
        "remedy": item.remedy,
    }
