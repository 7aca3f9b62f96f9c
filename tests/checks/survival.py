"""Kaplan-Meier curves of made-up patients, for tests: rates and medians that agree."""

from __future__ import annotations

from random import Random


def patients(random: Random, number: int) -> list[tuple[float, bool]]:
    """Months observed, and whether the patient died then; the others left alive."""
    pace = random.uniform(8, 80)
    found = []
    for _ in range(number):
        death, end = random.weibullvariate(pace, random.uniform(0.8, 1.5)), random.uniform(10, 120)
        found.append((min(death, end), death <= end))
    return found


def survival(observed: list[tuple[float, bool]], month: float) -> float:
    """Share alive at a month."""
    share, at_risk = 1.0, len(observed)
    for time, died in sorted(observed):
        if time > month:
            break
        if died:
            share *= 1 - 1 / at_risk
        at_risk -= 1
    return share


def median_survival(observed: list[tuple[float, bool]]) -> float | None:
    """The first month at which half or fewer are alive; None when never."""
    times = sorted(time for time, died in observed if died)
    return next((time for time in times if survival(observed, time) <= 0.5), None)
