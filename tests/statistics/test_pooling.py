"""Pooled effects, against results in print.

The reference values for the BCG trials are those of metafor's own test suite, where they are compared with
Stata: github.com/wviechtb/metafor, tests/testthat, test_misc_metan_vs_rma.uni_with_dat.bcg.r (inverse
variance, DerSimonian-Laird), ..._rma.mh_with_dat.bcg.r (Mantel-Haenszel), ..._rma.peto_with_dat.bcg.r (Peto).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.statistics.effects import EffectMeasure, effect
from kb.statistics.intervals import Scale
from kb.statistics.mantel_haenszel import pool_mantel_haenszel, pool_peto
from kb.statistics.pooling import Estimate, Pooled, estimates_of, is_silent, pool_common, pool_random
from kb.statistics.two_by_two import TwoByTwo
from tests.statistics.published_trials import BCG, BETA_BLOCKERS
from tests.statistics.tables import tables


def pooled(method: str, measure: EffectMeasure) -> Pooled:
    if method == "peto":
        return pool_peto(BCG)
    if method == "mantel-haenszel":
        return pool_mantel_haenszel(BCG, measure)
    pool = pool_common if method == "common" else pool_random
    return pool(estimates_of(BCG, measure), measure.scale)


@dataclass(frozen=True)
class Published:
    """As printed, on the scale of analysis: estimate, interval, z; None where metafor's test has no value."""

    analyzed: float
    low: float
    high: float
    z: float
    q: float | None = None
    tau2: float | None = None
    i2: float | None = None


RISK_RATIO, ODDS_RATIO, RISK_DIFFERENCE = EffectMeasure


@pytest.mark.parametrize(
    ("method", "measure", "published"),
    [
        ("common", RISK_RATIO, Published(-0.4303, -0.5097, -0.3509, -10.6247, q=152.2330)),
        ("random", RISK_RATIO, Published(-0.7141, -1.0644, -0.3638, -3.9952, tau2=0.3088, i2=92.1173)),
        ("mantel-haenszel", RISK_RATIO, Published(-0.4537, -0.5308, -0.3766, -11.5338, q=152.5676)),
        ("common", ODDS_RATIO, Published(-0.4361, -0.5190, -0.3533, -10.3190, q=163.1649)),
        ("random", ODDS_RATIO, Published(-0.7474, -1.1242, -0.3706, -3.8873, tau2=0.3663, i2=92.6455)),
        ("mantel-haenszel", ODDS_RATIO, Published(-0.4734, -0.5538, -0.3930, -11.5444, q=163.9426)),
        ("peto", ODDS_RATIO, Published(-0.4744, -0.5541, -0.3948, -11.6689, q=167.7302)),
        ("common", RISK_DIFFERENCE, Published(-0.0009, -0.0014, -0.0005, -4.0448, q=276.4737)),
        ("random", RISK_DIFFERENCE, Published(-0.0071, -0.0101, -0.0040, -4.5128, tau2=0.0, i2=95.6596)),
        ("mantel-haenszel", RISK_DIFFERENCE, Published(-0.0033, -0.0039, -0.0027, -11.4708, q=386.7759)),
    ],
)
def test_the_bcg_trials_to_four_decimals(method: str, measure: EffectMeasure, published: Published) -> None:
    found = pooled(method, measure)
    ends = found.interval()
    if measure.is_ratio:
        ends = math.log(ends[0]), math.log(ends[1])
    assert found.studies == 13
    assert round(found.analyzed, 4) == published.analyzed
    assert (round(ends[0], 4), round(ends[1], 4)) == (published.low, published.high)
    assert round(found.z, 4) == published.z
    for value, printed in ((found.q, published.q), (found.tau2, published.tau2), (found.i2, published.i2)):
        assert printed is None or round(value, 4) == printed


@pytest.mark.parametrize(
    ("method", "measure", "estimate", "low", "high"),
    [
        ("common", RISK_RATIO, 0.6503, 0.6007, 0.7040),
        ("random", RISK_RATIO, 0.4896, 0.3449, 0.6950),
        ("mantel-haenszel", RISK_RATIO, 0.6353, 0.5881, 0.6862),
        ("common", ODDS_RATIO, 0.6465, 0.5951, 0.7024),
        ("random", ODDS_RATIO, 0.4736, 0.3249, 0.6903),
        ("mantel-haenszel", ODDS_RATIO, 0.6229, 0.5748, 0.6750),
        ("peto", ODDS_RATIO, 0.6222, 0.5746, 0.6738),
    ],
)
def test_the_bcg_trials_as_ratios(
    method: str, measure: EffectMeasure, estimate: float, low: float, high: float
) -> None:
    found = pooled(method, measure)
    assert round(found.estimate, 4) == estimate
    assert tuple(round(end, 4) for end in found.interval()) == (low, high)


def test_petos_own_example() -> None:
    """The beta blockers of Yusuf et al (1985) pool to the odds ratio in print."""
    # Yusuf et al 1985, page 107: 0.93 (0.74 to 1.18); also in metafor's test_analysis_example_yusuf1985.r.
    found = pool_peto(BETA_BLOCKERS)
    assert found.studies == 18  # three trials had no death at all
    assert round(found.estimate, 2) == 0.93
    assert tuple(round(end, 2) for end in found.interval()) == (0.74, 1.18)


