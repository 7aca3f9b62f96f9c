"""Citations in tables: CSV and its kin, from PubMed, Embase, Scopus, Web of Science, Zotero, Covidence
or a person.

The csv module of the standard library reads the rows (:mod:`kb.bibliography.formats.table_rows`); separators
vary (comma, semicolon, tab in a ``.txt``), and so do the names of columns.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise

from kb.bibliography.citation import Citation, Format, Malformed
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.record_reader import RecordReader, UnreadableRecord
from kb.bibliography.formats.table_columns import are_headings, columns_of, is_title, known_columns
from kb.bibliography.formats.table_fields import TableColumns, citation
from kb.bibliography.formats.table_rows import CsvRow, TableLayout, count_rows, read_rows
from kb.errors import KbError

FORMAT = Format.TABLE
_BEGINNING = 40
"""Rows among which the names of the columns are looked for."""
_LONGEST = 20_000
"""Characters of a line that are looked at for names of columns."""
_SEPARATORS = (",", ";", "\t", "|")
_STATED = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_ENCLOSED = re.compile(rb'(?:^|\t)"(?:[^"\t\n]|"")*"(?=\t|\r?$)', re.MULTILINE)
_LOOSE = re.compile(rb'(?:^|\t)"[^"\t\n]*(?:"[^"\t\n][^\t\n]*)?(?=\t|\r?$)', re.MULTILINE)
"""Cells of a table with tabs that are enclosed in quotation marks, and that only begin with one."""


def read_table(
    source: ExportFile, mapping: Mapping[str, str] | None = None
) -> Iterator[Citation | Malformed]:
    """The rows of a table as citations. ``mapping``: field -> name of its column, before the known names.

    Rows before the names of the columns are told. Raises KbError when no column has titles, each line is one
    field of a record, or the mapping names what is not there.
    """
    layout = layout_of(source)
    rows = read_rows(source, layout)
    beginning = list(islice(rows, _BEGINNING))
    place = _headings(source, beginning, mapping or {})
    names = [cell.strip() for cell in beginning[place].cells]
    columns = columns_of(source.path, names, mapping or {})
    table = TableColumns(tuple(names), columns)
    reading = _TableReading(RecordReader(FORMAT, source), table, count_rows(source, layout))
    return reading.items(beginning[:place], beginning[place], chain(beginning[place + 1 :], rows))


def _headings(source: ExportFile, rows: Sequence[CsvRow], mapping: Mapping[str, str]) -> int:
    """Place of the row with the names of the columns: the first that holds a title's and another one."""
    if not rows:
        raise KbError(f"{source.path}: has no row with names of columns. Export it again.")
    for place, row in enumerate(rows):
        if are_headings([cell.strip() for cell in row.cells], mapping):
            return place
    if _are_fields({row.cells[0].strip() for row in rows if row.cells}):
        raise KbError(
            f"{source.path}: has one field of a record on each line. Export it with the fields as columns"
            " (Embase.com: CSV, fields by column), or as RIS."
        )
    return max(range(len(rows)), key=lambda place: (_merit_of(rows[place].cells), -place))


def _are_fields(first_cells: set[str]) -> bool:
    """Whether the lines begin with names of fields, the title among them: one field of a record on each."""
    return any(map(is_title, first_cells)) and known_columns(sorted(first_cells)) > 2


def _merit_of(cells: Sequence[str]) -> int:
    known = known_columns(cells)
    return known if known > 1 else 0


