"""Survival over time: printed rates against each other and against the printed median.

The median survival is the time at which the curve comes to 50% (Kaplan & Meier 1958,
doi:10.1080/01621459.1958.10501452). So survival cannot be below 50% before it, nor above 50% after it; and it
never rises. Rates and median have to be of the same patients, the same outcome and the same analysis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from kb.statistics.rounding import Envelope, Printed

_HALF = Envelope.exactly(50)


@dataclass(frozen=True, slots=True)
class Rate:
    """A printed rate at a time.

    ``time`` is in any unit, the same for all rates and the median. A landmark ("at 1 year") is meant exactly:
    ``Envelope.exactly(12)``; a time that is only about right is as wide as it may be off.
    """

    time: Envelope
    percent: Printed
    is_incidence: bool = False
    """Whether it is the share of those who had the event, not of those who are still without."""

    def __post_init__(self) -> None:
        if self.percent.value < 0 or self.percent.value > 100:
            raise ValueError(f"A rate lies between 0% and 100%, not at {self.percent.value}%")
        if self.time.high is not None and self.time.high < 0:
            raise ValueError("A time cannot be negative")

    @property
    def surviving(self) -> Envelope:
        """What the percentage still without the event can be."""
        envelope = self.percent.envelope()
        return envelope.scaled(-1).plus(Envelope.exactly(100)) if self.is_incidence else envelope


def median_against_rates(median: Envelope | None, rates: Sequence[Rate]) -> list[Rate]:
    """Return the rates that contradict a median survival, however all were rounded; empty when none does.

    ``None`` is a median that was not reached: no rate can be below 50% then.
    """
    return [rate for rate in rates if _contradicts(median, rate)]


def rising(rates: Sequence[Rate]) -> list[tuple[Rate, Rate]]:
    """Return the pairs (earlier, later) between which survival rises, however it was rounded."""
    return [pair for pair in permutations(rates, 2) if _rises(*pair)]


def is_monotone(rates: Sequence[Rate]) -> bool:
    """Whether survival can be falling, or staying as it is, all the time."""
    return not rising(rates)


def _rises(earlier: Rate, later: Rate) -> bool:
    return earlier.time.is_below(later.time) and earlier.surviving.is_below(later.surviving)


def _contradicts(median: Envelope | None, rate: Rate) -> bool:
    if median is None:
        return rate.surviving.is_below(_HALF)
    # At the median itself the curve steps from above 50% to 50% or below: any rate may be printed.
    if rate.time.is_below(median):
        return rate.surviving.is_below(_HALF)
    return median.is_below(rate.time) and _HALF.is_below(rate.surviving)
