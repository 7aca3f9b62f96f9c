"""Made-up estimates with intervals and p values that belong together, printed as papers print them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hypothesis import strategies as st

from kb.statistics.effects import deviate
from kb.statistics.intervals import PrintedInterval, Scale
from kb.statistics.rounding import Printed
from kb.statistics.two_by_two import normal_p


@dataclass(frozen=True)
class PrintedEffect:
    """``exact`` and ``z`` (without sign) are what the printed numbers were made from."""

    exact: float
    z: float
    estimate: Printed
    interval: PrintedInterval
    p: Printed


@st.composite
def printed_effects(draw: st.DrawFn) -> PrintedEffect:
    scale = draw(st.sampled_from(Scale))
    level = draw(st.sampled_from([80, 90, 95, 97.5, 99]))
    analyzed = draw(st.floats(-2.5, 2.5))
    error = draw(st.floats(0.02, 1.5))
    places = draw(st.integers(1, 3))
    reach = deviate(level) * error
    values = [analyzed, analyzed - reach, analyzed + reach]
    if scale is Scale.LOG:
        values = [math.exp(value) for value in values]
    estimate, low, high = (Printed.of(f"{value:.{places}f}") for value in values)
    z = abs(analyzed) / error
    p = normal_p(z)
    printed_p = Printed.of("0.001", "<") if p < 0.001 else Printed.of(f"{p:.{draw(st.integers(2, 4))}f}")
    return PrintedEffect(values[0], z, estimate, PrintedInterval(low, high, scale, level), printed_p)
