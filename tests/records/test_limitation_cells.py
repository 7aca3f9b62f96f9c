"""Cells of printed tables of limitations are read in every punctuation that plans use."""

from __future__ import annotations

import pytest

from kb.records.limitation_cells import read_limitation_cell

DOMAIN = "conduct/blinding"


def code(number: str, note: str = "") -> dict[str, str]:
    return {"code": f"{DOMAIN}/{number}", **({"note": note} if note else {})}


@pytest.mark.parametrize(
    ("cell", "limitations"),
    [
        ("4. open label", [code("4", "open label")]),
        ("1,2. open label", [code("1"), code("2", "open label")]),
        ("1,2 open label", [code("1"), code("2", "open label")]),
        ("1, 2, 3", [code("1"), code("2"), code("3")]),
        ("2: open label", [code("2", "open label")]),
        ("4 :open label", [code("4", "open label")]),
        ("2. open label 4. read by one person", [code("2", "open label"), code("4", "read by one person")]),
        ("2. open label; 4: read by one", [code("2", "open label"), code("4", "read by one")]),
        ("1a. wrong test", [code("1a", "wrong test")]),
        ("3.", [code("3")]),
        ("3", [code("3")]),
        ("open label", [{"domain": DOMAIN, "note": "open label"}]),
        ("  ", []),
    ],
)
def test_a_cell_says_its_limitations(cell: str, limitations: list[dict[str, str]]) -> None:
    """Codes that share a text have it behind the last; text without a code is of the domain."""
    assert list(read_limitation_cell(cell, DOMAIN)) == limitations


@pytest.mark.parametrize(
    "note", ["lost 12 of 40 patients", "tumors of 2.5 cm", "over 3 years", "read in 2019"]
)
def test_a_number_within_the_text_is_no_code(note: str) -> None:
    assert list(read_limitation_cell(f"2. {note}", DOMAIN)) == [code("2", note)]
