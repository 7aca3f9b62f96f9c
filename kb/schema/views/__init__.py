"""The public views: one portable SQL file each, with its description in the front comment.

A file holds one SELECT that SQLite and PostgreSQL both run unchanged. Its front comment says first what
one row is and, after ``Key:``, which columns tell rows apart; then, after an empty comment line, what each
column is: ``-- name (type): description``, the type being ``text`` unless stated, or
``-- name (codes list): description`` with the name of a closed list. A ``boolean`` is 1 or 0 and a ``date``
is text in ISO 8601, so that the same SQL runs on both engines. ``columns.txt`` describes the columns that
mean the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

_FOLDER = Path(__file__).parent
_COLUMN = re.compile(
    r"(?P<name>[a-z_]+)"
    r"(?: \((?:(?P<type>integer|real|text|boolean|date)|codes (?P<codes>[a-z_]+))\))?: (?P<description>.+)"
)


@dataclass(frozen=True, slots=True)
class DescribedColumn:
    """What the front comment says of one column.

    ``type`` is text, integer, real, boolean (1 or 0) or date (ISO 8601); ``codes`` names the closed list
    that the column takes its values from, in lower case ("" = what the table column of that name says).
    """

    type: str
    description: str
    codes: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """One public view.

    ``description`` says what one row is, ``key`` names the columns that no two rows share (nulls counting
    as equal), ``columns`` holds those that its own comment describes.
    """

    name: str
    select: str
    description: str
    key: tuple[str, ...]
    columns: dict[str, DescribedColumn]

    @property
    def create(self) -> str:
        """The statement that makes the view; comments left out, so that the catalog shows SQL only."""
        return f"CREATE VIEW {self.name} AS\n{self.select}"


@cache
def views() -> tuple[View, ...]:
    """All public views, each after the views that it reads."""
    parsed = {file.stem: _parse(file.stem, file.read_text("utf-8")) for file in _FOLDER.glob("*.sql")}
    order = {name: _mentioned(view.select, parsed) - {name} for name, view in sorted(parsed.items())}
    return tuple(parsed[name] for name in TopologicalSorter(order).static_order())


@cache
def shared_columns() -> dict[str, DescribedColumn]:
    """The columns that mean the same in every view."""
    text = (_FOLDER / "columns.txt").read_text("utf-8")
    return _columns(text.partition("\n\n")[2].splitlines())


def _parse(name: str, text: str) -> View:
    lines = text.splitlines()
    front = next(number for number, line in enumerate(lines) if not line.startswith("--"))
    comment = [line.removeprefix("--").removeprefix(" ") for line in lines[:front]]
    first = next((n for n, line in enumerate(comment) if n and _COLUMN.match(line)), len(comment))
    prose = [line for line in comment[:first] if line]
    keys = [line.removeprefix("Key: ") for line in prose if line.startswith("Key: ")]
    if len(keys) != 1:
        raise ValueError(
            f"view {name}: say in one line of the front comment, after Key:, what tells rows apart"
        )
    description = " ".join(line for line in prose if not line.startswith("Key: "))
    select = "\n".join(line for line in lines[front:] if not line.lstrip().startswith("--"))
    return View(name, select.strip(), description, tuple(keys[0].split(", ")), _columns(comment[first:]))


def _columns(lines: Iterable[str]) -> dict[str, DescribedColumn]:
    columns: dict[str, DescribedColumn] = {}
    for line in lines:
        match = _COLUMN.fullmatch(line)
        if match is None:
            raise ValueError(f"not a column description: {line!r}; write -- name (type): description")
        columns[match["name"]] = DescribedColumn(
            match["type"] or "text", match["description"], match["codes"] or ""
        )
    return columns


def _mentioned(select: str, names: Iterable[str]) -> set[str]:
    words = set(re.findall(r"(?:FROM|JOIN) (\w+)", select))
    return words & set(names)
