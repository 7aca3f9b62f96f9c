"""Citations in tables: CSV and its kin, from PubMed, Embase, Scopus, Web of Science, Zotero, Covidence
or a person.

The csv module of the standard library reads the rows (:mod:`kb.bibliography.formats.table_rows`); separators
vary (comma, semicolon, tab in a ``.txt``), and so do the names of columns.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping

from kb.bibliography.citation import Citation, Format, Malformed
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.record_reader import RecordReader, UnreadableRecord
from kb.bibliography.formats.table_columns import columns_of, known_columns
from kb.bibliography.formats.table_fields import TableColumns, citation
from kb.bibliography.formats.table_rows import CsvRow, TableLayout, count_rows, read_rows
from kb.errors import KbError

FORMAT = Format.TABLE
_SEPARATORS = (",", ";", "\t", "|")
_STATED = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_ENCLOSED = re.compile(rb'(?:^|\t)"(?:[^"\t\n]|"")*"(?=\t|\r?$)', re.MULTILINE)
_LOOSE = re.compile(rb'(?:^|\t)"[^"\t\n]*(?:"[^"\t\n][^\t\n]*)?(?=\t|\r?$)', re.MULTILINE)
"""Cells of a table with tabs that are enclosed in quotation marks, and that only begin with one."""


def read_table(
    source: ExportFile, mapping: Mapping[str, str] | None = None
) -> Iterator[Citation | Malformed]:
    """The rows of a table as citations. ``mapping``: field -> name of its column, before the known names.

    Raises KbError when no column names a publication, or the mapping names what is not there.
    """
    layout = layout_of(source)
    rows = read_rows(source, layout)
    first, skipped = next(rows, None), 1
    if first is not None and _STATED.fullmatch(source.text(first.block.data)[0]):
        first, skipped = next(rows, None), 2
    if first is None:
        raise KbError(f"{source.path}: has no row with names of columns. Export it again.")
    names = [cell.strip() for cell in first.cells]
    columns = columns_of(source.path, names, mapping or {})
    expected = count_rows(source, layout) - skipped
    return _citations(RecordReader(FORMAT, source), TableColumns(tuple(names), columns), rows, expected)


def _citations(
    reader: RecordReader, table: TableColumns, rows: Iterator[CsvRow], expected: int
) -> Iterator[Citation | Malformed]:
    for row in rows:
        yield _citation(reader, table, row)
    if problem := reader.miscount("a row", expected, reader.records):
        yield problem


def _citation(reader: RecordReader, table: TableColumns, row: CsvRow) -> Citation | Malformed:
    if row.block.message:
        return reader.aside(row.block, row.block.message, row.block.remedy)
    if any(map(str.strip, row.cells[len(table.names) :])):
        message = f"The row has {len(row.cells)} cells, but there are {len(table.names)} columns."
        return reader.aside(row.block, message, "Put quotation marks around cells that hold a separator.")
    raw, remarks = reader.text(row.block)
    if len(row.cells) < len(table.names):
        remark = f"The row has {len(row.cells)} of {len(table.names)} cells; the others were taken for empty."
        remarks = (*remarks, remark)
    place = reader.place(row.block)
    try:
        return citation(table, row.cells, raw, place, remarks)
    except UnreadableRecord as error:
        return Malformed(FORMAT, place, raw, error.message, error.remedy)


def layout_of(source: ExportFile) -> TableLayout:
    """How a table is written: the separator that gives the most known columns, then the most columns."""
    lines = source.text(source.head)[0].lstrip().split("\n")
    if stated := _STATED.fullmatch(lines[0].strip("\r")):
        return TableLayout(stated[1], quoted=True)
    separator = max(_SEPARATORS, key=lambda sign: _merit(lines[0], sign))
    loose = separator == "\t" and _LOOSE.search(source.head) and not _ENCLOSED.search(source.head)
    return TableLayout(separator, quoted=not loose)


def _merit(line: str, separator: str) -> tuple[int, int]:
    names = next(csv.reader([line.replace("\r", " ")], delimiter=separator), [])
    return known_columns(names), len(names)
