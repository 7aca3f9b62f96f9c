"""``median``, ``stddev`` and ``string_agg`` in ``kb sql``: the same answers on both engines."""

from __future__ import annotations

import statistics
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.db.readonly import query
from kb.db.sqlite_aggregates import Median, StandardDeviation
from kb.errors import KbError


def answer(url: str, expression: str, values: str) -> Any:
    """What an aggregate says of rows written as ``(1), (2)``."""
    [row] = query(url, f"WITH v (x) AS (VALUES {values}) SELECT {expression} FROM v").rows  # noqa: S608
    return row[0]


@pytest.mark.parametrize(
    ("expression", "values", "expected"),
    [
        ("MEDIAN(x)", "(3), (1), (2)", 2.0),
        ("MEDIAN(x)", "(4), (1), (3), (2)", 2.5),
        ("MEDIAN(x)", "(0.5), (1.25)", 0.875),
        ("MEDIAN(x)", "(3), (NULL), (1)", 2.0),
        ("MEDIAN(DISTINCT x)", "(1), (1), (1), (5)", 3.0),
        ("MEDIAN(CAST(x AS INTEGER))", "(NULL), (NULL)", None),
        ("STDDEV(x)", "(2), (4), (4), (4), (5), (5), (7), (9)", (32 / 7) ** 0.5),
        ("STDDEV_SAMP(x)", "(1), (2)", 0.5**0.5),
        ("STDDEV(x)", "(7)", None),
        ("STDDEV(x)", "(7), (NULL)", None),
        ("STRING_AGG(x, ', ')", "('a'), (NULL), ('b')", "a, b"),
        ("STRING_AGG(x, ', ')", "(CAST(NULL AS TEXT))", None),
    ],
)
def test_nulls_are_left_out_and_nothing_gives_null(
    module_url: str, expression: str, values: str, expected: Any
) -> None:
    """The middle of an even number is half way; the deviation is that of a sample, so one value has none."""
    if "NULL), (NULL" in values:
        values = "(CAST(NULL AS INTEGER)), (NULL)"
    assert answer(module_url, expression, values) == (
        pytest.approx(expected, rel=1e-12) if isinstance(expected, float) else expected
    )


def test_of_no_rows_at_all_there_is_none(module_url: str) -> None:
    """A table without rows answers null, not 0."""
    sql = "SELECT MEDIAN(enrolled), STDDEV(enrolled), STRING_AGG(study, ',') FROM study_overview"
    assert query(module_url, sql).rows == [(None, None, None)]


def test_groups_and_windows_have_their_own(module_url: str) -> None:
    """A moving median of three: of 1 9, of 1 9 4, of 9 4 6, of 4 6."""
    values = "WITH v (i, x) AS (VALUES (1, 1), (2, 9), (3, 4), (4, 6))"
    moving = "OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)"
    sql = f"{values} SELECT MEDIAN(x) {moving}, STDDEV(x) {moving} FROM v ORDER BY i"  # noqa: S608
    rows = query(module_url, sql).rows
    assert [row[0] for row in rows] == [5.0, 4.0, 6.0, 5.0]
    assert [row[1] for row in rows] == pytest.approx([32**0.5, (49 / 3) ** 0.5, (19 / 3) ** 0.5, 2**0.5])
    grouped = f"{values} SELECT i > 2 AS late, MEDIAN(x) FROM v GROUP BY i > 2 ORDER BY i > 2"  # noqa: S608
    assert query(module_url, grouped).rows == [(0, 5.0), (1, 5.0)]


def test_words_have_no_median(module_url: str) -> None:
    """Text is an error on both, never 0."""
    with pytest.raises(KbError, match=r"MEDIAN and STDDEV take numbers|median\(text\) does not exist"):
        answer(module_url, "MEDIAN(x)", "('a'), ('b')")


def test_the_median_and_deviation_of_the_evidence(loaded_url: str) -> None:
    """Worked out by Python from the sizes that the view gives."""
    rows = query(loaded_url, "SELECT enrolled FROM study_overview WHERE enrolled IS NOT NULL").rows
    sizes = [row[0] for row in rows if isinstance(row[0], int)]
    sql = "SELECT MEDIAN(enrolled), STDDEV(enrolled) FROM study_overview"
    assert query(loaded_url, sql).rows == [
        (statistics.median(sizes), pytest.approx(statistics.stdev(sizes), rel=1e-12))
    ]


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=12), st.integers(1, 5))
def test_a_window_forgets_what_leaves_it(numbers: list[float], width: int) -> None:
    """After any steps the answer is that of the numbers still in the window."""
    median, deviation = Median(), StandardDeviation()
    for place, number in enumerate(numbers):
        for aggregate in (median, deviation):
            aggregate.step(number)
            if place >= width:
                aggregate.inverse(numbers[place - width])
        window = numbers[max(0, place - width + 1) : place + 1]
        assert median.value() == pytest.approx(statistics.median(window))
        expected = statistics.stdev(window) if len(window) > 1 else None
        assert deviation.value() == (None if expected is None else pytest.approx(expected))
