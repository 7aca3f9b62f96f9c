"""What the public views on the vocabulary mean, the same on both engines."""

from __future__ import annotations

import pytest

from tests.builders.rows import Rows, only, select


@pytest.fixture
def url(engine_url: str, rows: Rows) -> str:
    """Cryoablation with forms of forms: percutaneous, and that under MRI."""
    forms = {"percutaneous-cryoablation": "cryoablation", "mri-cryoablation": "percutaneous-cryoablation"}
    for key, wider in forms.items():
        rows.add("vocabulary_intervention", id=key, name=key, abbreviation=key[:3].upper(), broader_id=wider)
    rows.add("vocabulary_condition", id="tumor", name="tumor")
    rows.add("vocabulary_condition", id="liver-tumor", name="liver tumor", broader_id="tumor")
    rows.add(
        "vocabulary_outcome", id="stroke", name="stroke", domain="harm", direction="lower",
        broader_id="harms", whole_numbers=True, scale="0 to 42", position=5,
    )  # fmt: skip
    return rows.write_to(engine_url)


def test_a_term_says_its_names_and_its_wider_term(url: str) -> None:
    """Each view has one row per term; what is a form of nothing has null there."""
    assert only(url, "SELECT * FROM outcome WHERE outcome = 'stroke'") == {
        "outcome": "stroke",
        "name": "stroke",
        "abbreviation": None,
        "domain": "harm",
        "direction": "lower",
        "named_for": "event",
        "role": "outcome",
        "whole_numbers": 1,
        "scale": "0 to 42",
        "broader": "harms",
        "position": 5,
    }
    term = only(url, "SELECT * FROM intervention WHERE intervention = 'mri-cryoablation'")
    assert (term["name"], term["abbreviation"]) == ("mri-cryoablation", "MRI")
    assert (term["kind"], term["broader"]) == ("procedure", "percutaneous-cryoablation")
    assert select(url, "SELECT condition, broader FROM condition ORDER BY condition") == [
        {"condition": "liver-tumor", "broader": "tumor"},
        {"condition": "tumor", "broader": None},
    ]


def test_an_intervention_is_asked_for_with_its_forms_at_any_depth(url: str) -> None:
    """The ancestors of a term are the term itself, 0 steps away, and each wider one."""
    forms = select(
        url, "SELECT intervention, steps FROM intervention_ancestor WHERE ancestor = :wide ORDER BY steps",
        wide="cryoablation",
    )  # fmt: skip
    assert [tuple(row.values()) for row in forms] == [
        ("cryoablation", 0),
        ("percutaneous-cryoablation", 1),
        ("mri-cryoablation", 2),
    ]
    wider = select(url, "SELECT ancestor FROM outcome_ancestor WHERE outcome = 'stroke' ORDER BY steps")
    assert [row["ancestor"] for row in wider] == ["stroke", "harms"]
    wider = select(
        url, "SELECT ancestor FROM condition_ancestor WHERE condition = 'liver-tumor' ORDER BY steps"
    )
    assert [row["ancestor"] for row in wider] == ["liver-tumor", "tumor"]
