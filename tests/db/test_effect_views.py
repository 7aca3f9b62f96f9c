"""The views say of every effect what kb/notation/effect_direction.py says: one definition, twice written."""

from __future__ import annotations

from itertools import product

import pytest

from kb.notation import Figure
from kb.notation.effect_direction import OutcomeMeaning, better_sign, effect_of, side_of
from kb.notation.scales import null_of
from tests.builders.rows import Rows, select

OUTCOMES = {
    f"{domain}-{direction}-{word}": OutcomeMeaning(f"{domain}-{direction}-{word}", name, domain, direction)
    for domain, direction, (word, name) in product(
        ("survival", "recurrence", "harm", "response", "utility"),
        ("higher", "lower", "none"),
        (("plain", "an outcome"), ("named", "Freedom from it"), ("x-free-y", "an outcome")),
    )
}
MEASURES = (
    *("hazard-ratio", "subdistribution-hazard-ratio", "rate-ratio", "odds-ratio", "risk-ratio"),
    *("risk-difference", "mean-difference", "standardized-mean-difference", "median-difference"),
    *("least-squares-mean-difference", "weighted-mean-difference"),
)
VALUES = (
    ("0.5", "="),
    ("1", "="),
    ("0", "="),
    ("1.5", "~"),
    ("-2", "="),
    ("0.8", "<"),
    ("1.2", ">="),
    ("1.2", "<"),
)


def effects() -> Rows:
    """A study that reports every kind of effect of every kind of outcome."""
    rows = Rows()
    rows.words()
    rows.study("wang")
    for arm in ("cryo", "rfa"):
        rows.arm("wang", arm)
    rows.add(
        "contrast", id="wang/cryo-rfa", study_id="wang", key="cryo-rfa", kind="arms",
        index_arm_id="wang/cryo", reference_arm_id="wang/rfa",
    )  # fmt: skip
    for position, (key, outcome) in enumerate(OUTCOMES.items(), start=10):
        rows.add(
            "vocabulary_outcome", id=key, name=outcome.name, domain=outcome.domain,
            direction=outcome.direction, position=position,
        )  # fmt: skip
        figures = [
            (
                measure,
                float(value),
                place,
                {"value_text": value, "reported": value, "sign": sign, "unit": unit},
            )
            for place, (measure, (value, sign)) in enumerate(product(MEASURES, VALUES))
            for unit in (("months" if measure == "mean-difference" else None),)
        ]
        rows.figures(rows.result("wang", key, "cryo-rfa"), *figures)
    return rows


@pytest.fixture(scope="module")
def url(module_url: str) -> str:
    """A database with that study."""
    return effects().write_to(module_url)


def test_the_view_of_outcomes_knows_which_are_named_for_an_absence(url: str) -> None:
    """By domain and by the words of key and name, in whatever case they are written."""
    told = {row["outcome"]: row["named_for"] for row in select(url, "SELECT outcome, named_for FROM outcome")}
    expected = {
        key: "absence" if outcome.is_named_for_absence else "event" for key, outcome in OUTCOMES.items()
    }
    assert {key: told[key] for key in expected} == expected


def test_every_effect_favors_the_side_that_the_rule_says(url: str) -> None:
    """Forty-five kinds of outcome, eleven measures, values on both sides of no difference and bounds."""
    rows = select(
        url, "SELECT outcome, measure, estimate, sign, unit, effect_of, favors FROM effect ORDER BY figure_id"
    )
    assert len(rows) == len(OUTCOMES) * len(MEASURES) * len(VALUES)
    wrong = [row for row in rows if (row["effect_of"], row["favors"]) != _by_the_rule(row)]
    assert wrong == []


def _by_the_rule(row: dict[str, object]) -> tuple[str | None, str | None]:
    from decimal import Decimal

    outcome, measure = OUTCOMES[str(row["outcome"])], str(row["measure"])
    none = null_of(measure)
    assert none is not None
    side = side_of(none, Figure(0, measure, "", Decimal(str(row["estimate"])), str(row["sign"])))
    better = better_sign(measure, outcome, str(row["unit"] or ""))
    favors = None
    if side is not None and outcome.direction != "none" and (better or side == 0):
        favors = "neither" if side == 0 else "index" if side == better else "reference"
    return effect_of(measure, outcome), favors
