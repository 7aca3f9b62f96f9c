"""Whether a p value can be computed again from what is printed, and if not, why."""

from __future__ import annotations

from enum import StrEnum

from kb.checks.p_values import OF_SOMETHING_ELSE, effects_with_p, printed_p
from kb.checks.shares import Share, whole_number
from kb.checks.tables import compared, shares_compared
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.possible_tables import reproducing_tables
from kb.statistics.rounding import Rounding
from kb.statistics.two_by_two import TableTest

_MODELS = frozenset({"multivariable", "propensity-weighted"})
_MODELED = frozenset({"model", "least-squares", "pooled-fixed", "pooled-random"})
_OF_TIMES = frozenset({"kaplan-meier", "cumulative-incidence"})
_MEASURED = ("median", "mean", "geometric-mean", "least-squares-mean", "quantity", "mean-change", "rate")
_EFFECTS_OF_TIMES = ("hazard-ratio", "subdistribution-hazard-ratio", "rate-ratio")
OF_CLUSTERS = "cluster-randomized-trial"
_SOLVED_UP_TO = 200
"""The largest study of which the rule ``group-sizes`` solves for the sizes of its arms."""


class Obstacle(StrEnum):
    """Why p values cannot be computed again, as a clause."""

    OTHER_QUESTION = "interaction, a trend, noninferiority or many outcomes at once were tested"
    REVIEW = "several studies are taken together"
    MODEL = "further variables were adjusted for"
    FACTOR = "the groups that the factor makes are not printed"
    PAIRED = "the same participants are compared before and after, and their single changes are not printed"
    BOTH = "every participant is in both groups, and their single results are not printed"
    CLUSTERS = "whole groups of participants were randomized, and how alike these are is not printed"
    TIMES = "times to an event are compared (log-rank test or the like), which takes every participant's time"
    MEANS = "means are compared, and it is not said whether by a t test or one that starts from baseline"
    VALUES = "measured values are compared, which takes every participant's value"
    NUMBERS = "the numbers compared are not printed for both groups"
    SIZES = "the size of a group is not printed"


def obstacle(study: Study, result: Result, p: Figure) -> Obstacle | None:
    """What prevents a p value of a contrast from being computed again; null when nothing does.

    Nothing does where its effect has a confidence interval, or where counts of both groups are printed.
    """
    if not OF_SOMETHING_ELSE.isdisjoint(p.qualifiers):
        return Obstacle.OTHER_QUESTION
    if any(beside.id == p.id for _, beside in effects_with_p(result)):
        return None
    return obstacle_to_counts(study, result, p)


def obstacle_to_counts(study: Study, result: Result, p: Figure | None = None) -> Obstacle | None:
    """What prevents a comparison, and its p value, from being one of counts; null when nothing does."""
    contrast = study.contrasts.get(result.column)
    if study.design_group == "systematic-review":
        return Obstacle.REVIEW
    own = () if p is None else p.qualifiers
    qualified = "adjusted" in own or any("adjusted" in figure.qualifiers for figure in result.figures)
    if result.adjusted or qualified or result.estimator in _MODELED:
        return Obstacle.MODEL
    if contrast is None or contrast.method in _MODELS:
        return Obstacle.MODEL
    if contrast.kind == "before-after" or contrast.method == "before-after":
        return Obstacle.PAIRED
    if contrast.kind == "factor":
        return Obstacle.FACTOR
    if is_crossover(study):
        return Obstacle.BOTH
    if study.design == OF_CLUSTERS:
        return Obstacle.CLUSTERS
    if result.get(*_EFFECTS_OF_TIMES) is not None:
        return Obstacle.TIMES
    return _of_sides(study, result)


def is_crossover(study: Study) -> bool:
    """Whether the same participants are in both groups, so that these are not independent."""
    return "crossover" in study.design or "crossover-participants" in study.by_outcome


def counts_give(study: Study, result: Result, p: Figure) -> bool:
    """Whether some test of the counts of both groups gives a p value as printed, rounded or cut off."""
    printed = printed_p(p)
    groups = compared(study, result) if printed is not None else None
    if printed is None or groups is None or not groups.possible.is_complete:
        return False
    tables = groups.possible.tables
    return any(reproducing_tables(printed, tables, tuple(TableTest), way) for way in Rounding)


def _of_sides(study: Study, result: Result) -> Obstacle | None:
    """The same of a comparison of two groups."""
    shares = shares_compared(study, result)
    if is_of_times(result, shares):
        return Obstacle.TIMES
    if shares is None:
        return _of_values(study, result)
    if compared(study, result) is None and not _is_solved(study, shares):
        return Obstacle.SIZES
    return None


def _of_values(study: Study, result: Result) -> Obstacle:
    sides = study.sides(result)
    if sides is None:
        return Obstacle.NUMBERS
    if all(side.get("mean", "mean-change") and side.get("sd", "se") for side in sides):
        return Obstacle.MEANS
    return Obstacle.VALUES if all(side.get(*_MEASURED) for side in sides) else Obstacle.NUMBERS


def is_of_times(result: Result, shares: tuple[Share, Share] | None) -> bool:
    """Whether a comparison may be one of times to an event: of survival, or recurrence at a time.

    Not when whole counts are printed on both sides, which a test of counts can compare.
    """
    if result.estimator in _OF_TIMES:
        return True
    if shares is not None and all(share.count is not None for share in shares):
        return False
    domain = result.domain
    return domain == "survival" or (domain == "recurrence" and result.time.kind != "none")


def _is_solved(study: Study, shares: tuple[Share, Share]) -> bool:
    """Whether the rule ``group-sizes`` tells what the sizes of the arms can be."""
    total = whole_number(study.enrolled)
    unsized = len(study.arms) == 2 and not study.arm_sizes
    return unsized and total is not None and total <= _SOLVED_UP_TO and all(s.of_persons for s in shares)
