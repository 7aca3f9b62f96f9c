"""``kb extract adopt``: an extraction becomes the study record, with its reference, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, Problem, ProblemsFound
from kb.extraction.bibliography import reference_of
from kb.extraction.citations import read_citation
from kb.extraction.double.leaves import leaves_of
from kb.extraction.double.merge import merge
from kb.extraction.double.settling import ExtractionPair, read_pair
from kb.extraction.saved_extractions import ADOPTED, SavedExtraction, name_of_study, read_extractions
from kb.extraction.submission import without_open_rows
from kb.records.kinds import id_of
from kb.records.studies import StudyRecord
from kb.records.writing import write_record
from kb.records.yaml_source import Unreadable
from kb.store.database import Writer, writing
from kb.store.edits import Amended, put_in
from kb.store.row_changes import ChangeAuthor


@dataclass(frozen=True, slots=True)
class AdoptedStudy:
    """A study that stands in the knowledge base now."""

    study: str
    extractors: tuple[str, ...]
    amended: Amended
    left_out: tuple[str, ...]
    """Outcomes whose rows nobody had filled in."""


def adopt(
    url: str, study: str, who: str, because: str | None = None, between: Sequence[str] = ()
) -> AdoptedStudy:
    """Write the study and its reference as records, with everything a load would check.

    Of two extractors, every difference has to be settled. The same again when it was adopted before. Raises
    KbError and ProblemsFound; then nothing was written.
    """
    with writing(url) as writer:
        reader = writer.reader()
        extractions = [
            extraction
            for extraction in read_extractions(reader, study)
            if not between or extraction.who in between
        ]
        if not extractions:
            raise KbError(f"Nobody has extracted {study}. Begin with kb extract new and its PMID.")
        standing = [extraction for extraction in extractions if extraction.state != ADOPTED]
        if not standing:
            return AdoptedStudy(
                study,
                tuple(extraction.who for extraction in extractions),
                Amended((), (f"studies/{study}",)),
                (),
            )
        _refuse_outdated(reader, study, standing)
        whole, left_out = without_open_rows(_record(reader, study, standing, between))
        texts = _reference(reader, whole, standing) | {name_of_study(study).id: write_record(whole)}
        names = " and ".join(extraction.who for extraction in standing)
        author = ChangeAuthor.now(who, because or f"extracted by {names}")
        amended = put_in(writer, texts, author)
        _mark(writer, study, whole, standing)
    return AdoptedStudy(study, tuple(extraction.who for extraction in standing), amended, left_out)


def _record(
    reader: Reader, study: str, standing: Sequence[SavedExtraction], between: Sequence[str]
) -> StudyRecord:
    """The record that is adopted: of one person, or of two with their differences settled."""
    if len(standing) == 1:
        return standing[0].record()
    pair = read_pair(reader, study, between)
    if pair.open:
        listed = ", ".join(difference.place for difference in pair.open[:5])
        more = f" and {len(pair.open) - 5} more" if len(pair.open) > 5 else ""
        raise KbError(
            f"{study} has {len(pair.open)} open differences between {pair.first.who} and {pair.second.who}:"
            f" {listed}{more}. kb extract compare {study} shows them; kb extract adjudicate settles them."
        )
    return merged_record(pair)


def merged_record(pair: ExtractionPair) -> StudyRecord:
    """The record that two extractions come to, all differences settled. Raises ProblemsFound."""
    first, second = pair.records()
    known = leaves_of(first, second).keys() | leaves_of(second, first).keys()
    chosen = {place: settlement.chosen for place, settlement in pair.settled.items() if place in known}
    try:
        return merge(first, second, chosen)
    except Unreadable as error:
        problems = [
            Problem("", 0, problem.field, problem.message, problem.remedy) for problem in error.problems
        ]
        raise ProblemsFound(
            f"What was chosen for {first.study} does not go together. Settle these places anew.", problems
        ) from error


def _refuse_outdated(reader: Reader, study: str, standing: Sequence[SavedExtraction]) -> None:
    """A study record that was changed after it was extracted would lose that change."""
    rows = run(reader, "extraction/newest_change", record=name_of_study(study).id)
    oldest = min(saved_extraction.saved_at for saved_extraction in standing)
    if rows and str(rows[0]["at"]) > oldest:
        raise KbError(
            f"The record of {study} was changed by {rows[0]['who']} at {rows[0]['at']}, after it was"
            f" extracted. Compare with kb study show {study}, then kb extract take the sheet again."
        )


def _reference(reader: Reader, study: StudyRecord, standing: Sequence[SavedExtraction]) -> dict[str, str]:
    """The record of the primary report by its id, when the knowledge base has none yet."""
    primary = study.reports.get("primary")
    key = primary[0] if isinstance(primary, tuple) else primary
    if key is None:
        return {}
    record = id_of("references", key)
    if run(reader, "extraction/record", record=record):
        return {}
    candidate = next(
        (
            saved_extraction.candidate
            for saved_extraction in standing
            if saved_extraction.candidate is not None
        ),
        None,
    )
    citation = read_citation(reader, candidate) if candidate is not None else None
    return {record: write_record(reference_of(citation, key))} if citation is not None else {}


def _mark(writer: Writer, study: str, record: StudyRecord, standing: Sequence[SavedExtraction]) -> None:
    """Say that the extractions are adopted, and which reference their candidate is."""
    for saved_extraction in standing:
        writer.run(
            "UPDATE extraction SET state = ? WHERE id = ?", (ADOPTED, f"{study}/{saved_extraction.who}")
        )
    primary = record.reports.get("primary")
    key = primary[0] if isinstance(primary, tuple) else primary
    candidates = {
        saved_extraction.candidate for saved_extraction in standing if saved_extraction.candidate is not None
    }
    for candidate in sorted(candidates):
        writer.run(
            "UPDATE candidate SET reference_id = ? WHERE id = ? AND reference_id IS NULL", (key, candidate)
        )
