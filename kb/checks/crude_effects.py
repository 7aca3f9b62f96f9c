"""The effects that the printed numbers of two groups can give, without adjustment."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.tables import Compared, compared, shares_compared
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.effects import EffectMeasure, effect
from kb.statistics.rounding import float_ends
from kb.statistics.two_by_two import TwoByTwo

MEASURES = {
    "risk-ratio": EffectMeasure.RISK_RATIO,
    "odds-ratio": EffectMeasure.ODDS_RATIO,
    "risk-difference": EffectMeasure.RISK_DIFFERENCE,
}
"""Statistics of effects that follow from counts."""

_PERCENT_UNITS = frozenset({"%", "percentage points"})
Stretch = tuple[float, float]
"""From the smallest to the largest."""


@dataclass(frozen=True, slots=True)
class Crude:
    """What two groups give: the possible values of a measure, on the scale of the printed effect.

    ``tables`` are those they are from; empty when only percentages are known.
    """

    measure: EffectMeasure
    values: tuple[Stretch, ...]
    tables: tuple[TwoByTwo, ...]
    per: float
    """100 where a difference is printed in percent, else 1."""
    text: str
    figures: tuple[str, ...]

    def reversed(self) -> tuple[Stretch, ...]:
        """The values with the groups exchanged."""
        if not self.measure.is_ratio:
            return tuple((-high, -low) for low, high in self.values)
        return tuple((_over(high), _over(low)) for low, high in self.values)

    def without_event(self) -> tuple[Stretch, ...]:
        """The values for those without the event; none where the tables are not known."""
        return tuple(
            value for table in self.tables for value in _values(_complement(table), self.measure, self.per)
        )


def crude_effect(study: Study, result: Result, statistic: str, per: float = 1.0) -> Crude | None:
    """What the two sides of a comparison give for an effect; null when that cannot be known.

    ``per`` is 100 for a difference in percent.
    """
    measure = MEASURES[statistic]
    groups = compared(study, result)
    if groups is not None:
        return _of_tables(groups, measure, per) if groups.possible.is_complete else None
    return _of_percentages(study, result, measure, per)


def printed_per(figure: Figure) -> float:
    """100 for a risk difference printed in percent, 1 for a ratio or a proportion."""
    if figure.statistic != "risk-difference" or figure.value is None:
        return 1.0
    return 100.0 if figure.unit in _PERCENT_UNITS or abs(figure.value) > 1 else 1.0


def fits(figure: Figure, values: tuple[Stretch, ...]) -> bool:
    """Whether a printed effect can be one of the values."""
    low, high = float_ends(figure.printed)
    return any(low <= last and first <= high for first, last in values)


def _of_tables(groups: Compared, measure: EffectMeasure, per: float) -> Crude | None:
    tables = groups.possible.tables
    values = tuple(value for table in tables for value in _values(table, measure, per))
    text = groups.counts_text if groups.is_solved else groups.text
    return Crude(measure, values, tables, per, text, groups.figures) if values else None


def _values(table: TwoByTwo, measure: EffectMeasure, per: float) -> Iterator[Stretch]:
    """The effect of one table, with and without the correction for empty cells."""
    for correction in (0.5, 0.0):
        try:
            value = effect(table, measure, correction).estimate * per
        except ValueError:
            continue
        yield value, value
    if measure.is_ratio and table.events1 == 0 and table.events2 > 0:
        yield 0.0, 0.0


def _complement(table: TwoByTwo) -> TwoByTwo:
    return TwoByTwo(table.total1 - table.events1, table.total1, table.total2 - table.events2, table.total2)


def _of_percentages(study: Study, result: Result, measure: EffectMeasure, per: float) -> Crude | None:
    """From the percentages alone, whatever the sizes are."""
    shares = shares_compared(study, result)
    if shares is None or any(share.percent is None for share in shares):
        return None
    (low1, high1), (low2, high2) = (_proportion(float_ends(share.printed)) for share in shares)
    if measure is EffectMeasure.RISK_DIFFERENCE:
        value = ((low1 - high2) * per, (high1 - low2) * per)
    elif measure is EffectMeasure.RISK_RATIO:
        value = (_over(high2) * low1 if high2 else 0.0, _over(low2) * high1)
    else:
        value = (_odds(low1) * _over(_odds(high2)), _odds(high1) * _over(_odds(low2)))
    if any(math.isnan(end) for end in value):
        return None
    text = f"{shares[0].text} and {shares[1].text}"
    return Crude(measure, (value,), (), per, text, (*shares[0].figures, *shares[1].figures))


def _proportion(percent: Stretch) -> Stretch:
    return max(0.0, percent[0] / 100), min(1.0, percent[1] / 100)


def _odds(share: float) -> float:
    return share * _over(1 - share) if share else 0.0


def _over(value: float) -> float:
    return 1 / value if value else math.inf
