"""Times are read in words or short units and kept in short units."""

from decimal import Decimal

import pytest

from kb.notation import NotationError, Time, parse_time
from kb.notation.time import parse_times

TIMES = [
    # written, canonical, slug, months
    ("1 y", "1 y", "1y", "12"),
    ("1 year", "1 y", "1y", "12"),
    ("5-year", "5 y", "5y", "60"),
    ("24 months", "24 mo", "24mo", "24"),
    ("1.5 y", "1.5 y", "1.5y", "18"),
    ("2 weeks", "2 wk", "2wk", "0.46"),
    ("week 4", "4 wk", "4wk", "0.9199"),
    ("30 d", "30 d", "30d", "0.9856"),
    ("48 hours", "48 h", "48h", "0.0657"),
    ("within 30 days", "within 30 d", "within-30d", "0.9856"),
    ("age 80", "age 80", "age-80", None),
    ("by age 80 y", "age 80", "age-80", None),
    ("age 6 mo", "age 6 mo", "age-6mo", None),
    ("baseline", "baseline", "baseline", "0"),
    ("end of follow-up", "end of follow-up", "end-of-follow-up", None),
]


@pytest.mark.parametrize(("written", "canonical", "slug", "months"), TIMES)
def test_time(written: str, canonical: str, slug: str, months: str | None) -> None:
    """A time has a canonical form, a slug and, on the scale, its months."""
    time = parse_time(written)
    assert (str(time), time.slug) == (canonical, slug)
    assert time.months == (None if months is None else Decimal(months))
    assert parse_time(canonical) == time


def test_parts_of_a_time() -> None:
    assert parse_time("within 30 days") == Time(Decimal(30), "d", "within")
    assert parse_time("age 80") == Time(Decimal(80), "y", "age")
    assert parse_time("baseline") == Time(None, "", "baseline")


def test_a_year_is_twelve_months() -> None:
    assert parse_time("2 y").months == parse_time("24 mo").months
    assert f"{parse_time('100 y').months}" == "1200"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("1, 3, 5 y", ["1 y", "3 y", "5 y"]),
        ("1, 3, and 5 years", ["1 y", "3 y", "5 y"]),
        ("6 mo, 1 y", ["6 mo", "1 y"]),
        ("age 50, 60", ["age 50", "age 60"]),
        ("baseline, 4 wk", ["baseline", "4 wk"]),
        ("baseline and end of follow-up", ["baseline", "end of follow-up"]),
        ("week 4, week 24", ["4 wk", "24 wk"]),
        ("within 7, 30 d", ["within 7 d", "within 30 d"]),
    ],
)
def test_times(written: str, canonical: list[str]) -> None:
    """Times in one cell are read one by one."""
    assert [str(time) for time in parse_times(written)] == canonical


@pytest.mark.parametrize("written", ["", "5", "soon", "1 fortnight", "by 5 y", "-1 y", "1 y 3 mo"])
def test_refused(written: str) -> None:
    """What is no time is told with what was expected."""
    with pytest.raises(NotationError, match="expected"):
        parse_time(written)


def test_unknown_unit_is_named() -> None:
    with pytest.raises(NotationError, match=r'^column 3: found "fortnights" .* expected h, d, wk, mo or y'):
        parse_time("1 fortnights")
