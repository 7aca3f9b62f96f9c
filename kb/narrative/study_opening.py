"""The first sentence about a study: who did what to how many of whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kb.evidence.study import Arm, Result, Study
from kb.inlines import FigureText, Line, TermText, figure_ids, joined, led
from kb.narrative.blocks import clauses
from kb.narrative.figures_in_words import number
from kb.narrative.notices import marked
from kb.narrative.phrasing import bracketed, listed, listed_clearly, with_article
from kb.narrative.prose import ProseReader, cited
from kb.narrative.study_phrases import arm_name

_IS_ADJECTIVE = re.compile(r"(?:multi|single|two|bi|inter)-?(?:center|centre|site|national|institution\w*)")
"""Settings that stand before the design: multicenter, single-center, multinational."""
_SAYS_GROUP = re.compile(r"cohort|group|patients|participants|people|adults|children|wom[ae]n|m[ae]n\b")
"""Labels that say by themselves that they are of a group of people."""

_OF_STUDIES = re.compile(r"(?:[\w-]+ )*?(?:studies|trials|reports|articles|publications|series)\b")
"""What a review says that it is of, where that is no people."""


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
    told = (
        _arms(study, sizes),
        _people(study, prose, _enrolled(study, sizes)),
        _groups(study, sizes),
        _external_controls(study, sizes),
        _known_through(study, prose),
    )
    return Line(subject, f" {verb} ", _design(study, prose), _continued(study), *told)


def _design(study: Study, prose: ProseReader) -> Line:
    """``a multicenter randomized controlled trial``, ``a retrospective case-control study (a registry)``.

    A comparison whose design is not called prospective is told as one with prospectively collected data.
    """
    setting = prose.line(study.setting or "", f"setting:{study.id}")
    words = setting.plain
    before = words if _IS_ADJECTIVE.fullmatch(words) and words not in study.design_name else ""
    direction, collected = _direction(study), ""
    if _is_collected_prospectively(study):
        direction, collected = "", " with prospectively collected data"
    compares = _compares(study, [arm for arm in study.arms.values() if not arm.is_external])
    design_name = study.design_name.replace("single-arm ", "") if compares else study.design_name
    name = " ".join(part for part in (before, direction, design_name) if part) + collected
    about = (f"design:{study.id}", *([f"setting:{study.id}"] if before else []))
    design = Line(TermText(with_article(name), about))
    return design if before else bracketed(design, [setting] if setting else [])


def _known_through(study: Study, prose: ProseReader) -> Line:
    review = study.known_through
    if review is None:
        return Line()
    label = TermText(study.known_through_label or "None", (f"study:{review}",))
    name = Line(label, cited(review, prose.numbers))
    return Line("; it is known here only through ", marked(name, study.known_through_notice))


def _size(result: Result) -> Line:
    return number(clauses(result.figures)[0].head)


def _enrolled(study: Study, sizes: Mapping[str, Line]) -> Line | None:
    """The number of all participants; of the only arm too, where that is the same."""
    enrolled = sizes.get("all")
    if enrolled is None or not _has_size_of_all(study, sizes):
        return enrolled
    (arm,) = _own_arms(study)
    return Line(FigureText(enrolled.plain, (*figure_ids(enrolled), *figure_ids(sizes[arm]))))


def _has_size_of_all(study: Study, sizes: Mapping[str, Line]) -> bool:
    """Whether the study has one arm, of a size that need not be told beside that of the study."""
    if len(_own_arms(study)) != 1 or "all" not in sizes:
        return False
    (size,) = (sizes.get(arm, Line()) for arm in _own_arms(study))
    return size.plain == sizes["all"].plain


def _own_arms(study: Study) -> list[str]:
    """Keys of the arms whose participants are those of the study."""
    return [arm.key for arm in study.arms.values() if not arm.is_external]


def _direction(study: Study) -> str:
    """``retrospective``; empty where the name of the design says it, or a trial cannot be otherwise."""
    direction = study.data_direction
    if direction is None or direction in study.design_name:
        return ""
    return "" if direction == "prospective" and "trial" in study.design_name else direction


def _is_collected_prospectively(study: Study) -> bool:
    """Whether a comparison without random allocation is said to be prospective only in its data."""
    return study.design_group == "nonrandomized-comparative" and _direction(study) == "prospective"


def _continued(study: Study) -> Line:
    """``, an extension of Finkel et al (2017),`` where it continues another study."""
    if study.extension_of is None:
        return Line()
    label = TermText(study.extension_of_label or "", (f"study:{study.extension_of}",))
    return Line(", an extension of ", label, ",")


def _sized(study: Study, arm: Arm, sizes: Mapping[str, Line]) -> Line:
    name = arm_name(study, arm.key, arm.label)
    told = arm.key in sizes and (arm.is_external or not _has_size_of_all(study, sizes))
    return Line(name, " (n=", sizes[arm.key], ")") if told else name


def _external_controls(study: Study, sizes: Mapping[str, Line]) -> Line:
    """``, with placebo in APOLLO (n=77) as an external control``: participants of another study."""
    controls = [_sized(study, arm, sizes) for arm in study.arms.values() if arm.is_external]
    role = " as an external control" if len(controls) == 1 else " as external controls"
    return Line(", with ", listed(controls), role) if controls else Line()


def _arms(study: Study, sizes: Mapping[str, Line]) -> Line:
    """What a study compares, or what it is of; groups of people that are not compared follow in brackets."""
    arms = [arm for arm in study.arms.values() if not arm.is_external]
    labels = [_sized(study, arm, sizes) for arm in arms]
    if not labels:
        return Line()
    if _compares(study, arms):
        cohorts = all(arm.kind == "cohort" and not _SAYS_GROUP.search(arm.label) for arm in arms)
        # "Data that compared" would be hard to read.
        plain = not _is_collected_prospectively(study)
        verb = " that compared " if plain else " comparing " if study.extension_of else ", comparing "
        before, after = ("the ", " groups") if cohorts else ("", "")
        return Line(verb, before, _compared(labels, cohorts), after)
    if all(arm.is_treatment for arm in arms):
        return Line(" of ", listed_clearly(labels))
    received = [name for arm in arms for name in arm.intervention_names]
    names = [TermText(name, (f"received:{study.id}/{name}",)) for name in dict.fromkeys(received)]
    return led(" of ", listed([Line(name) for name in names]))


def _compares(study: Study, arms: Sequence[Arm]) -> bool:
    if len(arms) < 2:
        return False
    strategies = study.design_group == "other" and all(arm.is_treatment for arm in arms)
    designed = study.design_group in {"randomized", "nonrandomized-comparative"}
    return strategies or designed or any(contrast.kind == "arms" for contrast in study.contrasts.values())


def _groups(study: Study, sizes: Mapping[str, Line]) -> Line:
    """`` (cohorts CS2, n=34, and CS12, n=47)``: groups of people, which are no treatments."""
    arms = [arm for arm in study.arms.values() if not arm.is_external]
    if _compares(study, arms) or not arms or all(arm.is_treatment for arm in arms):
        return Line()
    named = any(_SAYS_GROUP.search(arm.label) for arm in arms)
    noun = "" if named or any(arm.kind != "cohort" for arm in arms) else "cohort"
    labels = [
        joined(", n=", [arm_name(study, arm.key, arm.label), sizes.get(arm.key, Line())]) for arm in arms
    ]
    crowded = any("," in label.plain for label in labels)
    shown = joined("; ", labels) if crowded else listed(labels)
    return Line(" (", f"{noun}{'s' if len(arms) > 1 else ''}: " if noun else "", shown, ")")


def _compared(labels: Sequence[Line], cohorts: bool) -> Line:
    clear = not cohorts and len(labels) == 2 and not any(" with " in label.plain for label in labels)
    return Line(labels[0], " with ", labels[1]) if clear else listed_clearly(labels)


def _people(study: Study, prose: ProseReader, enrolled: Line | None) -> Line:
    if study.population is None:
        return Line() if enrolled is None else Line(" in ", enrolled, " participants")
    people = prose.line(study.population, f"participants:{study.id}")
    if enrolled is None:
        is_of_studies = study.design_group == "systematic-review" and _OF_STUDIES.match(people.plain)
        return Line(" of " if is_of_studies else " in ", people)
    if people.plain.split()[0].lower() in {"a", "an", "the", "all"}:
        return Line(" in ", people, " (N=", enrolled, ")")
    return Line(" in ", enrolled, " ", people)
