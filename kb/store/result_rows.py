"""Results of a study record -> rows: outcomes, times, results, figures, and where they are stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kb.notation import Figure, Time, display
from kb.records.cells import Cell, Excerpt
from kb.records.excerpts import Place, is_size, locate
from kb.records.result_checks import size_figures
from kb.records.studies import ALL, WHOLE, Result, Study
from kb.records.study_order import outcomes_used, unit_of
from kb.store.figures import Stated, add_figures
from kb.store.names import Names
from kb.store.rows import Row, Rows

PARTICIPANTS = "participants"
"""Outcome under which sizes of arms and studies are kept."""
NO_TIME = "none"
AS_REPORTED = "as-reported"


@dataclass(frozen=True, slots=True)
class Spot:
    """Dimensions of a result that are not those of its whole entry."""

    column: str
    time: str
    step: int


def add_results(rows: Rows, study: Study, names: Names) -> None:
    """Add all results of a study, entry 0 (sizes and limits) first."""
    _Results(rows, study, names).add()


class _Results:
    def __init__(self, rows: Rows, study: Study, names: Names) -> None:
        self._rows = rows
        self._study = study
        self._names = names
        report = next(iter(study.reports.values()), None)
        first = report[0] if isinstance(report, tuple) else report
        self._stated = Stated(rows, study.document, first)

    def add(self) -> None:
        self._add_outcomes()
        self._add_time(NO_TIME, "none", "", None)
        self._add_sizes()
        for entry, result in enumerate(self._study.results, start=1):
            self._add_entry(entry, result)

    def _add_outcomes(self) -> None:
        study = self._study
        sizes = [study.enrolled, *(arm.n for arm in study.arms.values())]
        used = [PARTICIPANTS] if any(size is not None for size in sizes) else []
        used += outcomes_used(study)
        for position, outcome in enumerate(dict.fromkeys(used), start=1):
            own = study.outcomes.get(outcome)
            self._rows.add(
                "study_outcome",
                f"{study.study}/{outcome}",
                study_id=study.study,
                outcome_id=outcome,
                definition=own.definition if own is not None else None,
                is_primary=own is not None and own.primary,
                position=position,
            )

    def _add_time(self, key: str, kind: str, label: str, months: float | None) -> None:
        id = f"{self._study.study}@{key}"
        if all(row["id"] != id for row in self._rows.of("timepoint")):
            study = self._study.study
            self._rows.add("timepoint", id, study_id=study, key=key, kind=kind, label=label, months=months)

    def _add_sizes(self) -> None:
        study = self._study
        role = self._names.role(PARTICIPANTS)
        size = Result.model_construct(None, outcome=PARTICIPANTS, role=role)
        cells = [(ALL, study.enrolled, study.stated.get("enrolled", ()))]
        cells += [(key, arm.n, arm.stated) for key, arm in study.arms.items()]
        for column, cell, excerpts in cells:
            if cell is not None:
                self._add_column((0, size), [(Spot(column, NO_TIME, 0), cell)], excerpts)
        for position, (key, population) in enumerate(study.populations.items(), start=1):
            if population.by is None or population.limit is None:
                continue
            limit = Result.model_construct(None, outcome=population.by, population=key, role="definition")
            spots = [(Spot(ALL, NO_TIME, position), population.limit)]
            self._add_column((0, limit), spots, population.stated)

    def _add_entry(self, entry: int, result: Result) -> None:
        times = list(result.at)
        series = self._series(times) if times else NO_TIME
        for column, cells in result.columns.items():
            if isinstance(cells, tuple):
                spots = [
                    (Spot(column, self._time(time), step), cell)
                    for step, (time, cell) in enumerate(zip(times, cells, strict=True), start=1)
                ]
            else:
                if len(times) > 1:
                    self._add_time(series, "series", ", ".join(str(time) for time in times), None)
                spots = [(Spot(column, series, 0), cells)]
            self._add_column((entry, result), spots, result.stated.get(column, ()))

    def _series(self, times: Sequence[Time]) -> str:
        return self._time(times[0]) if len(times) == 1 else "+".join(time.slug for time in times)

    def _time(self, time: Time) -> str:
        months = None if time.months is None else float(time.months)
        self._add_time(time.slug, time.kind, str(time), months)
        return time.slug

    def _add_column(
        self, entry: tuple[int, Result], spots: Sequence[tuple[Spot, Cell]], excerpts: Sequence[Excerpt]
    ) -> None:
        """One column of one entry: a result for each cell, then the sources of all its figures."""
        number, result = entry
        ids: list[str] = []
        figures: list[Figure] = []
        for spot, cell in spots:
            row = self._add_result(number, result, spot, cell)
            ids += add_figures(self._rows, row, cell.figures)
            figures += cell.figures
        places = locate(figures, excerpts) if excerpts else [None] * len(figures)
        for id, figure, place in zip(ids, figures, places, strict=True):
            if place is None and excerpts and number > 0:
                self._inherit(id, figure, spots[0][0].column)
            else:
                self._stated.add(id, place, excerpts)

    def _inherit(self, id: str, figure: Figure, column: str) -> None:
        """A denominator that repeats the size of its arm is stated where the size is."""
        arm = self._study.arms.get(column)
        excerpts = arm.stated if arm is not None else self._study.stated.get("enrolled", ())
        sizes = size_figures(self._study, column)
        if is_size(figure, sizes) and excerpts:
            place: Place | None = locate(sizes, excerpts)[0]
            self._stated.add(id, place, excerpts, inherited=True)

    def _add_result(self, entry: int, result: Result, spot: Spot, cell: Cell) -> Row:
        study = self._study
        usual = self._names.role(result.outcome)
        counted = result.counted or unit_of(cell.figures)
        dimensions = {
            "role": result.role or usual,
            "counted": "" if counted == result.outcome else counted,
            "estimator": result.estimator,
            "adjusted": result.adjusted,
        }
        return self._rows.add(
            "result",
            result_id(study.study, result, spot, usual, dimensions),
            study_id=study.study,
            study_outcome_id=f"{study.study}/{result.outcome}",
            population_set_id=f"{study.study}/{result.population}",
            timepoint_id=f"{study.study}@{spot.time}",
            **self._subject(spot.column),
            **dimensions,
            reported_text=display(cell.figures),
            flag=result.flags.get(spot.column),
            note=result.note,
            entry=entry,
            step=spot.step,
        )

    def _subject(self, column: str) -> dict[str, Any]:
        id = f"{self._study.study}/{column}"
        is_arm = column in self._study.arms
        is_contrast = column in self._study.contrasts
        return {
            "scope": "arm" if is_arm else "contrast" if is_contrast else "study",
            "column_key": column,
            "arm_id": id if is_arm else None,
            "contrast_id": id if is_contrast else None,
        }


def result_id(study: str, result: Result, spot: Spot, usual_role: str, dimensions: dict[str, Any]) -> str:
    """``study/outcome/column@time,further dimensions``; only those that are not the usual ones."""
    further = [
        result.population if result.population != WHOLE else "",
        dimensions["role"] if dimensions["role"] != usual_role else "",
        dimensions["counted"],
        dimensions["estimator"] if dimensions["estimator"] != AS_REPORTED else "",
        "adjusted" if dimensions["adjusted"] else "",
    ]
    time = f"@{spot.time}" if spot.time != NO_TIME else ""
    return f"{study}/{result.outcome}/{spot.column}{time}" + "".join(f",{part}" for part in further if part)
