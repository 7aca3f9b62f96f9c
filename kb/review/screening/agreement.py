"""How far two reviewers agree: counts, observed agreement, Cohen's kappa with its confidence interval.

Kappa: Cohen 1960, doi:10.1177/001316446002000104. Its standard error for an interval: Fleiss, Cohen and
Everitt 1969, doi:10.1037/h0028106, equation 13; the interval is kappa plus and minus 1.96 of them. That is an
approximation for large samples: with few decisions, or few of one kind, kappa is told without an interval and
with the remark that it says little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import sqrt

from kb.review.outcome import RecordedDecision, ScreeningStatus
from kb.review.screening.decision_history import ScreeningHistory
from kb.review.screening.rules import EXCLUDE, NOT_RETRIEVED, WITHDRAWN
from kb.review.screening.worklist import STAGES, Worklist

_Z = 1.959963984540054
LEAST_DECISIONS, LEAST_OF_A_KIND = 30, 5
"""Candidates that both must have decided on, and that each must have kept and dropped, for the interval: the
usual least numbers for a normal approximation, of a sample and of a count in it."""


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance in a 2 x 2 table, -1 to 1."""

    kappa: float
    low: float
    """Ends of the 95% confidence interval, within -1 and 1."""
    high: float


@dataclass(frozen=True, slots=True)
class ReviewerAgreement:
    """What two reviewers decided independently of one another at one stage.

    *Kept* is include or unsure (it goes on to be looked at), *dropped* is exclude or not retrieved.
    """

    stage: str
    first: str
    second: str
    both_kept: int
    first_only: int
    """Kept by the first, dropped by the second."""
    second_only: int
    both_dropped: int
    conflicts_left: int
    """Candidates of these two that still wait for an arbiter."""

    @property
    def candidates(self) -> int:
        """Candidates that both decided on."""
        return self.both_kept + self.first_only + self.second_only + self.both_dropped

    @property
    def observed(self) -> float | None:
        """Share on which they agree, 0 to 1; None without candidates."""
        return (self.both_kept + self.both_dropped) / self.candidates if self.candidates else None

    @property
    def kappa(self) -> Kappa | None:
        """Cohen's kappa; None where it is not defined, because all decisions are alike."""
        return kappa_of(self.both_kept, self.first_only, self.second_only, self.both_dropped)

    @property
    def is_too_few(self) -> bool:
        """Whether there are too few decisions, or too few of a kind, for kappa to say much."""
        kept = (self.both_kept + self.first_only, self.both_kept + self.second_only)
        kinds = (*kept, *(self.candidates - count for count in kept))
        return self.candidates < LEAST_DECISIONS or min(kinds) < LEAST_OF_A_KIND

    def as_data(self) -> dict[str, object]:
        """Counts and measures by name, not rounded; null where not defined, or too few for an interval."""
        counts = {field.name: getattr(self, field.name) for field in fields(self)}
        kappa = self.kappa
        interval = None if self.is_too_few else kappa
        measures = {
            "candidates": self.candidates,
            "observed_agreement": self.observed,
            "kappa": kappa and kappa.kappa,
            "kappa_ci_low": interval and interval.low,
            "kappa_ci_high": interval and interval.high,
            "too_few_decisions": self.is_too_few,
        }
        return counts | measures


def kappa_of(both: int, first_only: int, second_only: int, neither: int) -> Kappa | None:
    """Cohen's kappa of a 2 x 2 table with its 95% interval; None where chance agreement is complete."""
    n = both + first_only + second_only + neither
    if not n:
        return None
    cells = ((both / n, first_only / n), (second_only / n, neither / n))
    rows = [sum(cells[i]) for i in (0, 1)]
    columns = [cells[0][j] + cells[1][j] for j in (0, 1)]
    observed = cells[0][0] + cells[1][1]
    chance = rows[0] * columns[0] + rows[1] * columns[1]
    if first_only == second_only == 0 and 0 in (both, neither):
        return None
    kappa = (observed - chance) / (1 - chance)
    on = sum(cells[i][i] * ((1 - chance) - (rows[i] + columns[i]) * (1 - observed)) ** 2 for i in (0, 1))
    off = sum(cells[i][1 - i] * (columns[i] + rows[1 - i]) ** 2 for i in (0, 1)) * (1 - observed) ** 2
    variance = on + off - (observed * chance - 2 * chance + observed) ** 2
    error = sqrt(max(variance, 0.0) / n) / (1 - chance) ** 2
    return Kappa(kappa, max(kappa - _Z * error, -1.0), min(kappa + _Z * error, 1.0))


def agreements(worklist: Worklist, history: ScreeningHistory) -> list[ReviewerAgreement]:
    """Agreement per stage and pair of reviewers, in the order of stages and names.

    What counts are the decisions as they stood when the second of the two had decided. What somebody changed
    later, knowing of the other, does not make the agreement better.
    """
    pairs: dict[tuple[str, str, str], list[tuple[bool, bool, bool]]] = defaultdict(list)
    for item in worklist.items:
        for stage in STAGES:
            two = independent(history.decisions.get((item.candidate, stage), ()))
            if two is None or not item.is_open_to(stage):
                continue
            first, second = sorted(two, key=lambda decision: decision.who)
            differs = item.outcome(stage).status is ScreeningStatus.CONFLICT
            pairs[stage, first.who, second.who].append((_kept(first), _kept(second), differs))
    order = sorted(pairs, key=lambda key: (STAGES.index(key[0]), key[1:]))
    return [_agreement(*key, pairs[key]) for key in order]


def independent(decisions: Sequence[RecordedDecision]) -> tuple[RecordedDecision, RecordedDecision] | None:
    """The decisions of the first two reviewers, as they stood when both had decided; None before that.

    An exclusion that only repeats that of an earlier review is no judgement of this one.
    """
    current: dict[str, RecordedDecision] = {}
    for decision in sorted(decisions, key=lambda decision: decision.at):
        if decision.role != "reviewer" or decision.carried_from is not None:
            continue
        current.pop(decision.who, None)
        if decision.decision != WITHDRAWN:
            current[decision.who] = decision
        if len(current) == 2:
            first, second = current.values()
            return first, second
    return None


def _kept(decision: RecordedDecision) -> bool:
    return decision.decision not in (EXCLUDE, NOT_RETRIEVED)


def _agreement(
    stage: str, first: str, second: str, seen: Sequence[tuple[bool, bool, bool]]
) -> ReviewerAgreement:
    counts = defaultdict[tuple[bool, bool], int](int)
    for first_kept, other, _ in seen:
        counts[first_kept, other] += 1
    return ReviewerAgreement(
        stage,
        first,
        second,
        both_kept=counts[True, True],
        first_only=counts[True, False],
        second_only=counts[False, True],
        both_dropped=counts[False, False],
        conflicts_left=sum(differs for _, _, differs in seen),
    )
