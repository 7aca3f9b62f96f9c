"""One printed number, or one stated absence of a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kb.notation.statistics import PROPORTIONS, SPREADS


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a cell, with everything needed to write the cell again.

    A cell such as ``7/180 (3.9%); p .776`` is four figures. Those of one statement share its
    index and are in printed order, estimates before spreads.
    """

    statement: int
    """Index of the figure's statement in its cell, from 0."""
    statistic: str
    """Slug from ``kb.notation.STATISTICS``."""
    reported: str
    """As printed, with sign, comparator and ``%``, without the unit: ``<.001``, ``1,944``."""
    value: Decimal | None
    """The number in the figure's unit; null where none is printed (absent, or in words)."""
    comparator: str
    """``=``, ``<``, ``>``, ``<=``, ``>=`` or ``~`` (approximately)."""
    unit: str = ""
    """``%``, ``months``, ``cm``, ``per year``, ...; empty for a pure number or a count."""
    counted: str = ""
    """Unit of analysis where it is named: ``lesions``; empty for patients or unstated."""
    level: Decimal | None = None
    """Level in percent of an interval's end (95); null where not an interval or not stated."""
    qualifiers: tuple[str, ...] = ()
    """Slugs from ``kb.notation.statistics.QUALIFIERS`` in printed order."""
    per: str = ""
    """Unit of exposure of an effect: ``allele`` in ``HR per allele 1.10``."""
    absent: str | None = None
    """Reason no value is given (``not-reached``); null where there is one, or words instead."""
    mark: str = ""
    """Follows the number wherever a reader's text says it, to find it again there; empty unless traced."""


def main_figure(figures: Sequence[Figure]) -> Figure | None:
    """Return the figure shown as "the number" of a cell, or null for a cell of spreads alone.

    Of ``7/180 (3.9%)`` the percent, of ``7/180`` the count, of ``from 11.1 to 0.4`` the final
    value; a p value only where the cell states nothing else. Never a total or a spread.
    """
    estimates = [f for f in figures if f.statistic not in SPREADS and f.statistic != "total"]
    candidates = [f for f in estimates if f.statistic != "p-value"] or estimates
    if not candidates:
        return None
    first = candidates[0]
    preferred = PROPORTIONS | {"final"} if first.statistic in {"count", "baseline"} else set()
    for figure in candidates:
        if figure.statement == first.statement and figure.statistic in preferred:
            return figure
    return first
