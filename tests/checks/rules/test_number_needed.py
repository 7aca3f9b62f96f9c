"""Numbers needed to treat against the risks."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.number_needed import check_number_needed
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, misprinted


def found_in(cryo: str, rfa: str, cell: str, **further: Any) -> list[CheckProblem]:
    contrast = {"index": "cryo", "reference": "rfa", "method": further.pop("method", "not-stated")}
    entry = {"outcome": "complications", "cryo": cryo, "rfa": rfa, "cryo-rfa": cell, **further}
    record = {"arms": {"cryo": {}, "rfa": {}}, "contrasts": {"cryo-rfa": contrast}}
    return list(check_number_needed(study({**record, "results": [entry]})))


@pytest.mark.parametrize(
    ("cells", "further"),
    [
        (("7/25", "21/31", "NNT 3"), {}),
        (("7/25", "21/31", "NNT 2.5"), {}),
        (("7/25", "21/31", "NNT -3"), {}),
        (("10/100", "5/100", "NNH 20"), {}),
        (("12%", "9%", "NNT 33"), {}),
        (("12%", "9%", "NNT 34"), {}),
        (("12%", "12%", "NNT 200"), {}),
        (("12%", "11%", "NNT about 100"), {}),
        (("60%", "50%", "NNT 10"), {"outcome": "overall-survival", "at": "1 y"}),
        (("12%", "9%", "NNT 50"), {"adjusted": True}),
        (("12%", "9%", "RD 5%; NNT 20"), {}),
        (("12%", "not reported", "NNT 50"), {}),
    ],
)
def test_numbers_that_the_risks_give_pass(cells: tuple[str, str, str], further: dict[str, Any]) -> None:
    assert found_in(*cells, **further) == []


def test_another_number_is_a_warning() -> None:
    (problem,) = found_in("7/25", "21/31", "NNT 8")
    assert problem.severity is Severity.WARNING
    assert problem.expected == "2.5"
    assert problem.found == "number needed to treat 8; 7/25 and 21/31"
    (problem,) = found_in("12%", "9%", "RD 5%; NNT 50")
    assert problem.expected == "18.2 to 22.2"


def test_a_difference_that_may_be_nothing_allows_every_large_number() -> None:
    (problem,) = found_in("12%", "12%", "NNT 20")
    assert problem.expected == "100.0 to more"


@given(st.integers(2, 200), st.integers(2, 200), st.data(), st.booleans())
def test_no_real_number_alarms(first: int, second: int, data: st.DataObject, up: bool) -> None:
    events = data.draw(st.integers(0, first)), data.draw(st.integers(0, second))
    difference = abs(events[0] / first - events[1] / second)
    assume(difference > 0.001)
    number = math.ceil(1 / difference) if up else round(1 / difference)
    assert found_in(f"{events[0]}/{first}", f"{events[1]}/{second}", f"NNT {number}") == []
    percents = [f"{100 * n / size:.1f}%" for n, size in zip(events, (first, second), strict=True)]
    assert found_in(*percents, f"NNT {number}") == []


def test_most_misprints_alarm() -> None:
    """Most changed digits of a number needed to treat are told."""

    def case(random: Random) -> bool:
        events = random.randrange(5, 36), random.randrange(5, 36)
        if abs(events[0] - events[1]) < 2:
            return True
        number = misprinted(str(math.ceil(40 / abs(events[0] - events[1]))), random)
        return bool(found_in(f"{events[0]}/40", f"{events[1]}/40", f"NNT {number}"))

    assert alarm_rate(case) > 0.7
