"""Standard deviations, standard errors and intervals."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.standard_errors import check_standard_errors
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate


def found_in(cell: str, n: int | None = None, column: str = "cryo") -> list[CheckProblem]:
    arms = {"cryo": {} if n is None else {"n": n}, "rfa": {}}
    contrasts = {"cryo-rfa": {"index": "cryo", "reference": "rfa"}}
    made = study({"arms": arms, "contrasts": contrasts, "results": [{"outcome": "pain", column: cell}]})
    return list(check_standard_errors(made))


@pytest.mark.parametrize(
    ("cell", "n"),
    [
        ("LSM change -6.0 (SE 1.7; 95% CI -9.3 to -2.7)", None),
        ("LSM change -6.0 (SE 1.7; 95% CI -9.5 to -2.5)", 20),
        ("mean 30.4 (SD 10.4; 95% CI 27.5-33.3)", 50),
        ("mean 30.4 (SD 10.4; 95% CI 27.5-33.3)", None),
        ("mean 30.4 (SD 10.4)", 50),
        ("mean 30.4 (SE 1.5; 90% CI 27.9-32.9)", 50),
        ("median 30.4 (SD 10.4; 95% CI 30.0-30.8)", 50),
        ("mean 5 (SE 0.0; 95% CI 5-5)", 50),
    ],
)
def test_what_fits_passes(cell: str, n: int | None) -> None:
    """A standard error that deviation and size give is passed."""
    assert found_in(cell, n) == []


@pytest.mark.parametrize(
    ("cell", "n", "reading"),
    [
        ("mean 30.4 (SD 1.5; 95% CI 27.5-33.3)", 50, "It would fit as a standard error."),
        ("mean 30.4 (SD 1.5; 95% CI 27.5-33.3)", None, "It would fit as a standard error."),
        ("mean 30.4 (SE 10.4; 95% CI 27.5-33.3)", 50, "It would fit as a standard deviation."),
        (
            "mean 30.4 (SE 3.0; 95% CI 27.4-33.4)",
            50,
            "The interval reaches one standard error to both sides.",
        ),
        ("mean 30.4 (SD 30.4; 95% CI 27.5-33.3)", 50, "Compare all numbers with the source."),
    ],
)
def test_what_does_not_fit_is_a_warning(cell: str, n: int | None, reading: str) -> None:
    (problem,) = found_in(cell, n)
    assert problem.severity is Severity.WARNING
    assert problem.message.endswith(reading)


def test_what_would_fit_is_told() -> None:
    (problem,) = found_in("mean 30.4 (SD 1.5; 95% CI 27.5-33.3)", 50)
    assert problem.expected == "standard error about 1.48, standard deviation about 10.46"
    assert problem.found == "SD 1.5, 95% confidence interval 27.5 to 33.3"
    (problem,) = found_in("MD 3.0 (SE 0.2; 95% CI 1.0 to 5.0)", column="cryo-rfa")
    assert problem.expected == "standard error about 1.02"


@given(st.integers(2, 300), st.floats(-50, 50), st.floats(0.5, 40), st.integers(0, 2), st.booleans())
def test_no_mean_with_its_interval_alarms(
    n: int, mean: float, deviation: float, decimals: int, by_t: bool
) -> None:
    error = deviation / math.sqrt(n)
    reach = error * (float(stats.t.ppf(0.975, n - 1)) if by_t else 1.96)
    low, middle, high, sd, se = (
        f"{value:.{decimals}f}" for value in (mean - reach, mean, mean + reach, deviation, error)
    )
    ends = f"95% CI {low} to {high}"
    assert found_in(f"mean {middle} (SD {sd}; {ends})", n) == []
    assert found_in(f"mean {middle} (SE {se}; {ends})", n) == []
    if n > 2:
        assert found_in(f"mean {middle} (SE {se}; {ends})") == []
    if n > 4:
        assert found_in(f"mean {middle} (SD {sd}; {ends})") == []


def test_nearly_all_deviations_taken_for_errors_alarm() -> None:
    def case(random: Random) -> bool:
        n, mean, deviation = random.randrange(10, 200), random.uniform(10, 80), random.uniform(5, 20)
        error = deviation / math.sqrt(n)
        ends = f"95% CI {mean - 1.96 * error:.2f} to {mean + 1.96 * error:.2f}"
        taken = random.choice([f"SD {error:.2f}", f"SE {deviation:.2f}"])
        return bool(found_in(f"mean {mean:.2f} ({taken}; {ends})", n))

    assert alarm_rate(case) > 0.98
