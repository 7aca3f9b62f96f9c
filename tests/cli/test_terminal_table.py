"""A table on a terminal: what is cut, and what stays whole."""

from __future__ import annotations

import pytest

from kb.cli.terminal_table import show_table


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen of 60 columns, long enough for every answer here."""
    for name, value in (("COLUMNS", "60"), ("LINES", "50"), ("PAGER", "")):
        monkeypatch.setenv(name, value)


def test_a_long_text_is_cut_and_the_keys_beside_it_stay_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """The widest columns give way first, and the width that they were cut to is told."""
    assert show_table(("study", "size", "title"), [["wang-2015", 360, "percutaneous " * 20]]) == 60
    row = capsys.readouterr().out.splitlines()[-2]
    assert row.split()[:3] == ["wang-2015", "360", "percutaneous"]
    assert row.rstrip().endswith("…")


def test_a_table_that_fits_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is cut, and nothing is told."""
    assert show_table(("study", "size"), [["wang-2015", 360]]) is None
    assert "…" not in capsys.readouterr().out


def test_more_columns_than_fit_come_row_by_row(capsys: pytest.CaptureFixture[str]) -> None:
    """Instead of columns of a letter or of none: every value is there."""
    columns = [f"column_{number}" for number in range(20)]
    assert show_table(columns, [[f"value {number}" for number in range(20)]]) is None
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "column_0   value 0"
    assert lines[20] == "column_19  value 19"
