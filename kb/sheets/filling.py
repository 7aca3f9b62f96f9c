"""Records -> the cells of their workbook, as plain texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import RootModel

from kb.records.base import RecordEntry
from kb.records.studies import ALL, FORM_TOLD, ResultEntry, StudyRecord
from kb.sheets.cell_values import shown_value
from kb.sheets.lists import Lists
from kb.sheets.sheet_columns import OWN, FieldKind, Path, Shape, SheetColumn, column_of, form_of
from kb.sheets.sheet_table import AT_LEAST, RecordLayout, SheetTable

Data = dict[str, Any]
"""A record as its text is read: str, tuple and dict."""
ENTRY = "entry no"
"""Column of Results: rows with one number are one entry of the record, with a row for each time."""
STATED_PREFIX, FLAG_PREFIX = "stated: ", "flag: "
"""Columns of Results: where the figure of a column is printed; printed oddity or error."""
_ASIDE = ("stated", "flags", "note")
_TIMES = "Time: 1 y, 30 d, within 90 d; several parted by commas for one value over all"


def _of_results(name: str) -> SheetColumn:
    info = ResultEntry.model_fields[name]
    return column_of((info.alias or name,), info, form_of(info.annotation, list(info.metadata)), {})


DIMENSIONS = (
    SheetColumn(ENTRY, "Rows with the same number belong together: one outcome over several times", width=7),
    *(
        replace(column, shape=Shape.TEXT, help=_TIMES, width=14) if column.key == "at" else column
        for column in (_of_results(name) for name in ResultEntry.model_fields if name not in _ASIDE)
    ),
)
NOTE = _of_results("note")
FORM = SheetColumn(
    FORM_TOLD, "What the cells of the row are, to paste them as a table prints them: HR (95% CI), mean (SD)"
)


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """The cells of one sheet."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    """One for each entry or record, in the order of the columns."""
    upright: bool = False
    """Whether the fields are lines, with a column for each record."""
    alone: bool = True
    """Of an upright sheet, whether it has one record and no other can be added."""
    help: str = ""
    kind: str = ""
    """Kind of record that it belongs to."""
    offers: tuple[str, ...] = ()
    """Lists whose drop-downs offer the keys of its entries."""
    identity: str = ""
    """Header of the column with these keys."""

    @property
    def freeze(self) -> str:
        """The first cell that scrolls."""
        is_results = any(column.key == ENTRY for column in self.columns)
        return f"{'D' if self.columns[0].key != ENTRY else 'C'}2" if is_results else "A2"


def data_of(record: Any) -> Data:
    """A record as its text is read, but no entry is cut down to its only text."""
    data: Data = _plain(record)
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, RootModel):
        return {key: _plain(entry) for key, entry in value.root.items()}
    if isinstance(value, RecordEntry):
        return {key: _plain(inner) for key, inner, _ in value.fields_written()}
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(_plain(inner) for inner in value)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def fill(layout: RecordLayout, records: Sequence[Data], lists: Lists) -> list[FilledSheet]:
    """The sheets of the records of one kind, in order; of an empty vocabulary, too."""
    filling = _Filling(lists)
    identity = layout.fields[0].key if layout.fields else ""
    sheets = []
    if not layout.vocabulary:
        rows = tuple(tuple(filling.cells(data, layout.fields)) for data in records)
        identity = next((c.key for c in layout.fields if c.key == layout.word), identity)
        sheets.append(
            FilledSheet(
                layout.sheet, layout.fields, rows, not layout.in_rows, layout.single, layout.help,
                layout.kind, (f"{OWN}{layout.stored}", layout.kind), identity,
            )
        )  # fmt: skip
    for data in records:
        around = () if layout.single else (str(data.get(identity, "")),)
        for table in layout.tables:
            filling.table(table, data, around)
    for table in layout.all_tables():
        rows = tuple(filling.rows.get(table.name, ()))
        offers = (layout.kind,) if layout.vocabulary else (f"{OWN}{table.stored}",)
        told = (table.help, layout.kind, offers, table.identity)
        sheets.append(FilledSheet(table.name, table.header(), rows, False, True, *told))
    if layout.kind == "studies":
        sheets.insert(_place_of_results(sheets), _results(layout, records))
    return sheets


def _place_of_results(sheets: Sequence[FilledSheet]) -> int:
    """After arms, populations and contrasts, which its columns and rows name."""
    named = {f"{OWN}{table}" for table in ("study", "arm", "contrast")}
    return 1 + max(place for place, sheet in enumerate(sheets) if named & set(sheet.offers))


@dataclass(slots=True)
class _Filling:
    """The rows of all sheets of one kind of record."""

    lists: Lists
    rows: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def cells(self, entry: Any, columns: Iterable[SheetColumn]) -> Iterator[str]:
        """The texts of the fields of an entry."""
        for column in columns:
            yield shown_value(value_at(entry, column.path), column, self.lists.meanings)

    def table(self, table: SheetTable, around: Any, ids: tuple[str, ...]) -> None:
        """The rows of the entries of a list, and of the lists in them."""
        for number, (key, entry) in enumerate(_entries(value_at(around, table.path), table), start=1):
            if table.nodes:
                self.node(table, entry, ids, 1)
                continue
            own = [key] if table.key is not None else []
            own += [str(number)] if table.numbered else []
            self._add(table, (*ids, *own, *self.cells(entry, table.columns)))
            id = str(number) if table.numbered else key or str(entry.get(table.identity, ""))
            for below in table.below:
                self.table(below, entry, (*ids, id))

    def node(self, table: SheetTable, node: Any, ids: tuple[str, ...], level: int) -> None:
        """The row of an entry of a tree, then those below it."""
        below = next((name for name in table.nodes if name in node), "")
        rule = [_rule(node, below)] if len(table.nodes) > 1 else []
        self._add(table, (*ids, str(level), *rule, *self.cells(node, table.columns)))
        for inner in node.get(below, ()):
            self.node(table, inner, ids, level + 1)

    def _add(self, table: SheetTable, row: tuple[str, ...]) -> None:
        self.rows.setdefault(table.name, []).append(row)


def _rule(node: Data, below: str) -> str:
    return AT_LEAST + node["at-least"] if below == "of" else below


def value_at(entry: Any, path: Path) -> Any:
    """What is at a path; None where nothing is."""
    for part in path:
        if not isinstance(entry, dict) or part not in entry:
            return None
        entry = entry[part]
    return entry


def _entries(value: Any, table: SheetTable) -> Iterator[tuple[str, Any]]:
    """Key and entry of each; the key is empty in a list."""
    if value is None:
        return
    if table.form is FieldKind.ENTRY:
        yield "", value
    elif table.form is FieldKind.ENTRIES:
        yield from (("", entry) for entry in value)
    else:
        for key, inside in value.items():
            yield from ((key, entry) for entry in (inside if isinstance(inside, tuple) else (inside,)))


def _results(layout: RecordLayout, records: Sequence[Data]) -> FilledSheet:
    """The sheet with a column for each arm and contrast of all studies."""
    names: dict[str, str] = {}
    for data in records:
        names |= {key: name for key, name in _figure_columns(data) if key not in names}
    columns = result_columns(names or dict.fromkeys(("treatment", "control", "treatment-control", ALL), ""))
    rows = []
    for data in records:
        for number, entry in enumerate(data.get("results", ()), start=1):
            own = () if layout.single else (data["study"],)
            rows += [(*own, *row) for row in _result_rows(number, entry, columns)]
    around = () if layout.single else (SheetColumn("study", "The study", list=f"{OWN}study", width=20),)
    return FilledSheet(layout.results, (*around, *columns), tuple(rows), False, True, _RESULTS, "studies")


_RESULTS = "What the study reports: a column for each arm and contrast, whose key is its header"


def _figure_columns(study: Data) -> Iterator[tuple[str, str]]:
    """Key and name of each column with figures."""
    for key, arm in study.get("arms", {}).items():
        yield key, arm.get("label", "")
    for key, contrast in study.get("contrasts", {}).items():
        sides = f"{contrast.get('index', '?')} against {contrast.get('reference', '?')}"
        yield key, f"factor: {contrast['factor']}" if "factor" in contrast else sides
    yield ALL, "The whole study"


def result_columns(names: Mapping[str, str]) -> tuple[SheetColumn, ...]:
    """Dimensions, a column for each arm, contrast and `all`, then note, sources and flags."""
    keys = [*(key for key in names if key != ALL), ALL]
    cells = [SheetColumn(key, names.get(key) or "Key of an arm", Shape.FIGURE, width=12) for key in keys]
    stated = [
        SheetColumn(f"{STATED_PREFIX}{key}", "Where it is printed", Shape.LINES, width=30) for key in keys
    ]
    flags = [SheetColumn(f"{FLAG_PREFIX}{key}", "Printed oddity or error", width=20) for key in keys]
    return (*DIMENSIONS, *cells, NOTE, *stated, *flags, FORM)


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
        stated = entry.get("stated", {}).get(key)
        if stated is not None:
            cells[f"{STATED_PREFIX}{key}"] = stated if isinstance(stated, str) else "\n".join(stated)
        if key in entry.get("flags", {}):
            cells[f"{FLAG_PREFIX}{key}"] = entry["flags"][key]
    return cells


def build_sheets(study: StudyRecord, lists: Lists) -> list[FilledSheet]:
    """The sheets that say what a study says, and nothing else."""
    from kb.sheets.record_layout import layout_of

    return fill(layout_of("studies", single=True), [data_of(study)], lists)
