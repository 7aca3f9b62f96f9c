"""Which sheet and column holds which field of a study record: for writing and for reading.

Columns follow from the fields of the record: key, help, shape of the cell and the list it is chosen from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import get_args, get_origin

from pydantic.fields import FieldInfo

from kb import codes
from kb.records.acknowledgements import AcknowledgementEntry
from kb.records.base import RecordEntry
from kb.records.cells import FigureCell
from kb.records.keeping import KeyOf
from kb.records.scalars import Scalar
from kb.records.storage_plan import mark_of, unwrapped
from kb.records.studies import (
    ArmEntry,
    BreakdownEntry,
    ContrastEntry,
    IncludedEntry,
    LimitationEntry,
    LimitationsEntry,
    MarginEntry,
    PopulationEntry,
    RegistrationEntry,
    ResultEntry,
    ReviewEntry,
    StoppedEarlyEntry,
    StudyOutcomeEntry,
    StudyRecord,
    TargetEntry,
)


class Shape(Enum):
    """How a cell holds its value."""

    TEXT = "text"
    KEYS = "keys, parted by commas"
    LINES = "one entry per line"
    TEXTS = "a list of texts, one per line"
    YES_NO = "yes or no"
    FIGURE = "figure notation"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet, or a line of the sheet Study."""

    key: str
    """Header; the name of the field in the record."""
    help: str
    shape: Shape = Shape.TEXT
    list: str = ""
    """Name of the list that its drop-down offers; empty for none."""
    width: int = 22
    codes: tuple[str, ...] = ()
    """What that list offers, where it is a closed list of codes."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet with a header row and one entry of the record per row."""

    name: str
    path: tuple[str, ...]
    """Where its entries are in the record."""
    columns: tuple[SheetColumn, ...]
    keyed: bool = False
    """Whether the first column is the key that an entry is under; else entries are a list."""


STUDY, RESULTS, LISTS, INSTRUCTIONS = "Study", "Results", "Lists", "Instructions"

_CODE_LISTS = {
    id(value): name.lower().replace("_", " ") for name, value in vars(codes).items() if name.isupper()
}
_WIDTHS = {
    Shape.KEYS: 34,
    Shape.LINES: 34,
    Shape.TEXTS: 34,
    Shape.YES_NO: 10,
    Shape.FIGURE: 12,
    Shape.TEXT: 22,
}
_PROSE_WIDTH = 44
_EXCERPT = "<page, table or offset>: <characters as printed>"
_NO_LISTS: Mapping[str, str] = {}


def _columns(
    model: type[RecordEntry], *names: str, lists: Mapping[str, str] = _NO_LISTS
) -> tuple[SheetColumn, ...]:
    """The columns of some fields of an entry, all of them unless told, in the order of the record.

    ``lists`` has the drop-downs that no type tells.
    """
    fields = model.model_fields.items()
    return tuple(_column(name, info, lists) for name, info in fields if not names or name in names)


def _column(name: str, info: FieldInfo, lists: Mapping[str, str]) -> SheetColumn:
    inner, marks, _ = unwrapped(info.annotation, info.metadata)
    is_list = get_origin(inner) is tuple and mark_of(marks, Scalar) is None
    if is_list:
        _, marks, _ = unwrapped(get_args(inner)[0], [])
    scalar, target = mark_of(marks, Scalar), mark_of(marks, KeyOf)
    if scalar is None:
        raise TypeError(f"no cell can hold {name}; give it a sheet of its own")
    listing = Shape.TEXTS if scalar.words else Shape.KEYS
    shape = listing if is_list else _SHAPES.get(scalar.made, Shape.TEXT)
    coded = tuple(scalar.schema["enum"]) if scalar.codes else ()
    listed = _CODE_LISTS.get(id(scalar.codes), "") if coded else target.kind if target is not None else ""
    return SheetColumn(
        info.alias or name,
        _help(info, scalar, shape),
        shape,
        "yes-no" if shape is Shape.YES_NO else lists.get(name, listed),
        _PROSE_WIDTH if scalar.numberless or name in lists else _WIDTHS[shape],
        coded,
    )


_SHAPES = {bool: Shape.YES_NO, FigureCell: Shape.FIGURE, tuple: Shape.LINES}
"""Shape of a cell by what its value is made into."""


def _help(info: FieldInfo, scalar: Scalar, shape: Shape) -> str:
    """What a person at the sheet reads: there, what is absent is empty."""
    description = (info.description or "").replace("absent", "empty")
    if scalar.made is tuple:
        return f"{description}, one a line: {_EXCERPT}"
    if shape is Shape.TEXTS:
        return f"{description}, one a line"
    return f"{description}; without bare numbers" if scalar.numberless else description


