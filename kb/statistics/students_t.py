"""Student's t distribution, and the standard error of a difference of two means.

The two ways of papers: with the variance of both groups pooled, or by Welch's test. Formulas: Cochrane
Handbook 6.4, section 6.5.2; Welch 1947, doi:10.1093/biomet/34.1-2.28.
"""

from __future__ import annotations

import math
from functools import lru_cache

_STEPS = 300
_SMALL = 1e-300


def t_p(t: float, degrees: float) -> float:
    """Two-sided p of a value of t. ``degrees`` are those of freedom, above 0."""
    if math.isinf(t):
        return 0.0
    return incomplete_beta(degrees / (degrees + t * t), degrees / 2, 0.5)


@lru_cache(maxsize=4096)
def t_deviate(level: float, degrees: float) -> float:
    """How many standard errors a two-sided interval of a level (in percent) reaches to either side."""
    error, low, high = 1 - level / 100, 0.0, 1e4
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if t_p(middle, degrees) > error else (low, middle)
    return low


def pooled(deviations: tuple[float, float], sizes: tuple[int, int]) -> tuple[float, float]:
    """Standard error of a difference, and its degrees of freedom, with the variances pooled."""
    (s1, s2), (n1, n2) = deviations, sizes
    degrees = n1 + n2 - 2
    variance = ((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / degrees
    return math.sqrt(variance * (1 / n1 + 1 / n2)), degrees


def welch(deviations: tuple[float, float], sizes: tuple[int, int]) -> tuple[float, float]:
    """Standard error of a difference, and its degrees of freedom, with each group's own variance."""
    parts = [s**2 / n for s, n in zip(deviations, sizes, strict=True)]
    variance = sum(parts)
    if variance == 0:
        return 0.0, sum(sizes) - 2
    degrees = variance**2 / sum(part**2 / (n - 1) for part, n in zip(parts, sizes, strict=True))
    return math.sqrt(variance), degrees


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function (continued fraction, Abramowitz and Stegun 26.5.8)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    logs = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(logs + a * math.log(x) + b * math.log1p(-x)) / a
    return front * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or _SMALL)
    fraction = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d, c = 1 / (1 + step * d or _SMALL), 1 + step / c
            fraction *= c * d
        if abs(c * d - 1) < 1e-13:
            break
    return fraction
