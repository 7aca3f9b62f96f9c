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
    told = show_table(("study", "size", "title"), [["wang-2015", 360, "percutaneous " * 20]])
    assert told == "Some cells are cut to fit 60 columns; --format csv shows them whole."
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


COLUMNS = ("number", "reference", "design", "setting", "size", "title", "journal")
ROW = (
    *(7, "madeup-of-the-longest-key-2015", "randomized controlled trial of many arms"),
    *("several hospitals of the world", 360, "Percutaneous things " * 4, "Journal of Made-up Results"),
)


@pytest.mark.parametrize("width", [80, 120])
def test_the_key_stays_whole_and_columns_go_from_the_right(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """What is not shown is named; no line is wider than the screen, and numbers are whole."""
    monkeypatch.setenv("COLUMNS", str(width))
    told = show_table(COLUMNS, [ROW, (8, "b-2016", "x", "y", 1, "z", None)])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    assert "madeup-of-the-longest-key-2015" in lines[3]
    names = lines[1].split()
    assert [name for name in COLUMNS if name in names] == list(COLUMNS[: len(names)])
    if width == 120:
        assert told == "Some cells are cut to fit 120 columns; --format csv shows them whole."
        assert " 360 " in lines[3]
    else:
        left_out = ", ".join(COLUMNS[len(names) :])
        assert told == (
            f"Not shown, to fit {width} columns: {left_out}, and some cells are cut; --format csv shows all."
        )


def test_a_key_of_several_words_is_not_half_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """The first column as it is, as long as it leaves room for others."""
    show_table(("step", "remark of it"), [["titles and abstracts", "long " * 30]])
    assert "titles and abstracts  long long" in capsys.readouterr().out


@pytest.mark.parametrize("width", [80, 120])
def test_a_search_strategy_is_wrapped_and_never_cut(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Every word of it is there, in its column; other cells stand in the first of its lines."""
    monkeypatch.setenv("COLUMNS", str(width))
    query = (
        "(cryosurgery[mesh] OR cryoablation[tiab]) AND (liver[tiab] OR hepat*[tiab]) NOT animals[mesh] " * 3
    )
    told = show_table(("strategy", "query", "since"), [["pubmed", query, "2020-11-01"]])
    lines = capsys.readouterr().out.splitlines()
    assert told is None
    assert max(map(len, lines)) <= width
    assert lines[3].startswith("pubmed ") and lines[3].endswith("2020-11-01")
    assert " ".join(" ".join([lines[3][10:-10], *lines[4:]]).split()) == " ".join(query.split())


def test_a_strategy_that_has_no_room_as_a_column_is_shown_all_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Then each row comes by itself."""
    columns = ("run", "source", "kind", "searched", "records", "query")
    show_table(
        columns, [[1, "PubMed", "database", "2026-11-30T14:52:27+00:00", 1, "cryosurg* and liver " * 9]]
    )
    assert capsys.readouterr().out.count("cryosurg*") == 9


def test_wide_letters_take_two_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """The screen is measured in columns, not in letters."""
    show_table(("key", "title"), [["a", "冷凍" * 40], ["b", "x"]])
    lines = capsys.readouterr().out.splitlines()
    assert lines[3].endswith("…") and len(lines[3]) < 35