def test_standard_error_and_heterogeneity() -> None:
    found = pooled("random", RISK_RATIO)
    assert found.standard_error == pytest.approx(-0.7141 / -3.9952, abs=0.00005)
    assert found.p == pytest.approx(0.0000646, abs=0.000001)
    assert found.q_p is not None and found.q_p < 1e-20


@given(tables(fewest=1), st.sampled_from(EffectMeasure))
def test_a_single_study_pools_to_itself(table: TwoByTwo, measure: EffectMeasure) -> None:
    alone = effect(table, measure)
    for pool in (pool_common, pool_random):
        found = pool(estimates_of([table], measure), measure.scale)
        assert found.analyzed == pytest.approx(alone.analyzed, abs=1e-12)
        assert found.standard_error == pytest.approx(alone.standard_error)
        assert found.q == pytest.approx(0, abs=1e-12)
        assert (found.tau2, found.i2, found.q_p) == (0, 0, None)
    found = pool_mantel_haenszel([table], measure)
    assert found.analyzed == pytest.approx(alone.analyzed, abs=1e-12)
    if measure is not RISK_DIFFERENCE:
        assert found.standard_error == pytest.approx(alone.standard_error)


@settings(deadline=None)
@given(st.lists(tables(), min_size=1, max_size=6), st.sampled_from(EffectMeasure))
def test_groups_that_change_places_turn_the_effect_round(
    studies: list[TwoByTwo], measure: EffectMeasure
) -> None:
    others = [TwoByTwo(one.events2, one.total2, one.events1, one.total1) for one in studies]
    if measure.is_ratio and all(is_silent(one) for one in studies):
        return
    pairs = [
        (pool_random(estimates_of(found, measure), measure.scale) for found in (studies, others)),
        (pool_mantel_haenszel(found, measure, 0.5) for found in (studies, others)),
    ]
    for first, second in pairs:
        assert first.analyzed == pytest.approx(-second.analyzed, abs=1e-9)
        assert first.standard_error == pytest.approx(second.standard_error, abs=1e-9)
        assert first.q == pytest.approx(second.q, rel=1e-6, abs=1e-9)


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 2)), min_size=2, max_size=12))
def test_random_effects_are_never_more_certain(values: list[tuple[float, float]]) -> None:
    estimates = [Estimate(*value) for value in values]
    common, random = (pool(estimates, Scale.LOG) for pool in (pool_common, pool_random))
    assert random.standard_error >= common.standard_error * (1 - 1e-12)
    assert (random.tau2 > 0) is (random.i2 > 0) or random.tau2 < 1e-9
    assert min(one.analyzed for one in estimates) - 1e-9 <= random.analyzed
    assert random.analyzed <= max(one.analyzed for one in estimates) + 1e-9
    assert 0 <= random.i2 <= 100
    assert random.q == common.q


def test_studies_without_events_are_dropped_from_ratios_only() -> None:
    silent = [TwoByTwo(0, 50, 0, 60), TwoByTwo(40, 40, 30, 30)]
    for measure in (RISK_RATIO, ODDS_RATIO):
        assert estimates_of([*BCG, *silent], measure) == estimates_of(BCG, measure)
        assert pool_mantel_haenszel([*BCG, *silent], measure) == pool_mantel_haenszel(BCG, measure)
    assert pool_peto([*BCG, *silent]) == pool_peto(BCG)
    assert pool_mantel_haenszel([*BCG, *silent], RISK_DIFFERENCE).studies == 15
    assert len(estimates_of([*BCG, *silent], RISK_DIFFERENCE)) == 15


def test_an_empty_cell_is_corrected_for_inverse_variance_and_on_demand() -> None:
    empty = TwoByTwo(0, 20, 4, 20)
    corrected = math.log((0.5 * 16.5) / (20.5 * 4.5))
    assert estimates_of([empty], ODDS_RATIO)[0].analyzed == pytest.approx(corrected)
    assert pool_mantel_haenszel([empty], ODDS_RATIO, 0.5).analyzed == pytest.approx(corrected)
    plain = pool_mantel_haenszel([*BCG, empty], ODDS_RATIO)
    assert plain.analyzed < pool_mantel_haenszel([*BCG, empty], ODDS_RATIO, 0.5).analyzed


def test_what_cannot_be_pooled_is_refused() -> None:
    for pool in (pool_common, pool_random):
        with pytest.raises(ValueError, match="no study to pool"):
            pool([], Scale.LOG)
        with pytest.raises(ValueError, match=r"estimate 0\.5 and standard error 0 cannot be pooled"):
            pool([Estimate(0.5, 0)], Scale.LOG)
    for measure in (RISK_RATIO, ODDS_RATIO):
        with pytest.raises(ValueError, match="no study with events"):
            pool_mantel_haenszel([TwoByTwo(0, 5, 0, 5)], measure)
        with pytest.raises(ValueError, match=rf"no pooled {measure}: in all studies a group had no event"):
            pool_mantel_haenszel([TwoByTwo(3, 5, 0, 5)], measure)
    with pytest.raises(ValueError, match="no study with events"):
        pool_peto([TwoByTwo(0, 5, 0, 5)])
