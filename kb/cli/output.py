"""Showing results: tables that fit the terminal, and the same rows as text for pipes or as a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.cli.terminal import note, shows_colors, terminal_width
from kb.errors import KbError
from kb.formats import DOCUMENTS, TABLES, OutputFormat
from kb.forms import table_text, write_table
from kb.forms.values import shown as cell

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from kb.db.answer import Stream, Value
    from kb.documents.content import Document

Row = Mapping[str, Any]
Values = Iterable[Sequence[Any]]

__all__ = [
    "cell",
    "show",
    "show_answer",
    "show_rows",
    "write_bytes",
    "write_document",
    "write_pieces",
    "write_text",
]


def show_rows(
    columns: Sequence[str], rows: Sequence[Row], form: OutputFormat | None, output: Path | None = None
) -> None:
    """Show rows, given by column name, in the form asked for, on stdout or in a file."""
    show(columns, ([row[name] for name in columns] for row in rows), form, output)


def show(
    columns: Sequence[str],
    rows: Values,
    form: OutputFormat | None,
    output: Path | None = None,
    types: Mapping[str, str] | None = None,
) -> None:
    """Show rows of values in the order of the columns, on stdout or in a file.

    Without a form the ending of the file says it, else they are a table. Text goes out while rows come in; a
    file is there whole or not at all. ``types`` are those that ``kb.forms.write_table`` takes. Raises
    WrongFormat.
    """
    form = TABLES.choose(form, output)
    if output is not None:
        with _writing(output, form) as file:
            write_table(file, form, columns, rows, types)
    elif not form.is_text:
        _pass_to_pipe(columns, rows, form, types)
    elif form is OutputFormat.TABLE and sys.stdout.isatty():
        from kb.cli.terminal_table import show_table

        if not_shown := show_table(columns, rows):
            note(not_shown)
    else:
        for text in table_text(form, columns, rows):
            sys.stdout.write(text)


def show_answer(
    asked: AbstractContextManager[Stream],
    form: OutputFormat | None,
    output: Path | None = None,
    *,
    by_row: bool = False,
) -> None:
    """Show the rows while they come in; say when there are none, and when there would have been more.

    ``by_row`` shows a table row by row, a column on each line. A hint comes last, where the other engine
    would not answer the same.
    """
    form = TABLES.choose(form, output)
    shown = 0
    with asked as stream:

        def counted() -> Iterator[tuple[Value, ...]]:
            nonlocal shown
            for shown, row in enumerate(stream.rows, start=1):  # noqa: B007
                yield row

        if by_row and form is OutputFormat.TABLE and output is None:
            from kb.cli.terminal_table import show_row_by_row

            show_row_by_row(stream.columns, counted())
        else:
            show(stream.columns, counted(), form, output, stream.types)
    if stream.truncated:
        note(f"Cut after {shown} rows; --limit shows more.")
    elif not shown and form is OutputFormat.TABLE:
        note("No rows.")
    if stream.hint:
        note(f"Hint: {stream.hint}")


def write_document(document: Document, form: OutputFormat | None, output: Path | None) -> None:
    """Print a document, or write it to a file whole or not at all; without a form, as text."""
    from kb.documents import render, rendered

    form = OutputFormat.TEXT if form is OutputFormat.TABLE else DOCUMENTS.choose(form, output)
    if form.is_text:
        width = terminal_width() if output is None else None
        write_text(render(document, form, width, colors=output is None and shows_colors()), form, output)
    else:
        write_bytes(rendered(document, form), form, output)


def write_text(text: str, form: OutputFormat, output: Path | None) -> None:
    """Print a text of this form, or write it to a file whole or not at all."""
    write_pieces((text,), form, output)


def write_pieces(pieces: Iterable[str], form: OutputFormat, output: Path | None) -> None:
    """Print a text piece by piece, or write it to a file whole or not at all."""
    if output is None:
        sys.stdout.writelines(pieces)
        return
    with _writing(output, form) as file, file.open("w", encoding="utf-8", newline="\n") as opened:
        opened.writelines(pieces)


def write_bytes(content: bytes, form: OutputFormat, output: Path | None) -> None:
    """Write a file whole or not at all, or pass it to a pipe.

    Raises KbError where neither a file nor a pipe is there to take it.
    """
    if output is None:
        _require_pipe(form)
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    with _writing(output, form) as file:
        file.write_bytes(content)


@contextmanager
def _writing(output: Path, form: OutputFormat) -> Iterator[Path]:
    """A file to write to, in the place of nothing, of a file of the same kind, or as --overwrite says."""
    from kb.cli.output_file import require_free
    from kb.files import replacing

    require_free(output, (form,))
    with replacing(output) as file:
        yield file
    note(f"Wrote {output}.")


def _require_pipe(form: OutputFormat) -> None:
    if sys.stdout.isatty():
        raise KbError(f"A terminal cannot show {form}. Name a file: --output FILE{form.endings[0]}")


def _pass_to_pipe(
    columns: Sequence[str], rows: Values, form: OutputFormat, types: Mapping[str, str] | None
) -> None:
    """A table in a format that only a file can hold, whole to a pipe."""
    import shutil
    import tempfile

    _require_pipe(form)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"rows{form.endings[0]}"
        write_table(file, form, columns, rows, types)
        sys.stdout.flush()
        with file.open("rb") as content:
            shutil.copyfileobj(content, sys.stdout.buffer)
