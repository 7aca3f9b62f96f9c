"""Tables as text, made piece by piece, so that a long answer is never held as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from kb.forms.spool import Spool
from kb.forms.values import Value, for_json, in_one_line, runs_in_spreadsheets, shown

Rows = Iterable[Sequence[Value]]


def as_csv(columns: Sequence[str], rows: Rows) -> Iterator[str]:
    """Lines of CSV (RFC 4180); null is an empty field, empty text is ``""``.

    Text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line(row)


def _csv_line(row: Sequence[Value]) -> str:
    return ",".join(map(_csv_field, row)) + "\n"


def _csv_field(value: Value) -> str:
    if value is None:
        return ""
    text = f"'{value}" if runs_in_spreadsheets(value) else shown(value)
    if text and _PLAIN_FIELD.fullmatch(text):
        return text
    return '"' + text.replace('"', '""') + '"'


_PLAIN_FIELD = re.compile(r'[^",\r\n]*')


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
    widths = [len(in_one_line(name)) for name in columns]
    with Spool() as spool:
        numeric: list[bool] = []
        for row in rows:
            spool.add(row)
            widths = [max(width, len(in_one_line(value))) for width, value in zip(widths, row, strict=True)]
            numbers = [value is None or isinstance(value, int | float) for value in row]
            numeric = [a and b for a, b in zip(numeric, numbers, strict=True)] if numeric else numbers
        aligned = [*zip(widths, numeric or [False] * len(widths), strict=True)]
        yield _aligned(columns, aligned)
        for batch in spool.batches():
            for row in batch:
                yield _aligned(row, aligned)


def _aligned(row: Sequence[Value], columns: Sequence[tuple[int, bool]]) -> str:
    """A line of cells; of each column its width, and whether it goes to the right."""
    cells = (
        in_one_line(value).rjust(width) if right else in_one_line(value).ljust(width)
        for value, (width, right) in zip(row, columns, strict=True)
    )
    return "  ".join(cells).rstrip() + "\n"
