"""Vocabulary records: terms, and the wider ones that they are a form of."""

from __future__ import annotations

import pytest

from tests.builders.texts import problems

TERMS = {
    "vocabulary/outcomes": "{name: x, domain: harm, direction: lower",
    "vocabulary/interventions": "{name: x, kind: drug",
    "vocabulary/conditions": "{name: x",
}


def found(record: str, **broader: str | None) -> list[str]:
    """The problems of a vocabulary with these terms, each with its wider one."""
    ends = {key: f", broader: {wider}}}" if wider else "}" for key, wider in broader.items()}
    text = "".join(f"{key}: {TERMS[record]}{end}\n" for key, end in ends.items())
    return [f"{problem.field}: {problem.message}" for problem in problems(text, record)]


@pytest.mark.parametrize("record", TERMS)
def test_a_term_may_be_a_form_of_another_at_any_depth(record: str) -> None:
    """a is a form of b, which is a form of c; that reads without a problem."""
    assert found(record, a="b", b="c", c=None) == []


@pytest.mark.parametrize("record", TERMS)
def test_a_wider_term_has_to_be_in_the_same_file(record: str) -> None:
    """A key that no entry of the file has is told where it stands."""
    assert found(record, a="z") == ["a.broader: `z` is no term of this file."]


@pytest.mark.parametrize("record", TERMS)
def test_no_term_is_a_form_of_itself_however_far_one_goes(record: str) -> None:
    """A circle would make every term of it wider than itself, so each of its entries is told."""
    assert found(record, a="a") == ["a.broader: names itself."]
    assert found(record, a="b", b="c", c="a", d="a") == [
        "a.broader: `b` is itself a form of `a`.",
        "b.broader: `c` is itself a form of `b`.",
        "c.broader: `a` is itself a form of `c`.",
    ]


def test_a_scale_says_its_lowest_and_its_highest_value() -> None:
    """Which mean is impossible follows from it; what is no scale is refused with how one is written."""

    def told(scale: str) -> list[str]:
        text = f"x: {{name: x, domain: function, direction: higher, scale: {scale}}}\n"
        return [problem.message for problem in problems(text, "vocabulary/outcomes")]

    assert told("0 to 64") == told("-0.59 to 1.00") == []
    assert told("64") == ["`64` is no scale."]
    assert told("64 to 0") == ["`64 to 0` runs from high to low."]
