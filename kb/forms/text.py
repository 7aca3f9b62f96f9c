"""Tables as text, made piece by piece, so that a long answer is never held as a whole."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence

from kb.forms.values import Value, for_json, in_one_line, runs_in_spreadsheets, shown

Rows = Iterable[Sequence[Value]]


class _Line:
    """The file that the csv writer wants: it keeps the line just written."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def as_csv(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """Lines of CSV; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    line = _Line()
    writer = csv.writer(line, lineterminator="\n")
    writer.writerow(columns)
    yield line.text
    for row in rows:
        writer.writerow([_for_csv(value) for value in row])
        yield line.text


def _for_csv(value: Value) -> str:
    return f"'{value}" if runs_in_spreadsheets(value) else shown(value)


def as_json(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """One JSON array of objects."""
    start = "["
    for row in rows:
        text = json.dumps(_object(columns, row), indent=2, ensure_ascii=False)
        yield f"{start}\n  " + text.replace("\n", "\n  ")
        start = ","
    yield "[]\n" if start == "[" else "\n]\n"


def as_jsonl(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """One JSON object a line."""
    for row in rows:
        yield json.dumps(_object(columns, row), ensure_ascii=False) + "\n"


def _object(columns: Sequence[str], row: Sequence[Value]) -> dict[str, Value]:
    return {name: for_json(value) for name, value in zip(columns, row, strict=True)}


def as_markdown(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """A table of GitHub Flavored Markdown."""
    yield _markdown_line(columns)
    yield _markdown_line(["---"] * len(columns))
    for row in rows:
        yield _markdown_line(row)


def _markdown_line(row: Sequence[Value]) -> str:
    cells = (in_one_line(value).replace("\\", "\\\\").replace("|", "\\|") for value in row)
    return f"| {' | '.join(cells)} |\n"


def as_table(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """Aligned columns as wide as they need to be, numbers to the right. Looks at all rows first."""
    all_rows = [tuple(row) for row in rows]
    right = [_is_numeric(all_rows, index) for index in range(len(columns))]
    lines = [[in_one_line(value) for value in row] for row in (tuple(columns), *all_rows)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(columns))]
    for line in lines:
        cells = (
            text.rjust(width) if numeric else text.ljust(width)
            for text, width, numeric in zip(line, widths, right, strict=True)
        )
        yield "  ".join(cells).rstrip() + "\n"


def _is_numeric(rows: Sequence[Sequence[Value]], index: int) -> bool:
    return bool(rows) and all(isinstance(row[index], int | float | None) for row in rows)
