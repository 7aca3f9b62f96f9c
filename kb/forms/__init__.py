"""A table of values in every format of :data:`kb.formats.TABLES`, found by the name of the format.

A format that is text is the function ``as_<format>`` of :mod:`kb.forms.text`, which yields the text piece by
piece; one that only a file can hold is the function ``write`` of the module ``kb.forms.as_<format>``.

A value is None, a number or text; a row is a sequence of them in the order of the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from kb.formats import OutputFormat
from kb.forms.values import Value


def table_text(form: OutputFormat, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """A table in a format that is text, piece by piece while the rows come in."""
    pieces: Iterator[str] = getattr(import_module("kb.forms.text"), f"as_{form}")(columns, rows)
    return pieces


def write_table(
    file: Path,
    form: OutputFormat,
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    types: Mapping[str, str] | None = None,
) -> None:
    """Write a table to a file. Raises KbError when a library is missing, or the format cannot hold it.

    ``types`` says of columns whether they are text, integer, real, boolean (1 and 0) or date, for formats
    that have such types; of the others their values tell it.
    """
    if form.is_text:
        with file.open("w", encoding="utf-8", newline="\n") as opened:
            opened.writelines(table_text(form, columns, rows))
        return
    form.require()
    # Imported where used: the module needs a heavy library.
    import_module(f"kb.forms.as_{form}").write(file, columns, rows, types or {})
