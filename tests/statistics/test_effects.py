"""Effects of one table with their intervals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kb.statistics.effects import EffectMeasure, deviate, effect
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
