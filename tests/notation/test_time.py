"""Times are read as sources print them, kept in short units, and told with their unit."""

import re
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.notation import NotationError, Time, parse_time
from kb.notation.time import Amount
from kb.notation.time_lists import parse_times
from kb.notation.time_words import times_in_words

LENGTHS = [
    # as printed, canonical, key, months, in words
    ("1 y", "1 y", "1y", "12", "at 1 year"),
    ("1 year", "1 y", "1y", "12", "at 1 year"),
    ("5-year", "5 y", "5y", "60", "at 5 years"),
    ("24 months", "24 mo", "24mo", "24", "at 24 months"),
    ("1.5 y", "1.5 y", "1.5y", "18", "at 1.5 years"),
    ("two weeks", "2 wk", "2wk", "0.46", "at 2 weeks"),
    ("week 4", "4 wk", "4wk", "0.9199", "at 4 weeks"),
    ("W24", "24 wk", "24wk", "5.5195", "at 24 weeks"),
    ("end of week 24", "24 wk", "24wk", "5.5195", "at 24 weeks"),
    ("30 d", "30 d", "30d", "0.9856", "at 30 days"),
    ("48 hours", "48 h", "48h", "0.0657", "at 48 hours"),
    ("90 min", "90 min", "90min", "0.0021", "at 90 minutes"),
    ("about 6 mo", "~6 mo", "about-6mo", "6", "at about 6 months"),
    ("6-month follow-up", "6 mo", "6mo", "6", "at 6 months"),
    ("5 years of follow-up", "5 y", "5y", "60", "at 5 years"),
    ("within 30 days", "within 30 d", "within-30d", "0.9856", "within 30 days"),
    ("by 5 y", "within 5 y", "within-5y", "60", "within 5 years"),
    ("through week 109", "within 109 wk", "within-109wk", "25.0678", "within 109 weeks"),
    ("over 48 weeks", "over 48 wk", "over-48wk", "11.039", "over 48 weeks"),
    ("in the first year", "over 1 y", "over-1y", "12", "over 1 year"),
    ("baseline to week 24", "over 24 wk", "over-24wk", "5.5195", "over 24 weeks"),
    ("30 days after surgery", "30 d after surgery", "30d-after-surgery", "0.9856", "30 days after surgery"),
    ("week 24 (interim)", "24 wk (interim)", "24wk-interim", "5.5195", "at 24 weeks (interim)"),
    ("baseline", "baseline", "baseline", "0", "at baseline"),
    ("24-month f/u", "24 mo", "24mo", "24", "at 24 months"),
    ("6th month", "6 mo", "6mo", "6", "at 6 months"),
    ("POD 1", "1 d after surgery", "1d-after-surgery", "0.0329", "1 day after surgery"),
    ("day 0", "0 d", "0d", "0", "at day 0"),
]
OFF_THE_SCALE = [
    # as printed, canonical, key, in words: there is no single length of follow-up
    ("at 8\N{EN DASH}10.5 months", "8-10.5 mo", "8-10.5mo", "at 8 to 10.5 months"),
    ("between 6 and 12 months", "6-12 mo", "6-12mo", "at 6 to 12 months"),
    ("weeks 5 to 24", "5-24 wk", "5-24wk", "at 5 to 24 weeks"),
    ("during weeks 5-24", "from 5 to 24 wk", "from-5-to-24wk", "from 5 to 24 weeks"),
    ("6 weeks to 12 months", "6 wk to 12 mo", "6wk-to-12mo", "at 6 weeks to 12 months"),
    (
        "day 183, 302, or 394",
        "183 or 302 or 394 d",
        "183-or-302-or-394d",
        "at 183, 302, or 394 days",
    ),
    (
        ">14 to \N{LESS-THAN OR EQUAL TO}28 days",
        ">14 to <=28 d",
        "gt-14-to-le-28d",
        "at more than 14 to 28 days",
    ),
    ("at least 6 months", ">=6 mo", "ge-6mo", "at 6 months or later"),
    ("age 13 months", "age 13 mo", "age-13mo", "at age 13 months"),
    ("13 months of age", "age 13 mo", "age-13mo", "at age 13 months"),
    ("by age 80 y", "by age 80", "by-age-80", "by age 80"),
    ("age 80", "age 80", "age-80", "at age 80"),
    ("ages 4 to 6 years", "age 4-6", "age-4-6", "at ages 4 to 6 years"),
    ("65 y or older", "age >=65", "age-ge-65", "at age 65 or older"),
    ("12 weeks' gestation", "12 wk of gestation", "12wk-of-gestation", "at 12 weeks of gestation"),
    ("6 weeks postpartum", "6 wk postpartum", "6wk-postpartum", "6 weeks postpartum"),
    ("3 years from diagnosis", "3 y after diagnosis", "3y-after-diagnosis", "3 years after diagnosis"),
    ("median 25 months", "median 25 mo", "median-25mo", "at a median follow-up of 25 months"),
    ("mean follow-up of 3.5 y", "mean 3.5 y", "mean-3.5y", "at a mean follow-up of 3.5 years"),
    ("at discharge", "discharge", "discharge", "at discharge"),
    ("up to discharge", "until discharge", "until-discharge", "until discharge"),
    ("visit 3", "visit 3", "visit-3", "at visit 3"),
    ("at C3D1", "at C3D1", "at-c3d1", "at C3D1"),
    ("end of treatment", "end of treatment", "end-of-treatment", "at the end of treatment"),
    ("second trimester", "second trimester", "second-trimester", "in the second trimester"),
    ("2010-2014", "2010-2014", "2010-2014", "from 2010 to 2014"),
    ("end of follow-up", "end of follow-up", "end-of-follow-up", "at the end of follow-up"),
    ("30 d or discharge", "30 d or discharge", "30d-or-discharge", "at 30 days or discharge"),
    ("5 doses", "after 5 doses", "after-5-doses", "after 5 doses"),
    ("first 30 days of life", "by age 30 d", "by-age-30d", "by age 30 days"),
    (
        "corrected age 24 months",
        "age 24 mo (corrected)",
        "age-24mo-corrected",
        "at age 24 months (corrected)",
    ),
    ("periprocedural", "periprocedural", "periprocedural", "in the periprocedural period"),
    ("previous 6 months", "in the previous 6 months", "in-the-previous-6-months", "in the previous 6 months"),
    (
        "end of the double-blind period",
        "end of the double-blind period",
        "end-of-the-double-blind-period",
        "at the end of the double-blind period",
    ),
]
ALL = [*LENGTHS, *((written, text, key, None, words) for written, text, key, words in OFF_THE_SCALE)]


