"""What a measure of a diagnostic test can be: by the four counts, or by other measures that are printed.

Measures are named as in the notation (``ppv``, ``positive-likelihood-ratio``). Values are proportions or
ratios, not percent. Papers take false-positive and false-negative rates of different totals, and compute
ratios with a half added to each count where one is 0: every such reading is returned, the usual one first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from kb.statistics.accuracy import Accuracy
from kb.statistics.rounding import Envelope

Counted = tuple[int, int]
"""A count and its total."""
Span = tuple[Fraction, Fraction]
"""The smallest and the largest value of a proportion, from 0 to 1."""

RATIOS = frozenset({"positive-likelihood-ratio", "negative-likelihood-ratio", "diagnostic-odds-ratio"})

COUNT_COLUMNS: Mapping[str, str] = {
    "true-positives": "tp",
    "false-positives": "fp",
    "false-negatives": "fn",
    "true-negatives": "tn",
}
"""Count of a four-fold table -> the column that tables and views have it in."""
COLUMNS: Mapping[str, str] = {
    **{name: name for name in ("sensitivity", "specificity", "ppv", "npv")},
    "positive-likelihood-ratio": "lr_positive",
    "negative-likelihood-ratio": "lr_negative",
    "diagnostic-odds-ratio": "dor",
    "auc": "auc",
    "detection-rate": "detection_rate",
    "false-positive-rate": "false_positive_rate",
}
"""Measure of a test -> the column that tables and views have it in."""

_BOTH = ("sensitivity", "specificity")
NEEDED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((*sorted(RATIOS), "accuracy"), _BOTH),
    **dict.fromkeys(("ppv", "npv"), (*_BOTH, "prevalence")),
}
"""Measures that follow from others, and these."""


def shares_of(measure: str, table: Accuracy) -> tuple[Counted, ...]:
    """Return the counts and totals that a measure can be of; empty for one that is no share."""
    positive, negative = table.true_positives, table.true_negatives
    false_positive, false_negative = table.false_positives, table.false_negatives
    match measure:
        case "sensitivity":
            return ((positive, positive + false_negative),)
        case "specificity":
            return ((negative, negative + false_positive),)
        case "ppv":
            return ((positive, positive + false_positive),)
        case "npv":
            return ((negative, negative + false_negative),)
        case "accuracy" | "agreement":
            return ((positive + negative, table.total),)
        case "prevalence":
            return ((positive + false_negative, table.total),)
        case "yield":
            return (positive + false_positive, table.total), (positive, table.total)
        case "detection-rate":
            tested = positive + false_positive
            return (
                (positive, positive + false_negative),
                (positive, table.total),
                (tested, table.total),
            )
        case "false-positive-rate":
            totals = (false_positive + negative, false_positive + positive, table.total)
            return tuple((false_positive, total) for total in totals)
        case "false-negative-rate":
            totals = (false_negative + positive, false_negative + negative, table.total)
            return tuple((false_negative, total) for total in totals)
    return ()


def values_of(measure: str, table: Accuracy) -> tuple[Fraction, ...]:
    """Return the values that a measure can have by the four counts; empty when it does not exist."""
    name = measure.replace("-", "_")
    if measure == "kappa":
        values = [table.kappa]
    elif measure in RATIOS:
        counts = (table.true_positives, table.false_positives, table.false_negatives, table.true_negatives)
        # Doubled counts with one added have the ratios of counts with a half added.
        corrected = Accuracy(*(2 * count + 1 for count in counts))
        values = [getattr(table, name), getattr(corrected, name)]
    else:
        values = [Fraction(count, total) for count, total in shares_of(measure, table) if total]
    return tuple(value for value in values if value is not None)


def following(measure: str, spans: tuple[Span, ...]) -> Envelope:
    """Return the values of a measure when the others that it needs lie in these spans, in their order.

    Accuracy lies between sensitivity and specificity, whatever the prevalence.
    """
    return _FOLLOWING[measure](*spans)


def _positive_ratio(sensitivity: Span, specificity: Span) -> Envelope:
    ends = zip(sensitivity, specificity, strict=True)
    low, high = (_over(sens, 1 - spec) for sens, spec in ends)
    return Envelope(low, high)


def _negative_ratio(sensitivity: Span, specificity: Span) -> Envelope:
    ends = zip(reversed(sensitivity), reversed(specificity), strict=True)
    low, high = (_over(1 - sens, spec) for sens, spec in ends)
    return Envelope(low, high)


def _odds_ratio(sensitivity: Span, specificity: Span) -> Envelope:
    ends = zip(sensitivity, specificity, strict=True)
    low, high = (_over(sens * spec, (1 - sens) * (1 - spec)) for sens, spec in ends)
    return Envelope(low, high)


def _accuracy(sensitivity: Span, specificity: Span) -> Envelope:
    return Envelope(min(sensitivity[0], specificity[0]), max(sensitivity[1], specificity[1]))


def _ppv(sensitivity: Span, specificity: Span, prevalence: Span) -> Envelope:
    ends = zip(sensitivity, specificity, prevalence, strict=True)
    low, high = (_share(sens * ill, (1 - spec) * (1 - ill)) for sens, spec, ill in ends)
    return Envelope(low, high)


def _npv(sensitivity: Span, specificity: Span, prevalence: Span) -> Envelope:
    ends = zip(sensitivity, specificity, reversed(prevalence), strict=True)
    low, high = (_share(spec * (1 - ill), (1 - sens) * ill) for sens, spec, ill in ends)
    return Envelope(low, high)


def _over(numerator: Fraction, denominator: Fraction) -> Fraction | None:
    return numerator / denominator if denominator else None


def _share(right: Fraction, wrong: Fraction) -> Fraction | None:
    return _over(right, right + wrong)


_FOLLOWING: dict[str, Callable[..., Envelope]] = {
    "positive-likelihood-ratio": _positive_ratio,
    "negative-likelihood-ratio": _negative_ratio,
    "diagnostic-odds-ratio": _odds_ratio,
    "accuracy": _accuracy,
    "ppv": _ppv,
    "npv": _npv,
}
