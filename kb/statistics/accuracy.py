"""Measures of a diagnostic test from its 2x2 table, as exact fractions to compare printed ones with.

Cochrane Handbook for Systematic Reviews of Diagnostic Test Accuracy, version 2, chapter 4; diagnostic odds
ratio: Glas et al 2003, doi:10.1016/S0895-4356(03)00177-X; kappa: Cohen 1960, doi:10.1177/001316446002000104.

Every measure is a proportion or ratio (not percent) and None where it does not exist, such as the sensitivity
when nobody has the disease, or a ratio to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Counts of a test against its reference standard; ``ValueError`` if one is negative or all are 0."""

    true_positives: int
    false_positives: int
    false_negatives: int
    true_negatives: int

    def __post_init__(self) -> None:
        if min(self._counts) < 0:
            raise ValueError(f"A count cannot be negative: {min(self._counts)}")
        if not any(self._counts):
            raise ValueError("A test needs at least 1 result")

    @property
    def total(self) -> int:
        """All who were tested."""
        return sum(self._counts)

    @property
    def sensitivity(self) -> Fraction | None:
        """Share of the diseased whom the test finds."""
        return _share(self.true_positives, self.false_negatives)

    @property
    def specificity(self) -> Fraction | None:
        """Share of those without the disease whom the test clears."""
        return _share(self.true_negatives, self.false_positives)

    @property
    def positive_predictive_value(self) -> Fraction | None:
        """Share of positive results that are right."""
        return _share(self.true_positives, self.false_positives)

    @property
    def negative_predictive_value(self) -> Fraction | None:
        """Share of negative results that are right."""
        return _share(self.true_negatives, self.false_negatives)

    @property
    def prevalence(self) -> Fraction:
        """Share of the tested who have the disease."""
        return Fraction(self.true_positives + self.false_negatives, self.total)

    @property
    def agreement(self) -> Fraction:
        """Share of results that are right, also called accuracy."""
        return Fraction(self.true_positives + self.true_negatives, self.total)

    @property
    def positive_likelihood_ratio(self) -> Fraction | None:
        """How much more frequent a positive result is among the diseased."""
        if self.sensitivity is None or self.specificity is None or self.specificity == 1:
            return None
        return self.sensitivity / (1 - self.specificity)

    @property
    def negative_likelihood_ratio(self) -> Fraction | None:
        """How much more frequent a negative result is among the diseased; small is good."""
        if self.sensitivity is None or not self.specificity:
            return None
        return (1 - self.sensitivity) / self.specificity

    @property
    def diagnostic_odds_ratio(self) -> Fraction | None:
        """Odds of a positive result among the diseased against those among the others."""
        wrong = self.false_positives * self.false_negatives
        return Fraction(self.true_positives * self.true_negatives, wrong) if wrong else None

    @property
    def kappa(self) -> Fraction | None:
        """Agreement beyond chance, of all that is possible beyond chance."""
        positives = self.true_positives + self.false_positives
        chance = self.prevalence * Fraction(positives, self.total)
        chance += (1 - self.prevalence) * Fraction(self.total - positives, self.total)
        return None if chance == 1 else (self.agreement - chance) / (1 - chance)

    @property
    def _counts(self) -> tuple[int, int, int, int]:
        return self.true_positives, self.false_positives, self.false_negatives, self.true_negatives


def _share(right: int, wrong: int) -> Fraction | None:
    return Fraction(right, right + wrong) if right + wrong else None
