"""One printed number, or one stated absence of a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.notation.statistics import PROPORTIONS, SPREADS

if TYPE_CHECKING:
    from kb.statistics.rounding import Printed

_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_POWER = re.compile(r"x10\^(-?\d+)")


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
    """As printed, with sign and ``%``, without the unit: ``<.001``, ``1,944``."""
    value: Decimal | None
    """The number in the figure's unit; null where none is printed (absent, or in words)."""
    sign: str
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
    id: str = ""
    """Key of its row in the database; empty for a figure of a cell that was only parsed."""

    @property
    def text(self) -> str:
        """As the source reports it, without its unit, as a reader sees it: ``p=.767``, ``≤4``, ``97%``."""
        text = typeset(self.reported)
        if self.statistic != "p-value":
            return text
        if self.value is None:
            return f"p {text}"
        return f"p={text}" if self.sign == "=" else f"p{text}"

    @property
    def decimals(self) -> int:
        """Decimal places as printed; 0 when there is no number."""
        return 0 if self.value is None else max(0, -int(self.value.as_tuple().exponent))

    @property
    def is_exact(self) -> bool:
        """Whether it is a plain printed value, neither a bound nor approximate."""
        return self.value is not None and self.sign == "="

    @property
    def printed(self) -> Printed:
        """What it can stand for (1.2x10^3: whole hundreds). Raises ValueError when there is no number."""
        if self.value is None:
            raise ValueError(f"{self.id} has no number")
        decimals = self.decimals
        if "x10^" in self.reported:
            mantissa, _, power = self.reported.partition("x10^")
            decimals = len(mantissa.rstrip("%").partition(".")[2]) - int(power.rstrip("%"))
        return _printed(self.value, decimals, self.sign)

    def exceeds(self, other: Figure) -> bool:
        """Whether it is larger than another of the same unit, however the two were rounded."""
        if self.value is None or other.value is None:
            return False
        if self.is_exact and other.is_exact and self.value <= other.value:
            return False
        low, high = self.printed.envelope().low, other.printed.envelope().high
        return low is not None and high is not None and low > high


@lru_cache(maxsize=16_384)
def _printed(value: Decimal, decimals: int, sign: str) -> Printed:
    from kb.statistics.rounding import Printed

    return Printed(value, decimals, sign)


def typeset(reported: str) -> str:
    """A printed number with the signs of typeset text: ``≤4``, a times sign and a raised power of ten."""
    text = reported.replace("<=", "≤").replace(">=", "≥")
    return _POWER.sub(lambda power: "\N{MULTIPLICATION SIGN}10" + power[1].translate(_SUPERSCRIPT), text)


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
