"""What is refused in a workbook that comes back, and how it is told at the cell."""

from __future__ import annotations

import datetime
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from kb.errors import KbError
from kb.extraction.saved_extractions import study_in
from kb.sheets.cell_places import SheetData
from kb.sheets.filling import build_sheets, data_of
from kb.sheets.lists import Lists
from kb.sheets.marking import problems_file, write_marked
from kb.sheets.taking_back import take_sheets
from kb.sheets.workbook_reader import Given, read_grids
from kb.sheets.workbook_writer import WorkbookPages, write_workbook
from tests.extraction.grids import grids_of
from tests.extraction.test_round_trip import BUNDLED
from tests.tiers import mostly_slow

Change = Callable[[Any], None]
WANG = study_in(BUNDLED[0].with_name("wang-2015.yaml").read_text("utf-8"), "wang-2015")
HELD = data_of(WANG)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of Wang et al (2015), as it is written."""
    file = tmp_path_factory.mktemp("sheet") / "wang.xlsx"
    write_workbook(file, WorkbookPages((), build_sheets(WANG, Lists())), Lists())
    return file


@pytest.fixture
def sheet(written: Path, tmp_path: Path) -> Path:
    """A copy to work in: entry 5 is a series over three times in rows 6 to 9."""
    return Path(shutil.copy(written, tmp_path))


def changed(file: Path, change: Change) -> Path:
    """The workbook after somebody's work in it."""
    book = openpyxl.load_workbook(file)
    change(book)
    book.save(file)
    return file


def taken(file: Path) -> SheetData:
    """What is read from it."""
    return take_sheets(read_grids(file), Lists(), HELD)


def put(sheet: str, cell: str, value: Any, form: str = "General") -> Change:
    """A change of one cell."""

    def change(book: Any) -> None:
        book[sheet][cell] = value
        book[sheet][cell].number_format = form

    return change


EXCEL_MADE = [
    (put("Results", "J6", datetime.date(2026, 7, 18), "d-mmm"), "Results!J6", "Excel made a date"),
    (put("Results", "J6", datetime.time(3, 9), "h:mm"), "Results!J6", "Excel made a date"),
    (put("Results", "J6", 0.039, "0.00%"), "Results!J6", "a number of what was typed (now 3.9%)"),
    (put("Results", "J6", 0.3), "Results!J6", "Excel made a number of what was typed (now 0.3)"),
    (put("Results", "J6", "=1+1"), "Results!J6", "holds a formula (=1+1)"),
    (put("Study", "B4", '=HYPERLINK("http://x")'), "Study!B4", "holds a formula"),
    (put("Results", "J6", "#N/A"), "Results!J6", "error value"),
]


@pytest.mark.parametrize("case", mostly_slow(EXCEL_MADE, usual=[0, 2, 4]))
def test_what_excel_made_of_what_was_typed_is_told_at_its_cell(
    sheet: Path, case: tuple[Change, str, str]
) -> None:
    """Dates, numbers, formulas and errors are no text that was printed."""
    change, place, said = case
    told = {f"{one.sheet}!{one.cell}": one.message for one in taken(changed(sheet, change)).complaints}
    assert said in told[place]


