"""Which number an interval belongs to."""

from __future__ import annotations

import pytest

from kb.checks.intervals import intervals_of
from kb.evidence.study import Result
from tests.builders.studies import study


def _result(cell: str) -> Result:
    made = study({"arms": {"cryo": {}}, "results": [{"outcome": "pain", "cryo": cell}]})
    return made.results[0]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("median 25 months (range 8-64)", ["median 25 months (range 8 to 64)"]),
        ("HR 0.3 (95% CI 0.1-0.9); p .02", ["hazard ratio 0.3 (95% confidence interval 0.1 to 0.9)"]),
        ("26/31 (84%) (95% CI 66-94)", ["84% (95% confidence interval 66 to 94)"]),
        (
            "mean 41.48 letters (SD 21.71); range 5.9-113.0 letters",
            ["mean 41.48 letters (range 5.9 to 113.0)"],
        ),
        ("median 25 months (range 8-64; 95% CI 20-30)", None),
        ("7/180 (range 3-9)", ["range 3 to 9"]),
        ("from 11.1 to 0.4 (95% CI 0.1-0.9)", ["confidence interval 0.1 to 0.9"]),
        ("median 4 d; median 5 d; range 1-9 d", ["range 1 to 9 days"]),
        ("median not reached (95% CI 12-not reached)", ["confidence interval 12 to no number"]),
        ("specificity 98% (95% CI >=0.73%)", None),
        (
            "mean of study rates 84%; range across studies 46%-92%",
            ["mean of study rates 84% (range 46% to 92%)"],
        ),
        ("25%; range across studies 46%-92%", ["range 46% to 92%"]),
        ("97%", []),
    ],
)
def test_an_interval_finds_its_estimate(cell: str, told: list[str] | None) -> None:
    found = [interval.with_estimate for interval in intervals_of(_result(cell))]
    if told is None:
        assert found
    else:
        assert found == told


def test_two_intervals_of_one_estimate_are_told_apart() -> None:
    first, second = intervals_of(_result("median 25 months (range 8-64; 95% CI 20-30)"))
    assert (first.kind, first.text, second.kind, second.text) == ("range", "8 to 64", "ci", "20 to 30")
    assert first.estimate is not None
    assert second.estimate == first.estimate


def test_one_end_is_kept_where_the_other_is_not_printed() -> None:
    (interval,) = intervals_of(_result("specificity 98% (98% CI >=0.73% one-sided)"))
    assert interval.high is None
    assert interval.is_one_sided
    assert (interval.name, interval.text) == ("98% confidence interval", "≥0.73% to no number")
