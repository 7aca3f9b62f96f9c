"""The counts that a review pooled, gathered from the studies that it names."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.shares import Share, is_counted, shares_of
from kb.checks.tables import counts_of
from kb.evidence.study import Arm, Contrast, Result, Study
from kb.statistics.two_by_two import TwoByTwo


def pooled_tables(review: Study, result: Result) -> dict[str, TwoByTwo] | None:
    """The 2x2 table of each study that a review pooled for a contrast's result, by the key of the study.

    Null unless every one of them is on file with one certain table: of arms with the interventions that the
    review compares, of the same outcome, at the same time or at the only one.
    """
    contrast = review.contrasts.get(result.column)
    if not review.pooled or len(review.pooled) != len(review.pools) or contrast is None:
        return None
    sides = _arms(review, contrast)
    if sides is None:
        return None
    tables = {}
    for study in review.pooled:
        table = _table(study, result, sides)
        if table is None:
            return None
        tables[study.id] = table
    return tables


def _arms(review: Study, contrast: Contrast) -> tuple[Arm, Arm] | None:
    if contrast.kind != "arms" or contrast.index is None or contrast.reference is None:
        return None
    return review.arms[contrast.index], review.arms[contrast.reference]


def _table(study: Study, result: Result, sides: tuple[Arm, Arm]) -> TwoByTwo | None:
    counts = []
    for side in sides:
        arm = _arm_with(study, frozenset(side.interventions))
        found = None if arm is None else _counts(study, result, arm)
        if found is None:
            return None
        counts.append(found)
    return TwoByTwo(*counts[0], *counts[1])


def _arm_with(study: Study, interventions: frozenset[str]) -> str | None:
    """The only arm with exactly these interventions, else the only one with these among others."""
    exact = [key for key, arm in study.arms.items() if frozenset(arm.interventions) == interventions]
    wider = [key for key, arm in study.arms.items() if interventions <= frozenset(arm.interventions)]
    for found in (exact, wider):
        if len(found) == 1:
            return found[0]
    return None


def _counts(study: Study, result: Result, arm: str) -> tuple[int, int] | None:
    """Events and total of an arm for the outcome of a review; null unless they are certain."""
    shares = list(_shares(study, result, arm))
    same = [share for share in shares if share.result.time.key == result.time.key]
    chosen = same or shares
    if len(chosen) != 1:
        return None
    counts = counts_of(study, chosen[0])
    return counts[0] if len(counts) == 1 else None


def _shares(study: Study, result: Result, arm: str) -> Iterator[Share]:
    for one in study.by_outcome.get(result.outcome, ()):
        whole = study.populations[one.population].kind in {"whole", "itt"}
        if one.column == arm and whole and one.role == "outcome" and is_counted(one):
            yield from shares_of(one)
