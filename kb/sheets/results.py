"""The rows of the sheet Results -> results of a study record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kb.errors import nearest
from kb.notation.commas import DECIMAL_COMMA, TWO_WAYS, either_way
from kb.records.cells import read_times
from kb.records.scalars import Refused
from kb.records.studies import ALL
from kb.sheets.cell_places import NEW_SHEET, Complaint, SheetData, address, lines_of
from kb.sheets.filling import DIMENSIONS, ENTRY, FLAG_PREFIX, FORM, NOTE, STATED_PREFIX
from kb.sheets.lists import Lists
from kb.sheets.sheet_columns import Shape
from kb.sheets.workbook_reader import Grid, unheaded

_ONE_ENTRY = {column.key: column.shape for column in DIMENSIONS if column.key not in (ENTRY, "at")}
"""What all rows of an entry have in common; a later row may leave it empty."""
_NEEDED = (ENTRY, "outcome", "at")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its number, its texts by header, its times."""

    number: int
    texts: dict[str, str]
    times: tuple[str, ...]


class ResultRows:
    """Reads the sheet; complaints and places go to what is taken from the workbook."""

    def __init__(self, grid: Grid, taken: SheetData, lists: Lists) -> None:
        self._grid = grid
        self._taken = taken
        self._lists = lists
        self._columns: dict[str, int] = {}
        self._figures: list[str] = []
        self._with_commas: list[tuple[_Row, str, str]] = []
        """Figures that were read, with a number whose comma may be a decimal one: row, header, number."""
        self._has_decimal_commas = False

    def read(self) -> list[dict[str, Any]]:
        """The entries in the order of their first rows."""
        self._read_header()
        groups: dict[str, list[_Row]] = {}
        for number in self._grid.rows():
            texts = {head: self._grid.text(number, place) for head, place in self._columns.items()}
            filled = {head for head, text in texts.items() if text.strip() and head != ENTRY}
            if filled:
                row = _Row(number, texts, self._times(number, texts.get("at", "")))
                groups.setdefault(texts.get(ENTRY, "").strip() or f"row {number}", []).append(row)
        entries: list[dict[str, Any]] = []
        for rows in groups.values():
            if any(self._says_something(row) for row in rows):
                entries.append(self._entry(len(entries), rows))
        self._ask_about_commas()
        return self._in_notation(entries)

    def _in_notation(self, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The entries with their figures in notation, whichever way tables print them."""
        from kb.records.printed_rows import in_notation

        rows = in_notation({**self._taken.data, "results": tuple(entries)})
        for flaw in rows.flaws:
            path = flaw.path
            while path and path not in self._taken.places.numbers:
                path = path[:-1]
            _, cell = self._taken.places.cells[self._taken.places.numbers.get(path, 0)]
            self._complain_of(cell, flaw.message, flaw.remedy)
        return [dict(row) for row in rows.study["results"]]

    def _ask_about_commas(self) -> None:
        """In a sheet with decimal commas nobody knows what 12,345 is, were it even a count."""
        for row, head, number in self._with_commas if self._has_decimal_commas else ():
            message = f"`{number}` may be thousands, or have a decimal comma as other cells of this sheet do."
            self._complain_at(row, head, message, either_way(number))

    def _says_something(self, row: _Row) -> bool:
        """Whether a row has more than its dimensions: an offered outcome may stay without figures."""
        dimensions = {FORM.key, *(column.key for column in DIMENSIONS)}
        return any(
            (row.number, place) in self._grid.cells
            for head, place in self._columns.items()
            if head not in dimensions
        )

    def _read_header(self) -> None:
        columns = [*self._taken.data.get("arms", {}), *self._taken.data.get("contrasts", {}), ALL]
        fixed = [column.key for column in (*DIMENSIONS, NOTE, FORM)]
        for (row, place), header in sorted(self._grid.cells.items()):
            head = header.text.strip()
            if row > 1 or not head:
                continue
            key = head.removeprefix(STATED_PREFIX).removeprefix(FLAG_PREFIX).strip()
            if head in self._columns:
                self._complain(1, place, f"`{head}` is here twice.", "Rename or remove one of them.")
            elif head in fixed or key in columns:
                self._columns[head] = place
            elif any(self._grid.text(number, place).strip() for number in self._grid.rows()):
                remedy = nearest(key, columns) or "Add it to the sheet of arms or of contrasts first."
                self._complain(1, place, f"`{key}` is no arm or contrast of this study.", remedy)
        self._figures = [head for head in columns if head in self._columns]
        for cell in unheaded(self._grid):
            self._complain_of(cell, "is in a column without a header.", "Write the key of its arm there.")
        for head in _NEEDED:
            if head not in self._columns:
                self._complain(1, 1, f"the column `{head}` is missing.", NEW_SHEET)

    def _entry(self, index: int, rows: Sequence[_Row]) -> dict[str, Any]:
        """One result of the record, from all rows of its number."""
        path = ("results", index)
        self._place(path, rows[0], "outcome")
        entry: dict[str, Any] = {}
        for head, shape in _ONE_ENTRY.items():
            self._place((*path, head), rows[0], head)
            if value := self._common(rows, head):
                entry[head] = value.lower() if shape is Shape.YES_NO else value
        if entry.get("role") == self._lists.roles.get(entry.get("outcome", ""), ""):
            entry.pop("role", None)
        times = self._entry_times(rows)
        self._place((*path, "at"), rows[0], "at")
        if times:
            entry["at"] = times if len(times) > 1 else times[0]
        for head in self._figures:
            self._figure(entry, path, head, (rows, times))
        for head in (NOTE.key, FORM.key):
            if told := self._common(rows, head):
                self._place((*path, head), rows[0], head)
                entry[head] = told
        return entry

    def _common(self, rows: Sequence[_Row], head: str) -> str:
        """The value that the rows of an entry share. A row that says another is complained of."""
        filled = [(row, text) for row in rows if (text := row.texts.get(head, "").strip())]
        for row, text in filled[1:]:
            if text != filled[0][1]:
                self._complain_at(
                    row,
                    head,
                    f"says `{text}`, but row {filled[0][0].number} of the same entry `{filled[0][1]}`.",
                    f"Give the rows different numbers under `{ENTRY}`, or the same {head}.",
                )
        return filled[0][1] if filled else ""

    def _entry_times(self, rows: Sequence[_Row]) -> tuple[str, ...]:
        """The times of the entry: those of its rows, or those that one row lists."""
        single = [row for row in rows if len(row.times) < 2]
        listing = [row for row in rows if len(row.times) > 1]
        if len(rows) > 1:
            for row in single:
                if not row.times:
                    self._complain_at(
                        row,
                        "at",
                        "names no time, though the entry has several rows.",
                        "Say which, or give the row a number of its own.",
                    )
        times = tuple(time for row in single for time in row.times)
        for row in listing:
            if (times and row.times != times) or row.times != listing[0].times:
                self._complain_at(
                    row,
                    "at",
                    f"lists other times than the rows of its entry ({', '.join(times)}).",
                    "List them all, in the same order.",
                )
        for row in single:
            if row.times and times.count(row.times[0]) > 1 and row.times[0] in times[: single.index(row)]:
                self._complain_at(
                    row,
                    "at",
                    f"`{row.times[0]}` has a row of this entry already.",
                    "Remove one of them, or give the row a number of its own.",
                )
        return times or (listing[0].times if listing else ())

    def _figure(
        self,
        entry: dict[str, Any],
        path: tuple[Any, ...],
        head: str,
        rows_and_heads: tuple[Sequence[_Row], tuple[str, ...]],
    ) -> None:
        """The cells of one column, its excerpts and flag."""
        rows, times = rows_and_heads
        filled = [row for row in rows if row.texts[head].strip() or self._is_lost(row, head)]
        cells = {row.number: self._cell(row, head) for row in filled}
        for kind, prefix in (("stated", STATED_PREFIX), ("flags", FLAG_PREFIX)):
            if None not in cells.values():
                self._aside(entry, (*path, kind, head), rows, prefix + head)
        if not filled:
            return
        self._place((*path, head), filled[0], head)
        own = [row for row in rows if len(row.times) < 2] if len(times) > 1 else []
        if filled[0] in own:
            entry[head] = tuple(self._at_time(path, head, step, row, cells) for step, row in enumerate(own))
            for row in filled:
                if row not in own:
                    self._complain_at(
                        row,
                        head,
                        "is given for all times, but each time has its own value.",
                        "Keep one of both, or give this row a number of its own.",
                    )
        else:
            entry[head] = cells[filled[0].number] or _LOST
            for row in filled[1:]:
                self._complain_at(
                    row, head, "is a second value of the same entry.", "Give the row a number of its own."
                )

    def _at_time(
        self, path: tuple[Any, ...], head: str, step: int, row: _Row, cells: dict[int, str | None]
    ) -> str:
        self._place((*path, head, step), row, head)
        if row.number not in cells:
            self._complain_at(
                row,
                head,
                f"has no value at {', '.join(row.times) or 'this time'}.",
                "Write it, or `not reported`.",
            )
        return cells.get(row.number) or _LOST

    def _aside(self, entry: dict[str, Any], path: tuple[Any, ...], rows: Sequence[_Row], head: str) -> None:
        """Excerpts or the flag of a column, of all rows together."""
        texts = [row.texts[head] for row in rows if row.texts.get(head, "").strip()]
        if not texts:
            return
        self._place(path, next(row for row in rows if row.texts[head].strip()), head)
        joined = "\n".join(dict.fromkeys(texts))
        _, _, kind, column = path
        entry.setdefault(kind, {})[column] = (
            lines_of(joined) if kind == "stated" else " ".join(joined.split())
        )

    def _is_lost(self, row: _Row, head: str) -> bool:
        """Whether a cell holds what cannot be read, such as a number that a program made of the figure."""
        cell = self._grid.cells.get((row.number, self._columns[head]))
        return cell is not None and bool(cell.problem)

    def _cell(self, row: _Row, head: str) -> str | None:
        """The text of a figure; None when it is none, which is complained of."""
        text = row.texts[head].strip()
        if not text:
            return None
        self._has_decimal_commas = self._has_decimal_commas or bool(DECIMAL_COMMA.search(text))
        if match := TWO_WAYS.search(text):
            self._with_commas.append((row, head, match[0]))
        return text

    def _times(self, number: int, text: str) -> tuple[str, ...]:
        if not text.strip():
            return ()
        try:
            return tuple(str(time) for time in read_times(text))
        except Refused as error:
            self._complain(number, self._columns["at"], error.message, error.remedy)
            return ()

    def _place(self, path: tuple[Any, ...], row: _Row, head: str) -> None:
        place = address(row.number, self._columns.get(head, 1))
        self._taken.places.add(path, self._grid.name, place)

    def _complain_at(self, row: _Row, head: str, message: str, remedy: str = "") -> None:
        self._complain(row.number, self._columns.get(head, 1), message, remedy)

    def _complain(self, row: int, column: int, message: str, remedy: str = "") -> None:
        """One complaint for each cell: what else is wrong follows from the first."""
        self._complain_of(address(row, column), message, remedy)

    def _complain_of(self, cell: str, message: str, remedy: str) -> None:
        new = Complaint(self._grid.name, cell, message, remedy)
        if all(
            (complaint.sheet, complaint.cell) != (new.sheet, new.cell) for complaint in self._taken.complaints
        ):
            self._taken.complaints.append(new)


_LOST = "not extracted"
"""Stands for a cell with a problem of its own, so that the rest of the record can be looked at."""
