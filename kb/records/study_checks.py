"""What can be wrong between the fields of a study record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kb import codes
from kb.errors import nearest
from kb.notation.units import NOUN_WORDS
from kb.records.acknowledgements import acknowledgement_flaws
from kb.records.base import Excerpts, Flaw
from kb.records.cells import FigureCell
from kb.records.excerpts import excerpt_flaws
from kb.records.guidelines import document_flaws
from kb.records.instruments import limitation_flaws
from kb.records.judgements import appraisal_flaws
from kb.records.result_checks import result_flaws
from kb.records.studies import ALL, WHOLE, BreakdownEntry, ContrastEntry, ResultEntry, StudyRecord
from kb.records.study_design_checks import design_flaws
from kb.records.study_order import outcomes_used
from kb.records.yaml_source import Path

_TAKEN = {ALL, *(info.alias or name for name, info in ResultEntry.model_fields.items())}


def study_flaws(study: StudyRecord) -> Iterator[Flaw]:
    """Every flaw of the study, field by field."""
    yield from _key_flaws(study)
    yield from _report_flaws(study)
    yield from design_flaws(study)
    yield from _size_flaws(study)
    yield from _population_flaws(study)
    yield from _target_flaws(study)
    for key, contrast in study.contrasts.items():
        yield from _contrast_flaws(study, contrast, ("contrasts", key))
    yield from result_flaws(study)
    yield from _outcome_flaws(study)
    yield from _review_flaws(study)
    yield from _limitation_flaws(study)
    yield from appraisal_flaws(study.appraisals)
    yield from _breakdown_flaws(study)
    yield from acknowledgement_flaws(study.acknowledged)
    yield from document_flaws(study.document, _all_excerpts(study))


def _key_flaws(study: StudyRecord) -> Iterator[Flaw]:
    seen: dict[str, str] = {}
    for field in ("arms", "populations", "contrasts", "targets"):
        for key in getattr(study, field):
            if key in _TAKEN or (
                field in ("populations", "targets") and (key == WHOLE or key in _DIMENSIONS)
            ):
                yield Flaw(
                    (field, key), f"`{key}` has a meaning of its own in results.", "Choose another key."
                )
            elif (other := seen.setdefault(key, field)) != field:
                yield Flaw((field, key), f"`{key}` is a key of `{other}` too.", "Choose another key.")


def _report_flaws(study: StudyRecord) -> Iterator[Flaw]:
    """A reference has one role; no study is the review through which it is known."""
    if study.known_through == study.study:
        yield Flaw(("known_through",), "names the study itself.", "Name the review.")
    seen: dict[str, str] = {}
    for role, keys in study.reports.items():
        for key in (keys,) if isinstance(keys, str) else keys:
            if (other := seen.setdefault(key, role)) != role:
                yield Flaw(("reports", role), f"`{key}` is the {other} report too.", "Choose one role.")


_DIMENSIONS = {*codes.RESULT_ROLE, *codes.ESTIMATOR, "adjusted"}


def _size_flaws(study: StudyRecord) -> Iterator[Flaw]:
    for key, excerpts in study.stated.items():
        if key != "enrolled":
            yield Flaw(("stated", key), f"unknown key `{key}`.", "Only `enrolled` is stated here.")
        else:
            yield from excerpt_flaws(study.enrolled, excerpts, ("stated", key))
    sizes: list[tuple[Path, FigureCell | None]] = [(("enrolled",), study.enrolled)]
    for key, arm in study.arms.items():
        sizes.append((("arms", key, "n"), arm.n))
        if arm.stated:
            yield from excerpt_flaws(arm.n, arm.stated, ("arms", key, "stated"))
    for path, cell in sizes:
        if cell is not None and not _is_size(cell):
            yield Flaw(path, f"`{cell}` is no number of participants.", "Write one count: 180.")


def _is_size(cell: FigureCell) -> bool:
    first = cell.figures[0]
    return len(cell.figures) == 1 and (first.statistic == "count" or first.absent is not None)


def _population_flaws(study: StudyRecord) -> Iterator[Flaw]:
    for key, population in study.populations.items():
        path = ("populations", key)
        if (population.by is None) != (population.limit is None):
            yield Flaw(path, "`by` and `is` go together.", "Write both: by: tumor-size, is: >2 cm.")
        if population.stated:
            yield from excerpt_flaws(population.limit, population.stated, (*path, "stated"))


def _target_flaws(study: StudyRecord) -> Iterator[Flaw]:
    for key, target in study.targets.items():
        if target.condition is None and target.label is None:
            remedy = "Write condition: a key of the vocabulary, or label: its name."
            yield Flaw(("targets", key), "needs `condition` or `label`.", remedy)
        if target.unit is not None and NOUN_WORDS.get(target.unit) != target.unit:
            remedy = nearest(target.unit, sorted(set(NOUN_WORDS.values())))
            yield Flaw(("targets", key, "unit"), f"`{target.unit}` is no unit of analysis.", remedy)


def _contrast_flaws(study: StudyRecord, contrast: ContrastEntry, path: Path) -> Iterator[Flaw]:
    if contrast.factor is not None:
        if contrast.reference is not None or contrast.index in study.arms:
            yield Flaw(path, "a contrast has two sides or a factor.", "Remove the one that is not meant.")
        elif contrast.index is not None and contrast.index not in study.populations:
            remedy = nearest(contrast.index, [*study.populations])
            yield Flaw((*path, "index"), f"`{contrast.index}` is no population of this study.", remedy)
        return
    if contrast.index is None or contrast.reference is None:
        remedy = "Write {index: arm, reference: arm}, or {factor: ...}."
        yield Flaw(
            path,
            "`index` and `reference` are missing."
            if contrast.index is contrast.reference
            else "one side is missing.",
            remedy,
        )
        return
    known = [*study.arms, *study.populations, WHOLE]
    sides = (("index", contrast.index), ("reference", contrast.reference))
    unknown = [(field, key) for field, key in sides if key not in known]
    for field, key in unknown:
        yield Flaw((*path, field), f"`{key}` is no arm or population of this study.", nearest(key, known))
    if not unknown and contrast.index == contrast.reference:
        yield Flaw(path, "both sides are the same.", "Name the other side.")
    elif not unknown and (contrast.index in study.arms) != (contrast.reference in study.arms):
        yield Flaw(path, "one side is an arm, the other a population.", "Compare arms, or populations.")


def _outcome_flaws(study: StudyRecord) -> Iterator[Flaw]:
    used = outcomes_used(study)
    for key, outcome in study.outcomes.items():
        if outcome.definition is None and outcome.scale is None and not outcome.primary:
            remedy = "Write a definition, a scale or `primary: yes`, or remove it."
            yield Flaw(("outcomes", key), "says nothing.", remedy)
        elif key not in used:
            yield Flaw(("outcomes", key), "no result of the study has this outcome.", nearest(key, used))


def _review_flaws(study: StudyRecord) -> Iterator[Flaw]:
    if study.review is None:
        return
    if study.review.empty == bool(study.review.includes):
        yield Flaw(("review",), "needs either `includes` or `empty: yes`.", "Say what the review included.")
    for index, item in enumerate(study.review.includes):
        path = ("review", "includes", index)
        named = [field for field in ("study", "label", "unnamed") if getattr(item, field) is not None]
        if len(named) != 1:
            remedy = (
                "Name the study by its key, or by its label where it is not entered, or count the unnamed."
            )
            yield Flaw(path, "needs one of `study`, `label` and `unnamed`.", remedy)
        elif item.reference is not None and item.label is None:
            remedy = "Remove it; an entered study has its own reports."
            yield Flaw((*path, "reference"), "`reference` goes with `label`.", remedy)
        if item.unnamed == 0:
            yield Flaw((*path, "unnamed"), "counts no study.", "Remove the line, or write `empty: yes`.")


def _limitation_flaws(study: StudyRecord) -> Iterator[Flaw]:
    if study.limitations is None:
        if study.strengths:
            remedy = "Add `limitations: {instrument: ...}`; its `items` may be absent."
            yield Flaw(("strengths",), "strengths without an instrument.", remedy)
        return
    if study.limitations.none_identified and study.limitations.items:
        yield Flaw(
            ("limitations", "none_identified"),
            "limitations are listed, too.",
            "Remove the key, or the limitations.",
        )
    if not (study.limitations.items or study.strengths or study.limitations.none_identified):
        remedy = "Add `items`, or `none_identified: yes`."
        yield Flaw(("limitations",), "names neither limitation nor strength.", remedy)
    for index, item in enumerate(study.limitations.items):
        path = ("limitations", "items", index)
        yield from limitation_flaws(item, "conduct", path)
        if item.instrument == study.limitations.instrument:
            yield Flaw((*path, "instrument"), "is that of the rest.", "Remove the key.")


def _all_excerpts(study: StudyRecord) -> Iterator[Excerpts]:
    yield from study.stated.values()
    yield from (arm.stated for arm in study.arms.values())
    yield from (population.stated for population in study.populations.values())
    yield from chain.from_iterable(result.stated.values() for result in study.results)


def _breakdown_flaws(study: StudyRecord) -> Iterator[Flaw]:
    """Every flaw of every breakdown of a study."""
    first: dict[BreakdownEntry, int] = {}
    for index, breakdown in enumerate(study.breakdowns):
        path = ("breakdowns", index)
        yield from _breakdown_form_flaws(breakdown, path)
        yield from _breakdown_population_flaws(study, breakdown, path)
        yield from _breakdown_outcome_flaws(study, breakdown, path)
        if (other := first.setdefault(breakdown, index)) != index:
            yield Flaw(path, f"says the same as breakdown {other + 1}.", "Remove one of them.")


def _breakdown_form_flaws(breakdown: BreakdownEntry, path: Path) -> Iterator[Flaw]:
    if bool(breakdown.parts) == bool(breakdown.sets):
        remedy = "Write parts: [outcome, outcome] or sets: [population, population]."
        yield Flaw(path, "needs either `parts` or `sets`.", remedy)
        return
    field = "parts" if breakdown.parts else "sets"
    members = breakdown.members()
    whole = breakdown.whole if breakdown.parts else breakdown.population
    if len(members) < 2:
        yield Flaw((*path, field), "a breakdown has two parts or more.", "Add the others.")
    for place, member in enumerate(members):
        if member == whole and breakdown.parts_in is None:
            yield Flaw((*path, field, place), f"`{member}` is the whole itself.", "Name its parts only.")
    if breakdown.parts_in is not None and breakdown.sets:
        yield Flaw((*path, "parts_in"), "goes with `parts`, not with `sets`.", "Remove it.")
    elif breakdown.parts_in == breakdown.population:
        yield Flaw((*path, "parts_in"), "is the population of the whole too.", "Remove it.")


def _breakdown_population_flaws(study: StudyRecord, breakdown: BreakdownEntry, path: Path) -> Iterator[Flaw]:
    named: list[tuple[Path, str]] = [((*path, "population"), breakdown.population)]
    if breakdown.parts_in is not None:
        named.append(((*path, "parts_in"), breakdown.parts_in))
    named += [((*path, "sets", place), key) for place, key in enumerate(breakdown.sets)]
    for path_named, key in named:
        if key != WHOLE and key not in study.populations:
            remedy = nearest(key, list(study.populations)) or "Add it under `populations`."
            yield Flaw(path_named, f"`{key}` is no population of this study.", remedy)


def _breakdown_outcome_flaws(study: StudyRecord, breakdown: BreakdownEntry, path: Path) -> Iterator[Flaw]:
    """The whole and the parts have results, where they are said to have them."""
    reported = [(result.outcome, result.population) for result in study.results]
    of_parts = breakdown.parts_in or breakdown.population
    if of_parts != WHOLE and of_parts not in study.populations:
        return
    named: list[tuple[Path, str, str]] = [
        ((*path, "parts", place), key, of_parts) for place, key in enumerate(breakdown.parts)
    ]
    if breakdown.whole is not None:
        named.insert(0, ((*path, "whole"), breakdown.whole, breakdown.population))
    outcomes = list(dict.fromkeys(outcome for outcome, _ in reported))
    for path_named, outcome, population in named:
        if outcome not in outcomes:
            remedy = nearest(outcome, outcomes) or "Enter its result first."
            yield Flaw(path_named, f"no result of the study has the outcome `{outcome}`.", remedy)
        elif breakdown.parts and (outcome, population) not in reported:
            populations = ", ".join(
                dict.fromkeys(key for key_outcome, key in reported if key_outcome == outcome)
            )
            message = f"`{outcome}` has no result in the population `{population}`."
            yield Flaw(path_named, message, f"It has results in: {populations}.")
