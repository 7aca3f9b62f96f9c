"""Intervals of a proportion, against those in print and SciPy's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kb.statistics.proportion_intervals import ProportionInterval, proportion_intervals

WALD, WALD_CORRECTED, WILSON, WILSON_CORRECTED, AGRESTI_COULL = ProportionInterval


@pytest.mark.parametrize(
    ("events", "total", "published"),
    [
        # Newcombe 1998, table I, methods 1 to 4, as proportions of four decimals
        (81, 263, {WALD: (25.22, 36.38), WALD_CORRECTED: (25.03, 36.57), WILSON: (25.53, 36.62)}),
        (81, 263, {WILSON_CORRECTED: (25.35, 36.82)}),
        (15, 148, {WALD: (5.27, 15.00), WALD_CORRECTED: (4.94, 15.34), WILSON: (6.24, 16.05)}),
        (15, 148, {WILSON_CORRECTED: (5.98, 16.44)}),
        (0, 20, {WALD: (0.0, 0.0), WILSON: (0.0, 16.11), WILSON_CORRECTED: (0.0, 20.05)}),
        (1, 29, {WALD: (-3.19, 10.09), WILSON: (0.61, 17.18), WILSON_CORRECTED: (0.18, 19.63)}),
    ],
)
def test_published_intervals(
    events: int, total: int, published: dict[ProportionInterval, tuple[float, float]]
) -> None:
    """Each method gives the interval that was published for it."""
    found = proportion_intervals(events, total)
    for method, (low, high) in published.items():
        assert found[method] == pytest.approx((low, high), abs=0.006), method


@given(st.integers(1, 300), st.data(), st.sampled_from([90.0, 95.0, 99.0]))
def test_wilson_is_that_of_scipy(total: int, data: st.DataObject, level: float) -> None:
    events = data.draw(st.integers(0, total))
    found = proportion_intervals(events, total, level)
    test = stats.binomtest(events, total)
    for method, name in ((WILSON, "wilson"), (WILSON_CORRECTED, "wilsoncc")):
        expected = test.proportion_ci(level / 100, method=name)
        assert found[method] == pytest.approx((100 * expected.low, 100 * expected.high), abs=1e-9)


@given(st.integers(1, 300), st.data())
def test_agresti_and_coull_is_about_wilsons_middle(total: int, data: st.DataObject) -> None:
    events = data.draw(st.integers(0, total))
    found = proportion_intervals(events, total)
    assert sum(found[AGRESTI_COULL]) == pytest.approx(sum(found[WILSON]))
    assert found[AGRESTI_COULL][0] <= found[WILSON][0] + 1e-9


def test_no_proportion_is_refused() -> None:
    with pytest.raises(ValueError, match="5 of 4 is no proportion"):
        proportion_intervals(5, 4)
