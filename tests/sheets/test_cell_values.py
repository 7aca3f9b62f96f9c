"""What a cell holds, and the value that it is read as."""

from __future__ import annotations

from typing import Any

import pytest

from kb.sheets.cell_values import AUTHORS, NoValue, shown_value, value_of
from kb.sheets.sheet_columns import Shape, SheetColumn

AUTHOR_CELL = SheetColumn(AUTHORS, "", Shape.LINES)


@pytest.mark.parametrize(
    ("shape", "value", "text"),
    [
        (Shape.KEYS, ("a", "b"), "a, b"),
        (Shape.WORDS, ("France", "Italy"), "France, Italy"),
        (Shape.WORDS, ("Korea, Republic of",), "Korea, Republic of\n"),
        (Shape.WORDS, ("Korea, Republic of", "Italy"), "Korea, Republic of\nItaly"),
        (Shape.LINES, ("One; or two.", "Three"), "One; or two.\nThree"),
        (Shape.PAIRS, {"a": "x: y", "b": "z"}, "a: x: y\nb: z"),
        (Shape.YAML, ({"a": "1", "b": ("x\ny",)},), '[{"a": "1", "b": ["x\\ny"]}]'),
        (Shape.PASSAGE, "A list:\n  1. one", "A list:\n  1. one"),
    ],
)
def test_a_cell_reads_back_as_what_it_was_written_from(shape: Shape, value: Any, text: str) -> None:
    """Commas part words, unless a word has one itself; then lines do."""
    column = SheetColumn("x", "", shape)
    assert shown_value(value, column, {}) == text
    assert value_of(text, column) == value


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Wang, C", [{"family": "Wang", "given": "C"}]),
        ("Wang C", [{"family": "Wang", "given": "C"}]),
        ("Wang C, Lee DE", [{"family": "Wang", "given": "C"}, {"family": "Lee", "given": "DE"}]),
        ("Wang, C\nLee, D, Jr", [{"family": "Wang", "given": "C"},
                                 {"family": "Lee", "given": "D", "suffix": "Jr"}]),
        ("organization: The Group, Inc", [{"literal": "The Group, Inc"}]),
    ],
)  # fmt: skip
def test_authors_are_read_as_people_write_them(text: str, authors: list[dict[str, str]]) -> None:
    assert value_of(text, AUTHOR_CELL) == tuple(authors)


@pytest.mark.parametrize(
    "author",
    [
        {"family": "Wang"},
        {"family": "Lee C", "given": "D"},
        {"family": "A; B", "given": "D"},
        {"family": "de la Cruz", "given": "J", "suffix": "III"},
        {"literal": "organization: of its own"},
        {"family": "Comma, With", "given": "D"},
    ],
)
def test_any_author_comes_back(author: dict[str, str]) -> None:
    assert value_of(shown_value((author,), AUTHOR_CELL, {}), AUTHOR_CELL) == (author,)


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        (SheetColumn("x", "", Shape.PAIRS), "no pair", "has no key"),
        (SheetColumn("x", "", Shape.PAIRS), "a: 1\na: 2", "is listed twice"),
        (SheetColumn("x", "", Shape.YAML), "{a: [1", "."),
        (AUTHOR_CELL, "Wang C, et al", "says that there are more"),
    ],
)
def test_what_no_value_can_be_made_of_is_told(column: SheetColumn, text: str, message: str) -> None:
    with pytest.raises(NoValue) as refused:
        value_of(text, column)
    assert message in refused.value.message
    assert refused.value.remedy or column.shape is Shape.YAML