class _TableReading:
    """Makes items of the rows of a table."""

    def __init__(self, reader: RecordReader, table: TableColumns, expected: int) -> None:
        self._reader, self._table, self._expected = reader, table, expected
        """Rows in the file, the names of the columns among them."""

    def items(
        self, before: Iterable[CsvRow], headings: CsvRow, rows: Iterable[CsvRow]
    ) -> Iterator[Citation | Malformed]:
        """What is before the names of the columns, then the rows behind them."""
        seen = 1
        if any(map(_VALUE.search, self._table.names)):
            yield self._outside(headings, _NAMES_AND_VALUES)
        for row in before:
            seen += 1
            if not _STATED.fullmatch(self._reader.text(row.block)[0]):
                yield self._outside(row, _BEFORE)
        for row in rows:
            seen += 1
            yield self._item(row)
        if problem := self._reader.miscount("a row", self._expected, seen):
            yield problem

    def _outside(self, row: CsvRow, message: str) -> Malformed:
        shown = " ".join(self._reader.text(row.block)[0].split())
        shown = shown if len(shown) <= 80 else f"{shown[:77]}..."
        return self._reader.outside(row.block, row.block.message or message.format(shown), row.block.remedy)

    def _item(self, row: CsvRow) -> Citation | Malformed:
        reader, names = self._reader, self._table.names
        if row.block.message:
            return reader.aside(row.block, row.block.message, row.block.remedy)
        if tuple(cell.strip() for cell in row.cells) == names:
            return self._outside(row, _AGAIN)
        if any(map(str.strip, row.cells[len(names) :])):
            message = f"The row has {len(row.cells)} cells, but there are {len(names)} columns."
            return reader.aside(row.block, message, "Put quotation marks around cells that hold a separator.")
        said = list(filter(None, map(str.strip, row.cells)))
        if len(names) > 2 and len(said) == 1 and not self._table.has_title(row.cells):
            return self._outside(row, _NOTE)
        if len(names) > 2 and len(said) <= 2 and _FOOTER.match(said[0]):
            return self._outside(row, _OF_THE_HOST)
        return self._citation(row)

    def _citation(self, row: CsvRow) -> Citation | Malformed:
        names = self._table.names
        raw, remarks = self._reader.text(row.block)
        if len(row.cells) < len(names):
            remark = f"The row has {len(row.cells)} of {len(names)} cells; the others were taken for empty."
            remarks = (*remarks, remark)
        place = self._reader.place(row.block)
        try:
            return citation(self._table, row.cells, raw, place, remarks)
        except UnreadableRecord as error:
            return Malformed(FORMAT, place, raw, error.message, error.remedy)


_VALUE = re.compile(r".{60}|10\.\d{4,9}/|(?<!\d)(?:19|20)\d\d(?!\d)|\d+[-\u2013]\d+|^\d+$", re.DOTALL)
"""What a record says, and no name of a column."""
_NAMES_AND_VALUES = "The names of the columns hold values too; was the end of the line lost? `{}`"
_BEFORE = "Comes before the names of the columns, and was not counted: `{}`"
_AGAIN = "The names of the columns come again here; not counted: `{}`"
_FOOTER = re.compile(
    r"(?:total(?: records?| results?)?|records?|results?|number of records)[:\s]*\d*\Z"
    r"|exported (?:from|on|by)\b|(?:copyright|\(c\)|\u00a9)\W*(?:19|20)\d\d|end of (?:file|export|list)\b"
    r"|date (?:of export|exported)\b",
    re.IGNORECASE,
)
"""What programs write under a table."""
_OF_THE_HOST = "This row is about the table, not a record; not counted: `{}`"
_NOTE = "A row with a single cell that is no title; not counted: `{}`"


def layout_of(source: ExportFile) -> TableLayout:
    """How a table is written: the separator that gives the most known columns, then the most columns.

    The names of the columns may come after a few other lines.
    """
    lines = source.text(source.head)[0].lstrip().split("\n")
    if stated := _STATED.fullmatch(lines[0].strip("\r")):
        return TableLayout(stated[1], quoted=True)
    separator = max(_SEPARATORS, key=lambda sign: _merit(lines, sign))
    loose = separator == "\t" and _LOOSE.search(source.head) and not _ENCLOSED.search(source.head)
    return TableLayout(separator, quoted=not loose)


def _merit(lines: Sequence[str], separator: str) -> tuple[int, int]:
    """The most known columns of a line, and how many columns the first line has."""
    counts = [_names(line, separator) for line in lines[:_BEGINNING]]
    return max(map(known_columns, counts)), len(counts[0])


def looks_like_table(text: str) -> bool:
    """Whether a line at the beginning names columns of citations, or two lines have as many separators."""
    lines = [line for line in text.split("\n")[:_BEGINNING] if line.strip()]
    if any(are_headings(_names(line, sign), {}) for line in lines for sign in _SEPARATORS):
        return True
    if any(_are_fields({line.split(sign)[0].strip(' "\r') for line in lines}) for sign in _SEPARATORS):
        return True
    pairs = pairwise(lines)
    return any(one.count(sign) == other.count(sign) > 1 for one, other in pairs for sign in _SEPARATORS)


def _names(line: str, separator: str) -> list[str]:
    return next(csv.reader([line[:_LONGEST].replace("\r", " ")], delimiter=separator), [])