@pytest.mark.parametrize(("written", "canonical", "slug", "months", "words"), ALL)
def test_time(written: str, canonical: str, slug: str, months: str | None, words: str) -> None:
    """A time has a canonical form, a key, its months where it is one length, and words with its unit."""
    time = parse_time(written)
    assert (str(time), time.slug) == (canonical, slug)
    assert time.months == (None if months is None else Decimal(months))
    assert times_in_words([time]) == words
    assert parse_time(canonical) == time


def test_parts_of_a_time() -> None:
    assert parse_time("within 30 days") == Time("within", (Amount(Decimal(30), "d"),))
    assert parse_time("age 80") == Time("age", (Amount(Decimal(80), "y"),))
    assert parse_time("baseline") == Time("baseline")
    assert parse_time("before surgery") == Time("event", event="before surgery")


def test_a_year_is_twelve_months() -> None:
    assert parse_time("2 y").months == parse_time("24 mo").months
    assert f"{parse_time('100 y').months}" == "1200"


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("8-10.5 mo", "8", "10.5"),
        ("6 mo or 1 y", "6", "12"),
        ("age 4-6", "48", "72"),
        (">=6 mo", "6", None),
        ("age <2", None, "24"),
        ("discharge", None, None),
        ("12 weeks of gestation", None, None),
    ],
)
def test_between_which_months_it_is(written: str, low: str | None, high: str | None) -> None:
    """The earliest and the latest, for SQL on ages and ranges; open ends and other clocks have none."""
    earliest, latest = (None if end is None else Decimal(end) for end in (low, high))
    assert parse_time(written).months_between == (earliest, latest)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("1, 3, 5 y", ["1 y", "3 y", "5 y"]),
        ("1, 3, and 5 years", ["1 y", "3 y", "5 y"]),
        ("1-, 3-, and 5-year", ["1 y", "3 y", "5 y"]),
        ("6 mo, 1 y", ["6 mo", "1 y"]),
        ("age 50, 60", ["age 50", "age 60"]),
        ("by age 50, 60", ["by age 50", "by age 60"]),
        ("baseline, 4 wk", ["baseline", "4 wk"]),
        ("baseline and end of follow-up", ["baseline", "end of follow-up"]),
        ("week 4, week 24", ["4 wk", "24 wk"]),
        ("weeks 4 and 24", ["4 wk", "24 wk"]),
        ("within 7, 30 d", ["within 7 d", "within 30 d"]),
        ("day 183, 302, or 394", ["183 or 302 or 394 d"]),
        ("baseline, weeks 4, 8, and 12", ["baseline", "4 wk", "8 wk", "12 wk"]),
        ("at 3 and 6 months' follow-up", ["3 mo", "6 mo"]),
        ("visits 2 and 3", ["visit 2", "visit 3"]),
        ("discharge and 30 d", ["discharge", "30 d"]),
        ("before and after treatment", ["before treatment", "after treatment"]),
    ],
)
def test_times(written: str, canonical: list[str]) -> None:
    """Times in one cell are read one by one; those of which one holds are one."""
    assert [str(time) for time in parse_times(written)] == canonical


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ([], ""),
        (["1 y", "3 y", "5 y"], "at 1, 3, and 5 years"),
        (["6 wk", "1 y"], "at 6 weeks and 1 year"),
        (["age 13 mo", "age 24 mo"], "at ages 13 and 24 months"),
        (["by age 50", "by age 60"], "by ages 50 and 60 years"),
        (["baseline", "8-10.5 mo", "discharge"], "at baseline, at 8 to 10.5 months, and at discharge"),
        (["24 wk (interim)", "48 wk"], "at 24 weeks (interim) and at 48 weeks"),
    ],
)
def test_times_in_words(times: list[str], words: str) -> None:
    """Times that share a unit are told with the unit once, and never without one."""
    assert times_in_words([parse_time(time) for time in times]) == words


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("", ""),
        ("5", "A time has a unit: 5 y, age 5."),
        ("soon", "For an event, write at soon, before soon or after soon."),
        ("1 fortnight", "expected min, h, d, wk, mo or y"),
        ("-1 y", ""),
        ("day -7", "Write 7 d before treatment"),
        ("1 y 3 mo", "Write one unit: 15 mo for 1 y 3 mo."),
        ("by 65 y", "Write by age 65 for an age, within 65 y for a length of follow-up."),
        ("overall", "Leave `at` out"),
        ("12 \N{PLUS-MINUS SIGN} 2 wk", "Leave the window of a visit out"),
        ("at basline", 'Did you mean "baseline"?'),
        ("median 25 mo (range 8-64)", "A range of follow-up is a result of its own."),
    ],
)
def test_refused(written: str, advice: str) -> None:
    """What is no time is told with what was expected, and the way to say it."""
    with pytest.raises(NotationError, match="expected") as told:
        parse_time(written)
    assert advice in told.value.message


