"""A table as an Excel workbook: what somebody sees who opens it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kb.errors import KbError
from kb.forms import workbook_sheet as sheet_module
from kb.forms.as_xlsx import write

COLUMNS = ("study", "pmid", "year", "share", "retracted", "effective", "note")
ROWS = [
    ("wang-2015", "25284802", 2015, 0.043, 1, "2021-11-01", "short"),
    ("niu-2007", None, 2007, 29.0, 0, None, "long words " * 30),
    ("cha-2020", "31844951", None, None, None, "2015-02", "two\nlines"),
]
TYPES = {"retracted": "boolean", "effective": "date"}


def opened(file: Path, rows: Sequence[Sequence[Any]], types: dict[str, str] | None = None) -> Any:
    """The sheet of the workbook that kb writes of the rows."""
    from openpyxl import load_workbook

    write(file, COLUMNS[: len(rows[0])], rows, TYPES if types is None else types)
    return load_workbook(file).active


def test_the_header_stays_in_view_and_filters_all_rows(tmp_path: Path) -> None:
    """The first row is frozen and bold; the filter covers the seven columns and three rows."""
    sheet = opened(tmp_path / "a.xlsx", ROWS)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G4"
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.print_title_rows == "$1:$1"


def test_columns_are_as_wide_as_their_texts_up_to_a_limit(tmp_path: Path) -> None:
    """A header needs room for its button; no column is wider than 60 characters."""
    sheet = opened(tmp_path / "a.xlsx", ROWS)
    widths = {name: sheet.column_dimensions["ABCDEFG"[at]].width for at, name in enumerate(COLUMNS)}
    assert widths["study"] == len("wang-2015") + 2
    assert widths["effective"] == len("effective") + 4
    assert widths["note"] == 60


def test_long_text_is_wrapped_in_a_row_that_is_high_enough(tmp_path: Path) -> None:
    """330 characters take six lines of 58; a row without long text keeps its height."""
    sheet = opened(tmp_path / "a.xlsx", ROWS)
    assert sheet["G3"].alignment.wrap_text and sheet["G4"].alignment.wrap_text
    assert not sheet["G2"].alignment.wrap_text
    assert sheet.row_dimensions[3].height == 6 * 15
    assert sheet.row_dimensions[4].height == 2 * 15
    assert sheet.row_dimensions[2].height is None


def test_values_are_numbers_days_and_yes_or_no(tmp_path: Path) -> None:
    """A day is a real date, a flag reads yes or no; part of a date and null stay what they are."""
    sheet = opened(tmp_path / "a.xlsx", ROWS)
    assert [cell.value for cell in sheet[2]][2:6] == [2015, 0.043, "yes", datetime.datetime(2021, 11, 1)]
    assert sheet["F2"].is_date and sheet["F2"].number_format == "yyyy-mm-dd"
    assert (sheet["E3"].value, sheet["E4"].value, sheet["F4"].value) == ("no", None, "2015-02")


def test_text_of_digits_stays_text(tmp_path: Path) -> None:
    """A PMID is text, and stays so when somebody edits the cell."""
    sheet = opened(tmp_path / "a.xlsx", ROWS)
    assert sheet["B2"].value == "25284802"
    assert (sheet["B2"].data_type, sheet["B2"].number_format) == ("s", "@")


@pytest.mark.parametrize(
    ("values", "read"),
    [
        (("2021-11-01", None), datetime.datetime(2021, 11, 1)),
        (("2021-11-01T10:30:00+00:00",), datetime.datetime(2021, 11, 1, 10, 30)),
        (("2021-11-01", "2021"), "2021-11-01"),  # not all are days, so it may be anything
        (("2021-02-31",), "2021-02-31"),
        (("1899-12-31",), "1899-12-31"),  # Excel knows no day before 1900
        ((True, False), "yes"),
        ((1, 0), 1),
    ],
)
def test_where_no_type_is_known_the_values_tell(tmp_path: Path, values: tuple[Any, ...], read: Any) -> None:
    """A column is one of days when all its values are days; 1 and 0 alone make no flag."""
    sheet = opened(tmp_path / "a.xlsx", [(value,) for value in values], {})
    assert sheet["A2"].value == read


def test_a_flag_column_keeps_what_is_no_flag(tmp_path: Path) -> None:
    """A sum that was given the name of a flag is still a number."""
    assert opened(tmp_path / "a.xlsx", [(7,)], {"study": "boolean"})["A2"].value == 7


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of Excel is 1,048,576 rows; here it is three."""
    monkeypatch.setattr(sheet_module, "MOST_ROWS", 3)
    with pytest.raises(KbError, match="more rows than the 3 of Excel"):
        write(tmp_path / "a.xlsx", ("n",), [(1,), (2,), (3,)], {})
    write(tmp_path / "a.xlsx", ("n",), [(1,), (2,)], {})
