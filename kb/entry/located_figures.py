"""``kb locate``: places and excerpts for the figures of a study, entered where there is only one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from kb.audit.known_names import ALONE, SHARED, KnownName, read_names
from kb.audit.label_mentions import mentions_of
from kb.audit.locating.candidate_places import LocatedText
from kb.audit.locating.proposals import PlaceProposal, propose
from kb.audit.locating.untraced import untraced_columns
from kb.audit.reading import read_source
from kb.audit.source_text import SourceText
from kb.audit.words.study_words import read_study_words
from kb.db.connect import Reader, read
from kb.db.version import require_current
from kb.entry.written_record import existing_data, take_over
from kb.errors import KbError, nearest
from kb.records.kinds import id_of, name_of
from kb.records.studies import StudyRecord
from kb.records.validating import validate
from kb.records.yaml_source import read_text
from kb.store.record_texts import record_text


@dataclass(frozen=True)
class LocateRequest:
    """A study, the file of its document, and which place was chosen for columns with several (from 1)."""

    study: str
    file: Path
    chosen: Mapping[str, int]


@dataclass(frozen=True)
class LocatedStudy:
    """What was proposed for a study, and the columns whose excerpts were entered."""

    source: SourceText
    document: str
    proposals: tuple[PlaceProposal, ...]
    entered: tuple[str, ...] = ()


def locate(reader: Reader, request: LocateRequest) -> LocatedStudy:
    """Propose places; nothing is written. Raises KbError where study, document or a choice is not there."""
    source = read_source(request.file)
    study = _study(reader, request.study)
    columns = list(untraced_columns(study))
    if not columns:
        return LocatedStudy(source, study.document or "", ())
    document = _document(reader, source)
    if study.document not in (None, document):
        raise KbError(
            f"{request.study} was read from the document {study.document}; this file is {document}."
        )
    words = read_study_words(reader, None, request.study).get(request.study)
    names = _names(reader, document, study)
    mentions = mentions_of(source.text, names)
    if words is None:
        raise KbError(f"{request.study} has no arms and no outcomes.")
    where = LocatedText(request.study, source.text, mentions, words.with_abbreviations(source.text))
    proposals = propose(columns, where)
    _require_choices(request.chosen, proposals)
    return LocatedStudy(source, document, tuple(proposals))


def enter(url: str, request: LocateRequest, who: str, why: str) -> LocatedStudy:
    """Propose places, and enter those that are the only ones or were chosen, all or none."""
    with read(url) as reader:
        require_current(reader)
        located = locate(reader, request)
        record = id_of("studies", request.study)
        data = existing_data(reader, record)
    entered = []
    for proposal in located.proposals:
        name = proposal.column.name
        number = request.chosen.get(name, 1 if proposal.sure else 0)
        if number:
            place = proposal.places[number - 1]
            _put(data, proposal.column.path, [str(excerpt) for excerpt in place.excerpts])
            entered.append(name)
    if entered:
        data["document"] = located.document
        take_over(url, record, data, (who, why))
    return LocatedStudy(located.source, located.document, located.proposals, tuple(entered))


def _put(data: dict[str, Any], path: Sequence[str | int], excerpts: list[str]) -> None:
    there: Any = data
    for part, following in pairwise(path):
        if isinstance(there, dict) and part not in there:
            there[part] = [] if isinstance(following, int) else {}
        there = there[part]
    there[path[-1]] = excerpts if len(excerpts) > 1 else excerpts[0]


def _document(reader: Reader, source: SourceText) -> str:
    rows = reader.rows("SELECT id, sha256 FROM document ORDER BY id")
    known = next((str(row["id"]) for row in rows if row["sha256"] in source.hashes), None)
    if known is None:
        raise KbError(f"{source.file}: is no document on file. Add it first: kb document add {source.file}")
    return known


def _study(reader: Reader, key: str) -> StudyRecord:
    known = [str(row["id"]) for row in reader.rows("SELECT id FROM study ORDER BY id")]
    if key not in known:
        raise KbError(f"There is no study {key!r}. {nearest(key, known)}".strip())
    record = id_of("studies", key)
    name = name_of(record)
    assert name is not None
    study: StudyRecord = validate(read_text(record_text(reader, record), record), name)
    return study


def _names(reader: Reader, document: str, study: StudyRecord) -> list[KnownName]:
    """The names that the text can use, with that of the study."""
    match = SHARED.match(study.label) or ALONE.match(study.label)
    year = (match.groupdict().get("year") or match.groupdict().get("bare")) if match else None
    family = match["name"] if match else study.label
    own = KnownName(study.label, family, int(year) if year else None, study.study, study.study, "study")
    return [own, *(name for name in read_names(reader, document) if name.study != study.study)]


def _require_choices(chosen: Mapping[str, int], proposals: Sequence[PlaceProposal]) -> None:
    known = {proposal.column.name: len(proposal.places) for proposal in proposals}
    for name, number in chosen.items():
        if name not in known:
            hint = nearest(name, list(known)) or "kb locate lists those without a place."
            raise KbError(f"{name} has no open place. {hint}")
        if not 1 <= number <= known[name]:
            raise KbError(f"{name} has {known[name]} places to choose from; {number} is none of them.")
