"""The columns of a study record that no excerpt states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.notation import Figure
from kb.records.cells import Excerpt, FigureCell
from kb.records.excerpts import excerpt_flaws, is_size
from kb.records.studies import StudyRecord

RecordPath = tuple[str | int, ...]


@dataclass(frozen=True)
class UntracedColumn:
    """One column of a record without excerpts.

    ``path`` is where its excerpts belong in the data of the record, ``name`` what a person calls it
    (``results.2.cryo``). ``arm`` and ``contrast`` are keys within the study, ``outcome`` one of the
    vocabulary; empty
    where it has none. ``months`` are the times of its cells (null: none). ``sizes`` are counts that a
    denominator
    may repeat.
    """

    path: RecordPath
    name: str
    cells: tuple[FigureCell, ...]
    arm: str = ""
    contrast: str = ""
    outcome: str = ""
    months: tuple[float | None, ...] = (None,)
    sizes: tuple[Figure, ...] = ()

    @property
    def shown(self) -> str:
        """Its cells as the record has them."""
        return ", ".join(cell.text for cell in self.cells)

    @property
    def has_numbers(self) -> bool:
        """Whether a number states it, not words alone."""
        return any(figure.value is not None for figure, _ in self.needed())

    def needed(self) -> list[tuple[Figure, float | None]]:
        """Its figures that an excerpt has to state, each with its time in months."""
        times = self.months if len(self.months) == len(self.cells) else self.months[:1] * len(self.cells)
        return [
            (figure, time)
            for cell, time in zip(self.cells, times, strict=True)
            for figure in cell.figures
            if not is_size(figure, self.sizes)
        ]

    def accepts(self, excerpts: tuple[Excerpt, ...]) -> bool:
        """Whether a load would take these excerpts for it."""
        return not any(excerpt_flaws(self.cells, excerpts, (), self.sizes))


def untraced_columns(study: StudyRecord) -> Iterator[UntracedColumn]:
    """The columns without excerpts, in the order of the record."""
    arms = {key: arm.n.figures for key, arm in study.arms.items() if arm.n is not None}
    whole = study.enrolled.figures if study.enrolled is not None else ()
    if study.enrolled is not None and not study.stated.get("enrolled"):
        yield UntracedColumn(("stated", "enrolled"), "enrolled", (study.enrolled,))
    for key, arm in study.arms.items():
        if arm.n is not None and not arm.stated:
            yield UntracedColumn(("arms", key, "stated"), f"arms.{key}", (arm.n,), arm=key)
    for key, population in study.populations.items():
        if population.limit is not None and not population.stated:
            yield UntracedColumn(("populations", key, "stated"), f"populations.{key}", (population.limit,))
    for index, result in enumerate(study.results):
        months = tuple(None if time.months is None else float(time.months) for time in result.at)
        for column, cells in result.columns.items():
            if result.stated.get(column):
                continue
            yield UntracedColumn(
                ("results", index, "stated", column),
                f"results.{index + 1}.{column}",
                cells if isinstance(cells, tuple) else (cells,),
                column if column in study.arms else "",
                column if column in study.contrasts else "",
                result.outcome,
                months or (None,),
                arms.get(column, whole),
            )
