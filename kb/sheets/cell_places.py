"""Where in a workbook each value of a record is, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kb.errors import Problem
from kb.records.yaml_source import Path, RecordSource, shown

NEW_SHEET = "Write a new workbook and copy your cells into it."
"""What to do about a workbook that has lost parts of its frame."""


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """One thing wrong in one cell."""

    sheet: str
    cell: str
    """``B7``."""
    message: str
    remedy: str = ""

    def problem(self) -> Problem:
        """The same as commands report it: ``Results!F5: message remedy``."""
        return Problem(f"{self.sheet}!{self.cell}", 0, "", self.message, self.remedy)


@dataclass(slots=True)
class Places:
    """Paths in a record -> cells. The number of a cell stands for the line that a text would have."""

    numbers: dict[Path, int] = field(default_factory=dict)
    lost: set[Path] = field(default_factory=set)
    """Paths of values whose column is missing, which is told of the sheet."""
    cells: list[tuple[str, str]] = field(default_factory=lambda: [("Study", "A1"), ("Study", "A1")])

    def begin(self, sheet: str, cell: str) -> None:
        """Say where the record itself is: what has no cell of its own is told there."""
        self.cells[:2] = [(sheet, cell), (sheet, cell)]

    def add(self, path: Path, sheet: str, cell: str) -> None:
        """Say where the value at a path is; the first cell named for it holds."""
        if path not in self.numbers:
            self.numbers[path] = len(self.cells)
            self.cells.append((sheet, cell))

    def move(self, path: Path, to: Path) -> None:
        """Say that what is at a path, and all below, is at another."""
        inside = {place: number for place, number in self.numbers.items() if place[: len(path)] == path}
        self.numbers = {place: number for place, number in self.numbers.items() if place not in inside}
        self.numbers |= {(*to, *place[len(path) :]): number for place, number in inside.items()}
        self.lost = {(*to, *p[len(path) :]) if p[: len(path)] == path else p for p in self.lost}

    def is_told(self, problem: Problem) -> bool:
        """Whether a problem is only that a column is missing, which is told of the sheet."""
        return "is empty, and every entry needs it" in problem.message and problem.field in map(
            shown, self.lost
        )

    def complaint(self, problem: Problem) -> Complaint:
        """A problem of a record, whose line is the number of a place, as one of a cell."""
        sheet, cell = self.cells[problem.line if problem.line < len(self.cells) else 0]
        return Complaint(sheet, cell, problem.message, problem.remedy)


@dataclass(slots=True)
class SheetData:
    """What a workbook says of one record: its data, where each part of it is, and what is wrong."""

    data: dict[str, Any] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    complaints: list[Complaint] = field(default_factory=list)

    def source(self, file: str) -> RecordSource:
        """The data as a text would be read; ``lines`` are numbers of places."""
        return RecordSource(file, self.data, self.places.numbers)


def address(row: int, column: int) -> str:
    """``B7``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def lines_of(text: str) -> tuple[str, ...] | str:
    """The entries of a cell, one per line."""
    lines = tuple(line for line in text.split("\n") if line.strip())
    return lines[0] if len(lines) == 1 else lines


def without_repeats(complaints: list[Complaint]) -> list[Complaint]:
    """One complaint of each cell: the first stands for those that follow from it."""
    unique: dict[tuple[str, str], Complaint] = {}
    for complaint in complaints:
        unique.setdefault((complaint.sheet, complaint.cell), complaint)
    return list(unique.values())
