"""Shapes in which published tables print numbers: read as printed, or refused with the way to write them.

`tests/notation/printed_shapes.tsv` has the hundred shapes of the field study, cells of the policies of seven
plans, and habits of journals. Each names the outcome and the form of its row (`as`), the cell as printed, and
what it means, worked out by hand: canonical notation, `#` between both sides and what compares them, `&`
between the values of a list, `@` before times that the cell names. `values` is how many times the row has, or
`list` with how many outcomes it is about.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kb.records.cells import read_cell
from kb.records.printed_rows import RowsRead, in_notation

CORPUS = Path(__file__).parents[1] / "notation" / "printed_shapes.tsv"
STUDY = {
    "arms": {"arm": {"label": "drug"}, "control": {"label": "sham"}},
    "contrasts": {"contrast": {"index": "arm", "reference": "control"}},
    "populations": {
        "itt": {"kind": "intention-to-treat", "label": "all randomized"},
        "per-protocol": {"kind": "per-protocol", "label": "those who kept to it"},
        "large": {"kind": "subgroup", "label": "large tumors", "is": ">2 cm"},
    },
}


class Shape(NamedTuple):
    source: str
    outcome: str
    values: str
    column: str
    form: str
    printed: str
    read: str
    refused: str

    def row(self) -> dict[str, Any]:
        row: dict[str, Any] = {"outcome": self.outcome, self.column: self.printed}
        if self.form:
            row["as"] = self.form
        listed, _, count = self.values.rpartition("list ")
        if self.values.startswith("list"):
            row["outcome"] = self._outcomes(int(count))
        elif listed or count:
            row["at"] = tuple(f"{number + 1} y" for number in range(int(count)))
        if self.printed.startswith(">2 cm:"):
            row["population"] = "large"
        if self.printed.startswith("ITT:"):
            pair = "PP:" in self.printed
            row["outcome"], row["population"] = "response", ("itt", "per-protocol") if pair else "itt"
        return row

    def _outcomes(self, count: int) -> tuple[str, ...]:
        names = tuple(self.outcome.split(", "))
        return names if len(names) > 1 else tuple(f"{self.outcome}-{number}" for number in range(count))


def shapes() -> list[Shape]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Shape(*line) for line in lines[1:]]


def read(shape: Shape) -> RowsRead:
    return in_notation({**STUDY, "results": (shape.row(),)})


def written(cells: Any) -> str:
    """A cell, or cells over times, in canonical notation."""
    if cells is None:
        return ""
    return " & ".join(read_cell(cell).text for cell in ((cells,) if isinstance(cells, str) else cells))


def meaning(shape: Shape) -> str:
    """What the cell was read as, in the signs of the corpus."""
    rows = read(shape)
    assert rows.flaws == []
    results = rows.study["results"]
    if len(results) > 1:
        return " & ".join(written(result[shape.column]) for result in results)
    (result,) = results
    if shape.column == "contrast" and "arm" in result:
        sides = (written(result.get(column)) for column in ("arm", "control", "contrast"))
        text = " # ".join(sides).rstrip()
    else:
        text = written(result[shape.column])
    at = result.get("at")
    times = "" if at is None or shape.values else ", ".join([at] if isinstance(at, str) else at)
    return f"{text} @ {times}" if times else text


READ = [shape for shape in shapes() if shape.read]
REFUSED = [shape for shape in shapes() if not shape.read]


@pytest.mark.parametrize("shape", READ, ids=lambda shape: f"{shape.source}: {shape.printed}")
def test_a_printed_cell_is_read_as_it_stands(shape: Shape) -> None:
    assert meaning(shape) == shape.read


@pytest.mark.parametrize("shape", REFUSED, ids=lambda shape: f"{shape.source}: {shape.printed}")
def test_what_cannot_be_read_is_refused_with_the_way_to_write_it(shape: Shape) -> None:
    flaws = read(shape).flaws
    assert len(flaws) == 1
    assert shape.refused in f"{flaws[0].message} {flaws[0].remedy}"


def test_nine_in_ten_are_read_of_the_field_study_and_of_all() -> None:
    field = [shape for shape in shapes() if shape.source.startswith("field ")]
    assert len(field) == 100
    assert len(READ) >= 0.9 * len(shapes())
    assert len(shapes()) >= 300
