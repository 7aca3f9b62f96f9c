"""The reader of the property test misses what a reader would miss: these sentences all lose something."""

from __future__ import annotations

from typing import Any

import pytest

from kb.inlines import FigureText, Line, TermText
from tests.builders.studies import study
from tests.narrative.figures_told import lost
from tests.narrative.reading import Passage

RECORD: dict[str, Any] = {
    "study": "doe-2020",
    "arms": {"a": {"label": "drug A"}, "b": {"label": "placebo"}},
    "contrasts": {"a-b": {"index": "a", "reference": "b"}},
    "populations": {"men": {"kind": "subgroup", "label": "men"}},
    "targets": {"t21": "trisomy 21"},
}
A, B = TermText("drug A", ("arm:doe-2020/a",)), TermText("placebo", ("arm:doe-2020/b",))
MEN = TermText("men", ("population:doe-2020/men",))
PAIN = TermText("pain", ("outcome:pain",))


def _what(entry: dict[str, Any], *parts: str | FigureText | TermText) -> list[str]:
    """What is lost when a sentence of these parts tells an entry; figures are given without their study."""
    subject = study(RECORD | {"results": [entry]})
    said = [
        part._replace(ids=tuple(f"doe-2020/{id}" for id in part.ids))
        if isinstance(part, FigureText)
        else part
        for part in parts
    ]
    return [loss.what for loss in lost(subject, [Passage(Line(*said))])]


def _percent(text: str, place: str) -> FigureText:
    return FigureText(text, (f"pain/{place}:percent",))


def test_a_sentence_that_says_all_loses_nothing() -> None:
    entry = {"outcome": "pain", "at": "6 mo", "population": "men", "a": "10%", "b": "20%"}
    places = _percent("10%", "a@6mo,men"), _percent("20%", "b@6mo,men")
    words = ("Among ", MEN, ", ", PAIN, " at 6 months was ", places[0], " with ", A, " and ", places[1])
    assert _what(entry, *words, " with ", B, ".") == []


@pytest.mark.parametrize(
    ("cell", "said", "what"),
    [
        ("10%", "11%", "its number 10%"),
        ("<10%", "10%", "that it is <"),
        ("10%", "10", "that it is a percent"),
    ],
)
def test_a_number_is_said_as_printed(cell: str, said: str, what: str) -> None:
    assert _what({"outcome": "pain", "a": cell}, PAIN, " was ", _percent(said, "a"), " with ", A) == [what]


def test_a_time_needs_its_unit_and_that_it_is_an_age() -> None:
    entry = {"outcome": "pain", "at": "age 13 mo", "a": "10%"}
    place = _percent("10%", "a@age-13mo")
    for words in ("by age 13", "at 13 months", "by age 31 months"):
        assert _what(entry, PAIN, f" {words} was ", place, " with ", A) == ["its time age 13 mo"]
    assert _what(entry, PAIN, " by age 13 months was ", place, " with ", A) == []


def test_arms_that_are_exchanged_are_noticed() -> None:
    entry = {"outcome": "pain", "a": "10%", "b": "20%"}
    places = _percent("10%", "a"), _percent("20%", "b")
    assert _what(entry, PAIN, " was ", places[0], " with ", B, " and ", places[1], " with ", A) == [
        "which arm it is of (a)"
    ]


def test_a_number_of_a_subgroup_is_not_told_as_that_of_the_whole() -> None:
    entry = {"outcome": "pain", "population": "men", "a": "10%"}
    assert _what(entry, PAIN, " was ", _percent("10%", "a,men"), " with ", A) == ["its population 'men'"]


def test_numbers_of_several_times_stand_in_their_order() -> None:
    entry = {"outcome": "pain", "at": ["1 y", "3 y"], "a": ["10%", "20%"]}
    first, second = _percent("10%", "a@1y"), _percent("20%", "a@3y")
    lead = (PAIN, " at 1 and 3 years was ")
    assert _what(entry, *lead, first, " and ", second, " with ", A) == []
    assert _what(entry, *lead, second, " and ", first, " with ", A) == ["which time it is of (1 y)"]


def test_an_effect_needs_its_name_and_both_sides_in_their_order() -> None:
    entry = {"outcome": "pain", "a-b": "HR 0.5"}
    place = FigureText("0.5", ("pain/a-b:hazard-ratio",))
    assert _what(entry, "The hazard ratio for ", PAIN, " was ", place, " for ", A, " vs ", B) == []
    assert _what(entry, "The ratio for ", PAIN, " was ", place, " for ", A, " vs ", B) == [
        "that it is a hazard-ratio"
    ]
    assert _what(entry, "The hazard ratio for ", PAIN, " was ", place, " for ", B, " vs ", A) == [
        "which side is compared with which"
    ]
    assert _what(entry, "The hazard ratio for ", PAIN, " was ", place) == [
        "its sides a, b",
        "which side is compared with which",
    ]


def test_what_is_told_nowhere_is_lost() -> None:
    assert _what({"outcome": "pain", "a": "10%"}, PAIN, " was reported with ", A) == ["is told nowhere"]


def test_a_measure_of_a_test_needs_its_target() -> None:
    entry = {"outcome": "accuracy", "target": "t21", "a": "sensitivity 90%"}
    place = FigureText("90%", ("accuracy/a,t21:sensitivity",))
    assert _what(entry, "Sensitivity was ", place, " with ", A) == ["its target", "its outcome"]
