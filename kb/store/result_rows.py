"""What is special in results of studies: outcomes, times, results, figures, and where they are stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kb.notation import Figure, Time, display
from kb.notation.time_words import times_in_words
from kb.records.cells import Excerpt, FigureCell
from kb.records.excerpts import PrintedPlace, is_size, locate
from kb.records.result_checks import size_figures
from kb.records.studies import (
    ALL,
    WHOLE,
    ArmEntry,
    PopulationEntry,
    ResultEntry,
    StudyOutcomeEntry,
    StudyRecord,
)
from kb.records.study_order import outcomes_used, unit_of
from kb.records.yaml_source import Path
from kb.store.figures import FigureSources, add_figures, read_cell, read_excerpts, read_figures
from kb.store.measures import add_measures
from kb.store.printed_sizes import PARTICIPANTS, ResultFigures
from kb.store.rows import RecordRows, Row, present_values
from kb.store.special import FIGURES, Pointer, RecordNames, SpecialMapping, SpecialTable
from kb.store.study_rows import last

NO_TIME = "none"
AS_REPORTED = "as-reported"


@dataclass(frozen=True, slots=True)
class ResultSpot:
    """Dimensions of a result that are not those of its whole entry."""

    column: str
    time: str
    step: int


def _add(rows: RecordRows, study: StudyRecord, names: RecordNames) -> None:
    _Adding(rows, study, names).add()


class _Adding:
    """Adds all results of a study, entry 0 (sizes and limits) first."""

    def __init__(self, rows: RecordRows, study: StudyRecord, names: RecordNames) -> None:
        self._rows = rows
        self._study = study
        self._names = names
        report = next(iter(study.reports.values()), None)
        first = report[0] if isinstance(report, tuple) else report
        self._stated = FigureSources(rows, study.document, first)
        self._figures: list[ResultFigures] = []

    def add(self) -> None:
        self._add_outcomes()
        self._add_time(NO_TIME, "none", ())
        self._add_sizes()
        for entry, result in enumerate(self._study.results, start=1):
            self._add_entry(entry, result)
        self._note_dimensions()
        add_measures(self._rows, self._figures)

    def _note_dimensions(self) -> None:
        """Outcomes and times are where they are first reported, in a result rather than as a size."""
        for row in sorted(self._rows.of("result"), key=lambda row: row["entry"] == 0):
            path = self._rows.paths[row["id"]]
            for column in ("study_outcome_id", "timepoint_id"):
                self._rows.note(row[column], path[:2] if row["entry"] > 0 else path)

    def _add_outcomes(self) -> None:
        study = self._study
        sizes = [study.enrolled, *(arm.n for arm in study.arms.values())]
        used = [PARTICIPANTS] if any(size is not None for size in sizes) else []
        used += outcomes_used(study)
        for position, outcome in enumerate(dict.fromkeys(used), start=1):
            own = study.outcomes.get(outcome)
            values = {
                "study_id": study.study,
                "outcome_id": outcome,
                "definition": own.definition if own is not None else None,
                "is_primary": own is not None and own.primary,
                "scale": own.scale if own is not None else None,
                "position": position,
            }
            self._rows.add("study_outcome", f"{study.study}/{outcome}", values)

    def _add_time(self, key: str, kind: str, times: Sequence[Time]) -> None:
        """A time, or several that one cell is over together; the row of no time has none."""
        id = f"{self._study.study}@{key}"
        if all(row["id"] != id for row in self._rows.of("timepoint")):
            values = {"study_id": self._study.study, "key": key, "kind": kind, **_time_values(times)}
            self._rows.add("timepoint", id, values)

    def _add_sizes(self) -> None:
        study = self._study
        role = self._names.role(PARTICIPANTS)
        size = ResultEntry.model_construct(None, outcome=PARTICIPANTS, role=role)
        cells = [(ALL, study.enrolled, study.stated.get("enrolled", ()))]
        cells += [(key, arm.n, arm.stated) for key, arm in study.arms.items()]
        for column, cell, excerpts in cells:
            if cell is not None:
                self._add_column((0, size), [(ResultSpot(column, NO_TIME, 0), cell)], excerpts)
        for position, (key, population) in enumerate(study.populations.items(), start=1):
            if population.by is None or population.limit is None:
                continue
            limit = ResultEntry.model_construct(
                None, outcome=population.by, population=key, role="definition"
            )
            spots = [(ResultSpot(ALL, NO_TIME, position), population.limit)]
            self._add_column((0, limit), spots, population.stated)

    def _add_entry(self, entry: int, result: ResultEntry) -> None:
        times = list(result.at)
        series = self._series(times) if times else NO_TIME
        for column, cells in result.columns.items():
            if isinstance(cells, tuple):
                spots = [
                    (ResultSpot(column, self._time(time), step), cell)
                    for step, (time, cell) in enumerate(zip(times, cells, strict=True), start=1)
                ]
            else:
                if len(times) > 1:
                    self._add_time(series, "series", times)
                spots = [(ResultSpot(column, series, 0), cells)]
            self._add_column((entry, result), spots, result.stated.get(column, ()))

    def _series(self, times: Sequence[Time]) -> str:
        return self._time(times[0]) if len(times) == 1 else "+".join(time.slug for time in times)

    def _time(self, time: Time) -> str:
        self._add_time(time.slug, time.kind, (time,))
        return time.slug

    def _add_column(
        self,
        entry: tuple[int, ResultEntry],
        spots: Sequence[tuple[ResultSpot, FigureCell]],
        excerpts: Sequence[Excerpt],
    ) -> None:
        """One column of one entry: a result for each cell, then the sources of all its figures."""
        number, result = entry
        ids: list[str] = []
        figures: list[Figure] = []
        for spot, cell in spots:
            row = self._add_result(number, result, spot, cell)
            added = add_figures(self._rows, row, cell.figures)
            self._figures.append((row, added, cell.figures))
            ids += added
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
            place: PrintedPlace | None = locate(sizes, excerpts)[0]
            self._stated.add(id, place, excerpts, inherited=True)

    def _add_result(self, entry: int, result: ResultEntry, spot: ResultSpot, cell: FigureCell) -> Row:
        study = self._study
        usual = self._names.role(result.outcome)
        counted = result.counted or unit_of(cell.figures)
        dimensions = {
            "role": result.role or usual,
            "counted": None if counted == result.outcome else counted or None,
            "estimator": result.estimator,
            "adjusted": result.adjusted,
        }
        values = {
            "study_id": study.study,
            "study_outcome_id": f"{study.study}/{result.outcome}",
            "population_set_id": f"{study.study}/{result.population}",
            "target_id": None if result.target is None else f"{study.study}/{result.target}",
            "timepoint_id": f"{study.study}@{spot.time}",
            **self._subject(spot.column),
            **dimensions,
            "reported_text": display(cell.figures),
            "flag": result.flags.get(spot.column),
            "note": result.note,
            "entry": entry,
            "step": spot.step,
        }
        id = result_id(study.study, result, spot, usual, dimensions)
        return self._rows.add("result", id, values, self._path(entry, result, spot))

    def _path(self, entry: int, result: ResultEntry, spot: ResultSpot) -> Path:
        if entry > 0:
            path: Path = ("results", entry - 1, spot.column)
            return (*path, spot.step - 1) if spot.step > 0 else path
        if spot.step > 0:
            return ("populations", result.population, "is")
        return ("enrolled",) if spot.column == ALL else ("arms", spot.column, "n")

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


def _time_values(times: Sequence[Time]) -> dict[str, Any]:
    """What the row of a time says of it; of several together, only how they are written."""
    only = times[0] if len(times) == 1 else None
    lengths = (None, None, None) if only is None else (only.months, *only.months_between)
    months = [None if length is None else float(length) for length in lengths]
    return {
        "label": ", ".join(str(time) for time in times) or None,
        **dict(zip(("months", "months_low", "months_high"), months, strict=True)),
        "event": None if only is None or only.kind == "follow-up" else only.event or None,
        "text": times_in_words(times) or None,
    }


def result_id(
    study: str, result: ResultEntry, spot: ResultSpot, usual_role: str, dimensions: dict[str, Any]
) -> str:
    """``study/outcome/column@time,further dimensions``; only those that are not the usual ones."""
    further = [
        result.population if result.population != WHOLE else "",
        result.target or "",
        dimensions["role"] if dimensions["role"] != usual_role else "",
        dimensions["counted"] or "",
        dimensions["estimator"] if dimensions["estimator"] != AS_REPORTED else "",
        "adjusted" if dimensions["adjusted"] else "",
    ]
    time = f"@{spot.time}" if spot.time != NO_TIME else ""
    return f"{study}/{result.outcome}/{spot.column}{time}" + "".join(f",{part}" for part in further if part)


def _read(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    _Reading(rows, names).read(data)


class _Reading:
    """Reads the results of a study, and what is kept as results: sizes, limits, definitions."""

    def __init__(self, rows: RecordRows, names: RecordNames) -> None:
        self._rows = rows
        self._names = names
        self._figures = rows.below("figure", "result_id")
        self._qualifiers = rows.below("qualifier", "figure_id")
        self._sources = rows.below("figure_source", "figure_id")
        self._outcomes = {row["id"]: row["outcome_id"] for row in rows.of("study_outcome")}
        self._entries: dict[int, list[Row]] = {}
        for row in rows.ordered("result", "entry", "step"):
            self._entries.setdefault(row["entry"], []).append(row)

    def read(self, data: dict[str, Any]) -> None:
        """Add to the data of the study."""
        enrolled = self._size(ALL)
        data["enrolled"] = enrolled.get("n")
        data["stated"] = present_values({"enrolled": enrolled.get("stated")})
        for key, arm in data.get("arms", {}).items():
            arm |= self._size(key)
        self._read_limits(data.get("populations", {}))
        data["outcomes"] = self._definitions()
        data["results"] = self._results()

    def _cell(self, result: Row) -> FigureCell:
        return read_cell(self._rows, self._figures_of(result))

    def _figures_of(self, result: Row) -> tuple[Figure, ...]:
        return read_figures(self._figures[result["id"]], self._qualifiers)

    def _excerpts(self, results: list[Row]) -> tuple[Any, ...]:
        sources = [
            source
            for result in results
            for figure in self._figures[result["id"]]
            for source in self._sources.get(figure["id"], ())
        ]
        return read_excerpts(sources)

    def _size(self, column: str) -> dict[str, Any]:
        for row in self._entries.get(0, ()):
            if row["column_key"] == column and row["step"] == 0:
                return present_values({"n": self._cell(row), "stated": self._excerpts([row])})
        return {}

    def _read_limits(self, populations: dict[str, Any]) -> None:
        limits = {row["step"]: row for row in self._entries.get(0, ()) if row["step"] > 0}
        for row in self._rows.of("population_set"):
            if (limit := limits.get(row["position"])) is not None:
                populations[row["key"]] |= present_values(
                    {"is": self._cell(limit), "stated": self._excerpts([limit])}
                )

    def _definitions(self) -> dict[str, Any]:
        return {
            row["outcome_id"]: present_values(
                {
                    "definition": row["definition"],
                    "scale": row["scale"],
                    "primary": row["is_primary"] or None,
                }
            )
            for row in self._rows.ordered("study_outcome")
            if row["definition"] is not None or row["is_primary"] or row["scale"] is not None
        }

    def _results(self) -> tuple[dict[str, Any], ...]:
        order = [*(row["key"] for row in self._rows.ordered("arm"))]
        order += [*(row["key"] for row in self._rows.ordered("contrast")), ALL]
        return tuple(self._entry(rows, order) for entry, rows in sorted(self._entries.items()) if entry > 0)

    def _entry(self, results: list[Row], order: list[str]) -> dict[str, Any]:
        columns: dict[str, list[Row]] = {}
        for row in sorted(results, key=lambda row: order.index(row["column_key"])):
            columns.setdefault(row["column_key"], []).append(row)
        first = results[0]
        outcome = self._outcomes[first["study_outcome_id"]]
        population = last(first["population_set_id"])
        cells: dict[str, Any] = {}
        for column, rows in columns.items():
            listed = tuple(self._cell(row) for row in rows)
            cells[column] = listed if rows[0]["step"] > 0 else listed[0]
        return present_values(
            {
                "outcome": outcome,
                "population": None if population == WHOLE else population,
                "target": last(first["target_id"]),
                "role": None if first["role"] == self._names.role(outcome) else first["role"],
                "at": self._times(columns),
                "estimator": None if first["estimator"] == "as-reported" else first["estimator"],
                "counted": self._counted(results),
                "adjusted": first["adjusted"] or None,
                **cells,
                "stated": present_values({column: self._excerpts(rows) for column, rows in columns.items()}),
                "flags": present_values({column: rows[0]["flag"] for column, rows in columns.items()}),
                "note": first["note"],
            }
        )

    def _times(self, columns: dict[str, list[Row]]) -> tuple[str, ...]:
        """Times of a list where a column has one, else those of the one time point or series."""
        labels = {row["id"]: row["label"] for row in self._rows.of("timepoint")}
        longest = max(columns.values(), key=len)
        if longest[0]["step"] > 0:
            return tuple(labels[row["timepoint_id"]] for row in longest)
        label = labels[longest[0]["timepoint_id"]]
        return tuple(label.split(", ")) if label else ()

    def _counted(self, results: list[Row]) -> str | None:
        """The unit of analysis that some cell of the entry does not name itself."""
        named = ((row["counted"], unit_of(self._figures_of(row))) for row in results)
        return next((unit for unit, of_cell in named if unit is not None and unit != of_cell), None)


def _participants(study: StudyRecord) -> Iterator[Pointer]:
    """The outcome that sizes are kept under has to be in the vocabulary."""
    sizes = {("enrolled",): study.enrolled} | {("arms", key, "n"): arm.n for key, arm in study.arms.items()}
    for path, cell in sizes.items():
        if cell is not None:
            yield Pointer(path, "outcomes", PARTICIPANTS)


RESULTS = SpecialMapping(
    {
        StudyRecord: ("enrolled", "stated", "outcomes", "results"),
        ArmEntry: ("n", "stated"),
        PopulationEntry: ("limit", "stated"),
        StudyOutcomeEntry: ("definition", "scale", "primary"),
        ResultEntry: (
            *("outcome", "population", "target", "role", "at", "estimator", "counted", "adjusted"),
            *("stated", "flags", "note"),
        ),
    },
    {
        "study_outcome": SpecialTable(flags=("is_primary",), prose=("definition",)),
        "timepoint": SpecialTable(),
        "result": SpecialTable(flags=("adjusted",), prose=("flag", "note")),
        **FIGURES,
        "measure": SpecialTable(flags=("planned", "adjusted", "ci_one_sided", "p_one_sided")),
        "group_size": SpecialTable(flags=("counts_people",)),
        "evaluation": SpecialTable(),
        "study_size": SpecialTable(flags=("counts_people",)),
    },
    _add,
    _read,
    _participants,
)
