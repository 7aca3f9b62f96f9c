"""A comma is never read as thousands where it may part tenths from a whole."""

from __future__ import annotations

import pytest

from kb.notation import NotationError, parse, parse_series, render


@pytest.mark.parametrize(
    ("cell", "found", "written"),
    [
        ("0,734", "0,734", "0.734"),
        ("HR 0,734 (95% CI 0,612-0,880)", "0,734", "0.734"),
        ("HR 0.734 (95% CI 0,612-0,880)", "0,612", "0.612"),
        ("p<0,001", "0,001", "0.001"),
        ("p=0,034", "0,034", "0.034"),
        ("0,512%", "0,512", "0.512"),
        ("3,9%", "3,9", "3.9"),
        ("7/180 (3,9%)", "3,9", "3.9"),
        ("mean 5,6 cm (SD 2,1)", "5,6", "5.6"),
        ("mean 5.6 cm (SD 0,123)", "0,123", "0.123"),
        ("12,3456", "12,3456", "12.3456"),
        ("mean 1.234,5", "1.234,5", "1234.5"),
    ],
)
def test_a_decimal_comma_is_refused_with_the_number_to_write(cell: str, found: str, written: str) -> None:
    with pytest.raises(NotationError) as error:
        parse(cell)
    assert error.value.found == found
    assert error.value.remedy == f"A comma parts thousands here: write {written}."
    assert cell[error.value.column - 1 :].startswith(found)


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ("12,345 months", "Write 12345 or 12.345, whichever is meant."),
        ("HR 1,234", "Write 1234 or 1.234, whichever is meant."),
        ("median 1,234 d", "Write 1234 or 1.234, whichever is meant."),
        ("HR 3 (95% CI 2-1,234)", "Write 1234 or 1.234, whichever is meant."),
        ("1,234%", "Write 1234 or 1.234, whichever is meant."),
    ],
)
def test_a_comma_that_may_be_either_is_asked_about(cell: str, remedy: str) -> None:
    with pytest.raises(NotationError) as error:
        parse(cell)
    assert error.value.expected == "a number that can be read in one way only"
    assert error.value.remedy == remedy


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,944", 1944),
        ("87,780 procedures", 87780),
        ("7/1,234", 7),
        ("1,234/12,345 (10%)", 1234),
        ("FN 1,234", 1234),
        ("mean 1,234,567", 1234567),
        ("mean 1,234.5", 1234.5),
        ("LR+ 6,198 (95% CI 253-151,590); LR- 0.072", 6198),
        ("496 per 10,000 person-years", 496),
    ],
)
def test_counts_and_cells_that_show_their_style_are_read(cell: str, value: float) -> None:
    """A count is whole, and a decimal point in a cell says what its commas are."""
    assert float(parse(cell)[0].value or 0) == value


def test_commas_between_times_are_a_list() -> None:
    assert [str(time) for time, _ in parse_series("97%, 67% at 1,3 y")] == ["1 y", "3 y"]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("HR 0.7 (95% CI 0.5, 0.9)", "HR 0.7 (95% CI 0.5-0.9)"),
        ("HR 0.7 [95% CI 0.5, 0.9]", "HR 0.7 (95% CI 0.5-0.9)"),
        ("HR 0.7 (95% CI: 0.5; 0.9)", "HR 0.7 (95% CI 0.5-0.9)"),
        ("HR 0.7 (95% CI 0.5,0.9); p .02", "HR 0.7 (95% CI 0.5-0.9); p .02"),
        ("HR 0.7 (95% CI [0.5, 0.9])", "HR 0.7 (95% CI 0.5-0.9)"),
        (
            "mean difference \N{MINUS SIGN}4.46 (95% CI \N{MINUS SIGN}7.1, \N{MINUS SIGN}1.8)",
            "MD -4.46 (95% CI -7.1 to -1.8)",
        ),
        ("7/180 (3.9%, 95% CI 1.6, 7.9)", "7/180 (3.9%) (95% CI 1.6-7.9)"),
        ("median 25 months (IQR 8, 64)", "median 25 months (IQR 8-64)"),
        ("mean 25 (range 8, 64; SD 3)", "mean 25 (range 8-64, SD 3)"),
        ("mean 2.5 cm (95% CI 1,200, 2,000)", "mean 2.5 cm (95% CI 1,200-2,000)"),
        ("50% (95% CI 40%, 60%)", "50% (95% CI 40%-60%)"),
        ("MD -4 (95% CI -7,-1)", "MD -4 (95% CI -7 to -1)"),
    ],
)
def test_a_comma_between_the_ends_of_an_interval_is_a_dash(cell: str, written: str) -> None:
    """As many journals print it, also by a semicolon or in brackets of its own."""
    assert render(parse(cell)) == written


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ("mean 12 (95% CI 10,12)", "Write 10-12 when these are the two ends, 10.12 when it is one number."),
        ("HR 0.7 (95% CI 0,5)", "Write 0-5 when these are the two ends, 0.5 when it is one number."),
        ("HR 0.7 (95% CI 1,5, 2,0)", "A comma parts thousands here: write 2.0."),
        ("HR 3 (95% CI 2, 1,234)", "Write 1234 or 1.234, whichever is meant."),
    ],
)
def test_a_comma_in_an_interval_that_may_be_in_a_number_is_asked_about(cell: str, remedy: str) -> None:
    """Nobody gets an interval that is not printed."""
    with pytest.raises(NotationError) as error:
        parse(cell)
    assert error.value.remedy == remedy


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("HR 0.7 (95% CI: 0.5-0.9)", "HR 0.7 (95% CI 0.5-0.9)"),
        ("HR 0.7 (95% CI = 0.5 to 0.9)", "HR 0.7 (95% CI 0.5-0.9)"),
        ("HR 0.7 (95%-CI 0.5-0.9)", "HR 0.7 (95% CI 0.5-0.9)"),
        ("HR 0.7 (95%-CI: 0.5; 0.9)", "HR 0.7 (95% CI 0.5-0.9)"),
        ("mean 5.6 cm (SD=2.1)", "mean 5.6 cm (SD 2.1)"),
        ("range: 12%-15%", "range 12%-15%"),
    ],
)
def test_marks_between_the_name_of_a_spread_and_its_numbers_are_left_out(cell: str, written: str) -> None:
    """A colon, a sign of equality, the hyphen of ``95%-CI``: with a dash as with a comma."""
    assert render(parse(cell)) == written


def test_a_spread_after_an_interval_is_none_of_its_ends() -> None:
    """What follows a comma is an end only where it is a number and the last of the bracket or a spread."""
    assert render(parse("mean 25 (95% CI 8-64, range 3-9)")) == "mean 25 (95% CI 8-64, range 3-9)"
    assert [figure.reported for figure in parse("6% (98% CI >=0.73 one-sided); p .3")] == [
        "6%",
        ">=0.73",
        ".3",
    ]
    assert len(parse_series("97%, 67% at 1, 3 y")) == 2
