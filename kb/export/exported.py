"""How far an export is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Progress = Callable[[int, int], None]
"""Called with the number of rows done and the number of all."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How many views and rows were written where; ``cut`` names the views of which not all rows fit."""

    place: Path
    views: int
    rows: int
    cut: tuple[str, ...] = ()

    def sentence(self) -> str:
        """The outcome for a person."""
        cut = f" Too long for Excel and cut: {', '.join(self.cut)}." if self.cut else ""
        return f"Wrote {self.views} views with {self.rows} rows to {self.place}.{cut}"


@dataclass(slots=True)
class Watched:
    """Counts the rows that pass, and tells how far they are."""

    progress: Progress
    total: int
    done: int = 0

    def through(self, batches: Iterator[list[list[Any]]]) -> Iterator[list[list[Any]]]:
        """The same batches."""
        for columns in batches:
            yield columns
            self.done += len(columns[0])
            self.progress(self.done, self.total)
