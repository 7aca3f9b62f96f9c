"""Workbooks that people send back, opened safely; what their program did to rows and cells is seen.

A workbook from outside is not trusted: what unpacks to too much, or declares entities, is refused, and
formulas are not computed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.errors import KbError

MOST_BYTES = 100 << 20
"""Unpacked size of a workbook that is opened. 10,000 candidates with abstracts take 30 million."""
_MOST_PARTS = 500
_OTHERS = (
    ((b"mimetypeapplication/vnd.oasis",), "an OpenDocument spreadsheet (.ods)"),
    ((b"Index/", b"Data/"), "a Numbers document"),
)
"""What the archive of another program holds near its beginning."""
_SAVE = "Open it in the program that wrote it, and save it as .xlsx."


def is_workbook(file: Path) -> bool:
    """Whether a file is to be opened as a workbook: by its ending, else by how it begins."""
    if file.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".ods", ".numbers"):
        return True
    try:
        with file.open("rb") as stream:
            return stream.read(4) in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
    except OSError:
        return False


def open_workbook(file: Path) -> Any:
    """The workbook as openpyxl has it. Raises KbError for what is no workbook, or none to open safely."""
    import openpyxl

    _refuse_others(file)
    _require_small(file)
    try:
        # Given a name, openpyxl leaves the file open when it fails.
        with file.open("rb") as stream:
            return openpyxl.load_workbook(stream, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parsing meets in a broken file
        if _is_refusal(error):
            raise KbError(
                f"{file}: the workbook declares entities or loads parts from elsewhere, which no sheet of"
                " ours does. It was not opened."
            ) from error
        raise KbError(
            f"{file}: cannot be read as an Excel workbook ({type(error).__name__}). {_SAVE[:-1]} again."
        ) from error


def _is_refusal(error: BaseException | None) -> bool:
    """Whether defusedxml refused what it read, at whatever depth openpyxl wrapped that."""
    while error is not None:
        if type(error).__module__.startswith("defusedxml"):
            return True
        error = error.__cause__ or error.__context__
    return False


def _refuse_others(file: Path) -> None:
    """Raises KbError for the files of other spreadsheet programs, by what they hold."""
    try:
        with file.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise KbError(
            f"{file}: cannot be read ({error.strerror}). Check the name and your rights."
        ) from error
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise KbError(
            f"{file}: is no Excel workbook (.xlsx) but an old one (.xls), or protected by a password. {_SAVE}"
        )
    for signs, name in _OTHERS:
        if head.startswith(b"PK") and any(sign in head for sign in signs):
            raise KbError(f"{file}: is {name}, which is not read here. {_SAVE}")


def _require_small(file: Path) -> None:
    try:
        with zipfile.ZipFile(file) as parts:
            entries = parts.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise KbError(
            f"{file}: is no Excel workbook (.xlsx). Save it as .xlsx, not as .xls or .csv."
        ) from error
    size = sum(entry.file_size for entry in entries)
    if size > MOST_BYTES or len(entries) > _MOST_PARTS:
        raise KbError(
            f"{file}: unpacks to {size / (1 << 20):,.0f} MB in {len(entries)} parts; at most"
            f" {MOST_BYTES >> 20} MB in {_MOST_PARTS} parts are opened. Save a copy without pictures and"
            " empty formatted rows."
        )


def hidden_rows(sheet: Any) -> frozenset[int]:
    """Numbers of the rows that are hidden by hand, by a filter or in a folded group."""
    return frozenset(row for row, dimension in sheet.row_dimensions.items() if dimension.hidden)


def hidden_columns(sheet: Any) -> frozenset[int]:
    """Numbers, from 1, of the columns that are hidden."""
    return frozenset(_hidden_columns(sheet))


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            yield from range(dimension.min or 1, min(dimension.max or dimension.min or 1, 16_384) + 1)


def merged_cells(sheet: Any) -> dict[tuple[int, int], str]:
    """Row and column of each cell that is merged with others -> the range that they make, such as B3:B5."""
    return {
        (row, column): area.coord
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, area.min_row + _MOST_MERGED) + 1)
        for column in range(area.min_col, min(area.max_col, area.min_col + _MOST_MERGED) + 1)
    }


_MOST_MERGED = 200
"""Rows and columns of one range that are looked at."""
