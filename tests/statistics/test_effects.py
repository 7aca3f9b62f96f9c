"""Effects of one table with their intervals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kb.statistics.effects import EffectMeasure, deviate, effect, standard_error_of
from kb.statistics.intervals import Scale
from kb.statistics.two_by_two import TwoByTwo
from tests.statistics.tables import tables


@settings(deadline=None)
@given(tables(fewest=1), st.sampled_from([80.0, 90.0, 95.0, 98.0, 99.0]))
def test_ratios_are_those_of_scipy(table: TwoByTwo, level: float) -> None:
    a, b, c, d = table.cells
    risk = stats.contingency.relative_risk(a, a + b, c, c + d)
    found = effect(table, EffectMeasure.RISK_RATIO)
    assert found.estimate == pytest.approx(risk.relative_risk)
    assert found.interval(level) == pytest.approx(tuple(risk.confidence_interval(level / 100)))
    odds = stats.contingency.odds_ratio([[a, b], [c, d]], kind="sample")
    found = effect(table, EffectMeasure.ODDS_RATIO)
    assert found.estimate == pytest.approx(odds.statistic)
    assert found.interval(level) == pytest.approx(tuple(odds.confidence_interval(level / 100)))


@given(tables())
def test_a_risk_difference_needs_no_logarithm(table: TwoByTwo) -> None:
    share1, share2 = table.events1 / table.total1, table.events2 / table.total2
    found = effect(table, EffectMeasure.RISK_DIFFERENCE, correction=0)
    assert found.estimate == share1 - share2
    variance = share1 * (1 - share1) / table.total1 + share2 * (1 - share2) / table.total2
    assert found.standard_error == pytest.approx(math.sqrt(variance), abs=1e-9)


@given(tables(), st.sampled_from(EffectMeasure))
def test_an_empty_cell_is_corrected(table: TwoByTwo, measure: EffectMeasure) -> None:
    found = effect(table, measure)
    low, high = found.interval()
    assert low <= found.estimate <= high
    if 0 not in table.cells:
        assert found == effect(table, measure, correction=0)


@given(tables(), st.sampled_from(EffectMeasure))
def test_groups_that_change_places_turn_the_effect_round(table: TwoByTwo, measure: EffectMeasure) -> None:
    other = TwoByTwo(table.events2, table.total2, table.events1, table.total1)
    assert effect(other, measure).analyzed == pytest.approx(-effect(table, measure).analyzed, abs=1e-12)


def test_half_a_patient_is_added_to_every_cell() -> None:
    found = effect(TwoByTwo(0, 10, 5, 10), EffectMeasure.ODDS_RATIO)
    assert found.estimate == pytest.approx((0.5 * 5.5) / (10.5 * 5.5))


@pytest.mark.parametrize("measure", [EffectMeasure.RISK_RATIO, EffectMeasure.ODDS_RATIO])
def test_without_correction_there_is_no_ratio_to_no_event(measure: EffectMeasure) -> None:
    with pytest.raises(ValueError, match=rf"There is no {measure} of TwoByTwo"):
        effect(TwoByTwo(3, 10, 0, 10), measure, correction=0)


@pytest.mark.parametrize(
    ("level", "is_one_sided", "reach"),
    [(95, False, 1.959964), (90, False, 1.644854), (95, True, 1.644854), (99, False, 2.575829)],
)
def test_how_far_an_interval_reaches(level: float, is_one_sided: bool, reach: float) -> None:
    assert deviate(level, is_one_sided=is_one_sided) == pytest.approx(reach, abs=1e-6)


@pytest.mark.parametrize("level", [0, 100, -5, 950])
def test_a_level_lies_between_0_and_100_percent(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 100 percent"):
        deviate(level)


@pytest.mark.parametrize(
    ("low", "high", "level", "scale", "error"),
    [
        # Cochrane Handbook 6.3: 3.92 standard errors at 95%, 3.29 at 90%, 5.15 at 99%; ln 1.36 - ln 0.94.
        (1.3, 4.2, 95, Scale.LINEAR, 2.9 / 3.919928),
        (0.94, 1.36, 95, Scale.LOG, 0.369360 / 3.919928),
        (1.3, 4.2, 90, Scale.LINEAR, 2.9 / 3.289707),
        (1.3, 4.2, 99, Scale.LINEAR, 2.9 / 5.151659),
    ],
)
def test_an_interval_of_any_level_implies_a_standard_error(
    low: float, high: float, level: float, scale: Scale, error: float
) -> None:
    """Its width over twice the normal deviate of its level, of the logarithms for ratios."""
    assert standard_error_of(low, high, level, scale) == pytest.approx(error, abs=1e-6)


@pytest.mark.parametrize(
    ("low", "high", "scale"), [(0, 2, Scale.LOG), (2, 2, Scale.LINEAR), (3, 2, Scale.LINEAR)]
)
def test_an_interval_that_cannot_be_has_no_standard_error(low: float, high: float, scale: Scale) -> None:
    """A ratio of 0, ends of no width, ends the wrong way round."""
    assert standard_error_of(low, high, 95, scale) is None
