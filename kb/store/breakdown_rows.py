"""Breakdowns of a study <-> rows: each part is an outcome in a set of participants."""

from __future__ import annotations

from typing import Any

from kb.records.studies import WHOLE, Breakdown, Study
from kb.store.rows import Row, Rows, numbered, said


def add_breakdowns(rows: Rows, study: Study) -> None:
    """Add the breakdowns of a study, in order."""
    for position, breakdown in numbered(study.breakdowns):
        id = f"{study.study}/breakdown/{position}"
        rows.add(
            "breakdown",
            id,
            study_id=study.study,
            position=position,
            kind="outcomes" if breakdown.parts else "populations",
            **_place(study.study, breakdown.whole, breakdown.population),
            complete=breakdown.complete,
        )
        for place, member in numbered(breakdown.members()):
            where = _place(study.study, *_part(breakdown, member))
            rows.add("breakdown_part", f"{id}/{place}", breakdown_id=id, position=place, **where)


def _part(breakdown: Breakdown, member: str) -> tuple[str | None, str]:
    """Outcome and population of one part."""
    if breakdown.parts:
        return member, breakdown.parts_in or breakdown.population
    return breakdown.whole, member


def _place(study: str, outcome: str | None, population: str) -> dict[str, Any]:
    return {
        "study_outcome_id": None if outcome is None else f"{study}/{outcome}",
        "population_set_id": f"{study}/{population}",
    }


def read_breakdowns(rows: Rows) -> tuple[dict[str, Any], ...]:
    """The breakdowns of a study, as its record writes them."""
    return tuple(_breakdown(rows, row) for row in rows.ordered("breakdown"))


def _breakdown(rows: Rows, row: Row) -> dict[str, Any]:
    parts = rows.ordered("breakdown_part", breakdown_id=row["id"])
    by_outcome = row["kind"] == "outcomes"
    population = _last(row["population_set_id"])
    of_parts = _last(parts[0]["population_set_id"]) if by_outcome else population
    column = "study_outcome_id" if by_outcome else "population_set_id"
    return said(
        {
            "whole": None if row["study_outcome_id"] is None else _last(row["study_outcome_id"]),
            "population": None if population == WHOLE else population,
            "parts" if by_outcome else "sets": tuple(_last(part[column]) for part in parts),
            "parts_in": None if of_parts == population else of_parts,
            "complete": None if row["complete"] else False,
        }
    )


def _last(id: str) -> str:
    return id.rpartition("/")[2]
