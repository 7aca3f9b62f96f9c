"""Two extractions and what was settled about their differences -> one study record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kb.extraction.double.leaves import NOTED, Data, Leaf, data_back, data_of, leaves_of, value_of
from kb.extraction.saved_extractions import name_of_study
from kb.records.cells import FigureCell, read_cell
from kb.records.excerpts import excerpt_flaws
from kb.records.result_checks import size_figures
from kb.records.studies import ResultEntry, StudyRecord
from kb.records.validating import validate
from kb.records.yaml_source import Path, RecordSource


@dataclass(frozen=True, slots=True)
class _Unit:
    """One cell of the merged record: where it comes from, and what it says there."""

    result: ResultEntry
    origin: tuple[int, int]
    """0 (first) or 1 (second), and number of the entry there."""
    column: str
    step: int
    """Position among the times of the entry; -1 for all of them together."""
    cell: FigureCell
    changed: bool = False
    """Whether it says something else than its entry did."""


@dataclass(slots=True)
class _Entry:
    """An entry of the merged record in the making."""

    result: ResultEntry
    times: tuple[str, ...]
    cells: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, int] = field(default_factory=dict)
    """Column -> the side whose excerpts and flag go with it."""


def merge(first: StudyRecord, second: StudyRecord, chosen: Mapping[str, str | None]) -> StudyRecord:
    """The first record with what was chosen at the places where it holds; null removes what stands there.

    The second's keys are those of the first by now. Raises ``Unreadable`` when the parts do not go together.
    """
    ours, theirs = leaves_of(first, second), leaves_of(second, first)
    data = data_of(first)
    for place, text in chosen.items():
        leaf = ours.get(place) or theirs[place]
        if not _is_result(leaf):
            _set(data, leaf.path, _value(text, ours.get(place), theirs.get(place)))
    entries = _entries((first, second), (ours, theirs), chosen)
    back = data_back(data)
    back.pop("results", None)
    if entries:
        back["results"] = tuple(_written(entry, (first, second)) for entry in entries)
    _keep_sources(back, first, second)
    used = {entry["outcome"] for entry in back.get("results", ())}
    used |= {population["by"] for population in back.get("populations", {}).values() if "by" in population}
    if "outcomes" in back:
        back["outcomes"] = {key: outcome for key, outcome in back["outcomes"].items() if key in used}
    source = RecordSource(f"{name_of_study(first.study).id}.yaml", {k: v for k, v in back.items() if v}, {})
    made: StudyRecord = validate(source, name_of_study(first.study))
    return made


def _is_result(leaf: Leaf) -> bool:
    return isinstance(leaf.data, FigureCell)


def _value(text: str | None, ours: Leaf | None, theirs: Leaf | None) -> Any:
    """What a place is to hold: the value of the side that says so, else that of the text typed."""
    if text is None:
        return None
    for leaf in (ours, theirs):
        if leaf is not None and leaf.text == text:
            return leaf.data
    leaf = ours or theirs
    assert leaf is not None
    if leaf.path[:2] == ("limitations", "items"):
        bare = {key: value for key, value in leaf.data.items() if key != "note"}
        return bare if text == NOTED else {**bare, "note": text}
    return value_of(text, leaf.data)


def _set(data: Data, path: Path, value: Any) -> None:
    for part in path[:-1]:
        data = data.setdefault(str(part), {})
    if value is None:
        data.pop(str(path[-1]), None)
    else:
        data[str(path[-1])] = value


def _keep_sources(data: Data, first: StudyRecord, second: StudyRecord) -> None:
    """Excerpts of sizes and limits: of the first, else of the second, as far as they state what holds."""
    enrolled = data.get("enrolled")
    data.pop("stated", None)
    sides = [study.stated.get("enrolled", ()) for study in (first, second)]
    if enrolled and (fitting := _fitting((read_cell(enrolled),), sides, ())):
        data["stated"] = {"enrolled": fitting}
    for kind, name in (("arms", "n"), ("populations", "is")):
        for key, entry in data.get(kind, {}).items():
            entries = [getattr(study, kind).get(key) for study in (first, second)]
            sides = [sized.stated for sized in entries if sized is not None]
            entry = {part: value for part, value in entry.items() if part != "stated"}
            if name in entry and (fitting := _fitting((read_cell(entry[name]),), sides, ())):
                entry["stated"] = fitting
            data[kind][key] = entry


def _fitting(cells: Sequence[FigureCell], sides: Sequence[Any], sizes: Any) -> Any:
    """The first excerpts that state these cells; none when no side has such."""
    for excerpts in sides:
        value = cells[0] if len(cells) == 1 else tuple(cells)
        if excerpts and not list(excerpt_flaws(value, excerpts, (), sizes)):
            return tuple(str(excerpt) for excerpt in excerpts)
    return None


def _entries(
    studies: tuple[StudyRecord, StudyRecord],
    leaves: tuple[dict[str, Leaf], dict[str, Leaf]],
    chosen: Mapping[str, str | None],
) -> list[_Entry]:
    """The results: entries of the first, completed, then those that only the second has."""
    ours, theirs = leaves
    units = []
    for place, leaf in ours.items():
        if _is_result(leaf) and (text := chosen.get(place, leaf.text)) is not None:
            units.append(_unit(studies[0], 0, leaf, text))
    for place, leaf in theirs.items():
        if place not in ours and _is_result(leaf) and (text := chosen.get(place)) is not None:
            units.append(_unit(studies[1], 1, leaf, text))
    entries: list[_Entry] = []
    for origin in dict.fromkeys(unit.origin for unit in units):
        for entry in _together([unit for unit in units if unit.origin == origin]):
            _join(entries, entry)
    return entries


def _unit(study: StudyRecord, side: int, leaf: Leaf, text: str) -> _Unit:
    index, column, step = (int(leaf.path[0]), str(leaf.path[1]), int(leaf.path[2]))
    unit = _Unit(study.results[index], (side, index), column, step, leaf.data)
    return unit if text == leaf.text else replace(unit, cell=read_cell(text), changed=True)


def _together(units: Sequence[_Unit]) -> Iterator[_Entry]:
    """The cells of one entry as one again; a column that lost a time becomes entries of single times."""
    result, side = units[0].result, units[0].origin[0]
    times = tuple(str(time) for time in result.at)
    whole = _Entry(result, times)
    single: dict[int, _Entry] = {}
    for column in dict.fromkeys(unit.column for unit in units):
        own = [unit for unit in units if unit.column == column]
        if own[0].step < 0:
            whole.cells[column] = own[0].cell
            whole.origins[column] = side
        elif len(own) == len(times):
            whole.cells[column] = tuple(unit.cell for unit in own)
            whole.origins[column] = side
        else:
            for unit in own:
                entry = single.setdefault(unit.step, _Entry(result, (times[unit.step],)))
                entry.cells[column] = unit.cell
                entry.origins[column] = side
    if whole.cells:
        yield whole
    yield from single.values()


def _join(entries: list[_Entry], entry: _Entry) -> None:
    """Put an entry into one of the same dimensions that lacks its columns, else after the others."""
    for present in entries:
        same = _dimensions(present) == _dimensions(entry) and not present.cells.keys() & entry.cells.keys()
        if same and 1 in entry.origins.values():
            present.cells |= entry.cells
            present.origins |= entry.origins
            return
    entries.append(entry)


def _dimensions(entry: _Entry) -> tuple[object, ...]:
    result = entry.result
    return (
        result.outcome,
        result.population,
        result.target,
        result.role,
        result.estimator,
        result.counted,
        result.adjusted,
        entry.times,
    )


def _written(entry: _Entry, studies: tuple[StudyRecord, StudyRecord]) -> Data:
    """The entry as data of a record."""
    result = entry.result
    data: Data = {
        name: str(getattr(result, name))
        for name in ("outcome", "population", "target", "role", "estimator", "counted")
        if getattr(result, name) is not None
    }
    data["adjusted"] = "yes" if result.adjusted else "no"
    if entry.times:
        data["at"] = entry.times
    stated: Data = {}
    flags: Data = {}
    for column, cells in entry.cells.items():
        listed = cells if isinstance(cells, tuple) else (cells,)
        data[column] = tuple(str(cell) for cell in listed) if isinstance(cells, tuple) else str(cells)
        sides = _sides(entry, column, studies)
        if fitting := _fitting(
            listed, [side.stated.get(column, ()) for side in sides], _sizes(studies, column)
        ):
            stated[column] = fitting
        if flag := next((side.flags[column] for side in sides if column in side.flags), None):
            flags[column] = flag
    note = next((side.note for side in _notes(entry, studies) if side.note), None)
    return {
        **data,
        **({"stated": stated} if stated else {}),
        **({"flags": flags} if flags else {}),
        **({"note": note} if note else {}),
    }


def _sizes(studies: tuple[StudyRecord, StudyRecord], column: str) -> Any:
    return size_figures(studies[0], column) or size_figures(studies[1], column)


def _sides(entry: _Entry, column: str, studies: tuple[StudyRecord, StudyRecord]) -> list[ResultEntry]:
    """The entries that a column's excerpts may come from: its own, then those like it of both people."""
    like = [
        result
        for study in studies
        for result in study.results
        if _is_like(result, entry) and column in result.columns
    ]
    return [entry.result, *like]


def _notes(entry: _Entry, studies: tuple[StudyRecord, StudyRecord]) -> list[ResultEntry]:
    return [
        entry.result,
        *(result for study in studies for result in study.results if _is_like(result, entry)),
    ]


def _is_like(result: ResultEntry, entry: _Entry) -> bool:
    return _dimensions(_Entry(result, tuple(str(time) for time in result.at))) == _dimensions(entry)
