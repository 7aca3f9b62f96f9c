"""A study record -> the cells of its workbook, as plain texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kb.extraction.sheet.lists import MEANING, Lists
from kb.extraction.sheet.sheet_tables import (
    DIMENSIONS,
    ENTRY,
    FIELDS,
    FLAG_PREFIX,
    LIMITATIONS,
    NOTE,
    STATED_PREFIX,
    TABLES,
    Shape,
    SheetColumn,
    SheetTable,
)
from kb.records.studies import StudyRecord
from kb.records.writing import write_record
from kb.records.yaml_source import read_text

Data = dict[str, Any]
"""A record as its text is read: str, tuple and dict."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The cells of a workbook."""

    fields: tuple[tuple[SheetColumn, str], ...]
    """Lines of the sheet Study with their values, empty where there is none."""
    tables: tuple[tuple[SheetTable, tuple[tuple[str, ...], ...]], ...]
    """The other sheets with their rows, in the order of their columns."""
    results: tuple[tuple[str, ...], ...]
    """Rows of the sheet Results, in the order of ``result_columns``."""
    result_columns: tuple[SheetColumn, ...]


def build_sheets(study: StudyRecord, lists: Lists) -> Sheets:
    """The cells that say what the record says, and nothing else."""
    data: Data = read_text(write_record(study), study.study).data
    columns = result_columns(study)
    return Sheets(
        tuple((column, _shown(_at(data, column.key.split("/")), column.shape)) for column in FIELDS),
        tuple((table, tuple(_rows(data, table, lists))) for table in TABLES),
        tuple(
            row
            for number, entry in enumerate(data.get("results", ()), start=1)
            for row in _result_rows(number, entry, columns)
        ),
        columns,
    )


def result_columns(study: StudyRecord) -> tuple[SheetColumn, ...]:
    """Dimensions, a column for each arm, contrast and `all`, then note, sources and flags."""
    labels = {key: arm.label for key, arm in study.arms.items()}
    labels |= {
        key: f"{contrast.index} against {contrast.reference}"
        if contrast.factor is None
        else f"factor: {contrast.factor}"
        for key, contrast in study.contrasts.items()
    }
    keys = study.columns()
    cells = [SheetColumn(key, labels.get(key, "The whole study"), Shape.FIGURE) for key in keys]
    stated = [
        SheetColumn(f"{STATED_PREFIX}{key}", "Where it is printed", Shape.LINES, width=30) for key in keys
    ]
    flags = [SheetColumn(f"{FLAG_PREFIX}{key}", "Printed oddity or error", width=20) for key in keys]
    return (*DIMENSIONS, *cells, NOTE, *stated, *flags)


def _at(data: Data, path: Sequence[str]) -> Any:
    value: Any = data
    for part in path:
        if not isinstance(value, dict) or part not in value:
            return None
        value = value[part]
    return value


def _shown(value: Any, shape: Shape) -> str:
    if value is None:
        return ""
    values = value if isinstance(value, tuple) else (value,)
    return ("\n" if shape in (Shape.LINES, Shape.TEXTS) else ", ").join(values)


def _rows(data: Data, table: SheetTable, lists: Lists) -> Iterator[tuple[str, ...]]:
    entries = _at(data, table.path) or ()
    if table.keyed:
        first = table.columns[0].key
        entries = [{first: key, **entry} for key, entry in entries.items()] if entries else ()
    for entry in entries:
        if isinstance(entry, str):
            entry = {table.columns[0].key: entry}
        row = [_shown(entry.get(column.key), column.shape) for column in table.columns]
        if table is LIMITATIONS and row[0] in lists.meanings:
            row[0] += MEANING + lists.meanings[row[0]]
        yield tuple(row)


def _result_rows(number: int, entry: Data, columns: Sequence[SheetColumn]) -> Iterator[tuple[str, ...]]:
    """A row for each time that has values of its own, and one for what is said of all times together."""
    at = entry.get("at", ())
    times = at if isinstance(at, tuple) else (at,)
    own = {column.key for column in columns if isinstance(entry.get(column.key), tuple)} - {"at"}
    spots: list[tuple[str, dict[str, str]]] = []
    if own:
        spots = [(time, {key: entry[key][step] for key in own}) for step, time in enumerate(times)]
    figures = [column.key for column in columns if column.shape is Shape.FIGURE and column.key in entry]
    shared = {key: entry[key] for key in figures if key not in own}
    if shared or not own:
        spots.append((", ".join(times), shared))
    stated: set[str] = set()
    for step, (time, cells) in enumerate(spots):
        fixed = {ENTRY: str(number), "at": time, **({"note": entry.get("note", "")} if step == 0 else {})}
        dimensions = {c.key: entry[c.key] for c in DIMENSIONS if c.key in entry and c.key != "at"}
        sources = _sources(entry, [key for key in cells if key not in stated])
        stated |= cells.keys()
        row = {**dimensions, **fixed, **cells, **sources}
        yield tuple(row.get(column.key, "") for column in columns)


def _sources(entry: Data, keys: Sequence[str]) -> dict[str, str]:
    """Excerpts and flags of columns; they are written once for an entry, where the column is first."""
    cells = {}
    for key in keys:
        if key in entry.get("stated", {}):
            cells[f"{STATED_PREFIX}{key}"] = _shown(entry["stated"][key], Shape.LINES)
        if key in entry.get("flags", {}):
            cells[f"{FLAG_PREFIX}{key}"] = entry["flags"][key]
    return cells