def _below(field: str, columns: tuple[SheetColumn, ...]) -> tuple[SheetColumn, ...]:
    return tuple(replace(column, key=f"{field}/{column.key}") for column in columns)


_OWN_SHEETS = {"registrations", "arms", "populations", "contrasts", "outcomes", "results", "breakdowns"}
_OWN_SHEETS |= {"targets", "strengths", "noninferiority", "acknowledged"}
"""Fields of a study with a sheet of their own, and nothing on the sheet Study."""
_SPREAD: Mapping[str, tuple[SheetColumn, ...]] = {
    "reports": tuple(
        SheetColumn(f"reports/{role}", meaning, Shape.KEYS, "references")
        for role, meaning in codes.REPORT_ROLE.items()
    ),
    "stated": (SheetColumn("stated/enrolled", f"Where that size is printed: {_EXCERPT}", Shape.LINES),),
    "stopped_early": tuple(
        replace(column, key=f"stopped_early/{column.key}") for column in _columns(StoppedEarlyEntry)
    ),
    "review": tuple(replace(column, key=f"review/{column.key}") for column in _columns(ReviewEntry, "empty")),
    "limitations": tuple(
        replace(column, key=f"limitations/{column.key}")
        for column in _columns(LimitationsEntry, "instrument", "none_identified")
    ),
}
"""Fields of a study that are several lines of the sheet Study, or lines by a part of them."""

FIELDS = tuple(
    column
    for name, info in StudyRecord.model_fields.items()
    if name not in _OWN_SHEETS
    for column in _SPREAD.get(name) or (_column(name, info, _NO_LISTS),)
)
"""Lines of the sheet Study: path in the record, what it is."""

_KEY = SheetColumn("key", "Short key, lower-case: cryo", width=20)

ARMS = SheetTable("Arms", ("arms",), (_KEY, *_columns(ArmEntry)), keyed=True)
POPULATIONS = SheetTable("Populations", ("populations",), (_KEY, *_columns(PopulationEntry)), keyed=True)
CONTRASTS = SheetTable("Contrasts", ("contrasts",), (_KEY, *_columns(ContrastEntry)), keyed=True)
TARGETS = SheetTable(
    "Targets", ("targets",), (_KEY, *_columns(TargetEntry, lists={"unit": "units"})), keyed=True
)
OUTCOMES = SheetTable(
    "Outcomes",
    ("outcomes",),
    (
        SheetColumn("outcome", "Outcome that the study defines itself", list="outcomes", width=28),
        *_columns(StudyOutcomeEntry),
    ),
    keyed=True,
)
LIMITATIONS = SheetTable(
    "Limitations",
    ("limitations", "items"),
    _columns(LimitationEntry, lists={"code": "limitation codes", "domain": "limitation domains"}),
)
STRENGTHS = SheetTable(
    "Strengths", ("strengths",), (SheetColumn("strength", "One strength, in our words", width=70),)
)
MARGINS = SheetTable("Margins", ("noninferiority",), _columns(MarginEntry, lists={"contrast": ""}))
INCLUDED = SheetTable("Included", ("review", "includes"), _columns(IncludedEntry))
REGISTRATIONS = SheetTable("Registrations", ("registrations",), _columns(RegistrationEntry))
BREAKDOWNS = SheetTable(
    "Breakdowns",
    ("breakdowns",),
    _columns(BreakdownEntry, lists={"whole": "outcomes", "parts": "outcomes"}),
)
ACKNOWLEDGED = SheetTable("Acknowledged", ("acknowledged",), _columns(AcknowledgementEntry))

TABLES = (
    ARMS,
    POPULATIONS,
    CONTRASTS,
    TARGETS,
    OUTCOMES,
    LIMITATIONS,
    STRENGTHS,
    MARGINS,
    INCLUDED,
    BREAKDOWNS,
    REGISTRATIONS,
    ACKNOWLEDGED,
)
"""Sheets with one entry per row, beside Study and Results."""

ENTRY = "entry no"
"""Column of Results: rows with one number are one entry of the record, with a row for each time."""
_DIMENSIONS = [name for name in ResultEntry.model_fields if name not in ("stated", "flags", "note")]
_TIMES = "Time: 1 y, 30 d, within 90 d; several parted by commas for one value over all"
DIMENSIONS = (
    SheetColumn(ENTRY, "Rows with the same number belong together: one outcome over several times", width=7),
    *(
        replace(column, shape=Shape.TEXT, help=_TIMES, width=14) if column.key == "at" else column
        for column in _columns(ResultEntry, *_DIMENSIONS)
    ),
)
(NOTE,) = _columns(ResultEntry, "note")
STATED_PREFIX, FLAG_PREFIX = "stated: ", "flag: "
"""Columns of Results: where the figure of a column is printed; printed oddity or error."""
