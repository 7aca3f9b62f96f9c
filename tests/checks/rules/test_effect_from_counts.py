"""Effects recomputed from counts."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.effect_from_counts import check_effect_from_counts
from kb.statistics.effects import EffectMeasure, effect
from kb.statistics.two_by_two import TwoByTwo
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, with_one_misprint

WRITTEN = {
    EffectMeasure.RISK_RATIO: "RR",
    EffectMeasure.ODDS_RATIO: "OR",
    EffectMeasure.RISK_DIFFERENCE: "RD",
}


def found_in(cryo: str, rfa: str, cell: str, **further: Any) -> list[CheckProblem]:
    contrast = {"index": "cryo", "reference": "rfa", "method": further.pop("method", "not-stated")}
    arms = further.pop("arms", {"cryo": {}, "rfa": {}})
    entry = {"outcome": "complications", "cryo": cryo, "rfa": rfa, "cryo-rfa": cell, **further}
    made = study({"arms": arms, "contrasts": {"cryo-rfa": contrast}, "results": [entry]})
    return list(check_effect_from_counts(made))


@pytest.mark.parametrize(
    ("cells", "further"),
    [
        (("7/25", "21/31", "OR 0.19 (95% CI 0.06-0.58)"), {}),
        (("7/25", "21/31", "RR 0.41 (95% CI 0.21-0.81)"), {}),
        (("7/25", "21/31", "RD -39.7% (95% CI -63.9 to -15.6)"), {}),
        (("7/25", "21/31", "RD -0.40 (95% CI -0.64 to -0.16)"), {}),
        (("28%", "67.7%", "RR 0.41"), {}),
        (("28%", "67.7%", "RR 0.41"), {"arms": {"cryo": {"n": 25}, "rfa": {"n": 31}}}),
        (("0/20", "5/20", "RR 0.09 (95% CI 0.01-1.54)"), {}),
        (("0/20", "5/20", "RR 0"), {}),
        (("7/25", "21/31", "OR 0.60"), {"adjusted": True}),
        (("7/25", "21/31", "OR 0.60 (95% CI 0.4-0.9) adjusted"), {}),
        (("7/25", "21/31", "OR 0.60"), {"method": "multivariable"}),
        (("7/25", "21/31", "HR 0.60"), {}),
        (("60%", "50%", "RR 0.60"), {"outcome": "overall-survival", "at": "1 y"}),
        (("60%", "50%", "RD 10%"), {"outcome": "overall-survival", "at": "1 y"}),
        (("12%", "not reported", "RR 0.60"), {}),
        (("7/25", "21/31", "OR 0.19 (95% CI 0.04-0.67)"), {}),  # exact
    ],
)
def test_effects_of_the_counts_pass(cells: tuple[str, str, str], further: dict[str, Any]) -> None:
    assert found_in(*cells, **further) == []


def test_another_effect_is_a_warning() -> None:
    (problem,) = found_in("7/25", "21/31", "RR 0.60 (95% CI 0.40-0.90)")
    assert problem.severity is Severity.WARNING
    assert problem.expected == "0.41"
    assert problem.message == (
        "complications, risk ratio 0.60: 7/25 and 21/31 give 0.41, not 0.60. It may be adjusted; if so, enter"
        " that."
    )


def test_what_is_near_is_a_note() -> None:
    (problem,) = found_in("7/25", "21/31", "RR 0.43")
    assert problem.severity is Severity.NOTE


def test_the_reverse_is_named() -> None:
    (problem,) = found_in("7/25", "21/31", "OR 5.4")
    assert "the groups exchanged" in problem.message
    (problem,) = found_in("7/25", "21/31", "RD 39.7%")
    assert "the groups exchanged" in problem.message
    (problem,) = found_in("7/25", "21/31", "RR 2.23")
    assert "those without the event" in problem.message


def test_percentages_of_unknown_size_tell_an_effect() -> None:
    (problem,) = found_in("28%", "67.7%", "RR 0.60")
    assert problem.expected == "0.41 to 0.42"
    (problem,) = found_in("60%", "50%", "RD 20%", outcome="overall-survival", at="1 y")
    assert problem.expected == "9.0% to 11.0%"


def test_the_interval_is_held_against_the_counts() -> None:
    (problem,) = found_in("7/25", "21/31", "OR 0.19 (95% CI 0.12-0.30)")
    assert problem.severity is Severity.WARNING
    assert problem.expected == "0.06 to 0.59"
    assert "give a 95% confidence interval of about 0.06 to 0.59, not 0.12 to 0.30" in problem.message


@given(
    st.integers(2, 90), st.integers(2, 90), st.data(), st.sampled_from(list(EffectMeasure)), st.integers(1, 3)
)
def test_no_real_effect_alarms(
    first: int, second: int, data: st.DataObject, measure: EffectMeasure, decimals: int
) -> None:
    events = data.draw(st.integers(1, first - 1)), data.draw(st.integers(1, second - 1))
    one = effect(TwoByTwo(events[0], first, events[1], second), measure)
    per = 1 if measure.is_ratio else 100
    unit = "" if measure.is_ratio else "%"
    numbers = [f"{per * value:.{decimals}f}" for value in (one.estimate, *one.interval())]
    cell = "{} {}{} (95% CI {} to {})".format(WRITTEN[measure], numbers[0], unit, *numbers[1:])
    assert found_in(f"{events[0]}/{first}", f"{events[1]}/{second}", cell) == []
    percents = [f"{100 * n / size:.1f}%" for n, size in zip(events, (first, second), strict=True)]
    assert found_in(*percents, cell) == []


def test_half_of_all_misprints_alarm() -> None:
    def case(random: Random) -> bool:
        table = TwoByTwo(random.randrange(5, 36), 40, random.randrange(5, 46), 50)
        one = effect(table, EffectMeasure.RISK_RATIO)
        numbers = with_one_misprint([f"{v:.2f}" for v in (one.estimate, *one.interval())], random)
        cell = "RR {} (95% CI {} to {})".format(*numbers)
        return bool(found_in(f"{table.events1}/40", f"{table.events2}/50", cell))

    assert alarm_rate(case) > 0.5
