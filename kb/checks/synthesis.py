"""Studies as their rules get them: a review with the studies it pools, and the counts that it pooled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.checks.shares import Share, is_counted, shares_of
from kb.checks.tables import counts_of
from kb.db.connect import Reader
from kb.evidence.ranges import ranges
from kb.evidence.studies import read_study_range, study_keys
from kb.evidence.study import Arm, Contrast, Result, Study
from kb.notation.scales import EFFECTS
from kb.statistics.two_by_two import TwoByTwo


def read_studies(reader: Reader, keys: Sequence[str]) -> Iterator[Study]:
    """The studies of these keys, in their order. Neighbours of the base are read together."""
    for first, last, wanted in ranges(set(keys), study_keys(reader)):
        for study in read_study_range(reader, first, last):
            if study.id in wanted:
                yield _with_pooled(reader, study)


def _with_pooled(reader: Reader, study: Study) -> Study:
    """A study, and with a review that prints an effect the studies behind it."""
    effects = (result for result in study.results if result.scope == "contrast" and result.get(*EFFECTS))
    if not study.pools or next(effects, None) is None:
        return study
    pooled = tuple(member for key in study.pools for member in read_study_range(reader, key, key))
    return replace(study, pooled=pooled)


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
        counted = None if arm is None else _counts(study, result, arm)
        if counted is None:
            return None
        counts.append(counted)
    return TwoByTwo(*counts[0], *counts[1])


def _arm_with(study: Study, interventions: frozenset[str]) -> str | None:
    """The only arm with exactly these interventions, else the only one with these among others."""
    exact = [key for key, arm in study.arms.items() if frozenset(arm.interventions) == interventions]
    wider = [key for key, arm in study.arms.items() if interventions <= frozenset(arm.interventions)]
    for arms in (exact, wider):
        if len(arms) == 1:
            return arms[0]
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
    for r in study.by_outcome.get(result.outcome, ()):
        whole = study.populations[r.population].kind in {"whole", "itt"}
        if r.column == arm and whole and r.target == result.target and r.role == "outcome" and is_counted(r):
            yield from shares_of(r)
