"""The mark of a figure stands wherever a text says the figure, and changes nothing else of the text."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from kb.evidence.study import Study
from kb.narrative.study import Setting, study_paragraph
from kb.notation import display
from tests.narrative.study_builder import study
from tests.narrative.test_every_statistic import RECORD
from tests.notation.shapes import SHAPES

CELLS = sorted({cell for shape in SHAPES for cell in shape.cells})
_FIRST = 0xF0000


def _marked(one: Study) -> tuple[Study, str]:
    """The study with a mark on every figure, and all marks."""
    numbers = count(_FIRST)
    results = tuple(
        replace(result, figures=tuple(replace(f, mark=chr(next(numbers))) for f in result.figures))
        for result in one.results
    )
    return replace(one, results=results), "".join(map(chr, range(_FIRST, next(numbers))))


def _without(text: str, marks: str) -> str:
    return text.translate(dict.fromkeys(map(ord, marks)))


def _check(record: dict[str, Any]) -> None:
    plain = study(RECORD | record)
    marked, marks = _marked(plain)
    told, as_before = study_paragraph(marked, Setting()), study_paragraph(plain, Setting())
    assert [_without(sentence, marks) for sentence in told] == as_before
    assert set(marks) <= set("".join(told))
    for before, after in zip(plain.results, marked.results, strict=True):
        shown = display(after.figures)
        assert _without(shown, marks) == display(before.figures)
        assert {figure.mark for figure in after.figures} <= set(shown)


@pytest.mark.parametrize("column", ["a", "a-b", "smoking", "all"])
@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_of_any_shape(cell: str, column: str) -> None:
    _check({"results": [{"outcome": "pain", "at": "6 mo", column: cell}]})


@pytest.mark.parametrize("cell", CELLS)
def test_arms_with_what_compares_them(cell: str) -> None:
    _check({"results": [{"outcome": "pain", "a": cell, "b": cell, "a-b": "p .7; comparable"}]})
    _check({"results": [{"outcome": "pain", "a": "7%", "b": "8%", "a-b": cell}]})


def test_counts_told_together() -> None:
    results = [
        {"outcome": "complications", "a": "19/40 (48%)"},
        {"outcome": "death-sepsis", "a": "1"},
        {"outcome": "death-cardiac", "a": "none"},
    ]
    _check({"results": results})


def test_sizes_limits_and_counts_of_studies() -> None:
    record = {
        "enrolled": "360",
        "arms": {"a": {"label": "drug A", "n": "180"}, "b": {"label": "placebo", "n": "180"}},
        "populations": {
            "large": {"kind": "subgroup", "label": "large tumors", "by": "tumor-size", "is": ">3 cm"}
        },
        "results": [
            {"outcome": "tumor-size", "all": "<=5 cm", "role": "eligibility"},
            {"outcome": "overall-survival", "population": "large", "a": "7%", "b": "9%"},
            {"outcome": "included-studies", "all": "none"},
        ],
    }
    _check(record)


def test_a_word_of_the_source_about_several_populations() -> None:
    results = [
        {"outcome": "overall-survival", "a-b": "no significant difference"},
        {"outcome": "pain", "at": ["1 y", "2 y"], "a-b": ["comparable", "comparable"]},
    ]
    _check({"results": results})
