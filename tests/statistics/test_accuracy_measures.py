"""What a measure of a test can be, by its counts and by other measures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.statistics.accuracy import Accuracy
from kb.statistics.accuracy_measures import NEEDED, Span, following, shares_of, values_of

TABLE = Accuracy(14, 10, 1, 40)


@pytest.mark.parametrize(
    ("measure", "share"),
    [
        ("sensitivity", (14, 15)),
        ("specificity", (40, 50)),
        ("ppv", (14, 24)),
        ("npv", (40, 41)),
        ("accuracy", (54, 65)),
        ("agreement", (54, 65)),
        ("prevalence", (15, 65)),
        ("yield", (24, 65)),
        ("detection-rate", (14, 15)),
        ("false-positive-rate", (10, 50)),
        ("false-negative-rate", (1, 15)),
    ],
)
def test_the_usual_share_comes_first(measure: str, share: tuple[int, int]) -> None:
    assert shares_of(measure, TABLE)[0] == share
    assert values_of(measure, TABLE)[0] == Fraction(*share)


def test_ratios_and_agreement_beyond_chance() -> None:
    assert values_of("positive-likelihood-ratio", TABLE)[0] == Fraction(14, 15) / Fraction(10, 50)
    assert values_of("negative-likelihood-ratio", TABLE)[0] == Fraction(1, 15) / Fraction(40, 50)
    assert values_of("diagnostic-odds-ratio", TABLE)[0] == 56
    assert values_of("kappa", TABLE) == (TABLE.kappa,)


def test_a_half_is_added_to_counts_of_zero() -> None:
    (only,) = values_of("diagnostic-odds-ratio", Accuracy(14, 0, 1, 40))
    assert only == Fraction(29 * 81, 1 * 3)


@pytest.mark.parametrize("measure", ["sensitivity", "kappa", "auc"])
def test_what_does_not_exist_has_no_value(measure: str) -> None:
    assert values_of(measure, Accuracy(0, 0, 0, 40)) == ()


@given(st.tuples(*[st.integers(0, 60)] * 4).filter(any), st.integers(0, 3))
def test_what_follows_from_spans_holds_the_true_value(counts: tuple[int, ...], slack: int) -> None:
    table = Accuracy(*counts)

    def span(measure: str) -> Span:
        (value, *_) = values_of(measure, table) or (Fraction(1, 2),)
        return max(Fraction(0), value - Fraction(slack, 100)), min(Fraction(1), value + Fraction(slack, 100))

    exist = all(values_of(measure, table) for measure in ("sensitivity", "specificity"))
    for measure, needed in NEEDED.items():
        values = values_of(measure, table)
        exact = getattr(table, measure.replace("-", "_")) if measure.endswith("ratio") else (*values, None)[0]
        if exist and exact is not None:
            assert following(measure, tuple(map(span, needed))).holds(exact)
