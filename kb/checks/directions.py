"""Which of two groups has more, or fares better: words against numbers."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.lengths_of_time import TIME_UNITS
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.notation.effect_direction import (
    ABSENCE,
    HAZARDS,
    OF_RATES,
    OutcomeMeaning,
    better_sign,
    effect_of,
)
from kb.notation.scales import null_of

_COMPARED = ("percent", "median", "mean", "geometric-mean", "least-squares-mean", "rate")
_UNSIGNED = frozenset({"standardized-mean-difference", "coefficient", "median-difference"})
"""Effects that sources print without their sign, or the other way round."""


def contradicting_sides(study: Study, result: Result, words: str) -> tuple[Figure, Figure] | None:
    """Index and reference number that say the opposite of the words; null where none do, or not all."""
    pairs = list(_pairs(study, result))
    sign = _sign_of_words(result, words)
    if sign == 0 or not pairs:
        return None
    wrong = [pair for pair in pairs if _is_opposite(result, words, pair, sign)]
    return wrong[0] if len(wrong) == len(pairs) else None


def contradicting_effect(result: Result, words: str) -> Figure | None:
    """The effect that says the opposite of the words, however it was rounded; null when none does."""
    effects = [figure for figure in result.figures if null_of(figure.statistic) is not None]
    if len(effects) != 1 or effects[0].value is None or effects[0].statistic in _UNSIGNED:
        return None
    effect, null = effects[0], null_of(effects[0].statistic)
    sign = _sign_of_effect(result, words, effect)
    stands_for = effect.printed.envelope()
    if null is None or sign == 0:
        return None
    above = stands_for.low is not None and stands_for.low > null
    below = stands_for.high is not None and stands_for.high < null
    return effect if (sign > 0 and below) or (sign < 0 and above) else None


def _sign_of_words(result: Result, words: str) -> int:
    """1 when the index group should have the larger number, -1 when the smaller, 0 when nothing is said."""
    better = {"higher": 1, "lower": -1}.get(result.direction, 0)
    return {"higher": 1, "lower": -1, "favors index": better, "favors reference": -better}.get(words, 0)


def _sign_of_effect(result: Result, words: str, effect: Figure) -> int:
    """The same for an effect, above or below no difference."""
    outcome = OutcomeMeaning(result.outcome, result.outcome_name, result.domain, result.direction)
    if effect_of(effect.statistic, outcome) == ABSENCE:
        return 0  # some sources print the ratio of deaths beside survival
    if words.startswith("favors"):
        better = better_sign(effect.statistic, outcome, effect.unit)
        return better if words == "favors index" else -better
    is_unclear = effect.statistic in HAZARDS or (
        effect.statistic in OF_RATES and outcome.is_named_for_absence
    )
    return 0 if is_unclear else _sign_of_words(result, words)


def _is_opposite(result: Result, words: str, pair: tuple[Figure, Figure], sign: int) -> bool:
    index, reference = pair
    if words.startswith("favors") and index.unit in TIME_UNITS and result.direction == "lower":
        return False  # a longer time to something bad may be the better one
    return reference.exceeds(index) if sign > 0 else index.exceeds(reference)


def _pairs(study: Study, result: Result) -> Iterator[tuple[Figure, Figure]]:
    """The numbers of both groups that can be compared, at every time of a series."""
    contrast = study.contrasts[result.column]
    if result.time.kind == "series" and contrast.kind == "arms" and contrast.index and contrast.reference:
        for time in result.time.key.split("+"):
            sides = [study.side(result, key, time=time) for key in (contrast.index, contrast.reference)]
            if sides[0] is not None and sides[1] is not None:
                yield from _numbers(sides[0], sides[1])
    elif (compared := study.sides(result)) is not None:
        yield from _numbers(*compared)


def _numbers(index: Result, reference: Result) -> Iterator[tuple[Figure, Figure]]:
    for statistic in _COMPARED:
        first, second = index.get(statistic), reference.get(statistic)
        if first is not None and second is not None and first.unit == second.unit:
            yield first, second
            return
    yield from _counts_of_one_total(index, reference)


def _counts_of_one_total(index: Result, reference: Result) -> Iterator[tuple[Figure, Figure]]:
    totals = index.get("total"), reference.get("total")
    counts = index.get("count"), reference.get("count")
    if totals[0] is None or totals[1] is None or totals[0].value != totals[1].value:
        return
    if counts[0] is not None and counts[1] is not None:
        yield counts[0], counts[1]
