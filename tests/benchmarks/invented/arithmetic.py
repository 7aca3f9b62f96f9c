"""The arithmetic of papers on made-up participants, written apart from ``kb.statistics``.

A rule that shares a mistake with the generator would never be caught, so nothing here comes from ``kb``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist, fmean, stdev
from typing import NamedTuple

NORMAL = NormalDist()
Z95 = NORMAL.inv_cdf(0.975)
_FARTHEST = 5.0
"""A logarithm of a hazard ratio beyond it says that the groups are apart: programs print none."""


class Estimate(NamedTuple):
    """An estimate, its 95% limits, and its two-sided p value."""

    value: float
    low: float
    high: float
    p: float


class Observed(NamedTuple):
    """Months until the event, or until nobody looked any longer."""

    time: float
    event: bool


def normal_p(z: float) -> float:
    """Two-sided p of a standard normal deviate."""
    return math.erfc(abs(z) / math.sqrt(2))


def _beta(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function, by its continued fraction."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = math.exp(
        a * math.log(x) + b * math.log(1 - x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    )
    c, d = 1.0, 1 / max(1e-300, 1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, 300):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / (1 + step * d or 1e-300), 1 + step / c
            fraction *= c * d
        if abs(c * d - 1) < 1e-12:
            break
    return front * fraction / a


def t_p(t: float, df: float) -> float:
    """Two-sided p of Student's t."""
    return _beta(df / (df + t * t), df / 2, 0.5)


def t_deviate(df: float) -> float:
    """How many standard errors a 95% interval by Student's t reaches."""
    low, high = 1.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if t_p(middle, df) > 0.05 else (low, middle)
    return low


def t_test(first: Sequence[float], second: Sequence[float], *, welch: bool) -> Estimate:
    """Difference of two means, by the pooled variance or Welch's."""
    n, m = len(first), len(second)
    a, b = stdev(first) ** 2, stdev(second) ** 2
    if welch:
        se = math.sqrt(a / n + b / m)
        df = (a / n + b / m) ** 2 / ((a / n) ** 2 / (n - 1) + (b / m) ** 2 / (m - 1))
    else:
        df = n + m - 2
        se = math.sqrt(((n - 1) * a + (m - 1) * b) / df * (1 / n + 1 / m))
    difference, reach = fmean(first) - fmean(second), t_deviate(df) * se
    return Estimate(difference, difference - reach, difference + reach, t_p(difference / se, df))


def ancova(
    first: Sequence[tuple[float, float]], second: Sequence[tuple[float, float]]
) -> tuple[Estimate, tuple[float, float], tuple[float, float]]:
    """Difference of changes adjusted for the value before, with each group's adjusted change and its SE.

    Each participant is (before, after).
    """
    groups = [[(x, y - x) for x, y in group] for group in (first, second)]
    means = [(fmean(x for x, _ in g), fmean(y for _, y in g)) for g in groups]
    sxx = sum((x - mx) ** 2 for g, (mx, _) in zip(groups, means, strict=True) for x, _ in g)
    sxy = sum((x - mx) * (y - my) for g, (mx, my) in zip(groups, means, strict=True) for x, y in g)
    slope, n, m = sxy / sxx, len(first), len(second)
    residual = sum(
        (y - my - slope * (x - mx)) ** 2 for g, (mx, my) in zip(groups, means, strict=True) for x, y in g
    )
    df = n + m - 3
    variance = residual / df
    overall = fmean(x for g in groups for x, _ in g)
    adjusted = [my - slope * (mx - overall) for mx, my in means]
    errors = [
        math.sqrt(variance * (1 / len(g) + (mx - overall) ** 2 / sxx))
        for g, (mx, _) in zip(groups, means, strict=True)
    ]
    se = math.sqrt(variance * (1 / n + 1 / m + (means[0][0] - means[1][0]) ** 2 / sxx))
    difference, reach = adjusted[0] - adjusted[1], t_deviate(df) * se
    estimate = Estimate(difference, difference - reach, difference + reach, t_p(difference / se, df))
    return estimate, (adjusted[0], errors[0]), (adjusted[1], errors[1])


def chi_square_p(a: int, n: int, c: int, m: int, *, yates: bool = False) -> float:
    """Chi-square test of a of n against c of m."""
    b, d = n - a, m - c
    below = (a + c) * (b + d) * n * m
    if not below:
        return 1.0
    off = max(0.0, abs(a * d - b * c) - ((n + m) / 2 if yates else 0))
    return normal_p(math.sqrt((n + m) * off**2 / below))


def fisher_p(a: int, n: int, c: int, m: int) -> float:
    """Fisher's exact test, two-sided by the tables that are no more probable."""
    events = a + c

    def log_of(k: int) -> float:
        return _log_choose(n, k) + _log_choose(m, events - k) - _log_choose(n + m, events)

    own = log_of(a)
    tables = range(max(0, events - m), min(n, events) + 1)
    return min(1.0, sum(math.exp(log_of(k)) for k in tables if log_of(k) <= own + 1e-9))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def ratio_of_risks(a: int, n: int, c: int, m: int) -> Estimate | None:
    """Risk ratio with its interval by logarithms; null where a group has no event."""
    if not a or not c:
        return None
    value, se = math.log(a / n) - math.log(c / m), math.sqrt(1 / a - 1 / n + 1 / c - 1 / m)
    return _exponential(value, se)


