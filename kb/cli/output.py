"""Showing results: tables that fit the terminal, and the same rows as text for pipes or as a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from kb.errors import KbError
from kb.forms.text import as_csv, as_json, as_jsonl, as_markdown, as_plain
from kb.forms.values import shown as cell

Row = Mapping[str, Any]
Values = Iterable[Sequence[Any]]

__all__ = [
    "ListFormat",
    "cell",
    "form_of",
    "note",
    "show",
    "show_rows",
    "terminal_width",
    "write_bytes",
    "write_text",
]


class ListFormat(StrEnum):
    """Forms in which a list of rows can be had."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    XLSX = "xlsx"
    PARQUET = "parquet"


def show_rows(
    columns: Sequence[str], rows: Sequence[Row], form: ListFormat, output: Path | None = None
) -> None:
    """Show rows, given by column name, in the form asked for, on stdout or in a file."""
    show(columns, ([row[name] for name in columns] for row in rows), form, output)


def show(columns: Sequence[str], rows: Values, form: ListFormat, output: Path | None = None) -> None:
    """Show rows of values in the order of the columns, in the form asked for, on stdout or in a file.

    Text goes out while rows come in; a file is there whole or not at all.
    """
    if form in _FILES:
        _write_file(columns, rows, form, output)
    elif output is not None:
        from kb.files import replacing

        with replacing(output) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_TEXTS[form](columns, rows))
        note(f"Wrote {output}.")
    elif form is ListFormat.TABLE and sys.stdout.isatty():
        from kb.cli.screen import show_table

        width = show_table(columns, rows)
        if width is not None:
            note(f"Some cells are cut to fit {width} columns; --format csv shows them whole.")
    else:
        for text in _TEXTS[form](columns, rows):
            sys.stdout.write(text)


def form_of(form: ListFormat | None, output: Path | None) -> ListFormat:
    """The form asked for; when none is, the one that the ending of the file says, else a table."""
    if form is not None:
        return form
    ending = "" if output is None else output.suffix.lower().removeprefix(".")
    by_ending = {
        "md": ListFormat.MARKDOWN,
        "ndjson": ListFormat.JSONL,
        **{each.value: each for each in ListFormat},
    }
    return by_ending.get(ending, ListFormat.TABLE)


def write_text(text: str, output: Path | None) -> None:
    """Print a text, or write it to a file whole or not at all."""
    if output is None:
        sys.stdout.write(text)
        return
    from kb.files import write_whole

    write_whole(output, text)
    note(f"Wrote {output}.")


def write_bytes(content: bytes, output: Path | None, ending: str) -> None:
    """Write a file whole or not at all, or pass it to a pipe; ``ending`` is the usual ending of its name.

    Raises KbError where neither a file nor a pipe is there to take it.
    """
    if output is None:
        if sys.stdout.isatty():
            raise KbError(f"A terminal cannot show {ending}. Name a file: --output FILE.{ending}")
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    from kb.files import replacing

    with replacing(output) as temporary:
        temporary.write_bytes(content)
    note(f"Wrote {output}.")


def terminal_width() -> int | None:
    """Columns to wrap text at: the terminal's, up to 100; none on a pipe, where lines stay whole."""
    import shutil

    return min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None


def note(message: str) -> None:
    """A line for the person, on stderr, so that stdout stays clean for pipes."""
    sys.stdout.flush()
    sys.stderr.write(message + "\n")


def _write_file(columns: Sequence[str], rows: Values, form: ListFormat, output: Path | None) -> None:
    """Excel and Parquet: to the file, or whole to a pipe."""
    if output is None and sys.stdout.isatty():
        raise KbError(f"A terminal cannot show {form.value}. Name a file: --output rows.{form.value}")
    if output is not None:
        from kb.files import replacing

        with replacing(output) as temporary:
            _write(temporary, columns, rows, form)
        note(f"Wrote {output}.")
        return
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"rows.{form.value}"
        _write(file, columns, rows, form)
        sys.stdout.flush()
        sys.stdout.buffer.write(file.read_bytes())


def _write(file: Path, columns: Sequence[str], rows: Values, form: ListFormat) -> None:
    if form is ListFormat.XLSX:
        from kb.forms.workbook import write_workbook

        write_workbook(file, columns, rows)
    else:
        from kb.forms.parquet import write_parquet

        write_parquet(file, columns, rows)


_FILES = {ListFormat.XLSX, ListFormat.PARQUET}
_TEXTS = {
    ListFormat.TABLE: as_plain,
    ListFormat.CSV: as_csv,
    ListFormat.JSON: as_json,
    ListFormat.JSONL: as_jsonl,
    ListFormat.MARKDOWN: as_markdown,
}
