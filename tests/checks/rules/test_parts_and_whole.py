"""Breakdowns whose parts do not add up to the whole."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.parts_and_whole import check_parts_and_whole
from tests.builders.studies import study
from tests.checks.simulated import HARMS, alarm_rate, alarms, simulated


def found(whole: str, *parts: str, further: Any = (), **breakdown: Any) -> list[CheckProblem]:
    cells = zip(("complications", *HARMS), (whole, *parts), strict=False)
    results = [{"outcome": name, "cryo": cell} for name, cell in cells if cell]
    named = {"whole": "complications", "parts": HARMS[: len(parts)], **breakdown}
    record = {"arms": {"cryo": "180"}, "breakdowns": [named], "results": [*results, *further]}
    return list(check_parts_and_whole(study(record)))


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("19", ("5", "14")),
        ("19/180 (10.6%)", ("5 (2.8%)", "14 (7.8%)")),
        ("10.6%", ("2.8%", "7.8%")),
        ("10.7%", ("2.8%", "7.8%")),  # rounded each for itself
        ("10.5%", ("2.7%", "7.7%")),  # cut off
        ("7.8%", ("5", "9")),  # 14 of the 180 in the arm
        ("19", ("5", "14 events")),
        ("19", ("5", "")),
        ("19", ("5", "not reported")),
        ("not reported", ("5", "14")),
    ],
)
def test_parts_that_add_up_are_passed(whole: str, parts: tuple[str, ...]) -> None:
    assert found(whole, *parts) == []


def test_parts_that_do_not_add_up_are_an_error() -> None:
    further = [{"outcome": "mortality", "cryo": "2"}]
    (problem,) = found("19", "5", "6", "6", further=further)
    assert problem.severity is Severity.ERROR
    assert problem.place == "made-up-2020/complications/cryo:count"
    assert (problem.found, problem.expected) == ("5 + 6 + 6, of 19", "19")
    assert problem.message == (
        "Complications: the parts add up to 17, not 19. "
        "2 more would be needed, and 2 is printed for mortality."
    )
    assert len(problem.figures) == 4


def test_parts_need_not_be_all_there_are() -> None:
    assert found("19", "5", "6", complete=False) == []
    (problem,) = found("19", "15", "6", complete=False)
    assert "the parts add up to 21, not 19" in problem.message


def test_a_part_larger_than_its_whole() -> None:
    (problem,) = found("19", "5", "25", complete=False)
    assert problem.message == "Liver abscess: 25 is more than the whole, 19 (complications)."


def test_percentages_are_held_together_too() -> None:
    (problem,) = found("60.2%", "11.9%", "44.5%", "0.85%")
    assert problem.severity is Severity.WARNING
    assert "the percentages of the parts add up to 57.25%, not 60.2%" in problem.message
    (problem,) = found("12%", "5%", "9")
    assert problem.severity is Severity.WARNING
    assert problem.message == "Complications: the parts add up to 18 to 19, not 21 to 23."
    (problem,) = found("502/832 (60.2%)", "99/832 (11.9%)", "396/832 (44.5%)", "7/832 (0.85%)")
    assert (problem.severity, problem.expected) == (Severity.ERROR, "60.2%")
    assert "the percentages of the parts add up to 57.25%, not 60.2%" in problem.message


def test_percentages_of_different_totals_are_not_added() -> None:
    assert found("19/180 (10.6%)", "5/180 (2.8%)", "14/90 (15.6%)") == []


def test_sets_of_participants_make_up_the_study() -> None:
    def of(complete: str, incomplete: str) -> list[CheckProblem]:
        sizes = {"complete": complete, "incomplete": incomplete}
        record = {
            "enrolled": "300",
            "arms": {"cryo": {}},
            "populations": {key: {"label": f"patients with {key} ablation"} for key in sizes},
            "breakdowns": [{"sets": list(sizes)}],
            "results": [
                {"outcome": "participants", "population": key, "cryo": n} for key, n in sizes.items()
            ],
        }
        return list(check_parts_and_whole(study(record)))

    assert of("135", "165") == []
    (problem,) = of("135", "156")
    assert problem.message.startswith("All participants: the parts add up to 291, not 300.")


def test_parts_may_be_reported_in_another_set() -> None:
    def of(*parts: str) -> list[CheckProblem]:
        cells = zip(("complete-response", "partial-response"), parts, strict=True)
        record = {
            "arms": {"cryo": "326"},
            "populations": {"scanned": {}},
            "breakdowns": [
                {"whole": "pain", "parts": ["complete-response", "partial-response"], "parts_in": "scanned"}
            ],
            "results": [
                {"outcome": "pain", "cryo": "280"},
                *({"outcome": o, "population": "scanned", "at": "3 mo", "cryo": c} for o, c in cells),
            ],
        }
        return list(check_parts_and_whole(study(record)))

    assert of("41/280 (14.6%)", "239/280 (85.4%)") == []
    assert [p.expected for p in of("41/280 (14.6%)", "229/280 (81.8%)")] == ["280"]


def test_estimates_are_left_alone() -> None:
    results = [
        {"outcome": outcome, "cryo": cell, "estimator": "kaplan-meier"}
        for outcome, cell in (("recurrence", "40%"), ("bleeding", "30%"), ("liver-abscess", "25%"))
    ]
    breakdown = {"whole": "recurrence", "parts": ["bleeding", "liver-abscess"]}
    record = {"arms": {"cryo": "100"}, "breakdowns": [breakdown], "results": results}
    assert list(check_parts_and_whole(study(record))) == []


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    assert alarms(check_parts_and_whole, simulated(Random(seed)), Severity.NOTE) == []


def with_a_slip(random: Random) -> dict[str, Any]:
    """A simulated study in which one count of a breakdown is off by one to three."""
    record = simulated(random, styles=["c", "c/n (p%)"], arms=2)
    entries = [entry for entry in record["results"] if entry["outcome"] in ("complications", *HARMS)]
    entry = random.choice([one for one in entries if "population" not in one])
    arm = random.choice(list(record["arms"]))
    entry[arm] = str(int(entry[arm].split("/")[0]) + random.randrange(1, 4))
    return record


def test_miscounts_are_found() -> None:
    """A part that is one off is always told."""
    assert alarm_rate(check_parts_and_whole, with_a_slip, trials=60) == 1.0


def test_the_size_of_the_only_arm_and_of_the_study_are_one_whole() -> None:
    """2,577 less 692 excluded are 1,885, not 1,865, whether the arm prints its size, the study, or both."""
    for sizes in ({"enrolled": "2577", "arms": {"a": {}}}, {"enrolled": "2577", "arms": {"a": "2577"}}):
        record = {
            **sizes,
            "breakdowns": [{"parts": ["excluded", "analyzed"]}],
            "results": [{"outcome": "excluded", "a": "692"}, {"outcome": "analyzed", "a": "1865"}],
        }
        (problem,) = check_parts_and_whole(study(record))
        assert "the parts add up to 2,557, not 2,577" in problem.message
