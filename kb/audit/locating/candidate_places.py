"""Sentences and rows of tables that print all numbers of a column, and how well their words fit it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb.audit.attribution import last_named
from kb.audit.claims import FigureClaim, Owner
from kb.audit.folding import Folded
from kb.audit.label_mentions import Mention
from kb.audit.locating.untraced import UntracedColumn
from kb.audit.repeats import times_told
from kb.audit.text_numbers import TextNumber, numbers_in
from kb.audit.words.disagreements import ToldFigure, ToldSentence
from kb.audit.words.study_words import StudyWords, mentions_in
from kb.audit.words.told_sentences import said_otherwise, sentence_spans, unbroken
from kb.notation import Figure
from kb.records.cells import Excerpt

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_SIGN_BEFORE = re.compile(r"(?:\b[pPn]\s*)?[=<>≤≥~]\s*$")
_TOGETHER = 45
"""Characters between two figures up to which one excerpt states both."""
_MOST = 12
"""Placements looked at in one sentence."""

Span = tuple[int, int]


@dataclass(frozen=True)
class CandidatePlace:
    """Where a column could be stated: its excerpts, the characters of its figures, its sentence, how well
    it fits.
    """

    excerpts: tuple[Excerpt, ...]
    spans: tuple[Span, ...]
    sentence: Span
    score: float


@dataclass(frozen=True)
class LocatedText:
    """A text in which the figures of one study are looked for."""

    study: str
    text: str
    mentions: Sequence[Mention]
    words: StudyWords

    @cached_property
    def spans(self) -> list[Span]:
        """Its sentences."""
        return sentence_spans(self.text)

    @cached_property
    def prose(self) -> Folded:
        """The text without hyphens that break words."""
        return unbroken(self.text)

    @cached_property
    def numbers(self) -> list[list[TextNumber]]:
        """The numbers of each sentence."""
        return [list(numbers_in(self.text, *span)) for span in self.spans]


def candidates(column: UntracedColumn, where: LocatedText, taken: dict[Span, str]) -> list[CandidatePlace]:
    """The places of a column, the best first; ``taken`` are figures of other columns, by the arm they
    belong to.
    """
    needed = column.needed()
    if needed and all(figure.value is None for figure, _ in needed):
        return _told_in_words(column, where)
    found: dict[tuple[Span, ...], CandidatePlace] = {}
    for span, numbers in zip(where.spans, where.numbers, strict=True):
        for spans in _placements([figure for figure, _ in needed], numbers, where.text):
            excerpts = _excerpts(where.text, spans)
            if spans not in found and column.accepts(excerpts):
                score = _score(column, needed, where, span, spans)
                score -= 2.0 * any(taken.get(one, column.arm) != column.arm for one in spans)
                found[spans] = CandidatePlace(excerpts, spans, span, score)
    return sorted(found.values(), key=lambda place: (-place.score, place.spans))


def _placements(
    figures: Sequence[Figure], numbers: Sequence[TextNumber], text: str
) -> Iterator[tuple[Span, ...]]:
    """Ways in which a sentence prints all of the figures, each as near to the one before as can be."""
    options = [_printing(figure, numbers, text) for figure in figures]
    if not any(options):
        return
    begin = min(span[0] for listed in options for span in listed)
    for index, figure in enumerate(figures):
        if not options[index] and figure.statistic == "total":
            options[index] = _printed_before(figure, begin, text)
    if not all(options):
        return
    for first in options[0][:_MOST]:
        spans = [first]
        for listed in options[1:]:
            fresh = [span for span in listed if span not in spans] or listed
            ahead = [span for span in fresh if span > spans[-1]]
            spans.append(min(ahead) if ahead else max(fresh))
        yield tuple(spans)


def _printing(figure: Figure, numbers: Sequence[TextNumber], text: str) -> list[Span]:
    """The numbers that print a figure to the digit, or say it in words."""
    if figure.value is None:
        return []
    digits = _DIGITS.search(figure.reported)
    spans = []
    for number in numbers:
        printed = text[number.start : number.stop]
        percent = text[number.stop : number.stop + 1] == "%"
        same = digits is not None and printed == digits[0]
        worded = number.in_words and number.value == float(figure.value)
        if (same or worded) and (
            not percent or figure.unit == "%" or figure.statistic.endswith(("-low", "-high"))
        ):
            spans.append((number.start, number.stop + percent))
    return spans


def _printed_before(figure: Figure, place: int, text: str) -> list[Span]:
    """The last number before a place that prints a total, which a sentence need not repeat."""
    earlier = list(numbers_in(text, max(place - _REACH, 0), place))
    return _printing(figure, earlier, text)[-1:]


_REACH = 1500
"""Characters before a count in which its total is looked for."""
_IN_WORDS = re.compile(
    r"\b(?:did|do|does|was|were)\s+not\s+(?:\w+\s+){0,2}?(?:differ\w*|associated|predictive|related|reported|provided"
    r"|specified|given)(?:\s+significantly)?|\bnot\s+(?:reported|provided|specified|available|given)(?:\s+separately)?"
    r"|\bno\s+(?:other\s+|significant\s+|statistically\s+significant\s+)?(?:differences?|[\w-]+\s+complications|RCTs?"
    r"|events|deaths|recurrences?)|\bnone\b|\b(?:similar|comparable|consistent|superior|inferior)\b"
    r"|\b(?:more|less)\s+(?:frequent|common|often)\b|\b(?:significantly\s+|independently\s+)?(?:associated|related|correlated)\b"
    r"|\bindependent\s+(?:prognostic\s+|risk\s+)?factors?\b|\b(?:higher|lower|longer|shorter|better|worse)\s+[\w-]+",
    re.IGNORECASE,
)


def _told_in_words(column: UntracedColumn, where: LocatedText) -> list[CandidatePlace]:
    """Words of comparison or absence in the sentences about the study: to choose from, never sure."""
    places = []
    for span in where.spans:
        if _of_study(where, span[0]) < 0 and _of_study(where, span[1] - 1) <= 0:
            continue
        named = {mention.key for mention in mentions_in(where.text, *span, where.words.outcome_phrases)}
        score = _of_study(where, span[1] - 1) + (1.0 if column.outcome in named else 0.0)
        for match in _IN_WORDS.finditer(where.text, *span):
            excerpt = _excerpt(where.text, *match.span())
            if column.accepts((excerpt,)):
                places.append(CandidatePlace((excerpt,), (match.span(),), span, score))
    return sorted(places, key=lambda place: (-place.score, place.spans))


def _excerpts(text: str, spans: Sequence[Span]) -> tuple[Excerpt, ...]:
    """Few characters that state all of the figures: those near one another together."""
    groups: list[list[int]] = []
    for start, stop in sorted(set(spans)):
        if groups and start - groups[-1][1] <= _TOGETHER:
            groups[-1][1] = max(stop, groups[-1][1])
        else:
            groups.append([start, stop])
    return tuple(_excerpt(text, start, stop) for start, stop in groups)


def _excerpt(text: str, start: int, stop: int) -> Excerpt:
    sign = _SIGN_BEFORE.search(text[max(start - 5, 0) : start])
    first = start - len(sign[0]) if sign else start
    printed = text[first:stop]
    open_bracket = printed.count("(") > printed.count(")") and text[stop : stop + 1] == ")"
    return Excerpt(first, "", " ".join(text[first : stop + open_bracket].split()))


def _score(
    column: UntracedColumn,
    needed: Sequence[tuple[Figure, float | None]],
    where: LocatedText,
    sentence: Span,
    spans: Sequence[Span],
) -> float:
    """How well the words of a sentence fit a column: the study named, its outcome, arm and time."""
    score = _of_study(where, spans[0][0])
    part = slice(*sentence)
    outcomes = {mention.key for mention in mentions_in(where.text, *sentence, where.words.outcome_phrases)}
    if column.outcome and outcomes:
        score += 2.0 if column.outcome in outcomes else -1.0
    arms = {mention.key for mention in mentions_in(where.text, *sentence, where.words.arm_phrases)}
    score += 1.0 if f"{where.study}/{column.arm}" in arms else 0.0
    wanted = {time for _, time in needed if time is not None}
    times = [months for _, _, months in times_told(where.text, *sentence)]
    if wanted and times:
        score += 1.0 if all(any(abs(time - told) < 0.02 for told in times) for time in wanted) else -1.0
    if "\t" not in where.text[part] and _is_said_otherwise(column, needed, where, sentence, spans):
        score -= 2.0
    return score


def _of_study(where: LocatedText, place: int) -> float:
    """Whether the study, or another one, was named last before a place."""
    starts = [mention.start for mention in where.mentions]
    named = last_named(where.mentions, starts, place)
    if named == where.study:
        return 3.0
    others = any(start <= place for start in starts)
    return -3.0 if others else 0.0


def _is_said_otherwise(
    column: UntracedColumn,
    needed: Sequence[tuple[Figure, float | None]],
    where: LocatedText,
    sentence: Span,
    spans: Sequence[Span],
) -> bool:
    from bisect import bisect_left

    def moved(span: Span) -> Span:
        return bisect_left(where.prose.places, span[0]), bisect_left(where.prose.places, span[1])

    figures = [
        ToldFigure(_claim(column, where, figure, months), *moved(span))
        for (figure, months), span in zip(needed, spans, strict=True)
    ]
    ordered = tuple(sorted(figures, key=lambda figure: figure.start))
    told = ToldSentence(where.prose.text, *moved(sentence), ordered, where.words)
    return any(True for _ in said_otherwise(told))


def _claim(column: UntracedColumn, where: LocatedText, figure: Figure, months: float | None) -> FigureClaim:
    """A figure as the record would claim it."""
    return FigureClaim(
        source=column.name,
        owner=Owner("study", where.study),
        excerpt_start=0,
        excerpt="",
        start=0,
        reported=figure.reported,
        statement=column.shown,
        outcome=column.outcome,
        abbreviation="",
        subject="",
        population="",
        time="",
        figure=f"{column.name}:{figure.statistic}",
        printed=figure.reported,
        statistic=figure.statistic,
        value=None if figure.value is None else float(figure.value),
        unit=figure.unit or "",
        sign=figure.sign,
        is_size=not column.outcome,
        is_outcome=bool(column.outcome),
        arm=f"{where.study}/{column.arm}" if column.arm else "",
        contrast=f"{where.study}/{column.contrast}" if column.contrast else "",
        outcome_key=column.outcome,
        months=months,
    )
