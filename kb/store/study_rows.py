"""What is special in studies besides their results: reports, contrasts, breakdowns, reviews, appraisal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kb.records.periods import ends_of
from kb.records.studies import (
    WHOLE,
    BreakdownEntry,
    ContrastEntry,
    LimitationEntry,
    LimitationsEntry,
    ReviewEntry,
    StudyRecord,
)
from kb.store.appraisals import ANSWERS, AppraisalAnswer, add_appraisals, code_pointers, written_limitation
from kb.store.rows import RecordRows, numbered
from kb.store.special import Pointer, RecordNames, SpecialMapping, SpecialTable


def _add_reports(rows: RecordRows, study: StudyRecord, names: RecordNames) -> None:
    reports = [
        (role, reference)
        for role, keys in study.reports.items()
        for reference in (keys if isinstance(keys, tuple) else (keys,))
    ]
    for position, (role, reference) in numbered(reports):
        values = {"study_id": study.study, "reference_id": reference, "role": role, "position": position}
        rows.add("study_report", f"{study.study}/{reference}", values, ("reports", role))
        rows.note(reference, ("reports", role))


def _read_reports(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    reports: dict[str, list[str]] = {}
    for row in rows.ordered("study_report"):
        reports.setdefault(row["role"], []).append(row["reference_id"])
    data["reports"] = {role: keys[0] if len(keys) == 1 else tuple(keys) for role, keys in reports.items()}


STUDY_REPORTS = SpecialMapping(
    {StudyRecord: ("reports",)}, {"study_report": SpecialTable()}, _add_reports, _read_reports
)


def _add_period(rows: RecordRows, study: StudyRecord, names: RecordNames) -> None:
    (row,) = rows.of("study")
    ends = None if study.conducted is None else ends_of(study.conducted)
    row["conducted_from"] = None if ends is None else ends.start
    row["conducted_to"] = None if ends is None else ends.end
    row["ongoing"] = ends is not None and ends.ongoing


def _nothing_more(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    """The field itself says all that the columns say."""


PERIOD_OF_STUDY = SpecialMapping({}, {"study": SpecialTable(flags=("ongoing",))}, _add_period, _nothing_more)


def _add_contrasts(rows: RecordRows, study: StudyRecord, names: RecordNames) -> None:
    whole = {"study_id": study.study, "key": WHOLE, "kind": WHOLE, "label": None, "by_outcome_id": None}
    rows.add("population_set", f"{study.study}/{WHOLE}", {**whole, "position": 0})
    for row, contrast in zip(rows.of("contrast"), study.contrasts.values(), strict=True):
        row.update(_sides(study, contrast))


def _sides(study: StudyRecord, contrast: ContrastEntry) -> dict[str, Any]:
    kinds = ("arm", "population")
    sides: dict[str, Any] = {f"{side}_{kind}_id": None for kind in kinds for side in ("index", "reference")}
    if contrast.factor is not None:
        having_it = None if contrast.index is None else f"{study.study}/{contrast.index}"
        kind = "before-after" if contrast.method == "before-after" else "factor"
        return sides | {"kind": kind, "index_population_id": having_it}
    kind = "arm" if contrast.index in study.arms else "population"
    index, reference = (f"{study.study}/{side}" for side in (contrast.index, contrast.reference))
    return sides | {"kind": f"{kind}s", f"index_{kind}_id": index, f"reference_{kind}_id": reference}


def _read_contrasts(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    data.get("populations", {}).pop(WHOLE, None)
    for row in rows.of("contrast"):
        contrast = data["contrasts"][row["key"]]
        contrast["index"] = last(row["index_arm_id"] or row["index_population_id"])
        contrast["reference"] = last(row["reference_arm_id"] or row["reference_population_id"])


SIDES_OF_CONTRASTS = SpecialMapping(
    {ContrastEntry: ("index", "reference")},
    {"contrast": SpecialTable(), "population_set": SpecialTable()},
    _add_contrasts,
    _read_contrasts,
)


def _add_breakdowns(rows: RecordRows, study: StudyRecord, names: RecordNames) -> None:
    pairs = zip(rows.of("breakdown"), study.breakdowns, strict=True)
    for index, (row, breakdown) in enumerate(pairs):
        row["kind"] = "outcomes" if breakdown.parts else "populations"
        for position, member in numbered(breakdown.members()):
            outcome, population = _part(breakdown, member)
            values = {
                "breakdown_id": row["id"],
                "position": position,
                "study_outcome_id": None if outcome is None else f"{study.study}/{outcome}",
                "population_set_id": f"{study.study}/{population}",
            }
            rows.add("breakdown_part", f"{row['id']}/{position}", values, ("breakdowns", index))


def _part(breakdown: BreakdownEntry, member: str) -> tuple[str | None, str]:
    """Outcome and population of one part."""
    if breakdown.parts:
        return member, breakdown.parts_in or breakdown.population
    return breakdown.whole, member


def _read_breakdowns(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    parts_of = rows.below("breakdown_part", "breakdown_id")
    for row, breakdown in zip(rows.ordered("breakdown"), data.get("breakdowns", ()), strict=True):
        parts = parts_of[row["id"]]
        if row["kind"] == "outcomes":
            breakdown["parts"] = tuple(last(part["study_outcome_id"]) for part in parts)
            if parts[0]["population_set_id"] != row["population_set_id"]:
                breakdown["parts_in"] = last(parts[0]["population_set_id"])
        else:
            breakdown["sets"] = tuple(last(part["population_set_id"]) for part in parts)


PARTS_OF_BREAKDOWNS = SpecialMapping(
    {BreakdownEntry: ("parts", "parts_in", "sets")},
    {"breakdown": SpecialTable(), "breakdown_part": SpecialTable()},
    _add_breakdowns,
    _read_breakdowns,
)


def _add_empty_review(rows: RecordRows, study: StudyRecord, names: RecordNames) -> None:
    if study.review is not None and study.review.empty:
        nothing = dict.fromkeys(("study_id", "label", "reference_id", "unnamed", "reason"))
        values = {**nothing, "state": "none-eligible"}
        place = {"systematic_review_id": study.study, "position": 1}
        rows.add("included_study", f"{study.study}/1", {**place, **values}, ("review", "empty"))


def _read_empty_review(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    if any(row["state"] == "none-eligible" for row in rows.of("included_study")):
        data["review"] = {"empty": True}


EMPTY_REVIEW = SpecialMapping(
    {ReviewEntry: ("empty",)}, {"included_study": SpecialTable()}, _add_empty_review, _read_empty_review
)


def _add_appraisal(rows: RecordRows, study: StudyRecord, names: RecordNames) -> None:
    if study.limitations is None:
        return
    values = {
        "study_id": study.study,
        "indication_id": None,
        "instrument_version_id": study.limitations.instrument,
        "none_identified": study.limitations.none_identified,
    }
    answers = [
        AppraisalAnswer(item.code, item.domain, item.note, ("limitations", "items", index), item.instrument)
        for index, item in enumerate(study.limitations.items)
    ]
    answers += [
        AppraisalAnswer(None, None, strength, ("strengths", index))
        for index, strength in enumerate(study.strengths)
    ]
    add_appraisals(rows, study.study, values, answers, ("limitations",))


def _read_appraisal(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    appraisals = rows.ordered("appraisal", "id")
    answers = rows.below("appraisal_answer", "appraisal_id")
    for appraisal in appraisals[:1]:
        strengths = (row for row in answers.get(appraisal["id"], ()) if row["kind"] == "strength")
        data["strengths"] = tuple(row["note"] for row in strengths)
        data["limitations"] = {
            "instrument": appraisal["instrument_version_id"],
            "none_identified": appraisal["none_identified"],
            "items": (),
        }
    for index, appraisal in enumerate(appraisals):
        edition = None if index == 0 else appraisal["instrument_version_id"]
        limits = (row for row in answers.get(appraisal["id"], ()) if row["kind"] == "limitation")
        data["limitations"]["items"] += tuple(written_limitation(row, edition) for row in limits)


def _codes(study: StudyRecord) -> Iterable[Pointer]:
    limits = study.limitations
    if limits is None:
        return
    edition = limits.instrument
    items = [(item, item.instrument or edition) for item in limits.items]
    yield from code_pointers(("limitations", "items"), items)


STUDY_APPRAISAL = SpecialMapping(
    {
        StudyRecord: ("strengths", "limitations"),
        LimitationsEntry: ("instrument", "none_identified", "items"),
        LimitationEntry: ("code", "domain", "note", "instrument"),
    },
    ANSWERS,
    _add_appraisal,
    _read_appraisal,
    _codes,
)


def last(id: str | None) -> str | None:
    """The key within its study of a row; None for none."""
    return None if id is None else id.rpartition("/")[2]