@pytest.mark.parametrize(
    ("sheet", "cell", "text", "place", "said"),
    [
        ("Results", "J6", "median 25 moths", "Results!J6", 'column 11: found "moths"'),
        ("Results", "J7", "", "Results!J7", "has no value at 2 y"),
        ("Results", "L6", "p .5", "Results!L9", "each time has its own value"),
        ("Results", "F7", "2 yeers", "Results!F7", "found"),
        ("Results", "F7", "1 y", "Results!F7", "has a row of this entry already"),
        ("Results", "B7", "overall-survival", "Results!B7", "but row 6 of the same entry"),
        ("Results", "X3", "5%", "Results!X3", "a column without a header"),
        ("Arms", "O3", "5%", "Arms!O3", "a column without a header"),
        ("Study", "B90", "lost", "Study!B90", "is in a line without a field"),
        ("Arms", "A3", "cryo", "Arms!A3", "`cryo` is listed twice"),
        ("Arms", "A3", "", "Arms!A3", "the row has no key"),
        ("Arms", "B1", "lable", "Arms!A1", "the column `label` is missing"),
        ("Study", "A4", "desing", "Study!A1", "the line `design` is missing"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(sheet: str, cell: str, text: str, place: str, said: str) -> None:
    """Whoever filled in the sheets sees where to look."""
    told = {f"{one.sheet}!{one.cell}": one.message for one in _complaints({(sheet, cell): text})}
    assert said in told[place]


def test_a_header_without_figures_is_nothing_wrong() -> None:
    """Somebody began a column and left it."""
    assert _complaints({("Results", "W1"): "cry"}) == []


def test_a_missing_sheet_is_told() -> None:
    """Of a sheet that somebody deleted, the first cell is named."""
    grids = grids_of(build_sheets(WANG, Lists()))
    del grids["Arms"]
    told = {f"{one.sheet}!{one.cell}": one.message for one in take_sheets(grids, Lists(), HELD).complaints}
    assert "the sheet Arms is missing" in told["Arms!A1"]


def _complaints(typed: Mapping[tuple[str, str], str]) -> Sequence[Any]:
    """What is told of the sheets of Wang et al (2015) once this was typed into cells."""
    grids = grids_of(build_sheets(WANG, Lists()))
    for (sheet, cell), text in typed.items():
        letters, row = coordinate_from_string(cell)
        place = (row, column_index_from_string(letters))
        grids[sheet].cells.pop(place, None)
        if text:
            grids[sheet].cells[place] = Given(text)
    return take_sheets(grids, Lists(), HELD).complaints


def test_a_column_of_an_unknown_arm_with_figures_is_told(sheet: Path) -> None:
    def change(book: Any) -> None:
        book["Results"]["W1"], book["Results"]["W2"] = "sham", "5%"

    (one,) = taken(changed(sheet, change)).complaints
    assert (one.cell, one.message) == ("W1", "`sham` is no arm or contrast of this study.")


def test_an_offered_outcome_may_stay_without_figures(sheet: Path) -> None:
    before = len(taken(sheet).data["results"])
    found = taken(changed(sheet, put("Results", "B40", "overall-survival")))
    assert found.complaints == []
    assert len(found.data["results"]) == before


def test_whole_numbers_that_excel_made_are_read_as_typed(sheet: Path) -> None:
    found = taken(changed(sheet, put("Arms", "I2", 181)))
    assert found.complaints == []
    assert found.data["arms"]["cryo"]["n"] == "181"


def test_a_new_arm_brings_its_columns(sheet: Path) -> None:
    def change(book: Any) -> None:
        book["Arms"]["A4"], book["Arms"]["B4"] = "mwa", "microwave ablation"
        book["Results"]["V1"], book["Results"]["V2"] = "mwa", "5/40 (12.5%)"

    found = taken(changed(sheet, change))
    assert found.complaints == []
    assert found.data["results"][0]["mwa"] == "5/40 (12.5%)"


def test_what_begins_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    text = BUNDLED[0].with_name("wang-2015.yaml").read_text("utf-8")
    study = study_in(text.replace("setting: multicenter", 'setting: "=cmd()"'), "wang-2015")
    file = tmp_path / "x.xlsx"
    write_workbook(file, WorkbookPages((), build_sheets(study, Lists())), Lists())
    cells = [cell for row in openpyxl.load_workbook(file)["Study"].iter_rows() for cell in row]
    (found,) = [cell for cell in cells if cell.value == "=cmd()"]
    assert found.data_type == "s"
    assert taken(file).data["setting"] == "=cmd()"


def with_part(file: Path, name: str, content: bytes) -> Path:
    """The workbook with one part replaced."""
    with zipfile.ZipFile(file) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    parts[name] = content
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for one, data in parts.items():
            new.writestr(one, data)
    return file


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"""
OUTSIDE = BOMB.replace(b'<!ENTITY b "&a;&a;&a;&a;&a;&a;">', b'<!ENTITY b SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize("content", [BOMB, OUTSIDE], ids=["expansion", "external"])
def test_entities_are_refused(sheet: Path, content: bytes) -> None:
    """A workbook that declares entities could read files of this machine."""
    with pytest.raises(KbError, match="declares entities"):
        read_grids(with_part(sheet, "xl/worksheets/sheet2.xml", content))


def test_a_zip_bomb_is_refused_unopened(sheet: Path) -> None:
    with pytest.raises(KbError, match="at most 100 MB"):
        read_grids(with_part(sheet, "xl/media/image1.png", b"\0" * (101 << 20)))


def test_a_cell_at_the_end_of_the_world_is_refused(sheet: Path) -> None:
    with pytest.raises(KbError, match="Results!XFD1048576 lies beyond"):
        read_grids(changed(sheet, put("Results", "XFD1048576", "x")))


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 cut off", b"field,value\n", b"\xd0\xcf\x11\xe0 old xls"]
)
def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(content)
    with pytest.raises(KbError, match="is no Excel workbook"):
        read_grids(file)


def test_a_broken_part_is_refused_in_words(sheet: Path) -> None:
    with pytest.raises(KbError, match="cannot be read as an Excel workbook"):
        read_grids(with_part(sheet, "xl/workbook.xml", b"<workbook"))


def test_the_marked_copy_shows_problems_and_loses_the_marks_when_they_are_gone(sheet: Path) -> None:
    changed(sheet, put("Results", "J6", "=1+1"))
    found = taken(sheet).complaints
    marked = problems_file(sheet)
    write_marked(sheet, marked, found)
    book = openpyxl.load_workbook(marked)
    assert book.sheetnames[0] == "Problems"
    assert "holds a formula" in book["Results"]["J6"].comment.text
    assert book["Results"]["J6"].fill.fgColor.rgb == "FFFFC7CE"
    assert book["Results"]["J6"].data_type == "s"
    assert problems_file(marked) == marked
    changed(marked, put("Results", "J6", "3%", "@"))
    assert taken(marked).complaints == []
    write_marked(marked, marked, [])
    assert openpyxl.load_workbook(marked)["Results"]["J6"].comment is None


def test_a_marked_copy_that_somebody_worked_in_is_not_written_over(sheet: Path) -> None:
    """The next copy has a number; one that nobody has touched is written anew."""
    changed(sheet, put("Results", "J6", "=1+1"))
    found = taken(sheet).complaints
    first = problems_file(sheet)
    write_marked(sheet, first, found)
    assert problems_file(sheet) == first
    write_marked(sheet, first, found)
    changed(first, put("Results", "J6", "3%", "@"))
    worked_in = first.read_bytes()
    second = problems_file(sheet)
    assert second.name == f"{sheet.stem}-problems-2.xlsx"
    write_marked(sheet, second, found)
    assert (problems_file(sheet), problems_file(second)) == (second, second)
    assert first.read_bytes() == worked_in


def test_what_is_no_marked_copy_is_not_written_over(sheet: Path) -> None:
    """Whatever somebody has called so."""
    (sheet.parent / f"{sheet.stem}-problems.xlsx").write_bytes(b"something else")
    assert problems_file(sheet).name == f"{sheet.stem}-problems-2.xlsx"


def test_decimal_commas_are_refused_and_what_may_be_one_is_asked_about() -> None:
    """`0,734` is no 734, and beside it `12,345` may be 12.345."""
    typed = {("Results", "J6"): "HR 0,734", ("Results", "K6"): "12,345", ("Results", "J7"): "12,345 months"}
    told = {f"{one.sheet}!{one.cell}": f"{one.message} {one.remedy}" for one in _complaints(typed)}
    assert "A comma parts thousands here: write 0.734." in told["Results!J6"]
    assert "`12,345` may be thousands" in told["Results!K6"]
    assert all("12345 or 12.345, whichever is meant" in told[place] for place in ("Results!K6", "Results!J7"))


def test_a_count_is_read_where_no_cell_has_a_decimal_comma() -> None:
    told = {f"{one.sheet}!{one.cell}" for one in _complaints({("Results", "K6"): "12,345"})}
    assert "Results!K6" not in told


def test_a_merged_cell_is_told_at_its_place(sheet: Path) -> None:
    def merge(book: Any) -> None:
        book["Results"].merge_cells("J6:J8")

    told = {f"{one.sheet}!{one.cell}": one.message for one in taken(changed(sheet, merge)).complaints}
    assert "is merged with others (J6:J8)" in told["Results!J6"]


def test_cells_in_hidden_rows_and_columns_are_known(sheet: Path) -> None:
    def hide(book: Any) -> None:
        book["Results"].row_dimensions[6].hidden = True
        book["Arms"].column_dimensions["B"].hidden = True

    grids = read_grids(changed(sheet, hide))
    assert "J6" in grids["Results"].hidden and "J7" not in grids["Results"].hidden
    assert set(grids["Arms"].hidden) >= {"B2", "B3"} and "A2" not in grids["Arms"].hidden
    assert grids["Contrasts"].hidden == ()


def test_a_cell_of_a_printed_table_of_limitations_is_taken_as_it_is(sheet: Path) -> None:
    """The domain beside it says what its numbers mean; one cell may say several limitations."""

    def type_cells(book: Any) -> None:
        limitations = book["Limitations"]
        heads = {cell.value: cell.column for cell in limitations[1]}
        for row, (domain, code) in enumerate((("conduct/blinding", "1,2. open label"), ("power", "4")), 12):
            limitations.cell(row, heads["domain"]).value = domain
            limitations.cell(row, heads["code"]).value = code

    before = HELD["limitations"]["items"]
    data = taken(changed(sheet, type_cells))
    assert data.data["limitations"]["items"][len(before) :] == (
        {"code": "conduct/blinding/1"},
        {"code": "conduct/blinding/2", "note": "open label"},
        {"code": "conduct/power/4"},
    )


def test_cells_pasted_from_a_table_are_read_by_the_form_of_their_row() -> None:
    """The cell of the contrast prints both sides and p; a decimal comma stays refused at its cell."""
    grids = grids_of(build_sheets(WANG, Lists()))
    heads = {given.text: column for (row, column), given in grids["Results"].cells.items() if row == 1}
    cells = grids["Results"].cells
    number = next(row for (row, _), given in cells.items() if given.text == "major-complications")
    for head, text in {
        "cryo": "",
        "rfa": "",
        "cryo-rfa": "7 (3.9) vs 6 (3.3), .776",
        "as": "n (%); p",
    }.items():
        cells.pop((number, heads[head]), None)
        if text:
            cells[(number, heads[head])] = Given(text)
    sheets = take_sheets(grids, Lists(), HELD)
    assert sheets.complaints == []
    row = next(row for row in sheets.data["results"] if row["outcome"] == "major-complications")
    assert (row["cryo"], row["rfa"], row["cryo-rfa"]) == ("7 (3.9%)", "6 (3.3%)", "p .776")
    cells[(number, heads["cryo-rfa"])] = Given("7 (3,9) vs 6 (3,3)")
    (complaint,) = take_sheets(grids, Lists(), HELD).complaints
    assert "write 3.9" in complaint.message
