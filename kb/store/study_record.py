"""Rows -> the data of a study record: the inverse of study_rows and result_rows."""

from __future__ import annotations

from typing import Any

from kb.notation import Figure, render
from kb.records.cells import Cell
from kb.records.studies import WHOLE
from kb.records.study_order import unit_of
from kb.store.appraisals import written_limitation
from kb.store.breakdown_rows import read_breakdowns
from kb.store.figures import document_of, read_excerpts, read_figures
from kb.store.names import Names
from kb.store.result_rows import PARTICIPANTS
from kb.store.rows import Row, Rows, said


def study_record(rows: Rows, names: Names) -> dict[str, Any]:
    """The data of a study record from its rows."""
    return _Reader(rows, names).data()


class _Reader:
    def __init__(self, rows: Rows, names: Names) -> None:
        self._rows = rows
        self._names = names
        self._study = rows.one("study")
        self._figures: dict[str, list[Row]] = {}
        for row in rows.ordered("figure"):
            self._figures.setdefault(row["result_id"], []).append(row)
        self._sources: dict[str, list[Row]] = {}
        for row in rows.of("figure_source"):
            self._sources.setdefault(row["figure_id"], []).append(row)
        self._outcomes = {row["id"]: row["outcome_id"] for row in rows.of("study_outcome")}

    def data(self) -> dict[str, Any]:
        study = self._study
        enrolled = self._size("all")
        return said(
            {
                "study": study["id"],
                "label": study["label"],
                "design": study["design_id"],
                "reports": self._reports(),
                "document": document_of(self._rows),
                "registrations": tuple(
                    {"registry": row["registry_name"], "number": row["number"]}
                    for row in self._rows.ordered("study_registration")
                ),
                "conditions": tuple(row["condition_id"] for row in self._rows.ordered("study_condition")),
                "population": study["population"],
                "setting": study["setting"],
                "data": study["data_direction"],
                "known_through": study["known_through_id"],
                "enrolled": enrolled.get("n"),
                "stated": said({"enrolled": enrolled.get("stated")}),
                "arms": {row["key"]: self._arm(row) for row in self._rows.ordered("arm")},
                "populations": self._populations(),
                "contrasts": {row["key"]: self._contrast(row) for row in self._rows.ordered("contrast")},
                "outcomes": self._definitions(),
                "results": self._results(),
                "breakdowns": read_breakdowns(self._rows),
                "review": self._review(),
                **self._appraisal(),
                "conclusion": study["conclusion"],
            }
        )

    def _reports(self) -> dict[str, Any]:
        reports: dict[str, list[str]] = {}
        for row in self._rows.ordered("study_report"):
            reports.setdefault(row["role"], []).append(row["reference_id"])
        return {role: keys[0] if len(keys) == 1 else tuple(keys) for role, keys in reports.items()}

    def _cell(self, result: Row) -> Cell:
        figures = self._figures_of(result)
        return Cell(render(figures), figures)

    def _figures_of(self, result: Row) -> tuple[Figure, ...]:
        return read_figures(self._figures[result["id"]])

    def _excerpts(self, results: list[Row]) -> tuple[Any, ...]:
        sources = [
            source
            for result in results
            for figure in self._figures[result["id"]]
            for source in self._sources.get(figure["id"], ())
        ]
        return read_excerpts(sources)

    def _size(self, column: str) -> dict[str, Any]:
        outcome = f"{self._study['id']}/{PARTICIPANTS}"
        for row in self._rows.of("result"):
            if row["entry"] == 0 and row["column_key"] == column and row["step"] == 0:
                assert row["study_outcome_id"] == outcome
                return said({"n": self._cell(row), "stated": self._excerpts([row])})
        return {}

    def _arm(self, arm: Row) -> dict[str, Any]:
        interventions = self._rows.ordered("arm_intervention", arm_id=arm["id"])
        keys = tuple(row["intervention_id"] for row in interventions)
        return said({"label": arm["label"], "interventions": keys, **self._size(arm["key"])})

    def _populations(self) -> dict[str, Any]:
        limits = {
            row["step"]: row for row in self._rows.of("result") if row["entry"] == 0 and row["step"] > 0
        }
        populations = {}
        for row in self._rows.ordered("population_set"):
            if row["key"] == WHOLE:
                continue
            limit = limits.get(row["position"])
            own = {"kind": row["kind"], "label": row["label"], "by": row["by_outcome_id"]}
            if limit is not None:
                own |= {"is": self._cell(limit), "stated": self._excerpts([limit])}
            populations[row["key"]] = said(own)
        return populations

    def _contrast(self, row: Row) -> dict[str, Any]:
        index = row["index_arm_id"] or row["index_population_id"]
        reference = row["reference_arm_id"] or row["reference_population_id"]
        return said(
            {
                "index": _last(index),
                "reference": _last(reference),
                "factor": row["factor"],
                "method": None if row["method"] == "not-stated" else row["method"],
            }
        )

    def _definitions(self) -> dict[str, Any]:
        return {
            row["outcome_id"]: said({"definition": row["definition"], "primary": row["is_primary"] or None})
            for row in self._rows.ordered("study_outcome")
            if row["definition"] is not None or row["is_primary"]
        }

    def _results(self) -> tuple[dict[str, Any], ...]:
        entries: dict[int, list[Row]] = {}
        for row in self._rows.ordered("result", "entry", "step"):
            if row["entry"] > 0:
                entries.setdefault(row["entry"], []).append(row)
        order = [*(row["key"] for row in self._rows.ordered("arm"))]
        order += [*(row["key"] for row in self._rows.ordered("contrast")), "all"]
        return tuple(self._entry(rows, order) for _, rows in sorted(entries.items()))

    def _entry(self, results: list[Row], order: list[str]) -> dict[str, Any]:
        columns: dict[str, list[Row]] = {}
        for row in sorted(results, key=lambda row: order.index(row["column_key"])):
            columns.setdefault(row["column_key"], []).append(row)
        first = results[0]
        outcome = self._outcomes[first["study_outcome_id"]]
        population = _last(first["population_set_id"])
        cells: dict[str, Any] = {}
        for column, rows in columns.items():
            listed = tuple(self._cell(row) for row in rows)
            cells[column] = listed if rows[0]["step"] > 0 else listed[0]
        return said(
            {
                "outcome": outcome,
                "population": None if population == WHOLE else population,
                "role": None if first["role"] == self._names.role(outcome) else first["role"],
                "at": self._times(columns),
                "estimator": None if first["estimator"] == "as-reported" else first["estimator"],
                "counted": self._counted(results),
                "adjusted": first["adjusted"] or None,
                **cells,
                "stated": said({column: self._excerpts(rows) for column, rows in columns.items()}),
                "flags": said({column: rows[0]["flag"] for column, rows in columns.items()}),
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
        unnamed = (row["counted"] for row in results if row["counted"] != unit_of(self._figures_of(row)))
        return next((unit for unit in unnamed if unit), None)

    def _review(self) -> dict[str, Any] | None:
        included = self._rows.ordered("included_study")
        if not included:
            return None
        if included[0]["state"] == "none-eligible":
            return {"empty": True}
        items = (
            said(
                {
                    "study": row["study_id"],
                    "unnamed": row["unnamed"],
                    "state": row["state"],
                    "reason": row["reason"],
                }
            )
            for row in included
        )
        return {"includes": tuple(items)}

    def _appraisal(self) -> dict[str, Any]:
        appraisals = self._rows.of("appraisal")
        if not appraisals:
            return {}
        answers = self._rows.ordered("appraisal_answer")
        items = tuple(written_limitation(row) for row in answers if row["kind"] == "limitation")
        return {
            "strengths": tuple(row["note"] for row in answers if row["kind"] == "strength"),
            "limitations": said({"instrument": appraisals[0]["instrument_version_id"], "items": items}),
        }


def _last(id: str | None) -> str | None:
    return None if id is None else id.rpartition("/")[2]
