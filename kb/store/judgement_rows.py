"""Judgements by domain, and the certainty of evidence with its reasons <-> rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.records.indications import IndicationRecord
from kb.records.judgements import AppraisalEntry, CertaintyEntry, DomainJudgementEntry, RatingReasonEntry
from kb.records.studies import StudyRecord
from kb.store.rows import RecordRows, Row, numbered, present_values
from kb.store.special import Pointer, RecordNames, SpecialMapping, SpecialTable


def _add_judgements(rows: RecordRows, study: StudyRecord, names: RecordNames) -> None:
    of_appraisal = rows.below("domain_judgement", "judged_appraisal_id")
    for row, appraisal in zip(rows.of("judged_appraisal"), study.appraisals, strict=True):
        edition = appraisal.instrument
        row["overall_id"] = _key(edition, appraisal.overall)
        for judged in of_appraisal.get(row["id"], ()):
            judgement = appraisal.judgements[judged["key"]].judgement
            judged["domain_id"] = _key(edition, judged["key"])
            judged["judgement_id"] = _key(edition, judgement)


def _read_judgements(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    of_appraisal = rows.below("domain_judgement", "judged_appraisal_id")
    for row, appraisal in zip(rows.ordered("judged_appraisal"), data.get("appraisals", ()), strict=True):
        appraisal |= present_values({"overall": _own(row["overall_id"])})
        for judged in of_appraisal.get(row["id"], ()):
            appraisal["judgements"][judged["key"]]["judgement"] = _own(judged["judgement_id"])


def _judged(study: StudyRecord) -> Iterator[Pointer]:
    for index, appraisal in enumerate(study.appraisals):
        path, edition = ("appraisals", index), appraisal.instrument
        for key, judged in appraisal.judgements.items():
            place = (*path, "judgements", key)
            yield Pointer(place, "domains", f"{edition}/{key}")
            yield Pointer(place, "judgements", f"{edition}/{judged.judgement}")
        if appraisal.overall is not None:
            yield Pointer((*path, "overall"), "overall judgements", f"{edition}/{appraisal.overall}")


JUDGEMENTS_OF_STUDIES = SpecialMapping(
    {AppraisalEntry: ("overall",), DomainJudgementEntry: ("judgement",)},
    {"judged_appraisal": SpecialTable(), "domain_judgement": SpecialTable()},
    _add_judgements,
    _read_judgements,
    _judged,
)

_DIRECTIONS = ("down", "up")


def _add_certainty(rows: RecordRows, indication: IndicationRecord, names: RecordNames) -> None:
    for index, (row, rating) in enumerate(zip(rows.of("rated_certainty"), indication.certainty, strict=True)):
        row["level_id"] = _key(rating.instrument, rating.level)
        row["starts_id"] = _key(rating.instrument, rating.starts)
        for direction in _DIRECTIONS:
            for position, reason in numbered(getattr(rating, direction)):
                values = {
                    "rated_certainty_id": row["id"],
                    "direction": direction,
                    "position": position,
                    "domain_id": _key(rating.instrument, reason.domain),
                    "levels": reason.levels,
                    "note": reason.note,
                }
                path = ("certainty", index, direction, position - 1)
                rows.add("rating_reason", f"{row['id']}/{direction}/{reason.domain}", values, path)


def _read_certainty(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    for row, rating in zip(rows.ordered("rated_certainty"), data.get("certainty", ()), strict=True):
        rating |= present_values({"level": _own(row["level_id"]), "starts": _own(row["starts_id"])})
        for direction in _DIRECTIONS:
            reasons = rows.ordered("rating_reason", rated_certainty_id=row["id"], direction=direction)
            rating[direction] = tuple(map(_reason, reasons))


def _reason(row: Row) -> dict[str, Any]:
    return present_values({"domain": _own(row["domain_id"]), "levels": row["levels"], "note": row["note"]})


def _rated(indication: IndicationRecord) -> Iterator[Pointer]:
    for index, rating in enumerate(indication.certainty):
        path, edition = ("certainty", index), rating.instrument
        yield Pointer((*path, "level"), "overall judgements", f"{edition}/{rating.level}")
        if rating.starts is not None:
            yield Pointer((*path, "starts"), "overall judgements", f"{edition}/{rating.starts}")
        for direction in _DIRECTIONS:
            for place, reason in enumerate(getattr(rating, direction)):
                at = (*path, direction, place, "domain")
                yield Pointer(at, "domains", f"{edition}/{reason.domain}")


CERTAINTY_OF_EVIDENCE = SpecialMapping(
    {
        CertaintyEntry: ("level", "starts", *_DIRECTIONS),
        RatingReasonEntry: ("domain", "levels", "note"),
    },
    {"rated_certainty": SpecialTable(), "rating_reason": SpecialTable(prose=("note",))},
    _add_certainty,
    _read_certainty,
    _rated,
)


def _key(edition: str, key: str | None) -> str | None:
    return None if key is None else f"{edition}/{key}"


def _own(id: str | None) -> str | None:
    return None if id is None else id.rpartition("/")[2]
