"""Indication records <-> rows."""

from __future__ import annotations

from kb.records.indications import Finding, Indication
from kb.records.tokens import parse_figure_token, tokens_of
from kb.store.appraisals import Answer, add_answers, answer_names
from kb.store.names import Names
from kb.store.prose import Binder
from kb.store.rows import Rows, numbered

SECTIONS = {
    "purpose": "purpose",
    "question": "question",
    "context": "context",
    "outcome_note": "outcome-note",
}
"""Field of an indication -> section that its paragraphs are kept under, in order."""


def indication_rows(indication: Indication, record_id: str, names: Names) -> Rows:
    """The rows of an indication record."""
    rows = Rows(record_id)
    id = f"{indication.policy}/{indication.indication}"
    rows.add(
        "indication",
        id,
        policy_id=indication.policy,
        key=indication.indication,
        position=indication.position,
        title=indication.title,
        population_verb=indication.population.who,
        population=indication.population.text,
        condition_id=indication.population.condition,
    )
    _add_pico(rows, id, indication)
    _add_sections(rows, id, indication)
    _add_groups(rows, id, indication)
    _add_limitations(rows, id, indication)
    binder = Binder(rows, names, indication.policy)
    _add_conclusion(rows, id, indication, _Basis(rows, names, binder))
    binder.add_links()
    return rows


def _add_pico(rows: Rows, id: str, indication: Indication) -> None:
    elements = {"intervention": indication.interventions, "comparator": indication.comparators}
    for element, keys in elements.items():
        for position, key in numbered(keys):
            rows.add(
                "pico_element",
                f"{id}/{element}/{key}",
                indication_id=id,
                element=element,
                position=position,
                intervention_id=key,
            )
    for position, item in numbered(indication.outcomes):
        rows.add(
            "indication_outcome",
            f"{id}/{item.outcome}",
            indication_id=id,
            outcome_id=item.outcome,
            position=position,
            relevant=item.relevant,
        )
    for position, criterion in numbered(indication.selection_criteria):
        rows.add(
            "selection_criterion",
            f"{id}/{criterion.key}",
            indication_id=id,
            key=criterion.key,
            position=position,
            text=criterion.text,
        )


def _add_sections(rows: Rows, id: str, indication: Indication) -> None:
    for place, (field, section) in numbered(SECTIONS.items()):
        value = getattr(indication, field)
        paragraphs = value if isinstance(value, tuple) else () if value is None else (value,)
        for position, text in numbered(paragraphs):
            rows.add(
                "section_text",
                f"{id}/{section}/{position}",
                policy_id=indication.policy,
                indication_id=id,
                indication_key=indication.indication,
                section=section,
                section_position=place,
                position=position,
                heading=None,
                text=text,
            )


def _add_groups(rows: Rows, id: str, indication: Indication) -> None:
    for position, group in numbered(indication.groups):
        rows.add(
            "evidence_group",
            f"{id}/{group.key}",
            indication_id=id,
            key=group.key,
            position=position,
            heading=group.heading,
            intro=group.intro,
        )
        for place, study in numbered(group.studies):
            rows.add(
                "study_use",
                f"{id}/{study}",
                indication_id=id,
                study_id=study,
                evidence_group_id=f"{id}/{group.key}",
                position=place,
            )


def _add_limitations(rows: Rows, id: str, indication: Indication) -> None:
    for study in dict.fromkeys(item.study for item in indication.limitations):
        appraisal = f"{id}/{study}"
        rows.add(
            "appraisal",
            appraisal,
            study_id=study,
            indication_id=id,
            instrument_version_id=indication.instrument,
        )
        answers = [
            Answer(item.code, item.domain, item.note)
            for item in indication.limitations
            if item.study == study
        ]
        add_answers(rows, appraisal, str(indication.instrument), answers)


def _add_conclusion(rows: Rows, id: str, indication: Indication, basis: _Basis) -> None:
    conclusion = indication.conclusion
    if conclusion is None:
        return
    rows.add("conclusion", id, indication_id=id, verdict=conclusion.verdict, effect=conclusion.effect)
    for position, finding in numbered(conclusion.findings):
        finding_id = f"{id}/{finding.key}"
        rows.add(
            "finding", finding_id, indication_id=id, key=finding.key, position=position, text=finding.text
        )
        basis.add(id, finding_id, finding)


class _Basis:
    """What a finding rests on: first what its record names, then the figures in its text."""

    def __init__(self, rows: Rows, names: Names, binder: Binder) -> None:
        self._rows = rows
        self._names = names
        self._binder = binder

    def add(self, indication: str, finding_id: str, finding: Finding) -> None:
        found: dict[tuple[str, str], str | None] = {}
        for written in finding.basis:
            if (target := self._target(indication, written)) is not None:
                found.setdefault(target, written)
            else:
                self._rows.unknown.append(written)
        for token in tokens_of(finding.text):
            figure = None if token.kind == "citation" else self._binder.figure(token)
            if figure is not None:
                found.setdefault(("figure", figure), None)
        for position, ((kind, id), written_as) in numbered(found.items()):
            self._rows.add(
                "finding_basis",
                f"{finding_id}#{position}",
                finding_id=finding_id,
                position=position,
                kind=kind,
                figure_id=id if kind == "figure" else None,
                answer_id=id if kind == "limitation" else None,
                recommendation_id=id if kind == "recommendation" else None,
                stated=written_as is not None,
                written=written_as,
            )

    def _target(self, indication: str, written: str) -> tuple[str, str] | None:
        study, hash_, name = written.partition("#")
        if hash_:
            own = self._rows.ordered("appraisal_answer", appraisal_id=f"{indication}/{study}")
            answer = answer_names(own).get(name) or self._names.answer(study, name)
            return None if answer is None else ("limitation", answer)
        if written.count("/") == 1 and not written.startswith("fact:"):
            return ("recommendation", written) if self._names.has_row("recommendation", written) else None
        figure = self._binder.figure(parse_figure_token(written))
        return None if figure is None else ("figure", figure)