def test_unknown_unit_is_named() -> None:
    with pytest.raises(NotationError, match=r'^column 3: found "fortnights" .* expected min, h, d, wk, mo'):
        parse_time("1 fortnights")


_numbers = st.integers(1, 400).map(str) | st.decimals("0.1", 99, places=1).map(str)
_units = st.sampled_from(["min", "hours", "d", "weeks", "mo", "y"])
_forms = st.sampled_from(
    [
        *("{0} {2}", "at {0} {2}", "within {0} {2}", "over {0} {2}", "{0}-{1} {2}", "{0} to {1} {2}"),
        *("{0} or {1} {2}", "age {0} {2}", "by age {0} {2}", "age {0}", ">{0} {2}", "median {0} {2}"),
        *("{0} {2} after surgery", "{0} {2} before discharge", "from {0} to {1} {2}", "{0} {2} (final)"),
        *("visit {0}", "{2} {0}", "{0} {2} of gestation", "{0} {2} of age"),
    ]
)


@given(form=_forms, first=_numbers, second=_numbers, unit=_units)
def test_what_is_read_is_written_and_read_again(form: str, first: str, second: str, unit: str) -> None:
    """Any time that is read comes back from its canonical text, and is told with the numbers it has."""
    try:
        time = parse_time(form.format(first, second, unit))
    except NotationError:
        assert form in ("visit {0}", "{2} {0}")
        return
    assert parse_time(str(time)) == time
    assert "," not in str(time), "a series is joined by commas"
    words = times_in_words([time])
    for amount in time.amounts:
        assert f"{amount.value:f}" in words


def manual_rows() -> list[tuple[list[str], list[str], str]]:
    """The table of times of the manual: as printed, as read, and what a sentence says of the first."""
    page = (files("kb.manual") / "numbers.md").read_text(encoding="utf-8")
    table = page[page.index("| Under `at` |") :].split("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table]
    return [(re.findall("`([^`]+)`", at), re.findall("`([^`]+)`", kept), said) for at, kept, said in cells]


@pytest.mark.parametrize(("printed", "kept", "said"), manual_rows())
def test_the_manual_says_how_times_are_read(printed: list[str], kept: list[str], said: str) -> None:
    """Each row of its table is what the notation does; a row without short forms is kept as written."""
    assert times_in_words([parse_time(printed[0])]) == said
    read = [str(parse_time(text)) for text in printed]
    assert read[: len(kept)] == kept if kept else read == printed
