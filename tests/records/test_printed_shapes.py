"""Shapes in which published tables print numbers: read as printed, or refused with the way to write them.

`tests/notation/printed_shapes.tsv` has the hundred shapes of the field study, cells of the policies of seven
plans, and habits of journals. Each names the outcome and the form of its row (`as`), the cell as printed, and
what it means, worked out by hand: canonical notation, `#` between both sides and what compares them, `&`
between the values of a list, `@` before times that the cell names. `values` is how many times the row has, or
`list` with how many outcomes it is about.
"""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from kb.notation import NotationError, parse, render
from kb.notation.pasted import example_in_notation
from kb.notation.printed import parse_form, written_out
from kb.records.cells import read_cell
from kb.records.printed_rows import RowsRead, in_notation

CORPUS = Path(__file__).parents[1] / "notation" / "printed_shapes.tsv"
STUDY = {
    "arms": {"arm": {"label": "drug"}, "control": {"label": "sham"}},
    "contrasts": {"contrast": {"index": "arm", "reference": "control"}},
    "populations": {
        "itt": {"kind": "itt", "label": "all randomized"},
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


def test_a_printed_cell_is_read_as_it_stands() -> None:
    """Each of four hundred; what is read otherwise is shown with what was meant."""
    otherwise = {f"{shape.source}: {shape.form} {shape.printed}": attempt(shape) for shape in READ}
    assert otherwise == {f"{shape.source}: {shape.form} {shape.printed}": shape.read for shape in READ}


def attempt(shape: Shape) -> str:
    """What the cell was read as, or what was said of it."""
    flaws = read(shape).flaws
    return f"{flaws[0].message} {flaws[0].remedy}" if flaws else meaning(shape)


def test_what_cannot_be_read_is_refused_once_with_the_way_to_write_it() -> None:
    said = {shape: [f"{flaw.message} {flaw.remedy}" for flaw in read(shape).flaws] for shape in REFUSED}
    assert [shape for shape, flaws in said.items() if len(flaws) != 1 or shape.refused not in flaws[0]] == []


def test_the_cell_that_a_refusal_shows_is_itself_read() -> None:
    """Of every form of the corpus the example is a cell of that form, and in full it is notation."""
    forms = []
    for text in {shape.form for shape in READ if shape.form}:
        with suppress(NotationError):  # a form with the name of its row, which only a record knows
            forms.append(parse_form(text))
    assert len(forms) > 100
    assert [form.text for form in forms if written_out(form.example, form) is None] == []
    assert [
        form.text for form in forms if render(parse(example_in_notation(form))) != example_in_notation(form)
    ] == []


ADVISED = re.compile(
    r"(?:[Ww]rite|mark out:) (?!it |one |the |them |not reported|each |which|\d values)"
    r"(?P<text>\[[^\]]+\]|[^:]+?)"
    r"(?:[.;,](?= |$)| when | under | or | in a )"
)


def test_what_a_refusal_says_to_write_is_itself_read() -> None:
    """As the cell, or in the place of what was found."""
    advised = [(shape, text) for shape in REFUSED for text in ADVISED.findall(said_of(shape))]
    assert len(advised) >= 15
    assert [(shape.printed, text) for shape, text in advised if not is_way_out(shape, text)] == []


def said_of(shape: Shape) -> str:
    (flaw,) = read(shape).flaws
    return f"{flaw.message} {flaw.remedy}"


def is_way_out(shape: Shape, text: str) -> bool:
    """Whether the cell is read once it is written so; a cell with several mistakes is mended one by one."""
    if text.startswith("["):
        return all(read(shape._replace(form="", printed=cell)).flaws == [] for cell in text[1:-1].split(", "))
    if read(shape._replace(printed=text)).flaws == []:
        return True
    found = re.search(r'found "([^"]+)"', said_of(shape))
    mended = shape._replace(printed=shape.printed.replace(found[1], text)) if found is not None else shape
    if read(mended).flaws == []:
        return True
    return mended != shape and any(is_way_out(mended, again) for again in ADVISED.findall(said_of(mended)))


def test_nine_in_ten_are_read_of_the_field_study_and_of_all() -> None:
    field = [shape for shape in shapes() if shape.source.startswith("field ")]
    assert len(field) == 100
    assert sum(bool(shape.read) for shape in field) >= 90
    assert len(READ) >= 0.9 * len(shapes())
    assert len(shapes()) >= 300
