"""No set of participants is larger than the one it is taken from.

Why: a subgroup of 62 in an arm of 60, or a rate out of 75 in an arm of 60, shows that the numbers are of
different analyses, that lesions or events were counted, or that one is wrong. What is computed from both is
wrong in any case.

How: three comparisons, in each arm and in the study. Sizes: a subgroup, a set of responders or a
per-protocol set is not larger than all participants (error); nor is a matched set (warning, since matching
with replacement and weighting can count somebody twice). Totals: the total of a share is not larger than
its group (warning, since something else may be counted). Counts: no more participants have an event, a
response or a recurrence than there are (warning; events have to be called events). The sizes of two matched
arms are the same, or one is a whole multiple of the other (note otherwise, since some match a varying
number). The arms of a set have as many participants as the set, where both are printed (warning when more,
unless somebody is in several arms; note when fewer).

No alarm: numbers that say that they count lesions, procedures or events; numbers screened; planned numbers.

Limits: sets whose size is not printed. The sizes of arms of all participants are for arms-and-total.

Source: CONSORT 2025 (doi:10.1136/bmj-2024-081123), numbers analyzed in each group; matching after Austin
2011 (doi:10.1080/00273171.2011.568786).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, population_named
from kb.checks.rule import Subject, rule
from kb.checks.shares import COUNTED_DOMAINS, PERSONS, Share, all_shares, whole_number
from kb.evidence.study import Population, Study
from kb.notation import Figure

_SUBSETS = frozenset({"subgroup", "responders", "per-protocol", "matched"})
_HAD_OR_NOT = frozenset({"survival", "recurrence", "response", "harm"})
_WITHIN = _HAD_OR_NOT | COUNTED_DOMAINS | {"biomarker"}
"""Domains in which the total of a share is a number of participants of the study."""
_Sizes = dict[str, Figure]
"""Arm, or all, to the figure of its size."""


@rule(Subject.STUDY, Severity.ERROR, source="doi:10.1136/bmj-2024-081123")
def check_population_sizes(study: Study) -> Iterator[CheckProblem]:
    """Problems of sets, totals and counts that are larger than the group they are of."""
    if study.design_group == "systematic-review":
        return
    for key, sizes in _sizes_of_sets(study).items():
        population = study.populations[key]
        yield from _larger_than_whole(study, population, sizes)
        yield from _of_arms(study, population, sizes)
    for share in all_shares(study):
        yield from _larger_than_group(study, share)


def _sizes_of_sets(study: Study) -> dict[str, _Sizes]:
    """Printed sizes of the sets other than all participants, by set and arm."""
    by_set: dict[str, _Sizes] = {}
    for result in study.by_outcome.get("participants", ()):
        count = result.get("count")
        if result.population not in study.populations or result.population == "whole" or count is None:
            continue
        if whole_number(count) is not None and count.counted in PERSONS and "planned" not in count.qualifiers:
            by_set.setdefault(result.population, {}).setdefault(result.column, count)
    return by_set


def _larger_than_whole(study: Study, population: Population, sizes: _Sizes) -> Iterator[CheckProblem]:
    if population.kind not in _SUBSETS:
        return
    for column, figure in sizes.items():
        whole = study.size_of(column)
        own, most = whole_number(figure), whole_number(whole)
        if whole is None or own is None or most is None or own <= most:
            continue
        matched = population.kind == "matched"
        sentence = (
            f"{_set(study, population, column)} has {own:,} participants, all participants are {most:,}."
        )
        sentence += " Matching with replacement can do that: say so in a note." if matched else ""
        severity = Severity.WARNING if matched else Severity.ERROR
        yield _problem(study, severity, (figure, whole), sentence, f"at most {most:,}")


def _of_arms(study: Study, population: Population, sizes: _Sizes) -> Iterator[CheckProblem]:
    arms = {key: figure for key, figure in sizes.items() if key in study.arms}
    numbers = [number for figure in arms.values() if (number := whole_number(figure)) is not None]
    whole, total = sizes.get("all"), whole_number(sizes.get("all"))
    if whole is not None and total is not None and len(arms) == len(study.arms) > 1 and sum(numbers) != total:
        if sum(numbers) > total and "crossover-participants" in study.by_outcome:
            return
        sentence = f"{population_named(study, population.key)}: the arms have {sum(numbers):,} participants"
        severity = Severity.WARNING if sum(numbers) > total else Severity.NOTE
        yield _problem(
            study, severity, (whole, *arms.values()), f"{sentence}, all {total:,}.", f"{total:,} in all"
        )
    elif population.kind == "matched" and len(numbers) == 2 and min(numbers) and max(numbers) % min(numbers):
        sentence = (
            f"{population_named(study, population.key)}: {numbers[0]:,} and {numbers[1]:,} participants"
        )
        sentence += " are neither as many nor a whole multiple. Was a varying number matched?"
        yield _problem(study, Severity.NOTE, tuple(arms.values()), sentence, "")


def _larger_than_group(study: Study, share: Share) -> Iterator[CheckProblem]:
    result = share.result
    if not share.of_persons or result.domain not in _WITHIN or result.role == "flow":
        return
    size = study.size_of(result.column, result.population) or study.size_of(result.column)
    most = whole_number(size)
    counted, figure = share.of, share.total
    if counted is None and share.percent is None and result.domain in _HAD_OR_NOT:
        counted, figure = share.events, share.count
    if size is None or most is None or counted is None or figure is None or counted <= most:
        return
    sentence = f"{described(study, result)}: {counted:,} is more than the {most:,} participants."
    sentence += f" If events or lesions are counted, say so ({counted:,} events)."
    yield _problem(study, Severity.WARNING, (figure, size), sentence, f"at most {most:,}")


def _set(study: Study, population: Population, column: str) -> str:
    name = population_named(study, population.key)
    name = f"{name[0].upper()}{name[1:]}"
    return f"{name} ({study.arms[column].label})" if column in study.arms and len(study.arms) > 1 else name


def _problem(
    study: Study, severity: Severity, figures: tuple[Figure, ...], message: str, expected: str
) -> CheckProblem:
    return CheckProblem(
        severity=severity,
        record=study.record,
        place=figures[0].id,
        message=message,
        found=" of ".join(figure.text for figure in figures),
        expected=expected,
        figures=tuple(figure.id for figure in figures),
    )
