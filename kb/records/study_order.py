"""The canonical order of what a study record may write in any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from kb import codes
from kb.notation import Figure
from kb.notation.statistics import PROPORTIONS
from kb.records.cells import FigureCell
from kb.records.studies import LimitationsEntry, ResultEntry, StudyRecord

T = TypeVar("T")
_UNITS = PROPORTIONS | {"count", "total"}


def in_study_order(study: StudyRecord) -> StudyRecord:
    """The same study with columns, roles and outcomes in canonical order."""
    columns = study.columns()
    return study.model_copy(
        update={
            "reports": _reports(study),
            "results": tuple(_result(result, columns) for result in study.results),
            "outcomes": _sorted(study.outcomes, outcomes_used(study)),
            "limitations": _limitations(study.limitations),
        }
    )


def _limitations(limitations: LimitationsEntry | None) -> LimitationsEntry | None:
    """Those in codes of another edition come last."""
    if limitations is None:
        return None
    items = sorted(limitations.items, key=lambda item: item.instrument or "")
    return limitations.model_copy(update={"items": tuple(items)})


def outcomes_used(study: StudyRecord) -> list[str]:
    """The outcomes that limits and results of a study are about, in order of first use."""
    limits = (population.by for population in study.populations.values() if population.by is not None)
    return list(dict.fromkeys([*limits, *(result.outcome for result in study.results)]))


def _reports(study: StudyRecord) -> dict[str, Any]:
    reports = _sorted(study.reports, list(codes.REPORT_ROLE))
    return {
        role: keys[0] if isinstance(keys, tuple) and len(keys) == 1 else keys
        for role, keys in reports.items()
    }


def _result(result: ResultEntry, columns: Sequence[str]) -> ResultEntry:
    cells = {column: _single(value) for column, value in _sorted(result.columns, columns).items()}
    update = {
        "stated": _sorted(result.stated, columns),
        "flags": _sorted(result.flags, columns),
        "counted": None if result.counted and _named_in_all(result) else result.counted,
    }
    fields: dict[str, Any] = {
        name: update.get(name, getattr(result, name)) for name in ResultEntry.model_fields
    }
    return ResultEntry.model_construct(None, **fields, **cells)


def _single(cells: FigureCell | tuple[FigureCell, ...]) -> FigureCell | tuple[FigureCell, ...]:
    return cells[0] if isinstance(cells, tuple) and len(cells) == 1 else cells


def _sorted(mapping: Mapping[str, T], order: Sequence[str]) -> dict[str, T]:
    place = {key: index for index, key in enumerate(dict.fromkeys(order))}
    return dict(sorted(mapping.items(), key=lambda item: place.get(item[0], len(place))))


def _named_in_all(result: ResultEntry) -> bool:
    return all(named_unit(cell) for cells in result.columns.values() for cell in listed(cells))


def listed(cells: FigureCell | tuple[FigureCell, ...]) -> tuple[FigureCell, ...]:
    """The cells of a column as a list."""
    return cells if isinstance(cells, tuple) else (cells,)


def named_unit(cell: FigureCell) -> str:
    """The unit of analysis that the counts and percents of a cell name; empty when they name none."""
    return unit_of(cell.figures)


def unit_of(figures: Sequence[Figure]) -> str:
    """The unit of analysis that counts and percents among the figures name; empty when none."""
    return next((f.counted for f in figures if f.statistic in _UNITS and f.counted), "")
