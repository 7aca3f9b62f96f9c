"""When a study was conducted is written as people write it, and read as two ends."""

from __future__ import annotations

import pytest

from kb.records.periods import PeriodEnds, ends_of
from kb.records.scalars import Refused


@pytest.mark.parametrize(
    ("written", "span"),
    [
        ("2014-2016", PeriodEnds("2014", "2016", False)),
        ("2014\u20132016", PeriodEnds("2014", "2016", False)),
        ("2014 to 2016", PeriodEnds("2014", "2016", False)),
        ("2015-ongoing", PeriodEnds("2015", None, True)),
        ("2015 - present", PeriodEnds("2015", None, True)),
        ("since 2015", PeriodEnds("2015", None, True)),
        ("until March 2016", PeriodEnds(None, "2016-03", False)),
        ("2015", PeriodEnds("2015", "2015", False)),
        ("2014-03", PeriodEnds("2014-03", "2014-03", False)),
        ("2014-03 to 2016-11", PeriodEnds("2014-03", "2016-11", False)),
        ("2014-03-15 to 2016-11-02", PeriodEnds("2014-03-15", "2016-11-02", False)),
        ("2014-03-2016-11", PeriodEnds("2014-03", "2016-11", False)),
        ("March 2014-Nov. 2016", PeriodEnds("2014-03", "2016-11", False)),
        ("March 2014 to ongoing", PeriodEnds("2014-03", None, True)),
        ("2014 to March 2014", PeriodEnds("2014", "2014-03", False)),
    ],
)
def test_a_period_is_read_as_it_is_usually_written(written: str, span: PeriodEnds) -> None:
    assert ends_of(written) == span


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2016-2014", "`2016-2014` ends before it begins."),
        ("2014-13", "`2014-13` is no period."),
        ("14-16", "`14-16` is no period."),
        ("Mai 2014 to 2015", "`Mai 2014 to 2015` names no month."),
        ("2014-2015-2016", "`2014-2015-2016` is no period."),
        ("soon", "`soon` is no period."),
    ],
)
def test_what_is_no_period_is_refused_in_words(written: str, message: str) -> None:
    with pytest.raises(Refused) as error:
        ends_of(written)
    assert error.value.message == message
