"""Two arms whose sizes are not printed: how small one has to be for their percentages to be alike."""

from __future__ import annotations

from dataclasses import dataclass

from kb.checks.shares import whole_number
from kb.checks.tables import shares_compared
from kb.evidence.study import Result, Study
from kb.statistics.two_by_two import TableTest, TwoByTwo, p_values

_LARGEST = 5000
"""Participants of a study up to which all splits into two arms are tried."""


@dataclass(frozen=True, slots=True)
class SmallestArm:
    """Below how many patients in one of two arms of unprinted size their percentages may be alike."""

    size: int
    total: int
    text: str
    figures: tuple[str, ...]


def smallest_arm(study: Study, result: Result) -> SmallestArm | None:
    """The least size of an arm from which on two arms differ significantly, whichever is the smaller.

    By the chi-square test with Yates' correction, with the percentages rounded towards each other. Null
    unless the study has two arms without printed size, its own is printed, and they differ for equal arms.
    """
    shares, total = shares_compared(study, result), whole_number(study.enrolled)
    unsized = len(study.arms) == 2 and not study.arm_sizes
    if shares is None or not unsized or not total or total > _LARGEST or result.population != "whole":
        return None
    if not all(share.percent is not None and share.count is None and share.of_persons for share in shares):
        return None
    low, high = sorted((share.printed.envelope() for share in shares), key=lambda envelope: envelope.low or 0)
    if low.high is None or high.low is None or low.high >= high.low:
        return None
    near = float(low.high) / 100, float(high.low) / 100
    size = 0
    for smaller in range(total // 2, 1, -1):
        if not all(
            _differ(near, sizes) for sizes in ((smaller, total - smaller), (total - smaller, smaller))
        ):
            break
        size = smaller
    text = f"{shares[0].text} and {shares[1].text}"
    return SmallestArm(size, total, text, (*shares[0].figures, *shares[1].figures)) if size else None


def _differ(shares: tuple[float, float], sizes: tuple[int, int]) -> bool:
    events = [round(share * size) for share, size in zip(shares, sizes, strict=True)]
    values = p_values(TwoByTwo(events[0], sizes[0], events[1], sizes[1]), (TableTest.YATES,))
    return values.get(TableTest.YATES, 1) < 0.05
