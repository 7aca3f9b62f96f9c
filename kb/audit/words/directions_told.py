"""Figures against the direction that their sentence gives them: ``lower odds with A (OR 1.4)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kb.audit.words.disagreements import Disagreement, DisagreementKind, ToldFigure, ToldSentence
from kb.audit.words.study_words import WordMention, mentions_in

_CHANCE = r"(?:odds|risks?|hazards?|rates?|incidence|probability|likelihood)"
_RATIO_WORDS = re.compile(
    rf"\b(?:(?P<more>higher|greater|increased|elevated)|(?P<less>lower|reduced|decreased|smaller))\s+{_CHANCE}\b",
    re.IGNORECASE,
)
_FIGURE_WORDS = re.compile(
    r"\b(?:(?P<more>higher|greater|longer|more\s+(?:often|common|frequent|frequently))"
    r"|(?P<less>lower|smaller|shorter|less\s+(?:often|common|frequent|frequently)))\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:than|compared\s+(?:with|to)|versus|vs\.?|relative\s+to)\s+(?:[a-z-]+\s+){0,4}$", re.IGNORECASE
)
_UNSURE = re.compile(
    r"\b(?:not|no|nor|neither|never|whether|if|(?-i:or)|but|although|though|while|whereas|except|expected"
    r"|hypothesi[sz]\w+|assum\w+|noninferior\w*|doses?|adjust\w+|reference)\b",
    re.IGNORECASE,
)
"""Words beside which a comparison may be denied, asked for, turned round, or about something else."""
_RATIOS = frozenset(
    {"hazard-ratio", "odds-ratio", "risk-ratio", "rate-ratio", "subdistribution-hazard-ratio"}
)


def direction_disagreements(sentence: ToldSentence) -> Iterator[Disagreement]:
    """Figures that the sentence calls higher or lower than they are by the record.

    Only a plain sentence tells: one comparison, two arms, the second after *than* or *compared with*.
    """
    if _UNSURE.search(sentence.text, sentence.start, sentence.stop):
        return
    sides = _sides(sentence)
    if sides is None:
        return
    yield from _ratio_disagrees(sentence, *sides)
    yield from _figures_disagree(sentence, *sides)


def _sides(sentence: ToldSentence) -> tuple[str, str] | None:
    """The arm that is compared and the one that it is compared with, where the sentence names just these."""
    mentions = mentions_in(sentence.text, sentence.start, sentence.stop, sentence.words.arm_phrases)
    marked = [mention for mention in mentions if _is_compared_with(sentence, mention)]
    others = {mention.key for mention in mentions} - {mention.key for mention in marked}
    if len(mentions) != 2 or len(marked) != 1 or len(others) != 1:
        return None
    return others.pop(), marked[0].key


def _is_compared_with(sentence: ToldSentence, mention: WordMention) -> bool:
    return bool(_THAN.search(sentence.text[max(sentence.start, mention.start - 60) : mention.start]))


def _only(pattern: re.Pattern[str], sentence: ToldSentence) -> str | None:
    """The direction of the only comparison of a sentence: ``more`` or ``less``."""
    matches = list(pattern.finditer(sentence.text, sentence.start, sentence.stop))
    return matches[0].lastgroup if len(matches) == 1 else None


def _ratio_disagrees(sentence: ToldSentence, subject: str, comparator: str) -> Iterator[Disagreement]:
    ratios = [figure for figure in sentence.figures if figure.claim.statistic in _RATIOS]
    told = _only(_RATIO_WORDS, sentence)
    comparisons = list(_FIGURE_WORDS.finditer(sentence.text, sentence.start, sentence.stop))
    if len(ratios) != 1 or told is None or len(comparisons) > 1:
        return
    value = ratios[0].claim.value
    sides = sentence.words.sides.get(ratios[0].claim.contrast, {})
    if value is None or value == 1 or set(sides.values()) != {subject, comparator}:
        return
    more = (value > 1) == (sides["index"] == subject)
    if more != (told == "more"):
        yield _disagrees(sentence, ratios[0], told, subject)


def _figures_disagree(sentence: ToldSentence, subject: str, comparator: str) -> Iterator[Disagreement]:
    told = _only(_FIGURE_WORDS, sentence)
    own = [figure for figure in sentence.figures if figure.claim.arm and figure.claim.value is not None]
    if any(figure.claim.statistic in _RATIOS for figure in sentence.figures):
        return  # the words may be about an adjusted ratio, and the figures crude
    if told is None or len(own) != 2 or not _are_alike(own):
        return
    values = {figure.claim.arm: figure.claim.value or 0.0 for figure in own}
    if set(values) != {subject, comparator} or values[subject] == values[comparator]:
        return
    if (values[subject] > values[comparator]) != (told == "more"):
        yield from (_disagrees(sentence, figure, told, subject) for figure in own)


def _are_alike(figures: Sequence[ToldFigure]) -> bool:
    """Whether they are the same of two arms: percentages, medians or means of one outcome at one time."""

    def kind(figure: ToldFigure) -> tuple[object, ...]:
        claim = figure.claim
        return claim.outcome_key, claim.statistic, claim.unit, claim.months, claim.population, claim.sign

    same = all(kind(one) == kind(other) for one, other in pairwise(figures))
    return (
        same and figures[0].claim.statistic in ("percent", "median", "mean") and figures[0].claim.sign == "="
    )


def _disagrees(sentence: ToldSentence, figure: ToldFigure, told: str, subject: str) -> Disagreement:
    word = "higher" if told == "more" else "lower"
    message = f"the sentence calls it {word} with {sentence.words.arms[subject][0]}"
    return sentence.disagrees(figure, DisagreementKind.DIRECTION, message)
