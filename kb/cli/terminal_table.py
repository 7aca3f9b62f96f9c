"""A table on a terminal: cut to its width, and paged when it is longer than the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from kb.forms.values import in_one_line, shown

_ENDLESS = 1_000_000
_NARROWEST = 5
"""Letters that a cut column has at least; where they have no room, rows are shown one by one."""


def show_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int | None:
    """Print the table; by the program that PAGER names (else ``less``) when it does not fit the screen.

    One with more columns than have room is shown row by row. Returns the width that its cells were cut to;
    None when they are whole.
    """
    from rich.console import Console

    held = [list(row) for row in rows]
    console = Console(file=sys.stdout, highlight=False, soft_wrap=False)
    table = _table(columns, held)
    endless = console.options.update(max_width=_ENDLESS)  # a measure is never wider than the console else
    wanted = console.measure(table, options=endless).maximum
    if not _cut(table, wanted - console.width):
        show_row_by_row(columns, held)
        return None
    if len(held) + 3 < console.height or not (pager := _pager()):
        console.print(table)
    else:
        with console.capture() as captured:
            console.print(table)
        _page(captured.get(), pager)
    return console.width if wanted > console.width else None


def show_row_by_row(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print each row as lines of column and value, long values wrapped, none cut; paged as a table is."""
    import shutil

    width = shutil.get_terminal_size().columns
    names = max(map(len, columns), default=0)
    lines: list[str] = []
    for number, row in enumerate(rows, start=1):
        lines.append(f"-[ {number} ]".ljust(min(width, names + 40), "-"))
        for name, value in zip(columns, row, strict=True):
            text = shown(value).splitlines() or [""]
            wrapped = [part for line in text for part in _wrapped(in_one_line(line), width - names - 2)]
            lines.append(f"{name.ljust(names)}  {wrapped[0]}".rstrip())
            lines += [f"{' ' * names}  {part}" for part in wrapped[1:]]
    show_text("".join(f"{line}\n" for line in lines))


def show_text(text: str) -> None:
    """Print lines, paged as a table is."""
    import shutil

    height = shutil.get_terminal_size().lines
    if sys.stdout.isatty() and text.count("\n") >= height and (pager := _pager()):
        _page(text, pager)
    else:
        sys.stdout.write(text)


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, max(width, 20)) or [""]


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Any:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for index, name in enumerate(columns):
        numeric = bool(rows) and all(isinstance(row[index], int | float | None) for row in rows)
        table.add_column(
            Text(in_one_line(name)), justify="right" if numeric else "left", no_wrap=True, overflow="ellipsis"
        )
    for row in rows:
        table.add_row(*(Text(in_one_line(value)) for value in row))
    return table


def _cut(table: Any, excess: int) -> bool:
    """Take what is too much from the widest columns, so that keys and numbers stay whole beside long texts.

    False when there are more columns than the width has room for.
    """
    from rich.cells import cell_len

    if excess <= 0:
        return True
    widths = [
        max(cell_len(text.plain) for text in (column.header, *column.cells)) for column in table.columns
    ]
    room = sum(widths) - excess
    widest = max(
        (cap for cap in range(max(widths)) if sum(min(width, cap) for width in widths) <= room), default=0
    )
    for column, width in zip(table.columns, widths, strict=True):
        column.max_width = min(width, widest)
    return widest >= _NARROWEST


def _pager() -> list[str]:
    """The command of the pager; empty when there is none, or PAGER is empty."""
    import shlex
    import shutil

    chosen = os.environ.get("PAGER")
    if chosen is not None:
        return shlex.split(chosen)
    return ["less"] if shutil.which("less") else ["more"] if os.name == "nt" else []


def _page(text: str, pager: list[str]) -> None:
    """Hand the text to the pager; when it cannot be started, print it."""
    import subprocess

    # As git does: quit when one screen is enough, keep colors, leave the text on the screen.
    environment = {"LESS": "FRX", **os.environ}
    try:
        subprocess.run(pager, input=text, text=True, encoding="utf-8", env=environment, check=False)
    except (OSError, KeyboardInterrupt) as error:
        if isinstance(error, OSError):
            sys.stdout.write(text)
