"""Where an estimate has to be in its interval."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.statistics.effects import deviate
from kb.statistics.intervals import (
    PrintedInterval,
    Scale,
    arm_ratios,
    estimate_range_from_ci,
    is_inside,
    is_symmetric,
)
from kb.statistics.rounding import Printed
from tests.statistics.printed_effects import PrintedEffect, printed_effects


def interval(
    low: str | None, high: str | None, scale: Scale = Scale.LOG, level: float = 95
) -> PrintedInterval:
    ends = [None if end is None else Printed.of(end) for end in (low, high)]
    return PrintedInterval(ends[0], ends[1], scale, level)


@given(printed_effects())
def test_a_computed_interval_is_consistent_with_its_estimate(effect: PrintedEffect) -> None:
    assert is_inside(effect.estimate, effect.interval)
    assert is_symmetric(effect.estimate, effect.interval)
    assert not effect.interval.is_reversed
    smallest, largest = arm_ratios(effect.estimate, effect.interval)
    assert smallest <= 1 + 1e-6 and largest >= 1 - 1e-6
    low, high = estimate_range_from_ci(effect.interval)
    assert low * (1 - 1e-9) <= effect.exact <= high * (1 + 1e-9) or effect.exact <= 0


@given(printed_effects())
def test_significance_is_seen_unless_rounding_hides_it(effect: PrintedEffect) -> None:
    excludes = effect.interval.excludes_no_effect
    if excludes is not None:
        assert excludes is (effect.z > deviate(effect.interval.level))


@given(st.integers(2, 9), st.integers(2, 9))
def test_an_estimate_moved_by_half_an_arm_is_not_the_middle(middle: int, arm: int) -> None:
    assume(arm <= middle)
    ends = interval(f"{middle - arm}.00", f"{middle + arm}.00", Scale.LINEAR)
    assert is_symmetric(Printed.of(f"{middle}.00"), ends)
    assert not is_symmetric(Printed.of(f"{middle + arm / 2:.2f}"), ends)


@pytest.mark.parametrize(
    ("estimate", "low", "high", "scale", "is_middle"),
    [
        ("0.3", "0.1", "0.9", Scale.LOG, True),
        ("4.66", "1.38", "15.73", Scale.LOG, True),
        ("4.66", "1.38", "15.73", Scale.LINEAR, False),
        ("0.53", "0.32", "0.89", Scale.LOG, True),
        ("0.63", "0.32", "0.89", Scale.LOG, False),
        ("-18.0", "-42.0", "5.9", Scale.LINEAR, True),
        ("1.02", "0.5", "8.9", Scale.LOG, False),
        ("0.05", "0.0", "0.1", Scale.LOG, True),  # the lower end may be anything down to 0
    ],
)
def test_the_middle_of_printed_intervals(
    estimate: str, low: str, high: str, scale: Scale, is_middle: bool
) -> None:
    assert is_symmetric(Printed.of(estimate), interval(low, high, scale)) is is_middle


def test_the_middle_of_a_ratio_is_geometric() -> None:
    low, high = estimate_range_from_ci(interval("1.38", "15.73"))
    assert low == pytest.approx(math.sqrt(1.375 * 15.725))
    assert high == pytest.approx(math.sqrt(1.385 * 15.735))


@pytest.mark.parametrize(
    ("estimate", "ends", "answer"),
    [
        ("0.9", ("0.1", "0.9"), True),
        ("0.91", ("0.1", "0.9"), True),  # the end may be 0.94
        ("0.96", ("0.1", "0.9"), False),
        ("3.4", ("4.2", "5.9"), False),
        ("100", (">99.9", "100"), True),
        ("0.5", ("0.73", None), False),
        ("0.9", ("0.73", None), True),
        ("0.9", (None, "0.73"), False),
    ],
)
def test_an_estimate_lies_inside(estimate: str, ends: tuple[str | None, str | None], answer: bool) -> None:
    printed = [
        None if end is None else Printed.of(end.lstrip(">"), ">" if end.startswith(">") else "=")
        for end in ends
    ]
    assert is_inside(Printed.of(estimate), PrintedInterval(printed[0], printed[1], Scale.LINEAR)) is answer


def test_arms_tell_how_lopsided_an_interval_is() -> None:
    smallest, largest = arm_ratios(Printed.of("2.0"), interval("1.0", "5.0", Scale.LINEAR))
    assert 2.6 < smallest < 3 < largest < 3.5
    assert arm_ratios(Printed.of("1.0"), interval("1.0", "5.0", Scale.LINEAR))[1] == math.inf
    assert arm_ratios(Printed.of("6.0"), interval("1.0", "5.0", Scale.LINEAR))[0] < 0


@pytest.mark.parametrize(
    ("low", "high", "scale", "excludes"),
    [
        ("0.32", "0.89", Scale.LOG, True),
        ("0.32", "1.89", Scale.LOG, False),
        ("0.32", "1.0", Scale.LOG, None),
        ("0.32", "1.00", Scale.LINEAR, True),
        ("-0.32", "0.1", Scale.LINEAR, False),
        ("-0.32", "0.0", Scale.LINEAR, None),
        ("1.2", None, Scale.LOG, True),
        (None, "1.2", Scale.LOG, False),
    ],
)
def test_whether_no_effect_lies_outside(
    low: str | None, high: str | None, scale: Scale, excludes: bool | None
) -> None:
    assert interval(low, high, scale).excludes_no_effect is excludes


def test_ends_the_wrong_way_round_are_seen() -> None:
    assert interval("0.9", "0.1").is_reversed
    assert not interval("0.9", "0.90").is_reversed


@pytest.mark.parametrize(
    ("low", "high", "scale", "level", "message"),
    [
        (None, None, Scale.LOG, 95, "at least one end"),
        ("-0.5", "0.9", Scale.LOG, 95, "A ratio cannot be negative: -0.5"),
        ("0.5", "0.9", Scale.LOG, 0, "between 0 and 100 percent, not 0"),
        ("0.5", "0.9", Scale.LOG, 100, "between 0 and 100 percent, not 100"),
    ],
)
def test_impossible_intervals_are_refused(
    low: str | None, high: str | None, scale: Scale, level: float, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        interval(low, high, scale, level)


def test_a_one_sided_interval_has_no_middle() -> None:
    with pytest.raises(ValueError, match="does not tell where its estimate is"):
        estimate_range_from_ci(interval("0.73", None))
    with pytest.raises(ValueError, match="one arm only"):
        arm_ratios(Printed.of("0.9"), interval("0.73", None))
