"""The first sentence about a study: who did what to how many of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.evidence.study import Arm, Result, Study
from kb.inlines import Line, TermText
from kb.narrative.blocks import clauses
from kb.narrative.figures_in_words import number
from kb.narrative.notices import marked
from kb.narrative.phrasing import listed, listed_clearly, with_article
from kb.narrative.prose import ProseReader, cited
from kb.narrative.study_phrases import arm_name


def is_size(result: Result) -> bool:
    """Whether a result is the size of an arm or of the study, which the opening says."""
    whole = result.population == "whole" and not result.times and result.scope != "contrast"
    plain = len(result.figures) == 1 and result.figures[0].statistic == "count"
    return result.entry == 0 and result.role == "flow" and whole and plain and result.flag is None


def opening(study: Study, prose: ProseReader) -> Line:
    """Label, citation, design, setting, interventions with arm sizes, number and kind of participants."""
    sizes = {result.column: _size(result) for result in study.results if is_size(result)}
    acronym = study.acronym if study.acronym and study.acronym not in study.label else ""
    subject = Line(
        TermText(study.label, (f"study:{study.id}",)),
        Line(" (", TermText(acronym, (f"acronym:{study.id}",)), ")") if acronym else "",
        *[cited(report.reference, prose.numbers) for report in study.reports],
    )
    verb = "conducted" if study.design_group == "systematic-review" else "reported"
    setting = prose.line(study.setting or "", f"setting:{study.id}")
    design = Line(
        TermText(with_article(study.design_name), (f"design:{study.id}",)),
        _direction(study),
        _continued(study),
        Line(" (", setting, ")") if setting else "",
    )
    people = _people(study, prose, sizes.get("all"))
    told = (_arms(study, sizes), people, _external_controls(study, sizes), _known_through(study, prose))
    return Line(subject, f" {verb} ", design, *told)


def _known_through(study: Study, prose: ProseReader) -> Line:
    review = study.known_through
    if review is None:
        return Line()
    label = TermText(study.known_through_label or "None", (f"study:{review}",))
    name = Line(label, cited(review, prose.numbers))
    return Line("; it is known here only through ", marked(name, study.known_through_notice))


def _size(result: Result) -> Line:
    return number(clauses(result.figures)[0].head)


def _direction(study: Study) -> str:
    direction = study.data_direction
    if direction is None or direction in study.design_name:
        return ""
    return f" with {direction} data"


def _continued(study: Study) -> Line:
    """``, an extension of Finkel et al (2017),`` where it continues another study."""
    if study.extension_of is None:
        return Line()
    label = TermText(study.extension_of_label or "", (f"study:{study.extension_of}",))
    return Line(", an extension of ", label, ",")


def _sized(study: Study, arm: Arm, sizes: Mapping[str, Line]) -> Line:
    name = arm_name(study, arm.key, arm.label)
    return Line(name, " (n=", sizes[arm.key], ")") if arm.key in sizes else name


def _external_controls(study: Study, sizes: Mapping[str, Line]) -> Line:
    """``, with placebo in APOLLO (n=77) as an external control``: participants of another study."""
    controls = [_sized(study, arm, sizes) for arm in study.arms.values() if arm.is_external]
    role = " as an external control" if len(controls) == 1 else " as external controls"
    return Line(", with ", listed(controls), role) if controls else Line()


def _arms(study: Study, sizes: Mapping[str, Line]) -> Line:
    labels = [_sized(study, arm, sizes) for arm in study.arms.values() if not arm.is_external]
    if not labels:
        return Line()
    if study.design_group == "systematic-review":
        return Line(" that covered ", listed_clearly(labels))
    compares = len(labels) > 1 and (
        study.design_group in {"randomized", "nonrandomized-comparative"}
        or any(contrast.kind == "arms" for contrast in study.contrasts.values())
    )
    if compares:
        return Line(" that compared ", _compared(labels))
    return _of_groups(study, labels) or Line(" of ", listed_clearly(labels))


def _of_groups(study: Study, labels: Sequence[Line]) -> Line:
    """`` of nusinersen with the cohorts CS2 and CS12``: groups of people are not told as treatments."""
    arms = list(study.arms.values())
    if all(arm.is_treatment for arm in arms):
        return Line()
    received = [name for arm in arms for name in arm.intervention_names]
    names = [TermText(name, (f"received:{study.id}/{name}",)) for name in dict.fromkeys(received)]
    of = Line(" of ", listed([Line(name) for name in names])) if names else Line()
    named = any("cohort" in arm.label or "group" in arm.label for arm in arms)
    noun = "" if named or any(arm.kind != "cohort" for arm in arms) else "the cohort "
    if noun and len(arms) > 1:
        noun = "the cohorts "
    return Line(of, f" with {noun}", listed_clearly(labels))


def _compared(labels: Sequence[Line]) -> Line:
    clear = len(labels) == 2 and not any(" with " in label.plain for label in labels)
    return Line(labels[0], " with ", labels[1]) if clear else listed_clearly(labels)


def _people(study: Study, prose: ProseReader, enrolled: Line | None) -> Line:
    if study.population is None:
        return Line() if enrolled is None else Line(" in ", enrolled, " participants")
    people = prose.line(study.population, f"participants:{study.id}")
    if enrolled is None:
        return Line(" in ", people)
    if people.plain.split()[0].lower() in {"a", "an", "the", "all"}:
        return Line(" in ", people, " (N=", enrolled, ")")
    return Line(" in ", enrolled, " ", people)
