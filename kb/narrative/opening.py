"""The first sentence about a study: who did what to how many of whom."""

from __future__ import annotations

from collections.abc import Sequence

from kb.evidence.study import Result, Study
from kb.narrative.clauses import clauses
from kb.narrative.numbers import number
from kb.narrative.prose import cited
from kb.narrative.words import listed_clearly, with_article


def is_size(result: Result) -> bool:
    """Whether a result is the size of an arm or of the study, which the opening says."""
    whole = result.population == "whole" and not result.times and result.scope != "contrast"
    plain = len(result.figures) == 1 and result.figures[0].statistic == "count"
    return result.entry == 0 and result.role == "flow" and whole and plain and result.flag is None


def opening(study: Study) -> str:
    """Label, citation, design, setting, interventions with arm sizes, number and kind of participants."""
    sizes = {result.column: _size(result) for result in study.results if is_size(result)}
    header = study.header
    subject = header.label + "".join(cited(report.reference) for report in study.reports)
    review = header.design_group == "systematic-review"
    setting = f" ({header.setting})" if header.setting else ""
    design = f"{with_article(header.design_name)}{_direction(study)}{setting}"
    verb = "conducted" if review else "reported"
    text = f"{subject} {verb} {design}{_arms(study, sizes)}{_people(study, sizes.get('all'))}"
    if header.known_through is None:
        return text
    return f"{text}; it is known here only through {header.known_through_label}{cited(header.known_through)}"


def _size(result: Result) -> str:
    return number(clauses(result.figures)[0].head)


def _direction(study: Study) -> str:
    direction = study.header.data_direction
    if direction is None or direction in study.header.design_name:
        return ""
    return f" with {direction} data"


def _arms(study: Study, sizes: dict[str, str]) -> str:
    labels = [
        f"{arm.label} (n={sizes[arm.key]})" if arm.key in sizes else arm.label for arm in study.arms.values()
    ]
    if not labels:
        return ""
    if study.header.design_group == "systematic-review":
        return f" that covered {listed_clearly(labels)}"
    compares = len(labels) > 1 and (
        study.header.design_group in {"randomized", "nonrandomized-comparative"}
        or any(contrast.kind == "arms" for contrast in study.contrasts.values())
    )
    return f" that compared {_sides(labels)}" if compares else f" of {listed_clearly(labels)}"


def _sides(labels: Sequence[str]) -> str:
    clear = len(labels) == 2 and not any(" with " in label for label in labels)
    return f"{labels[0]} with {labels[1]}" if clear else listed_clearly(labels)


def _people(study: Study, enrolled: str | None) -> str:
    people = study.header.population
    if people is None:
        return "" if enrolled is None else f" in {enrolled} participants"
    if enrolled is None:
        return f" in {people}"
    if people.split()[0].lower() in {"a", "an", "the", "all"}:
        return f" in {people} (N={enrolled})"
    return f" in {enrolled} {people}"
