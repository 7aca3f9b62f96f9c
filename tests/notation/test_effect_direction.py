"""What an effect is of, and which side it favors."""

from __future__ import annotations

import pytest

from kb.notation import parse
from kb.notation.effect_direction import OutcomeMeaning, better_sign, effect_of, side_of

SURVIVAL = OutcomeMeaning("overall-survival", "overall survival", "survival", "higher")
DEATH = OutcomeMeaning("mortality", "death", "survival", "lower")
RECURRENCE = OutcomeMeaning("local-recurrence", "local recurrence", "recurrence", "lower")
RESPONSE = OutcomeMeaning("complete-response", "complete response", "response", "higher")
FREEDOM = OutcomeMeaning("reoperation", "freedom from reoperation", "harm", "higher")
LENGTH_OF_STAY = OutcomeMeaning("length-of-stay", "length of stay", "utility", "lower")


@pytest.mark.parametrize(
    ("outcome", "is_absence"),
    [(SURVIVAL, True), (DEATH, False), (RECURRENCE, False), (RESPONSE, False), (FREEDOM, True)],
)
def test_survival_and_freedom_are_named_for_what_does_not_happen(
    outcome: OutcomeMeaning, is_absence: bool
) -> None:
    """An outcome where more is better and whose domain or name says so."""
    assert outcome.is_named_for_absence is is_absence


@pytest.mark.parametrize("outcome", [SURVIVAL, DEATH, RECURRENCE, RESPONSE, FREEDOM])
def test_a_hazard_ratio_is_always_of_the_event(outcome: OutcomeMeaning) -> None:
    """Only what happens has a hazard; one of overall survival is of death."""
    assert effect_of("hazard-ratio", outcome) == effect_of("rate-ratio", outcome) == "event"


@pytest.mark.parametrize("measure", ["odds-ratio", "risk-ratio", "risk-difference"])
def test_a_risk_is_of_the_outcome_as_it_is_named(measure: str) -> None:
    """A risk ratio printed for survival is one of surviving."""
    assert effect_of(measure, SURVIVAL) == effect_of(measure, FREEDOM) == "absence"
    assert effect_of(measure, RECURRENCE) == effect_of(measure, RESPONSE) == "event"


def test_a_mean_is_of_no_event() -> None:
    """Differences of means and medians are neither of an event nor of its absence."""
    assert effect_of("mean-difference", SURVIVAL) is None


@pytest.mark.parametrize(
    ("measure", "outcome", "better"),
    [
        ("hazard-ratio", SURVIVAL, -1),
        ("hazard-ratio", DEATH, -1),
        ("hazard-ratio", RECURRENCE, -1),
        ("hazard-ratio", RESPONSE, 1),
        ("hazard-ratio", FREEDOM, -1),
        ("risk-ratio", SURVIVAL, 1),
        ("risk-ratio", RECURRENCE, -1),
        ("risk-difference", FREEDOM, 1),
        ("mean-difference", LENGTH_OF_STAY, -1),
        ("coefficient", RESPONSE, 0),
        ("diagnostic-odds-ratio", RESPONSE, 0),
        ("risk-ratio", OutcomeMeaning("age", "age", "baseline", "none"), 0),
    ],
)
def test_the_side_that_is_better_off_follows_from_the_outcome(
    measure: str, outcome: OutcomeMeaning, better: int
) -> None:
    """1: a number above no difference favors the index side; 0: neither side is told."""
    assert better_sign(measure, outcome) == better


def test_a_longer_time_to_something_bad_may_be_the_better_one() -> None:
    """A difference in months of an outcome that is bad favors neither side; of a stay in hospital it does."""
    assert better_sign("mean-difference", RECURRENCE, "months") == 0
    assert better_sign("mean-difference", LENGTH_OF_STAY, "days") == -1


@pytest.mark.parametrize(
    ("cell", "side"),
    [
        ("HR 0.8", -1), ("HR 1.0", 0), ("HR 1.2", 1), ("HR ~0.8", -1),
        ("HR <0.8", -1), ("HR <1", -1), ("HR <1.2", None), ("HR <=1", None),
        ("HR >1.2", 1), ("HR >1", 1), ("HR >0.8", None), ("HR >=1", None),
        ("RD -5%", -1), ("RD 0%", 0), ("HR not reported", None),
    ],
)  # fmt: skip
def test_a_bound_tells_a_side_only_where_all_of_it_lies_there(cell: str, side: int | None) -> None:
    """Below 0.8 is below 1; below 1.2 may be on either side."""
    (figure,) = parse(cell)
    assert side_of(0 if cell.startswith("RD") else 1, figure) == side
