"""Rows of results as tables print them, read into cells of notation before the record is validated.

A row may say its form (``as: HR (95% CI)``); a contrast's may hold both sides (``2.5 vs 1.9, p<.001``),
and a cell its times (``97, 67, 40% at 1, 3, 5 y``). A row may list several outcomes or populations, and its
cells as many values (``CR 41, PR 115``). What is kept is one row for each, with a cell for each arm and time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.notation import NotationError, parse
from kb.notation.absent_marks import MEANINGS, is_mark, with_marks
from kb.notation.time_lists import parse_times
from kb.records.base import Flaw
from kb.records.studies import ALL, FORM_TOLD, MARKS_MEAN, ResultEntry
from kb.records.yaml_source import Path

if TYPE_CHECKING:
    from kb.notation.pasted import PastedCell, RowSays
    from kb.notation.printed import PrintedForm

NOT_READ = "not extracted"
"""Stands for a cell with a problem of its own, so that the rest of the record can be looked at."""


@dataclass(frozen=True, slots=True)
class RowsRead:
    """The data of a study with every cell in notation, and what is wrong with cells.

    ``written`` is the place that each result has in the record as written: a row about several outcomes or
    populations becomes as many.
    """

    study: dict[str, Any]
    flaws: list[Flaw]
    written: tuple[int, ...] = ()


def in_notation(study: Mapping[str, Any]) -> RowsRead:
    """The study with its rows read."""
    flaws: list[Flaw] = []
    study = dict(study)
    marks = _marks(study.pop(MARKS_MEAN, None), (MARKS_MEAN,), flaws)
    rows = study.get("results")
    if not isinstance(rows, tuple | list):
        return RowsRead(study, flaws)
    if marks:
        rows = [_with_marks(row, marks) for row in rows]
    read: list[Any] = []
    written: list[int] = []
    for index, row in enumerate(rows):
        each = _Row(dict(row), study, ("results", index), flaws).read() if isinstance(row, Mapping) else [row]
        read += each
        written += [index] * len(each)
    return RowsRead({**study, "results": tuple(read)}, flaws, tuple(written))


def _marks(told: Any, path: Path, flaws: list[Flaw]) -> dict[str, str]:
    """What the marks in the tables of the source mean."""
    if told is None:
        return {}
    if not isinstance(told, Mapping):
        flaws.append(Flaw(path, "needs marks with what they mean.", "Write {NA: not available}."))
        return {}
    marks = {}
    for mark, meaning in told.items():
        words = " ".join(str(meaning).lower().split())
        if not is_mark(str(mark)):
            flaws.append(
                Flaw((*path, mark), f"`{mark}` is no mark such as NA, NR or a dash.", "Leave it out.")
            )
        elif words not in MEANINGS:
            remedy = f"Write one of: {', '.join(MEANINGS)}."
            flaws.append(Flaw((*path, mark), f"`{meaning}` is not what a mark can mean.", remedy))
        else:
            marks[str(mark)] = words
    return marks


def _with_marks(row: Any, marks: Mapping[str, str]) -> Any:
    """The row with the meaning of each mark in its cells."""
    if not isinstance(row, Mapping):
        return row
    return {
        key: value if key in ResultEntry.model_fields or key == FORM_TOLD else _meant(value, marks)
        for key, value in row.items()
    }


def _meant(cells: Any, marks: Mapping[str, str]) -> Any:
    if isinstance(cells, tuple | list):
        return tuple(_meant(cell, marks) for cell in cells)
    return with_marks(cells, marks) if isinstance(cells, str) else cells


LISTED = ("outcome", "population")
"""Fields of a row that may list as many as each of its cells has values."""


def lists_rows(study: Mapping[str, Any]) -> bool:
    """Whether a row of the study is about several outcomes or populations, and so becomes several."""
    rows = study.get("results")
    return isinstance(rows, tuple | list) and any(
        isinstance(row.get(key), tuple | list) for row in rows if isinstance(row, Mapping) for key in LISTED
    )


@dataclass(slots=True)
class _Row:
    """One row; ``row`` is changed in place."""

    row: dict[str, Any]
    study: Mapping[str, Any]
    path: Path
    flaws: list[Flaw]
    form: PrintedForm | None = field(default=None)

    def read(self) -> list[dict[str, Any]]:
        """The row, or the rows that it lists."""
        listing = next((key for key in LISTED if isinstance(self.row.get(key), tuple | list)), None)
        if listing is not None:
            rows = self._rows_of(listing, tuple(map(str, self.row[listing])))
            return [row for each in rows for row in _Row(each, self.study, self.path, self.flaws).read()]
        self._read_listed_times()
        told = self.row.pop(FORM_TOLD, None)
        if isinstance(told, str) and not self._read_form(told):
            return [{key: NOT_READ if key in self._columns() else value for key, value in self.row.items()}]
        self._read_cells()
        return [self.row]

    def _read_listed_times(self) -> None:
        """Times that one text lists (``1, 3, and 5 y``) become a list of them."""
        told = self.row.get("at")
        if not isinstance(told, str):
            return
        try:
            times = parse_times(told)
        except NotationError:
            return  # told with the other fields
        if len(times) > 1:
            self.row["at"] = tuple(map(str, times))

    def _rows_of(self, listing: str, keys: tuple[str, ...]) -> list[dict[str, Any]]:
        """A row for each outcome or population that it lists; each cell has as many values."""
        columns = [column for column in self._columns() if column != FORM_TOLD]
        shared = {key: value for key, value in self.row.items() if key not in columns}
        rows = [{**shared, listing: key} for key in keys]
        for column in columns:
            for row, value in zip(rows, self._values(column, listing, keys), strict=True):
                row[column] = value
        return rows

    def _values(self, column: str, listing: str, keys: tuple[str, ...]) -> Sequence[Any]:
        from kb.notation.pasted import listed_values

        cells = self.row[column]
        values = listed_values(cells) if isinstance(cells, str) else cells
        if isinstance(values, tuple | list) and len(values) == len(keys):
            return values
        message = f"`{cells}` is not one value for each {listing} of the row ({', '.join(keys)})."
        remedy = f"Write {len(keys)} values parted by commas, or one result for each {listing}."
        self.flaws.append(Flaw((*self.path, column), message, remedy))
        return [NOT_READ] * len(keys)

    def _read_cells(self) -> None:
        for column in self._columns():
            cells = self.row[column]
            if isinstance(cells, str):
                if self.form is not None or self._share_or_total(column, cells) or not _is_notation(cells):
                    self._read_cell(column, cells)
            elif isinstance(cells, tuple | list):
                self.row[column] = tuple(
                    self._read_one(column, step, cell) for step, cell in enumerate(cells)
                )

    def _columns(self) -> list[str]:
        return [key for key in self.row if key not in ResultEntry.model_fields]

    def _read_form(self, told: str) -> bool:
        from kb.notation.pasted import without_name
        from kb.notation.printed import parse_form

        try:
            self.form = parse_form(told)
        except NotationError as error:
            for text in without_name(told, tuple(self._names()))[1:]:
                try:
                    self.form = parse_form(text)
                except NotationError:
                    continue
                return True
            self.flaws.append(Flaw((*self.path, FORM_TOLD), error.message))
            return False
        return True

    def _says(self, column: str, times: int = 0) -> RowSays:
        from kb.notation.pasted import RowSays

        compares = self._sides(column) is not None
        return RowSays(self.form, tuple(self._names()), times, compares, column == ALL)

    def _names(self) -> Iterator[str]:
        """What cells may call their row by: its outcome, its population, the name in the form."""
        from kb.notation.pasted import row_names

        if isinstance(outcome := self.row.get("outcome"), str):
            yield from row_names(outcome)
        if self.form is not None:
            yield from self.form.names
        population = self.row.get("population")
        known = self.study.get("populations")
        told = known.get(population) if isinstance(known, Mapping) and isinstance(population, str) else None
        if isinstance(told, Mapping):
            yield from row_names(str(population))
            yield from row_names(str(told.get("kind")))
            yield from (told[key] for key in ("label", "is") if isinstance(told.get(key), str))

    def _sides(self, column: str) -> tuple[str, str] | None:
        """The arms that a column compares; null for an arm, and for a contrast of other sides."""
        contrasts, arms = self.study.get("contrasts"), self.study.get("arms")
        contrast = contrasts.get(column) if isinstance(contrasts, Mapping) else None
        if not isinstance(contrast, Mapping) or not isinstance(arms, Mapping):
            return None
        index, reference = contrast.get("index"), contrast.get("reference")
        if isinstance(index, str) and isinstance(reference, str) and index in arms and reference in arms:
            return index, reference
        return None

    def _read_cell(self, column: str, text: str) -> None:
        at = self.row.get("at")
        cell = self._pasted(column, text, len(at) if isinstance(at, tuple | list) else 0)
        if cell is None:
            self.row[column] = NOT_READ
            return
        self._take_times(column, cell)
        if cell.index:
            self._take_sides(column, cell)
        if cell.values:
            self.row[column] = cell.values[0] if len(cell.values) == 1 else cell.values
        else:
            del self.row[column]

    def _read_one(self, column: str, step: int, text: Any) -> Any:
        """One cell of a list over times."""
        if not isinstance(text, str) or (self.form is None and _is_notation(text)):
            return text
        cell = self._pasted(column, text, 0, step)
        if cell is None:
            return NOT_READ
        if len(cell.values) == 1 and not cell.times and not cell.index:
            return cell.values[0]
        message = f'"{text}" is more than one value, and the list has one for each time.'
        self.flaws.append(
            Flaw((*self.path, column, step), message, "Write one value in each place of the list.")
        )
        return NOT_READ

    def _pasted(self, column: str, text: str, times: int, *step: int) -> PastedCell | None:
        from kb.notation.pasted import NotOfTheForm, example_in_notation, read_pasted

        if question := self._share_or_total(column, text):
            self.flaws.append(
                Flaw((*self.path, column, *step), f"`{text}` can be read in two ways.", question)
            )
            return None
        try:
            return read_pasted(text, self._says(column, times))
        except NotOfTheForm as error:
            assert self.form is not None
            message = f"`{text}` is not of the form {self.form.text}, which the row says in `as`."
            in_full = example_in_notation(self.form)
            remedy = f"Write it as the row says, such as {self.form.example}, or in full: {in_full}."
            if "\N{PLUS-MINUS SIGN}" in text:
                remedy = (
                    "\N{PLUS-MINUS SIGN} may be SD or SE: say which in `as`, such as mean (SD) or mean (SE)."
                )
            self.flaws.append(Flaw((*self.path, column, *step), message, str(error) or remedy))
        except NotationError as error:
            shown = "" if text in error.message else f' in "{text}"'
            self.flaws.append(Flaw((*self.path, column, *step), f"{error.message}{shown}"))
        return None

    def _share_or_total(self, column: str, text: str) -> str:
        """The question about ``42.5% (n=80)``, whose 80 is no such share of the arm; empty for others."""
        from kb.notation.advice import share_or_total

        match = _SHARE_WITH_NUMBER.fullmatch(text.strip())
        arms = self.study.get("arms")
        arm = arms.get(column) if isinstance(arms, Mapping) else None
        size = arm.get("n") if isinstance(arm, Mapping) else None
        if match is None or not isinstance(size, int) or size < 1:
            return ""
        number = int(match["number"].replace(",", ""))
        is_share = abs(number * 100 / size - float(match["percent"])) <= 1
        return "" if is_share else share_or_total(match["percent"], match["number"])

    def _take_times(self, column: str, cell: PastedCell) -> None:
        if not cell.times:
            return
        times = tuple(str(time) for time in cell.times)
        own = self.row.get("at")
        if own is None:
            self.row["at"] = times if len(times) > 1 else times[0]
        elif not _are_times(own, times):
            message = f"the cell names other times ({', '.join(times)}) than the row does under `at`."
            self.flaws.append(
                Flaw((*self.path, column), message, "Correct one of them, or make two results.")
            )

    def _take_sides(self, column: str, cell: PastedCell) -> None:
        sides = self._sides(column)
        assert sides is not None
        for arm, values in zip(sides, (cell.index, cell.reference), strict=True):
            value = values[0] if len(values) == 1 else values
            if self.row.setdefault(arm, value) != value:
                message = f"`{column}` gives {arm} the value {value}, and {arm} has its own in this row."
                self.flaws.append(Flaw((*self.path, column), message, f"Keep one of both for {arm}."))
        for key in ("stated", "flags"):
            self._share(key, column, sides, keep=bool(cell.values))

    def _share(self, key: str, column: str, sides: tuple[str, str], *, keep: bool) -> None:
        """What is said of the cell is said of each of its sides."""
        said = self.row.get(key)
        if not isinstance(said, Mapping) or column not in said:
            return
        shared = {**dict.fromkeys(sides, said[column]), **said}
        if not keep:
            del shared[column]
        self.row[key] = shared


_SHARE_WITH_NUMBER = re.compile(
    r"(?P<percent>\d+(?:\.\d+)?) ?% ?[(\[]\s*[nN] ?= ?(?P<number>\d[\d,]*)\s*[)\]]"
)


def _is_notation(text: str) -> bool:
    try:
        parse(text)
    except NotationError:
        return False
    return True


def _are_times(own: Any, times: tuple[str, ...]) -> bool:
    from kb.notation import parse_time

    told = own if isinstance(own, tuple | list) else (own,)
    try:
        return tuple(str(parse_time(str(time))) for time in told) == times
    except NotationError:
        return True  # the time itself is told to be wrong