def ratio_of_odds(a: int, n: int, c: int, m: int) -> Estimate | None:
    """Odds ratio with its interval by logarithms; null where a cell is empty."""
    b, d = n - a, m - c
    if not a * b * c * d:
        return None
    return _exponential(math.log(a * d / (b * c)), math.sqrt(1 / a + 1 / b + 1 / c + 1 / d))


def difference_of_risks(a: int, n: int, c: int, m: int) -> Estimate | None:
    """Risk difference in percentage points with Wald's interval; null where it has no width."""
    p, q = a / n, c / m
    se = math.sqrt(p * (1 - p) / n + q * (1 - q) / m)
    if not se:
        return None
    return Estimate(100 * (p - q), 100 * (p - q - Z95 * se), 100 * (p - q + Z95 * se), normal_p((p - q) / se))


def ratio_of_rates(a: int, exposure: float, c: int, other: float) -> Estimate | None:
    """Rate ratio with its interval by logarithms; null where a group has no event."""
    if not a or not c:
        return None
    return _exponential(math.log(a / exposure) - math.log(c / other), math.sqrt(1 / a + 1 / c))


def _exponential(value: float, se: float) -> Estimate:
    ends = (math.exp(value - Z95 * se), math.exp(value + Z95 * se))
    return Estimate(math.exp(value), *ends, normal_p(value / se))


def wilson(events: int, total: int) -> tuple[float, float]:
    """Wilson's interval of a proportion, in percent."""
    share, z2 = events / total, Z95**2
    middle = (share + z2 / (2 * total)) / (1 + z2 / total)
    reach = Z95 * math.sqrt(share * (1 - share) / total + z2 / (4 * total**2)) / (1 + z2 / total)
    return 100 * max(0.0, middle - reach), 100 * min(1.0, middle + reach)


def clopper_pearson(events: int, total: int) -> tuple[float, float]:
    """The exact interval of a proportion, in percent."""
    low = 0.0 if not events else _beta_quantile(0.025, events, total - events + 1)
    high = 1.0 if events == total else _beta_quantile(0.975, events + 1, total - events)
    return 100 * low, 100 * high


def _beta_quantile(q: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if _beta(middle, a, b) < q else (low, middle)
    return low


def wald(events: int, total: int) -> tuple[float, float]:
    """Wald's interval of a proportion, in percent, kept within 0 and 100."""
    share = events / total
    reach = Z95 * math.sqrt(share * (1 - share) / total)
    return 100 * max(0.0, share - reach), 100 * min(1.0, share + reach)


class Curve:
    """A Kaplan-Meier curve."""

    def __init__(self, observed: Sequence[Observed]) -> None:
        self._steps: list[tuple[float, float, float]] = []
        share, greenwood, at_risk = 1.0, 0.0, len(observed)
        for time, event in sorted(observed):
            if event:
                share *= 1 - 1 / at_risk
                greenwood += 1 / (at_risk * (at_risk - 1)) if at_risk > 1 else math.inf
                self._steps.append((time, share, greenwood))
            at_risk -= 1
        self.last = max(observed).time

    def at(self, month: float) -> tuple[float, float, float]:
        """Share without the event at a month, and its 95% limits (log-log), in percent."""
        share, greenwood = 1.0, 0.0
        for time, after, sum_of in self._steps:
            if time > month:
                break
            share, greenwood = after, sum_of
        return self._limits(share, greenwood)

    @staticmethod
    def _limits(share: float, greenwood: float) -> tuple[float, float, float]:
        if not 0 < share < 1 or math.isinf(greenwood):
            return 100 * share, 100 * share, 100 * share
        reach = Z95 * math.sqrt(greenwood) / abs(math.log(share))
        return 100 * share, 100 * share ** math.exp(reach), 100 * share ** math.exp(-reach)

    def median(self) -> tuple[float | None, float | None, float | None]:
        """Median and its limits (Brookmeyer and Crowley); null for what is not reached."""
        ends: list[float | None] = [None, None, None]
        for time, share, greenwood in self._steps:
            _, low, high = self._limits(share, greenwood)
            for index, value in enumerate((100 * share, low, high)):
                if value <= 50 and ends[index] is None:
                    ends[index] = time
        return ends[0], ends[1], ends[2]


def log_rank_p(first: Sequence[Observed], second: Sequence[Observed]) -> float:
    """The log-rank test of two curves."""
    observed = expected = variance = 0.0
    n, m = len(first), len(second)
    for _, event, is_first in sorted([(*o, True) for o in first] + [(*o, False) for o in second]):
        if event:
            share = n / (n + m)
            observed += is_first
            expected += share
            variance += share * (1 - share)
        n, m = n - is_first, m - (not is_first)
    return normal_p((observed - expected) / math.sqrt(variance)) if variance else 1.0


def hazard_ratio(first: Sequence[Observed], second: Sequence[Observed]) -> Estimate | None:
    """Cox regression on the group alone; null where a group has no event."""
    if not any(o.event for o in first) or not any(o.event for o in second):
        return None
    ordered = sorted([(*o, True) for o in first] + [(*o, False) for o in second])
    beta, information = 0.0, 1.0
    for _ in range(25):
        score, information, n, m = 0.0, 0.0, len(first), len(second)
        for _, event, is_first in ordered:
            if event:
                share = n * math.exp(beta) / (n * math.exp(beta) + m)
                score += is_first - share
                information += share * (1 - share)
            n, m = n - is_first, m - (not is_first)
        step = score / information
        beta += max(-1.0, min(1.0, step))
        if abs(step) < 1e-8:
            break
    if abs(beta) > _FARTHEST:
        return None
    return _exponential(beta, 1 / math.sqrt(information))
