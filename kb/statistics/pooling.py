"""Pooled effects of several studies, with a common effect or random effects (inverse variance).

Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 10.3 and 10.10.2; random
effects by DerSimonian & Laird 1986, doi:10.1016/0197-2456(86)90046-2; I2 by Higgins & Thompson 2002,
doi:10.1002/sim.1186. ``mantel_haenszel`` has the methods that are for tables only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kb.statistics.effects import EffectMeasure, deviate, effect
from kb.statistics.intervals import Scale
from kb.statistics.two_by_two import TwoByTwo, chi_square_p, normal_p


class Estimate(NamedTuple):
    """A study's estimate on the scale of analysis (of a ratio, the natural logarithm) and standard error."""

    analyzed: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class Pooled:
    """A pooled effect on the scale of analysis, and how much the studies differ."""

    analyzed: float
    standard_error: float
    scale: Scale
    studies: int
    """Studies that count; those dropped for having no events are not among them."""
    q: float
    """Cochran's Q, the weighted squares of the studies' distances from the common effect."""
    tau2: float = 0.0
    """Variance of the true effects between studies; 0 where one common effect is assumed."""

    @property
    def estimate(self) -> float:
        """The pooled effect as it is printed: a risk ratio, not its logarithm."""
        return _printable(self.analyzed, self.scale)

    def interval(self, level: float = 95) -> tuple[float, float]:
        """Return its confidence interval, as it is printed. ``level`` is in percent."""
        reach = deviate(level) * self.standard_error
        return _printable(self.analyzed - reach, self.scale), _printable(self.analyzed + reach, self.scale)

    @property
    def z(self) -> float:
        """The pooled effect in standard errors, with its sign."""
        return self.analyzed / self.standard_error

    @property
    def p(self) -> float:
        """Two-sided p of no effect."""
        return normal_p(self.z)

    @property
    def q_p(self) -> float | None:
        """P of no heterogeneity; None for a single study."""
        return chi_square_p(self.q, self.studies - 1) if self.studies > 1 else None

    @property
    def i2(self) -> float:
        """I2 in percent: the share of the variation that is not chance; 0 for a single study."""
        degrees = self.studies - 1
        return 100 * (self.q - degrees) / self.q if degrees and self.q > degrees else 0.0


def estimates_of(tables: Iterable[TwoByTwo], measure: EffectMeasure) -> list[Estimate]:
    """Return the effect of each table, ready for pooling.

    0.5 is added to all cells of a table that has an empty one; a table in which nobody, or everybody, had the
    event says nothing about a ratio and is dropped (Cochrane Handbook 10.4.4).
    """
    effects = (effect(table, measure) for table in tables if not (measure.is_ratio and is_silent(table)))
    return [Estimate(estimated.analyzed, estimated.standard_error) for estimated in effects]


def is_silent(table: TwoByTwo) -> bool:
    """Whether nobody, or everybody, in both groups had the event."""
    return table.events1 + table.events2 in (0, table.total1 + table.total2)


def pool_common(estimates: Sequence[Estimate], scale: Scale) -> Pooled:
    """Pool with one common effect ("fixed effect"), by inverse variance."""
    return _pool(_checked(estimates), scale, 0.0)


def pool_random(estimates: Sequence[Estimate], scale: Scale) -> Pooled:
    """Pool with random effects by DerSimonian and Laird."""
    common = _pool(_checked(estimates), scale, 0.0)
    if len(estimates) == 1:
        return common
    weights = [1 / error**2 for _, error in estimates]
    spread = sum(weights) - sum(weight**2 for weight in weights) / sum(weights)
    excess = common.q - (len(estimates) - 1)
    return _pool(estimates, scale, max(0.0, excess / spread))


def heterogeneity(estimates: Iterable[Estimate], center: float) -> float:
    """Return Cochran's Q: squared distances from a common effect, weighted by inverse variance."""
    return sum(((analyzed - center) / error) ** 2 for analyzed, error in estimates)


def _pool(estimates: Sequence[Estimate], scale: Scale, tau2: float) -> Pooled:
    precisions = [1 / error**2 for _, error in estimates]
    common = _mean(estimates, precisions)
    weights = [1 / (error**2 + tau2) for _, error in estimates]
    center = _mean(estimates, weights)
    error = math.sqrt(1 / sum(weights))
    return Pooled(center, error, scale, len(estimates), heterogeneity(estimates, common), tau2)


def _mean(estimates: Sequence[Estimate], weights: Sequence[float]) -> float:
    weighted = sum(weight * estimate.analyzed for weight, estimate in zip(weights, estimates, strict=True))
    return weighted / sum(weights)


def _checked(estimates: Sequence[Estimate]) -> Sequence[Estimate]:
    if not estimates:
        raise ValueError("There is no study to pool")
    for analyzed, error in estimates:
        if not (math.isfinite(analyzed) and math.isfinite(error) and error > 0):
            raise ValueError(f"A study with estimate {analyzed} and standard error {error} cannot be pooled")
    return estimates


def _printable(analyzed: float, scale: Scale) -> float:
    return math.exp(analyzed) if scale is Scale.LOG else analyzed
