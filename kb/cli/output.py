"""Showing results: tables that fit the terminal, and the same rows as CSV, JSON, JSON lines or Markdown."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


class ListFormat(StrEnum):
    """Forms in which a list of rows can be had."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"


def show_rows(
    columns: Sequence[str], rows: Sequence[Row], form: ListFormat, output: Path | None = None
) -> None:
    """Show rows in the form asked for, on stdout or in a file."""
    if form is ListFormat.TABLE and output is None:
        _show_table(columns, rows)
        return
    write_text(_FORMS[form](columns, rows), output)


def write_text(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file whole or not at all."""
    if output is None:
        sys.stdout.write(text)
        return
    from kb.files import write_whole

    write_whole(output, text)
    note(f"Wrote {output}.")


def note(message: str) -> None:
    """A line for the person, on stderr, so that stdout stays clean for pipes."""
    sys.stdout.flush()
    sys.stderr.write(message + "\n")


def cell(value: object) -> str:
    """A value as a person reads it: empty for null, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _show_table(columns: Sequence[str], rows: Sequence[Row]) -> None:
    """A table that fits the terminal; on a pipe it is plain text and as wide as it needs to be."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    on_terminal = sys.stdout.isatty()
    console = Console(
        file=sys.stdout, width=None if on_terminal else 10_000, highlight=False, soft_wrap=False
    )
    table = Table(box=SIMPLE_HEAD if on_terminal else None, pad_edge=False, header_style="bold")
    for name in columns:
        numeric = bool(rows) and all(isinstance(row[name], int | float | None) for row in rows)
        table.add_column(
            name,
            justify="right" if numeric else "left",
            no_wrap=True,
            overflow="ellipsis" if on_terminal else "ignore",
        )
    for row in rows:
        table.add_row(*(Text(" ".join(cell(row[name]).split())) for name in columns))
    wanted = console.measure(table).maximum if on_terminal else 0
    if on_terminal:
        console.print(table)
    else:
        with console.capture() as captured:
            console.print(table)
        sys.stdout.write("\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n")
    if on_terminal and wanted > console.width:
        note(f"Some cells are cut to fit {console.width} columns; --format csv shows them whole.")


def _as_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_safe_for_spreadsheets(row[name]) for name in columns])
    return text.getvalue()


def _safe_for_spreadsheets(value: object) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers never do.

    OWASP, "CSV Injection": cells that begin with = + - @, tab or carriage return.
    """
    shown = cell(value)
    if (
        isinstance(value, str)
        and shown.startswith(("=", "+", "-", "@", "\t", "\r"))
        and not _is_number(shown)
    ):
        return f"'{shown}"
    return shown


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _as_json(columns: Sequence[str], rows: Sequence[Row]) -> str:
    import json

    return (
        json.dumps([{name: row[name] for name in columns} for row in rows], indent=2, ensure_ascii=False)
        + "\n"
    )


def _as_jsonl(columns: Sequence[str], rows: Sequence[Row]) -> str:
    import json

    return "".join(
        json.dumps({name: row[name] for name in columns}, ensure_ascii=False) + "\n" for row in rows
    )


def _as_markdown(columns: Sequence[str], rows: Sequence[Row]) -> str:
    lines = [list(columns), ["---"] * len(columns)]
    lines += [[_markdown_cell(row[name]) for name in columns] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown_cell(value: object) -> str:
    return " ".join(cell(value).split()).replace("\\", "\\\\").replace("|", "\\|")


def _as_plain_table(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """The table for a file: aligned columns, nothing cut."""
    shown = [list(columns), *([" ".join(cell(row[name]).split()) for name in columns] for row in rows)]
    widths = [max(len(line[index]) for line in shown) for index in range(len(columns))]
    return "".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in shown
    )


_FORMS = {
    ListFormat.TABLE: _as_plain_table,
    ListFormat.CSV: _as_csv,
    ListFormat.JSON: _as_json,
    ListFormat.JSONL: _as_jsonl,
    ListFormat.MARKDOWN: _as_markdown,
}
