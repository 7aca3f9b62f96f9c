"""``kb export --xlsx``: one workbook with a sheet for each view."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from kb.export import views as exported
from kb.schema.views import views
from tests.command_line import run_kb


def export(url: str, file: Path, *words: str) -> Result:
    """Run the export."""
    return run_kb("--database", url, "export", "--xlsx", str(file), *words)


@pytest.fixture(scope="module")
def file(loaded_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of the shipped evidence."""
    file = tmp_path_factory.mktemp("workbook") / "views.xlsx"
    shown = export(loaded_url, file)
    assert shown.exit_code == 0, shown.stderr
    assert f"Wrote {len(views())} views" in shown.stderr
    return file


@pytest.fixture(scope="module")
def book(file: Path) -> Any:
    """The same, opened."""
    from openpyxl import load_workbook

    return load_workbook(file)


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    """Values of a sheet."""
    return list(sheet.iter_rows(values_only=True))


def test_the_first_sheet_lists_the_others_with_what_a_row_is(book: Any) -> None:
    """Below the date of the snapshot: name, rows, meaning and key, the name a link to the sheet."""
    contents = book.worksheets[0]
    assert contents.title == "contents"
    lines = rows(contents)
    facts = {line[0]: line[1] for line in lines[:5]}
    assert facts["Snapshot taken"].startswith(str(datetime.datetime.now(datetime.UTC).year))
    assert facts["Hash of the records"].startswith("sha256:")
    assert lines[6] == ("sheet", "rows", "what one row is", "key")
    listed = {line[0]: line for line in lines[7:]}
    assert set(listed) == {view.name for view in views()}
    assert listed["study_overview"][1:] == (28, "One row per study.", "study")
    assert contents.freeze_panes == "A8"
    assert contents.auto_filter.ref == f"A7:D{len(lines)}"
    assert contents["A8"].hyperlink.location == f"'{lines[7][0]}'!A1"


def test_the_second_sheet_says_what_each_column_is(book: Any) -> None:
    """Type, null, key, meaning and codes, as ``kb schema`` tells them."""
    lines = {(line[0], line[1]): line[2:] for line in rows(book["columns"])[1:]}
    assert lines["study_overview", "pmid"][:3] == ("text", "yes", "no")
    assert "randomized" in lines["study_overview", "design_group"][4].split(", ")
    assert lines["study_overview", "study"][2] == "yes"


def test_every_view_is_a_sheet_with_all_its_rows(book: Any, loaded_url: str) -> None:
    """In the order of its key, header frozen and filtered."""
    from kb.db.connect import read

    with read(loaded_url) as reader:
        for view in exported.exported_views(reader):
            sheet = book[view.name]
            assert [cell.value for cell in sheet[1]] == [column.name for column in view.columns]
            assert sheet.max_row - 1 == exported.size_of(reader, view)
            assert sheet.freeze_panes == "A2"


def test_values_have_the_types_of_the_dictionary(book: Any) -> None:
    """A day is a date, a flag yes or no, a PMID text, a number a number."""
    timeline = {line[1]: line for line in rows(book["policy_timeline"])[1:]}
    assert any(isinstance(value, datetime.datetime) for line in timeline.values() for value in line)
    header, *lines = rows(book["study_overview"])
    wang = dict(zip(header, next(line for line in lines if line[0] == "wang-2015"), strict=True))
    assert (wang["pmid"], wang["enrolled"], wang["year"]) == ("25284802", 360, 2015)
    header, *lines = rows(book["policy_reference"])
    assert {line[header.index("retracted")] for line in lines} <= {"yes", "no"}


def test_names_of_sheets_fit_excel_and_differ(
    loaded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At most 31 characters (here ten, where two views begin alike); the first sheet has them as they are."""
    from openpyxl import load_workbook

    from kb.export import workbook

    monkeypatch.setattr(workbook, "_LONGEST_NAME", 10)
    assert export(loaded_url, tmp_path / "short.xlsx").exit_code == 0
    names = load_workbook(tmp_path / "short.xlsx").sheetnames
    assert len(names) == len(set(names)) == len(views()) + 2
    assert {"systematic", "systemat_2"} <= set(names)
    assert max(map(len, names)) == 10


def test_a_view_that_is_too_long_is_cut_and_says_so(
    loaded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel takes 1,048,575 rows below a header; here 50, so that the 224 arm results or more are cut."""
    from openpyxl import load_workbook

    from kb.export import workbook

    monkeypatch.setattr(workbook, "_MOST_WRITTEN", 50)
    shown = export(loaded_url, tmp_path / "cut.xlsx")
    assert shown.exit_code == 0
    book = load_workbook(tmp_path / "cut.xlsx")
    notes = {line[0]: line[4] for line in rows(book["contents"])[7:] if line[4]}
    assert notes.keys() >= {"arm_result", "figure_detail"} and "policy_overview" not in notes
    for name, text in notes.items():
        assert book[name].max_row == 51
        assert "--parquet or --csv has them all" in text
        assert name in shown.stderr


def test_a_file_that_is_there_is_replaced_only_when_asked(loaded_url: str, tmp_path: Path) -> None:
    """And a name that Excel would not open is refused."""
    file = tmp_path / "views.xlsx"
    file.write_text("mine")
    refused = export(loaded_url, file)
    assert refused.exit_code == 1
    assert "Add --overwrite" in refused.stderr
    assert file.read_text() == "mine"
    assert export(loaded_url, file, "--overwrite").exit_code == 0
    assert file.read_bytes()[:2] == b"PK"
    assert export(loaded_url, tmp_path / "views.ods").exit_code == 1
    assert {entry.name for entry in tmp_path.iterdir()} == {"views.xlsx"}
