"""On which scale an effect is analyzed, and where no difference is."""

from __future__ import annotations

LOG_RATIOS = frozenset(
    {
        "hazard-ratio",
        "subdistribution-hazard-ratio",
        "odds-ratio",
        "risk-ratio",
        "rate-ratio",
        "prevalence-ratio",
        "geometric-mean-ratio",
        "diagnostic-odds-ratio",
    }
)
"""Ratios that are estimated, with their intervals, as logarithms. No difference is 1."""

RATIOS = LOG_RATIOS | {"positive-likelihood-ratio", "negative-likelihood-ratio", "bayes-factor", "fold"}
"""All statistics that are ratios, never negative."""

DIFFERENCES = frozenset(
    {
        "risk-difference",
        "mean-difference",
        "median-difference",
        "least-squares-mean-difference",
        "standardized-mean-difference",
        "weighted-mean-difference",
        "coefficient",
    }
)
"""Effects for which no difference is 0."""

EFFECTS = LOG_RATIOS | DIFFERENCES


def null_of(statistic: str) -> int | None:
    """The value of an effect when there is no difference; null for statistics that are no effects."""
    if statistic in LOG_RATIOS:
        return 1
    return 0 if statistic in DIFFERENCES else None
