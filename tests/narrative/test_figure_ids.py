"""Every sentence and every cell knows the ids of the figures that it says."""

from __future__ import annotations

from typing import Any

import pytest

from kb.inlines import figure_ids
from kb.narrative.figures_in_words import in_cell
from kb.narrative.study import Setting, study_paragraph
from tests.builders.studies import study
from tests.narrative.test_every_statistic import RECORD
from tests.notation.shapes import SHAPES

CELLS = sorted({cell for shape in SHAPES for cell in shape.cells})


def _check(record: dict[str, Any]) -> None:
    one = study(RECORD | record)
    ids = {figure.id for result in one.results for figure in result.figures}
    assert "" not in ids
    assert {id for line in study_paragraph(one, Setting()) for id in figure_ids(line)} == ids
    for result in one.results:
        assert figure_ids(in_cell(result.figures)) == tuple(figure.id for figure in result.figures)


@pytest.mark.parametrize("column", ["a", "a-b", "smoking", "all"])
@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_of_any_shape(cell: str, column: str) -> None:
    _check({"results": [{"outcome": "pain", "at": "6 mo", column: cell}]})


@pytest.mark.parametrize("cell", CELLS)
def test_arms_with_what_compares_them(cell: str) -> None:
    _check({"results": [{"outcome": "pain", "a": cell, "b": cell, "a-b": "p .7; comparable"}]})
    _check({"results": [{"outcome": "pain", "a": "7%", "b": "8%", "a-b": cell}]})


def test_counts_told_together() -> None:
    """Counts that share a sentence bring an id each."""
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
