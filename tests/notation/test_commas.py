"""A comma is never read as thousands where it may part tenths from a whole."""

from __future__ import annotations

import pytest

from kb.notation import NotationError, parse, parse_series


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
