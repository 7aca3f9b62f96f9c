"""A table as text or as a file holds what the answer held."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from kb.errors import KbError
from kb.formats import TABLES, OutputFormat
from kb.forms import spool, write_table
from kb.forms.as_parquet import write as write_parquet
from kb.forms.as_xlsx import write as write_workbook
from kb.forms.text import as_csv, as_json, as_jsonl, as_markdown, as_table

COLUMNS = ("study", "year", "share", "note")
ROWS = [
    ("wang-2015", 2015, 0.043, "a | b"),
    ("niu-2007", 2007, 29.0, None),
    ("=1+1", None, float("inf"), "two\nlines"),
]


@pytest.mark.parametrize("form", TABLES.formats)
def test_every_format_of_a_table_has_a_writer(form: OutputFormat, tmp_path: Path) -> None:
    """The writer is found by the name of the format."""
    file = tmp_path / f"rows{form.endings[0]}"
    write_table(file, form, COLUMNS, ROWS)
    assert file.stat().st_size > 0


def test_csv_keeps_values_and_disarms_formulas() -> None:
    lines = list(csv.reader(io.StringIO("".join(as_csv(COLUMNS, ROWS)))))
    assert lines[0] == list(COLUMNS)
    assert lines[1] == ["wang-2015", "2015", "0.043", "a | b"]
    assert lines[2] == ["niu-2007", "2007", "29", ""]
    assert lines[3][0] == "'=1+1"
    assert lines[3][3] == "two\nlines"


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (-1.5, "-1.5"),
        ("-1.5", "-1.5"),
        ("-0.5 (95% CI -1 to 0)", "-0.5 (95% CI -1 to 0)"),
        ("+12%", "+12%"),
        ("-3,5 points", '"-3,5 points"'),
        ("-1.2e-3 [sic]", "-1.2e-3 [sic]"),
        ("-", "-"),
        ("+++", "+++"),
        (None, ""),
        ("", '""'),
        (" ", " "),
        ('say "x"', '"say ""x"""'),
        ("a\rb", '"a\rb"'),
        # Formulas: names, sums, calls of other programs and files, whatever begins with = or @.
        ("-x", "'-x"),
        ("-1+2", "'-1+2"),
        ("-1 -2", "'-1 -2"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("-1 (cmd|' /C calc'!A0)", "'-1 (cmd|' /C calc'!A0)"),
        ("-HYPERLINK(A1)", "'-HYPERLINK(A1)"),
        ("=1", "'=1"),
        ("@sum", "'@sum"),
        ("\t=1", "'\t=1"),
    ],
)
def test_a_field_of_csv_says_what_the_value_was(value: object, field: str) -> None:
    """Null and empty text differ, as they do for PostgreSQL; numbers with signs carry no apostrophe."""
    assert "".join(as_csv(("a", "b"), [(value, 1)])) == f"a,b\n{field},1\n"
    [_, row] = csv.reader(io.StringIO("".join(as_csv(("a", "b"), [(value, 1)])), newline=""))
    assert row[0].removeprefix("'") == ("" if value is None else str(value))


@pytest.mark.parametrize("form", [OutputFormat.TABLE, OutputFormat.PARQUET])
def test_a_table_that_is_looked_at_as_a_whole_is_not_held_as_a_whole(
    form: OutputFormat, tmp_path: Path
) -> None:
    """100 MB of answer pass through a form that needs the widths or types of all rows."""
    import tracemalloc

    rows = ((number, "x" * 100_000) for number in range(1_000))
    write_table(tmp_path / "warm", form, ("n", "text"), [(1, "x")])
    tracemalloc.start()
    write_table(tmp_path / "rows", form, ("n", "text"), rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40_000_000


def test_the_file_for_rows_set_aside_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_MOST", 1_000_000)
    with pytest.raises(KbError, match="such as csv or jsonl"):
        "".join(as_table(("a",), (("x" * 100_000,) for _ in range(1_000))))


def test_json_can_be_read_by_strict_readers() -> None:
    def refuse(word: str) -> None:
        raise AssertionError(word)

    rows = json.loads("".join(as_json(COLUMNS, ROWS)), parse_constant=refuse)
    assert rows[0] == {"study": "wang-2015", "year": 2015, "share": 0.043, "note": "a | b"}
    assert rows[2]["share"] == "inf"
    assert [json.loads(line) for line in "".join(as_jsonl(COLUMNS, ROWS)).splitlines()] == rows


def test_an_empty_answer_is_valid_too() -> None:
    assert json.loads("".join(as_json(COLUMNS, []))) == []
    assert "".join(as_jsonl(COLUMNS, [])) == ""
    assert "".join(as_csv(COLUMNS, [])) == "study,year,share,note\n"
    assert "".join(as_table(("a", "b"), [])) == "a  b\n"


def test_markdown_escapes_bars_and_joins_lines() -> None:
    lines = "".join(as_markdown(COLUMNS, ROWS)).splitlines()
    assert lines[2] == "| wang-2015 | 2015 | 0.043 | a \\| b |"
    assert lines[4].endswith("| two lines |")


def test_a_plain_table_aligns_numbers_to_the_right_and_keeps_terminals_safe() -> None:
    lines = "".join(as_table(("name", "n"), [("a", 5), ("\x1b[31mred", 12)])).splitlines()
    assert lines[0] == "name       n"
    assert lines[1] == "a          5"
    assert "\x1b" not in lines[2]


def test_text_in_a_workbook_never_becomes_a_formula(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    file = tmp_path / "rows.xlsx"
    write_workbook(
        file, (*COLUMNS, "=cmd"), [(*row, "#N/A") for row in ROWS] + [("a\x00b", 2**60, 1, "@x", 1)], {}
    )
    sheet = load_workbook(file).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0] == [*COLUMNS, "=cmd"]
    assert cells[1] == ["wang-2015", 2015, 0.043, "a | b", "#N/A"]
    assert cells[3][:3] == ["=1+1", None, "inf"]
    assert cells[4][:2] == ["a\ufffdb", str(2**60)]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}, "a formula or an error value would be f or e"


def test_what_does_not_fit_into_a_workbook_is_said(tmp_path: Path) -> None:
    with pytest.raises(KbError, match="32767"):
        write_workbook(tmp_path / "rows.xlsx", ("a",), [("x" * 40_000,)], {})


def test_parquet_keeps_types(tmp_path: Path) -> None:
    """Numbers, yes or no and dates stay what they are in Parquet."""

    import pyarrow.parquet

    file = tmp_path / "rows.parquet"
    write_parquet(
        file,
        (*COLUMNS, "mixed", "none"),
        [(*row, mixed, None) for row, mixed in zip(ROWS, (1, "a", 2.5), strict=True)],
        {},
    )
    table = pyarrow.parquet.read_table(file)
    assert [str(field.type) for field in table.schema] == [
        "string",
        "int64",
        "double",
        "string",
        "string",
        "string",
    ]
    assert table.to_pydict()["mixed"] == ["1", "a", "2.5"]
    assert table.to_pydict()["year"] == [2015, 2007, None]


def test_a_missing_package_is_named_with_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(KbError, match=r'install "kb-evidence\[parquet\]"$'):
        write_table(tmp_path / "rows", OutputFormat.PARQUET, ("a",), [(1,)])
