"""Confidence intervals of one proportion, by the usual methods.

There is no one interval of 14 out of 15: Wald's is symmetric and may leave 0% to 100%, Wilson's and the exact
one are not. Formulas: Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E
(Wald and Wilson, each with and without continuity correction); Agresti & Coull 1998,
doi:10.1080/00031305.1998.10480550. Wilson's with continuity correction is within a few percent points of the
exact one of Clopper and Pearson.
"""

from __future__ import annotations

import math
from enum import StrEnum

from kb.statistics.effects import deviate


class ProportionInterval(StrEnum):
    """A method."""

    WALD = "Wald"
    WALD_CORRECTED = "Wald with continuity correction"
    WILSON = "Wilson"
    WILSON_CORRECTED = "Wilson with continuity correction"
    AGRESTI_COULL = "Agresti-Coull"


def proportion_intervals(
    events: int, total: int, level: float = 95
) -> dict[ProportionInterval, tuple[float, float]]:
    """Return the interval of ``events`` of ``total`` by each method, in percent.

    Wald's may lie outside 0 to 100. Raises ``ValueError`` unless 0 <= events <= total and total > 0.
    """
    if total <= 0 or not 0 <= events <= total:
        raise ValueError(f"{events} of {total} is no proportion")
    z, share = deviate(level), events / total
    wald = z * math.sqrt(share * (1 - share) / total)
    half = 1 / (2 * total)
    middle, reach = _wilson(events, total, z)
    added = (events + z**2 / 2) / (total + z**2)
    spread = z * math.sqrt(added * (1 - added) / (total + z**2))
    intervals = {
        ProportionInterval.WALD: (share - wald, share + wald),
        ProportionInterval.WALD_CORRECTED: (share - wald - half, share + wald + half),
        ProportionInterval.WILSON: (middle - reach, middle + reach),
        ProportionInterval.WILSON_CORRECTED: _wilson_corrected(events, total, z),
        ProportionInterval.AGRESTI_COULL: (added - spread, added + spread),
    }
    return {method: (100 * low, 100 * high) for method, (low, high) in intervals.items()}


def _wilson(events: int, total: int, z: float) -> tuple[float, float]:
    share = events / total
    whole = total + z**2
    middle = (events + z**2 / 2) / whole
    return middle, z * math.sqrt(share * (1 - share) * total + z**2 / 4) / whole


def _wilson_corrected(events: int, total: int, z: float) -> tuple[float, float]:
    share = events / total
    rest = 1 - share
    whole = 2 * (total + z**2)
    low = high = 2 * total * share + z**2
    low -= 1 + z * math.sqrt(max(0.0, z**2 - 2 - 1 / total + 4 * share * (total * rest + 1)))
    high += 1 + z * math.sqrt(max(0.0, z**2 + 2 - 1 / total + 4 * share * (total * rest - 1)))
    return (0.0 if events == 0 else low / whole, 1.0 if events == total else high / whole)
