"""Trees are kept for cells that differ in digits alone, and what is read is what the grammar says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark.exceptions import UnexpectedInput

from kb.notation.error import Misread
from kb.notation.grammar import grammar_parser
from kb.notation.parsed_trees import built, without_digits
from kb.notation.typography import TYPOGRAPHY
from tests.notation.shapes import SHAPES
from tests.notation.strategies import cells, near_cells


def by_grammar(text: str, start: str) -> Any:
    """What the grammar says of a text, read anew; null where it is none."""
    try:
        return grammar_parser().parse(text, start=start)
    except (UnexpectedInput, Misread):
        return None


def by_kept_tree(text: str, start: str) -> Any:
    try:
        return built(text, start)
    except (UnexpectedInput, Misread):
        return None


@pytest.mark.parametrize("start", ["cell", "series"])
@given(text=cells | near_cells, digits=st.lists(st.sampled_from("0123456789"), min_size=1))
def test_cell_with_other_digits_is_what_the_grammar_says(start: str, text: str, digits: list[str]) -> None:
    """A text is read, then the same text with other digits: both are what the grammar says, or neither is."""
    text = text.translate(TYPOGRAPHY)
    places = iter(range(len(text)))
    other = re.sub("[0-9]", lambda _: digits[next(places) % len(digits)], text)
    for either in (text, other, text):
        assert by_kept_tree(either, start) == by_grammar(either, start)


@pytest.mark.parametrize("cell", [cell for shape in SHAPES for cell in shape.cells])
def test_each_printed_shape_with_each_digit_is_what_the_grammar_says(cell: str) -> None:
    for digit in "0123456789":
        other = re.sub("[0-9]", digit, cell)
        assert by_kept_tree(other, "cell") == by_grammar(other, "cell")


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("7/180 (3.9%)", "0/000 (0.0%)"),
        ("1.9x10-4", "0.0x10-0"),
        ("12 X 15", "00 X 00"),
        ("45 mm2", "00 mm2"),
        ("90 mL/min/1.73 m2", "00 mL/min/1.73 m2"),
        ("I^2 75%", "I^2 00%"),
    ],
)
def test_digits_of_words_are_part_of_the_shape(text: str, shape: str) -> None:
    """Digits of numbers are no part of a shape; those of units, statistics and powers of ten are."""
    assert without_digits(text) == shape


def test_digits_of_words_are_told_from_those_of_numbers() -> None:
    """After 1.9x10-4 was read, 1.9x15-4 is still no number."""
    assert by_kept_tree("p 1.9x10-4", "cell") is not None
    assert by_kept_tree("p 1.9x15-4", "cell") is None
