"""A table on a terminal: fitted to its width, and paged when it is longer than the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kb.forms.values import in_one_line, shown

_BETWEEN = "  "
_SHORT = 26
"""Letters of a word that is never cut: keys, dates, identifiers."""
_NARROWEST = 12
"""Letters that a cut column has at least."""
_NARROWEST_WRAPPED = 20
_SHORTEST_NAME = 8
"""Letters that the name of a narrow column has at least."""
_WRAPPED = frozenset({"query", "command", "remark"})
"""Columns of which every word counts, search strategies above all: their cells go on in the next line."""


def show_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str | None:
    """Print the table; by the program that PAGER names (else ``less``) when it does not fit the screen.

    The key, which says what a row is, stays; long texts are cut, and what still has no room is left out from
    the right. Where that would be more than half of the columns, or a search strategy, rows are shown one by
    one. Returns a sentence that says what is not shown; None when all is.
    """
    import shutil

    held = [list(row) for row in rows]
    size = shutil.get_terminal_size()
    measured = [_measured(name, [row[index] for row in held]) for index, name in enumerate(columns)]
    fitting = _fitting(measured, size.columns)
    left_out = measured[len(fitting) :]
    if 2 * len(fitting) < len(columns) or any(column.wraps for column in left_out):
        show_row_by_row(columns, held)
        return None
    lines = list(_lines(measured, fitting, held))
    if len(lines) < size.lines or not sys.stdout.isatty() or not (pager := _pager()):
        sys.stdout.writelines(f"{line}\n" for line in lines)
    else:
        _page("".join(f"{line}\n" for line in lines), pager)
    return _not_shown(measured, fitting, size.columns)


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


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table: how wide it is when all is shown, and how narrow it may become."""

    name: str
    widest: int
    least: int
    is_number: bool
    has_spaces: bool
    wraps: bool


def _measured(name: str, values: Sequence[Any]) -> _Column:
    from rich.cells import cell_len

    texts = [in_one_line(value) for value in values]
    cells = max(map(cell_len, texts), default=0)
    name = in_one_line(name)
    widest = max(cells, cell_len(name))
    is_number = bool(values) and all(isinstance(value, int | float | None) for value in values)
    wraps = name in _WRAPPED and cells > _SHORT
    has_spaces = any(" " in text for text in texts)
    is_word = is_number or (cells <= _SHORT and not has_spaces)
    least = cells if is_word else min(cells, _NARROWEST_WRAPPED if wraps else _NARROWEST)
    least = max(least, min(cell_len(name), _SHORTEST_NAME))
    return _Column(name, widest, least, is_number, has_spaces, wraps)


def _fitting(columns: Sequence[_Column], width: int) -> list[int]:
    """The widths of as many columns from the left as have room.

    The key, the first column that is no running number, is cut only when it alone is wider than the screen,
    or a long text.
    """
    least = [column.least for column in columns]
    place = next((place for place, column in enumerate(columns) if not column.is_number), None)
    if place is not None:
        key = columns[place]
        least[place] = key.widest if key.widest <= (width // 2 if key.has_spaces else width) else key.least
    kept = 0
    while kept < len(least) and sum(least[: kept + 1]) + len(_BETWEEN) * kept <= width:
        kept += 1
    room = width - len(_BETWEEN) * (kept - 1)
    widths = least[:kept]
    for cap in range(width + 1):
        wider = [
            max(narrow, min(column.widest, cap))
            for narrow, column in zip(least, columns[:kept], strict=False)
        ]
        if sum(wider) > room:
            break
        widths = wider
    return widths


def _lines(columns: Sequence[_Column], widths: Sequence[int], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """The lines of a table between two empty ones: the names, a rule, and the rows."""
    from kb.cli.terminal import shows_colors

    shown = list(zip(columns, widths, strict=False))
    names = _BETWEEN.join(_cell(column, column.name, width) for column, width in shown)
    yield ""
    yield f"\x1b[1m{names}\x1b[0m" if shows_colors() else names.rstrip()
    yield "─" * (sum(widths) + len(_BETWEEN) * (len(widths) - 1))
    for row in rows:
        cells = [
            _wrapped_cell(in_one_line(value), width) if column.wraps else [in_one_line(value)]
            for (column, width), value in zip(shown, row, strict=False)
        ]
        for number in range(max(map(len, cells), default=0)):
            parts = [cell[number] if number < len(cell) else "" for cell in cells]
            yield _BETWEEN.join(
                _cell(column, part, width) for (column, width), part in zip(shown, parts, strict=True)
            ).rstrip()
    yield ""


def _cell(column: _Column, text: str, width: int) -> str:
    """A text in so many columns of the screen: filled up, or cut."""
    from rich.cells import cell_len, set_cell_size

    left = width - cell_len(text)
    if left < 0:
        return set_cell_size(text, width - 1) + "…"
    return " " * left + text if column.is_number else text + " " * left


def _wrapped_cell(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def _not_shown(columns: Sequence[_Column], widths: Sequence[int], width: int) -> str | None:
    """What of a table is missing, and how to see it."""
    left_out = [column.name for column in columns[len(widths) :]]
    is_cut = any(
        column.widest > room and not column.wraps for column, room in zip(columns, widths, strict=False)
    )
    if left_out:
        cut = ", and some cells are cut" if is_cut else ""
        return f"Not shown, to fit {width} columns: {', '.join(left_out)}{cut}; --format csv shows all."
    return f"Some cells are cut to fit {width} columns; --format csv shows them whole." if is_cut else None


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
