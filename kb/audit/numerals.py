"""What becomes of each number of the evidence passages: claimed by a figure, accounted for, or neither."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kb.audit.attribution import Attribution, FigureSpan
from kb.audit.checked_claims import CheckedClaim
from kb.audit.claims import FigureClaim
from kb.audit.exemptions import accounted_by_form
from kb.audit.label_mentions import Mention
from kb.audit.passages import Passage
from kb.audit.repeats import Stock, entered, repeated, time_spans
from kb.audit.text_numbers import TextNumber, numbers_in


class Fate(StrEnum):
    """``claimed`` by a figure; ``repeats`` a figure stated elsewhere; ``other``: no figure; ``unclaimed``."""

    CLAIMED = "claimed"
    REPEATS = "repeats"
    OTHER = "other"
    UNCLAIMED = "unclaimed"


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number of an evidence passage: its place, its study (null when none is named), what became of it.

    ``reason`` says why it is no figure of its own (empty when claimed or unclaimed); ``figures`` are the
    figures that claim it or that it repeats.
    """

    start: int
    stop: int
    study: str | None
    fate: Fate
    reason: str = ""
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextFacts:
    """What is known about a text: claims compared with it, labels, times of the studies, years on file.

    ``unplaced`` are figures of its studies without a place in it.
    """

    text: str
    checks: Sequence[CheckedClaim]
    mentions: Sequence[Mention]
    times: Mapping[str, tuple[frozenset[float], frozenset[float]]]
    years: frozenset[int] = frozenset()
    unplaced: Sequence[FigureClaim] = ()

    @cached_property
    def stock(self) -> Stock:
        """The figures by study."""
        return Stock([*(check.claim for check in self.checks), *self.unplaced])

    def stated(self) -> list[FigureSpan]:
        """Where figures of studies are in the text."""
        return [
            FigureSpan(*check.span, check.claim.owner.key)
            for check in self.checks
            if check.span is not None and check.claim.owner.kind == "study"
        ]


def numerals_of(facts: TextFacts, passages: Iterable[Passage]) -> list[Numeral]:
    """Every number of the passages, in order of the text."""
    stated = facts.stated()
    claims = _Claims(facts.checks)
    numerals: list[Numeral] = []
    for passage in passages:
        attribution = Attribution(facts.text, passage, stated, facts.mentions)
        others = sorted(_others(facts, passage), key=lambda span: span[0])
        for number in numbers_in(facts.text, passage.start, passage.stop):
            numerals.append(_numeral(facts, claims, attribution, others, number))
    return numerals


class _Claims:
    """The figures found, by place."""

    def __init__(self, checks: Iterable[CheckedClaim]) -> None:
        self._spans = sorted(
            ((check.span, check.claim) for check in checks if check.span is not None),
            key=lambda pair: pair[0],
        )
        self._longest = max((stop - start for (start, stop), _ in self._spans), default=0)
        self._starts = [start for (start, _), _ in self._spans]

    def of(self, number: TextNumber) -> list[FigureClaim]:
        """The claims whose figure holds a number."""
        first = bisect_left(self._starts, number.start - self._longest)
        last = bisect_left(self._starts, number.stop)
        return [
            claim
            for (start, stop), claim in self._spans[first:last]
            if start < number.stop and stop > number.start
        ]


def _others(facts: TextFacts, passage: Passage) -> Iterator[tuple[int, int, str]]:
    """Parts of a passage whose numbers are no figures, and why."""
    for start, stop, reason in accounted_by_form(facts.text, passage.start, passage.stop):
        yield start, stop, reason.meaning
    for mention in facts.mentions:
        if passage.start <= mention.start < passage.stop:
            yield mention.start, mention.stop, "year in the label of a study"
    kinds = "review|trial|study|report|guideline|analysis|meta-analysis|update|survey|consensus|series|cohort"
    named = rf"\b(?P<year>(?:19|20)[0-9]{{2}})\s+(?:[\w-]+\s+){{0,2}}?(?:{kinds})\b"
    for match in re.finditer(named, facts.text[passage.start : passage.stop]):
        if int(match["year"]) in facts.years:
            start = passage.start + match.start("year")
            yield start, start + 4, "year by which a publication is named"


def _numeral(
    facts: TextFacts,
    claims: _Claims,
    attribution: Attribution,
    others: Sequence[tuple[int, int, str]],
    number: TextNumber,
) -> Numeral:
    study = attribution.study(number.start)
    start, stop = number.start, number.stop
    claiming = claims.of(number)
    if claiming:
        # A number that the policy's background claims is none of the study told around it.
        owner = next((claim.owner.key for claim in claiming if claim.owner.kind == "study"), None)
        return Numeral(start, stop, owner, Fate.CLAIMED, figures=tuple(claim.figure for claim in claiming))
    for first, last, reason in others:
        if first <= start and stop <= last:
            return Numeral(start, stop, study, Fate.OTHER, reason)
    sentence = attribution.sentence(start)
    months, ages = facts.times.get(study or "", (frozenset(), frozenset()))
    for first, last in time_spans(facts.text, *sentence, months, ages):
        if first <= start and stop <= last:
            return Numeral(start, stop, study, Fate.OTHER, "time point of the study's results")
    if study is not None and (same := repeated(facts.text, sentence, number, facts.stock.of(study))):
        return Numeral(start, stop, study, Fate.REPEATS, "stated before", (same.figure,))
    if study is not None and (same := entered(facts.text, number, facts.stock.of(study))):
        return Numeral(start, stop, study, Fate.REPEATS, "entered for the study", (same.figure,))
    return Numeral(start, stop, study, Fate.UNCLAIMED)
