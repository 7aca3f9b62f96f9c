"""Measures of a diagnostic test."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.statistics.accuracy import Accuracy

counts = st.integers(0, 400)
tables = st.builds(Accuracy, counts, counts, counts, counts.map(lambda count: count + 1))
full = st.builds(Accuracy, *[st.integers(1, 400)] * 4)


def test_a_worked_table() -> None:
    """Every measure of a two-by-two table, worked out by hand."""
    # 40 + 5 diseased, 10 + 45 not: by hand
    table = Accuracy(true_positives=40, false_positives=10, false_negatives=5, true_negatives=45)
    assert table.total == 100
    assert table.sensitivity == Fraction(40, 45)
    assert table.specificity == Fraction(45, 55)
    assert table.positive_predictive_value == Fraction(4, 5)
    assert table.negative_predictive_value == Fraction(9, 10)
    assert table.prevalence == Fraction(45, 100)
    assert table.agreement == Fraction(85, 100)
    assert table.positive_likelihood_ratio == Fraction(44, 9)
    assert table.negative_likelihood_ratio == Fraction(11, 81)
    assert table.diagnostic_odds_ratio == 36
    # chance agreement (50 * 45 + 50 * 55) / 100^2 = 1/2
    assert table.kappa == Fraction(7, 10)


def test_kappa_of_a_published_table() -> None:
    # easycalculation.com, "Cohen's Kappa Index": 12 and 2 agreed, 4 and 2 not, k = 0.08 / 0.38 = 0.21.
    assert Accuracy(12, 2, 4, 2).kappa == Fraction(8, 38)


@given(full)
def test_bayes_theorem_ties_the_measures_together(table: Accuracy) -> None:
    assert table.sensitivity is not None and table.specificity is not None
    assert table.positive_likelihood_ratio is not None and table.negative_likelihood_ratio is not None
    assert table.diagnostic_odds_ratio == table.positive_likelihood_ratio / table.negative_likelihood_ratio
    before = table.prevalence / (1 - table.prevalence)
    after = before * table.positive_likelihood_ratio
    assert table.positive_predictive_value == after / (1 + after)
    found = table.sensitivity * table.prevalence + table.specificity * (1 - table.prevalence)
    assert table.agreement == found


@given(tables)
def test_measures_keep_to_their_bounds(table: Accuracy) -> None:
    shares = [
        table.sensitivity,
        table.specificity,
        table.positive_predictive_value,
        table.negative_predictive_value,
        table.prevalence,
        table.agreement,
    ]
    assert all(0 <= share <= 1 for share in shares if share is not None)
    assert table.kappa is None or -1 <= table.kappa <= 1


def test_what_cannot_be_measured_is_none() -> None:
    nobody_ill = Accuracy(0, 3, 0, 7)
    assert nobody_ill.sensitivity is None
    assert nobody_ill.positive_likelihood_ratio is None
    assert nobody_ill.negative_likelihood_ratio is None
    never_wrong = Accuracy(5, 0, 0, 7)
    assert never_wrong.positive_likelihood_ratio is None
    assert never_wrong.negative_likelihood_ratio == 0
    assert never_wrong.diagnostic_odds_ratio is None
    assert never_wrong.kappa == 1
    always_negative = Accuracy(0, 0, 0, 7)
    assert always_negative.positive_predictive_value is None
    assert always_negative.kappa is None
    assert Accuracy(5, 2, 0, 0).negative_likelihood_ratio is None


@pytest.mark.parametrize(("table", "message"), [((0, 0, 0, 0), "at least 1 result"), ((1, -2, 0, 0), "-2")])
def test_impossible_tables_are_refused(table: tuple[int, int, int, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Accuracy(*table)
