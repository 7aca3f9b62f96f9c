"""p values recomputed from counts."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.p_from_counts import check_p_from_counts
from kb.statistics.two_by_two import USUAL, TwoByTwo, p_values
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, misprinted


def found_in(
    cryo: str, rfa: str, p: str, sizes: tuple[int | None, int | None] = (None, None), **further: Any
) -> list[CheckProblem]:
    arms = {name: {} if n is None else {"n": n} for name, n in zip(("cryo", "rfa"), sizes, strict=True)}
    contrast = {"index": "cryo", "reference": "rfa", "method": further.pop("method", "not-stated")}
    entry = {"outcome": "complications", "cryo": cryo, "rfa": rfa, "cryo-rfa": p}
    record = {
        "arms": arms,
        "populations": {"matched": {"kind": "matched"}},
        "contrasts": {"cryo-rfa": contrast},
        "enrolled": further.pop("enrolled", None),
    }
    return list(check_p_from_counts(study({**record, "results": [entry | further]})))


@pytest.mark.parametrize(
    ("cells", "sizes"),
    [
        (("28%", "67.7%", "p .007"), (25, 31)),  # Yates, Fisher
        (("88.3%", "66.7%", "p .006"), (60, 48)),  # chi-square
        (("9.8%", "16.0%", "p .493"), (61, 50)),  # Yates
        (("3.3%", "12.0%", "p .137"), (61, 50)),  # Fisher
        (("3.3%", "12.0%", "p .136"), (61, 50)),  # Fisher, cut off
        (("7/25", "21/31", "p <.01"), (None, None)),
        (("7/25", "21/31", "p <.05"), (None, None)),
        (("7/180 (3.9%)", "6/180 (3.3%)", "p not significant"), (None, None)),
        (("7", "6", "p 1.0"), (180, 180)),
        (("7 (28%)", "21 (67.7%)", "p .007"), (25, 31)),
        (("7 (29.2%)", "21 (67.7%)", "p .004"), (25, 31)),  # 7 of 24
        (("30%", "11%", "p .052"), (None, None)),
        (("0/20", "0/20", "p .99"), (None, None)),
        (("12%", "13%", "p .4"), (3510, 3000)),
        (("7/25", "21/31", "p .60 for interaction"), (None, None)),
        (("7/25", "21/31", "p .60 adjusted"), (None, None)),
        (("7/25", "21/31", "OR 0.2 (95% CI 0.1-0.6) adjusted; p .60"), (None, None)),
        (("7/25", "21/31", "HR 0.2 (95% CI 0.1-0.6); p .60"), (None, None)),
        (("7/25", "21/31", "p .003 one-sided"), (None, None)),
    ],
)
def test_p_values_that_some_test_gives_pass(
    cells: tuple[str, str, str], sizes: tuple[int | None, int | None]
) -> None:
    assert found_in(*cells, sizes) == []


def test_no_test_gives_it() -> None:
    (problem,) = found_in("88.3%", "66.7%", "p .034", (60, 48))
    assert problem.severity is Severity.WARNING
    assert problem.expected == "chi-square .006, with Yates' correction .013 and Fisher .009"
    assert problem.message == (
        "complications: 88.3% and 66.7% (53/60 and 32/48) do not give p=.034, but chi-square .006, with"
        " Yates' correction .013 and Fisher .009. Compare counts and p value with the source, and name the"
        " test."
    )


def test_opposed_significance_is_an_error() -> None:
    (problem,) = found_in("7/25", "21/31", "p .40")
    assert problem.severity is Severity.ERROR
    (problem,) = found_in("7/25", "21/31", "p not significant")
    assert problem.severity is Severity.ERROR
    (problem,) = found_in("7/180", "6/180", "p <.05")
    assert problem.severity is Severity.ERROR


def test_what_is_near_is_a_note() -> None:
    (problem,) = found_in("7/180 (3.9%)", "6/180 (3.3%)", "p .776")
    assert problem.severity is Severity.NOTE
    assert problem.expected == "chi-square .778, with Yates' correction >.99 and Fisher >.99"


def test_a_one_sided_test_is_named() -> None:
    (problem,) = found_in("7/40", "13/40", "p .061")
    assert problem.severity is Severity.NOTE
    assert "Only a one-sided test" in problem.message


def test_paired_and_timed_comparisons_are_no_errors() -> None:
    (problem,) = found_in("7/25", "21/31", "p .40", population="matched")
    assert problem.severity is Severity.WARNING
    assert "matched pairs" in problem.message
    (problem,) = found_in("7/25", "21/31", "p .40", outcome="recurrence")
    assert problem.severity is Severity.WARNING
    assert "log-rank" in problem.message
    (problem,) = found_in("7/25 lesions", "21/31 lesions", "p .40")
    assert problem.severity is Severity.NOTE


@pytest.mark.parametrize(
    "further",
    [
        {"outcome": "overall-survival"},
        {"outcome": "recurrence", "at": "2 y"},
        {"estimator": "kaplan-meier"},
        {"method": "multivariable"},
        {"method": "propensity-weighted"},
        {"adjusted": True},
    ],
)
def test_other_tests_are_not_guessed(further: dict[str, Any]) -> None:
    assert found_in("28%", "67.7%", "p .40", (25, 31), **further) == []


def test_a_percentage_that_does_not_fit_its_arm_may_be_of_fewer() -> None:
    assert found_in("29%", "67.7%", "p .004", (25, 31)) == []  # 7/24


def test_no_size_is_large_enough() -> None:
    assert found_in("30%", "20%", "p .02", enrolled=400) == []
    (problem,) = found_in("30%", "20%", "p .000001", enrolled=400)
    assert problem.severity is Severity.WARNING
    assert "even with 400 and " in problem.message


@given(st.integers(5, 90), st.integers(5, 90), st.data(), st.integers(1, 3))
def test_no_real_p_value_alarms(first: int, second: int, data: st.DataObject, decimals: int) -> None:
    events = data.draw(st.tuples(st.integers(0, first), st.integers(0, second)))
    given_p = p_values(TwoByTwo(events[0], first, events[1], second), USUAL)
    p = data.draw(st.sampled_from(sorted(given_p.values())))
    percents = [f"{100 * n / size:.1f}%" for n, size in zip(events, (first, second), strict=True)]
    assert found_in(percents[0], percents[1], f"p {p:.{decimals}f}", (first, second)) == []
    assert found_in(f"{events[0]}/{first}", f"{events[1]}/{second}", f"p {p:.{decimals}f}") == []


def test_most_misprints_of_p_alarm() -> None:
    def case(random: Random) -> bool:
        table = TwoByTwo(random.randrange(41), 40, random.randrange(51), 50)
        p = p_values(table, USUAL).get(USUAL[0], 0.5)
        cells = f"{table.events1}/40", f"{table.events2}/50"
        return bool(found_in(*cells, f"p {_p(misprinted(f'{p:.3f}', random))}"))

    assert alarm_rate(case) > 0.6


def test_half_of_all_miscounts_alarm() -> None:
    def case(random: Random) -> bool:
        table = TwoByTwo(random.randrange(10, 31), 40, random.randrange(10, 41), 50)
        p = p_values(table, USUAL)[USUAL[0]]
        return bool(found_in(f"{table.events1 + 3}/40", f"{table.events2}/50", f"p {p:.3f}"))

    assert alarm_rate(case) > 0.5


def _p(text: str) -> str:
    return text if float(text) <= 1 else "1"


def test_a_test_of_pairs_may_stand_beside_two_tests_in_the_same_participants() -> None:
    """17 and 13 of 27: with 4 found by the first test alone McNemar's p is .0455. In a trial it is none."""
    entry = {"outcome": "stenosis", "cryo": "17/27 (63%)", "rfa": "13/27 (48.1%)", "cryo-rfa": "p .046"}
    record = {
        "arms": {"cryo": {}, "rfa": {}},
        "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa"}},
        "results": [entry],
    }
    assert list(check_p_from_counts(study({**record, "design_group": "diagnostic"}))) == []
    treated = {**record, "results": [{**entry, "outcome": "pain"}]}
    assert len(list(check_p_from_counts(study({**treated, "design_group": "randomized"})))) == 1


def test_of_participants_that_are_not_independent_counts_give_no_p() -> None:
    """Crossover trials take McNemar's test, clusters a wider error. 30 and 22 of 40: chi-square .061."""
    record = {
        "arms": {"cryo": "40", "rfa": "40"},
        "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa", "method": "randomized"}},
        "results": [
            {"outcome": "pain-response", "cryo": "30/40 (75%)", "rfa": "22/40 (55%)", "cryo-rfa": "p .008"}
        ],
    }
    assert len(list(check_p_from_counts(study({**record, "design": "randomized-controlled-trial"})))) == 1
    for design in ("randomized-crossover-trial", "cluster-randomized-trial"):
        assert list(check_p_from_counts(study({**record, "design": design}))) == []
