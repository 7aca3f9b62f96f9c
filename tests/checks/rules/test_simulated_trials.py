"""No rule about studies alarms when all numbers of a trial come from the same simulated patients."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from statistics import fmean, median, quantiles, stdev
from typing import Any

import pytest

from kb.checks.problem import CheckProblem, Severity
from kb.checks.registry import all_rules
from kb.checks.rule import Subject
from kb.statistics.effects import EffectMeasure, effect
from kb.statistics.two_by_two import USUAL, TableTest, TwoByTwo, p_values
from tests.builders.studies import study
from tests.checks.survival import median_survival, survival

YEARS = (1, 2, 3, 5)
RULES = [rule for rule in all_rules() if rule.subject is Subject.STUDY]
TELLING = {"test-of-p", "p-not-recomputable"}
"""Rules that tell something of sound numbers too."""


@dataclass(frozen=True)
class Patient:
    """Months to recurrence or the end, and to death or the end; whether they came; age; a complication."""

    free: float
    recurred: bool
    alive: float
    died: bool
    age: float
    harmed: bool


def _arm(random: Random, size: int, old: float) -> list[Patient]:
    """Of one mean age in all arms, since chance formed them."""
    pace, risk = random.uniform(10, 90), random.uniform(0.05, 0.6)
    found = []
    for _ in range(size):
        death, recurrence = random.weibullvariate(pace, 1.2), random.expovariate(1 / pace)
        end = random.uniform(6, 110)
        free = min(recurrence, death, end)
        found.append(
            Patient(
                free=free,
                recurred=free < end,
                alive=min(death, end),
                died=death <= end,
                age=random.gauss(old, 9),
                harmed=random.random() < risk,
            )
        )
    return found


def _share(random: Random, events: int, size: int, decimals: int) -> str:
    percent = f"{100 * events / size:.{decimals}f}%"
    return random.choice(
        [f"{events}/{size} ({percent})", percent, f"{events} ({percent})", f"{events}/{size}"]
    )


def _arm_cells(random: Random, patients: list[Patient], decimals: int) -> dict[str, Any]:
    """What is printed of one arm, by outcome."""
    deaths = [(one.alive, one.died) for one in patients]
    events = [(one.free, one.recurred) for one in patients]
    longest = max(one.alive for one in patients)
    years = [year for year in YEARS if 12 * year <= longest]
    half = median_survival(deaths)
    ages = [one.age for one in patients]
    first, _, third = quantiles(ages, n=4)
    error = stdev(ages) / math.sqrt(len(ages))
    ends = f"95% CI {fmean(ages) - 1.96 * error:.2f} to {fmean(ages) + 1.96 * error:.2f}"
    return {
        "years": years,
        "overall-survival": [f"{100 * survival(deaths, 12 * year):.{decimals}f}%" for year in years],
        "disease-free-survival": [f"{100 * survival(events, 12 * year):.{decimals}f}%" for year in years],
        "mortality": f"{sum(one.died for one in patients)}/{len(patients)}",
        "median": "median not reached" if half is None else f"median {half:.1f} months",
        "follow-up": (
            f"median {median(one.alive for one in patients):.1f} months"
            f" (range {min(one.alive for one in patients):.1f}-{longest:.1f})"
        ),
        "age": random.choice(
            [
                f"mean {fmean(ages):.2f} y (SD {stdev(ages):.2f}; {ends})",
                f"mean {fmean(ages):.2f} y (SE {error:.3f}; {ends})",
                f"median {median(ages):.1f} y"
                f" (IQR {first:.1f}-{third:.1f}; range {min(ages):.1f}-{max(ages):.1f})",
            ]
        ),
        "complications": _share(random, sum(one.harmed for one in patients), len(patients), decimals),
    }


def _printed_p(p: float) -> str:
    """As a careful author prints it: no p value is .000."""
    return "p <.001" if p < 0.0005 else f"p {p:.3f}"


def _comparison(random: Random, arms: list[list[Patient]]) -> str:
    counts = [value for arm in arms for value in (sum(one.harmed for one in arm), len(arm))]
    table = TwoByTwo(*counts)
    tests = p_values(table, [*USUAL, TableTest.WALD])
    p = _printed_p(random.choice(sorted(tests.values())))
    if 0 in table.cells or random.random() < 0.4:
        return p
    measure, name = random.choice([(EffectMeasure.RISK_RATIO, "RR"), (EffectMeasure.ODDS_RATIO, "OR")])
    one = effect(table, measure)
    low, high = one.interval()
    return f"{name} {one.estimate:.2f} (95% CI {low:.2f}-{high:.2f}); {p}"


def _words(random: Random, arms: list[list[Patient]]) -> str:
    """Which arm has the larger share with complications, in words."""
    first, second = (fmean(one.harmed for one in arm) for arm in arms)
    return "higher" if first > second else "lower" if first < second else "comparable"


def _trial(random: Random) -> dict[str, Any]:
    old = random.uniform(45, 75)
    arms = [_arm(random, random.choice([12, 30, 61, 180]) + random.randrange(9), old) for _ in range(2)]
    decimals = random.choice([0, 1, 1, 2])
    printed = dict(zip(("cryo", "rfa"), [_arm_cells(random, arm, decimals) for arm in arms], strict=True))
    years = [year for year in YEARS if all(year in cells["years"] for cells in printed.values())]
    results: list[dict[str, Any]] = []
    for outcome in ("follow-up", "age", "complications", "mortality"):
        results.append({"outcome": outcome, **{arm: cells[outcome] for arm, cells in printed.items()}})
    results[2]["cryo-rfa"] = f"{_words(random, arms)}; {_comparison(random, arms)}"
    for outcome in ("overall-survival", "disease-free-survival"):
        rates = {arm: cells[outcome][: len(years)] for arm, cells in printed.items()}
        if years:
            results.append({"outcome": outcome, "at": [f"{year} y" for year in years], **rates})
    results.append(
        {"outcome": "overall-survival", **{arm: cells["median"] for arm, cells in printed.items()}}
    )
    return {
        "design_group": "randomized",
        "enrolled": str(sum(map(len, arms))),
        "arms": {arm: {"n": len(found)} for arm, found in zip(printed, arms, strict=True)},
        "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa", "method": "randomized"}},
        "results": results,
    }


def _problems(random: Random) -> list[CheckProblem]:
    made = study(_trial(random))
    return [problem for rule in RULES for problem in rule(made)]


@pytest.mark.parametrize("seed", range(6))
def test_numbers_of_the_same_patients_are_passed_by_every_rule(seed: int) -> None:
    random = Random(seed)
    for _ in range(20):
        problems = _problems(random)
        assert [one for one in problems if one.severity is not Severity.NOTE] == []


def test_notes_are_rare() -> None:
    """Rules that only note something do so in few trials of sound numbers."""
    random = Random(7)
    found = [one for _ in range(100) for one in _problems(random) if one.severity is Severity.NOTE]
    notes = [one.rule for one in found if one.rule not in TELLING]
    assert len(notes) <= 12, sorted(notes)
