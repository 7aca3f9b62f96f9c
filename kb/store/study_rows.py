"""A study record -> rows: the study, its arms, sets, contrasts and appraisal. Results are apart."""

from __future__ import annotations

from typing import Any

from kb.records.studies import WHOLE, Contrast, Study
from kb.store.appraisals import Answer, add_answers
from kb.store.breakdown_rows import add_breakdowns
from kb.store.names import Names
from kb.store.prose import Binder
from kb.store.result_rows import add_results
from kb.store.rows import Rows, numbered


def study_rows(study: Study, record_id: str, names: Names) -> Rows:
    """The rows of a study record."""
    rows = Rows(record_id)
    key = study.study
    rows.add(
        "study",
        key,
        label=study.label,
        design_id=study.design,
        data_direction=study.data,
        population=study.population,
        setting=study.setting,
        known_through_id=study.known_through,
        conclusion=study.conclusion,
    )
    for position, condition in numbered(study.conditions):
        rows.add(
            "study_condition", f"{key}/{condition}", study_id=key, condition_id=condition, position=position
        )
    _add_reports(rows, study)
    _add_arms(rows, study)
    _add_populations(rows, study)
    for position, (name, contrast) in numbered(study.contrasts.items()):
        sides = _sides(study, contrast)
        rows.add("contrast", f"{key}/{name}", study_id=key, key=name, position=position, **sides)
    add_results(rows, study, names)
    add_breakdowns(rows, study)
    _add_included(rows, study)
    _add_appraisal(rows, study)
    Binder(rows, names).add_links()
    return rows


def _add_reports(rows: Rows, study: Study) -> None:
    key = study.study
    reports = [
        (role, reference)
        for role, keys in study.reports.items()
        for reference in (keys if isinstance(keys, tuple) else (keys,))
    ]
    for position, (role, reference) in numbered(reports):
        id = f"{key}/{reference}"
        rows.add("study_report", id, study_id=key, reference_id=reference, role=role, position=position)
    for position, item in numbered(study.registrations):
        id = f"{item.registry}:{item.number}"
        rows.add(
            "study_registration",
            id,
            study_id=key,
            registry_name=item.registry,
            number=item.number,
            position=position,
        )


def _add_arms(rows: Rows, study: Study) -> None:
    for position, (name, arm) in numbered(study.arms.items()):
        id = f"{study.study}/{name}"
        rows.add("arm", id, study_id=study.study, key=name, label=arm.label, position=position)
        for place, intervention in numbered(arm.interventions):
            rows.add(
                "arm_intervention",
                f"{id}/{intervention}",
                arm_id=id,
                intervention_id=intervention,
                position=place,
            )


def _add_populations(rows: Rows, study: Study) -> None:
    key = study.study
    fixed: dict[str, Any] = {"study_id": key, "by_outcome_id": None}
    rows.add("population_set", f"{key}/{WHOLE}", **fixed, key=WHOLE, kind=WHOLE, label="", position=0)
    for position, (name, population) in numbered(study.populations.items()):
        rows.add(
            "population_set",
            f"{key}/{name}",
            study_id=key,
            key=name,
            kind=population.kind,
            label=population.label,
            by_outcome_id=population.by,
            position=position,
        )


def _sides(study: Study, contrast: Contrast) -> dict[str, Any]:
    sides: dict[str, Any] = {
        "kind": "factor",
        "method": contrast.method,
        "index_arm_id": None,
        "reference_arm_id": None,
        "index_population_id": None,
        "reference_population_id": None,
        "factor": contrast.factor,
    }
    if contrast.factor is not None:
        return sides | {"kind": "before-after" if contrast.method == "before-after" else "factor"}
    kind = "arm" if contrast.index in study.arms else "population"
    index, reference = (f"{study.study}/{side}" for side in (contrast.index, contrast.reference))
    return sides | {"kind": f"{kind}s", f"index_{kind}_id": index, f"reference_{kind}_id": reference}


def _add_included(rows: Rows, study: Study) -> None:
    if study.review is None:
        return
    key = study.study
    for position, item in numbered(study.review.includes):
        rows.add(
            "included_study",
            f"{key}/{position}",
            review_id=key,
            position=position,
            study_id=item.study,
            unnamed=item.unnamed,
            state=item.state,
            reason=item.reason,
        )
    if study.review.empty:
        rows.add(
            "included_study",
            f"{key}/1",
            review_id=key,
            position=1,
            study_id=None,
            unnamed=None,
            state="none-eligible",
            reason=None,
        )


def _add_appraisal(rows: Rows, study: Study) -> None:
    if study.limitations is None:
        return
    instrument = study.limitations.instrument
    rows.add(
        "appraisal",
        study.study,
        study_id=study.study,
        indication_id=None,
        instrument_version_id=instrument,
    )
    answers = [Answer(item.code, item.domain, item.note) for item in study.limitations.items]
    answers += [Answer(None, None, strength) for strength in study.strengths]
    add_answers(rows, study.study, instrument, answers)
