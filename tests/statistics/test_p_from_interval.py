"""The p value behind an interval, and printed ones that cannot be right beside it."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kb.statistics.effects import EffectMeasure, effect
from kb.statistics.intervals import PrintedInterval, Scale
from kb.statistics.p_from_interval import PValueAgreement, p_agreement, p_from_ci, z_range
from kb.statistics.rounding import Printed
from kb.statistics.two_by_two import TableTest, TwoByTwo, normal_p, p_values
from tests.statistics.printed_effects import PrintedEffect, printed_effects


def interval(
    low: str | None, high: str | None, scale: Scale = Scale.LOG, level: float = 95
) -> PrintedInterval:
    ends = [None if end is None else Printed.of(end) for end in (low, high)]
    return PrintedInterval(ends[0], ends[1], scale, level)


@settings(max_examples=400, deadline=None)
@given(printed_effects())
def test_a_p_value_that_was_computed_is_reproduced(effect: PrintedEffect) -> None:
    assert p_agreement(effect.p, effect.interval, effect.estimate) is PValueAgreement.REPRODUCED
    assert p_agreement(effect.p, effect.interval) is PValueAgreement.REPRODUCED
    smallest, largest = z_range(effect.interval, effect.estimate)
    assert smallest <= effect.z * (1 + 1e-6)
    assert effect.z <= largest * (1 + 1e-6)


@settings(deadline=None)
@given(printed_effects())
def test_a_one_sided_p_is_half_of_the_two_sided(effect: PrintedEffect) -> None:
    low, high = p_from_ci(effect.interval, effect.estimate)
    assert p_from_ci(effect.interval, effect.estimate, sides=1) == (low / 2, high / 2)


@pytest.mark.parametrize(
    ("estimate", "low", "high", "scale", "p"),
    [
        # The two worked examples of Altman & Bland 2011, doi:10.1136/bmj.d2090, read backwards.
        ("17.0", "1.4", "32.6", Scale.LINEAR, "0.032"),
        ("0.30", "0.10", "0.90", Scale.LOG, "0.034"),
    ],
)
def test_examples_of_altman_and_bland(estimate: str, low: str, high: str, scale: Scale, p: str) -> None:
    # Their approximation of the normal distribution is good to a digit or two, ours is exact.
    found = p_from_ci(interval(low, high, scale), Printed.of(estimate))
    assert found[0] < float(p) + 0.0007 and found[1] > float(p) - 0.0007
    agreement = p_agreement(Printed.of(p), interval(low, high, scale), Printed.of(estimate))
    assert agreement in (PValueAgreement.REPRODUCED, PValueAgreement.EXPLICABLE)


@pytest.mark.parametrize(
    ("estimate", "low", "high", "p", "agreement"),
    [
        ("0.3", "0.1", "0.9", ".02", PValueAgreement.REPRODUCED),
        ("0.30", "0.10", "0.90", ".10", PValueAgreement.EXPLICABLE),
        ("0.30", "0.10", "0.90", ".20", PValueAgreement.STRAINED),
        ("0.30", "0.10", "0.90", ".40", PValueAgreement.SIGNIFICANCE),
        ("0.53", "0.32", "0.89", ".005", PValueAgreement.EXPLICABLE),
        ("0.53", "0.32", "0.89", ".016", PValueAgreement.REPRODUCED),
        ("0.53", "0.32", "0.89", ".45", PValueAgreement.SIGNIFICANCE),
        ("0.95", "0.70", "1.30", "<.001", PValueAgreement.SIGNIFICANCE),
        ("0.95", "0.70", "1.30", ">.05", PValueAgreement.REPRODUCED),
        ("1.50", "1.02", "2.21", "<.0001", PValueAgreement.FAR_APART),
        ("1.01", "0.50", "2.04", ".30", PValueAgreement.FAR_APART),
        ("6.00", "4.00", "9.00", "<.001", PValueAgreement.REPRODUCED),
    ],
)
def test_printed_p_values_beside_printed_intervals(
    estimate: str, low: str, high: str, p: str, agreement: PValueAgreement
) -> None:
    sign, digits = (p[0], p[1:]) if p[0] in "<>" else ("=", p)
    found = p_agreement(Printed.of(digits, sign), interval(low, high), Printed.of(estimate))
    assert found is agreement
    assert found.is_contradiction is (agreement in (PValueAgreement.SIGNIFICANCE, PValueAgreement.FAR_APART))


def test_a_difference_and_a_one_sided_interval() -> None:
    # 5.1 (95% CI 0.6 to 9.6), p = .03
    difference = interval("0.6", "9.6", Scale.LINEAR)
    assert p_agreement(Printed.of(".03"), difference, Printed.of("5.1")) is PValueAgreement.REPRODUCED
    # One-sided 97.5% lower limit: as far from the estimate as the lower end of the two-sided 95%.
    one_sided = interval("0.60", None, Scale.LINEAR, 97.5)
    two_sided = interval("0.60", "9.60", Scale.LINEAR, 95)
    for found, expected in zip(
        p_from_ci(one_sided, Printed.of("5.10")), p_from_ci(two_sided, Printed.of("5.10")), strict=True
    ):
        assert found == pytest.approx(expected, rel=0.03)
    assert (
        p_agreement(Printed.of(".013"), one_sided, Printed.of("5.10"), sides=1) is PValueAgreement.REPRODUCED
    )
    upper = interval(None, "-0.60", Scale.LINEAR, 97.5)
    mirrored = p_from_ci(upper, Printed.of("-5.10"))
    assert mirrored == pytest.approx(p_from_ci(one_sided, Printed.of("5.10")))


def test_rounding_that_hides_everything_leaves_every_p_open() -> None:
    assert p_from_ci(interval("0.0", "0.1"), Printed.of("0.1"))[1] == 1
    assert p_from_ci(interval("0.9", "0.9"), Printed.of("0.9"))[0] == 0


AGAINST = (TableTest.CHI_SQUARE, TableTest.YATES, TableTest.FISHER, TableTest.LIKELIHOOD_RATIO)


def _alarms(fewest: int, sizes: tuple[int, int], tries: int) -> float:
    """Return the share of true (interval, p) pairs from different tests that are called contradictions."""
    source = random.Random(20240229)
    alarms = pairs = 0
    while pairs < tries:
        totals = [source.randint(*sizes) for _ in range(2)]
        share = source.random()
        events = [sum(source.random() < share for _ in range(total)) for total in totals]
        table = TwoByTwo(events[0], totals[0], events[1], totals[1])
        if min(table.cells) < fewest:
            continue
        measure = source.choice([EffectMeasure.ODDS_RATIO, EffectMeasure.RISK_RATIO])
        found = effect(table, measure)
        estimate, low, high = (Printed.of(f"{value:.2f}") for value in (found.estimate, *found.interval()))
        for p in p_values(table, AGAINST).values():
            printed = Printed.of(f"{p:.3f}")
            alarms += p_agreement(printed, PrintedInterval(low, high, Scale.LOG), estimate).is_contradiction
            pairs += 1
    return alarms / pairs


def test_p_values_of_other_tests_are_not_contradictions() -> None:
    assert _alarms(5, (20, 300), 4000) <= 0.0005
    assert _alarms(1, (5, 30), 4000) <= 0.003


@settings(deadline=None)
@given(st.integers(2, 60), st.floats(0, 30), st.booleans())
def test_a_t_test_in_a_small_sample_is_not_a_contradiction(degrees: int, t: float, is_turned: bool) -> None:
    critical = float(stats.t.ppf(0.975, degrees))
    sign = -1 if is_turned else 1
    estimate, ends = sign * t, sorted((sign * t - critical, sign * t + critical))
    p = float(2 * stats.t.sf(t, degrees))
    printed = PrintedInterval(Printed.of(f"{ends[0]:.2f}"), Printed.of(f"{ends[1]:.2f}"), Scale.LINEAR)
    found = p_agreement(Printed.of(f"{p:.4f}"), printed, Printed.of(f"{estimate:.2f}"))
    assert not found.is_contradiction


def test_wrong_p_values_are_found() -> None:
    """The share of p values found when a p value of another effect stands beside the interval."""
    source = random.Random(1)
    found = tries = 0
    for _ in range(2000):
        z, wrong = source.uniform(0, 4), source.uniform(0, 4)
        if abs(z - wrong) < 2:
            continue
        ends = PrintedInterval(Printed.of(f"{z - 1.96:.2f}"), Printed.of(f"{z + 1.96:.2f}"), Scale.LINEAR)
        p = Printed(Decimal(f"{normal_p(wrong):.4f}"), 4)
        found += p_agreement(p, ends, Printed.of(f"{z:.2f}")).is_contradiction
        tries += 1
    assert tries > 400
    assert found / tries >= 0.75


@pytest.mark.parametrize(
    ("ends", "estimate", "p", "sides", "message"),
    [
        (("0.9", "0.1"), "0.5", ".05", 2, "lower end of the interval is above its upper end"),
        (("0.9", None), None, ".05", 2, "one-sided interval gives no p value without its estimate"),
        (("0.1", "0.9"), "0.5", ".05", 3, "1 or 2 sides, not 3"),
        (("0.1", "0.9"), "0.5", "1.05", 2, "cannot be above 1: 1.05"),
        (("0.1", "0.9"), "-0.5", ".05", 2, "ratio cannot be negative: -0.5"),
    ],
)
def test_impossible_input_is_refused(
    ends: tuple[str, str | None], estimate: str | None, p: str, sides: int, message: str
) -> None:
    printed = None if estimate is None else Printed.of(estimate)
    with pytest.raises(ValueError, match=message):
        p_agreement(Printed.of(p), interval(*ends), printed, sides=sides)
