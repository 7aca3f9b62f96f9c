"""What the sides of a block report: their values, as one sentence for each statistic.

The sentence is chosen by the statistic, and for counts and percents by the domain of the outcome
(``counted_sentences``); nothing depends on a particular outcome.
"""

from __future__ import annotations

import re

from kb.evidence.study import Result
from kb.inlines import Line, TermText
from kb.narrative.blocks import Block, ResultClause
from kb.narrative.counted_sentences import share_sentence
from kb.narrative.figures_in_words import interval_name, qualified_name
from kb.narrative.phrasing import is_plural, people_in, pooled_first, says_statistic, was, with_needed_article
from kb.narrative.study_phrases import Subjects, timed
from kb.narrative.tracks import Track, article, side_values, without_unit
from kb.notation.effect_direction import TIMES
from kb.notation.units import UNITS, singular

_SCORED = frozenset({"function", "symptom", "quality-of-life", "biomarker"})
"""Domains whose rate is that of a measurement: so many points per year."""
_OF = frozenset({"prevalence", "rate", "penetrance", "incidence"})
_EVENTS = frozenset({"survival", "recurrence", "harm"})
_PERIOD = re.compile(r"(?:enrollment|recruitment|accrual) period")


def side_sentence(track: Track, block: Block, subjects: Subjects, noun: Line) -> Line:
    """The sentence of one track, without lead, tests and notes."""
    first = block.first
    if track.head.track == "share":
        told = without_unit(track, noun.plain) if track.head.head.counted == noun.plain else track
        return share_sentence(told, block, subjects, noun)
    if _is_last_seen(track, noun, first):
        events = TermText(first.outcome_name.removeprefix("last "), (f"outcome:{first.outcome}",))
        after = side_values(track, subjects, first.counted)
        return Line("no ", events, f" {was(events.text)} seen after ", after)
    about = timed(Line(noun, _per(track, first)), track.times)
    if track.head.group != "center":
        about = with_needed_article(about)
    values = side_values(_bare(track, noun), subjects, _counted(track, first, subjects))
    return Line(frame(track, about, first), " ", values)


def _is_last_seen(track: Track, noun: Line, first: Result) -> bool:
    """Whether the time of the last event is told, after which none was seen."""
    head = track.head
    timed_last = head.group == "quantity" and head.track != "rate" and head.head.unit in TIMES
    plain = noun.plain == first.outcome_name and not track.times and head.head.absent is None
    return first.domain in _EVENTS and plain and timed_last and first.outcome_name.startswith("last ")


def _counted(track: Track, first: Result, subjects: Subjects) -> str:
    """What is counted: where the study names them, the people, too, among whom a test finds something."""
    if first.counted or track.head.head.statistic != "yield":
        return first.counted
    return people_in(subjects.study.population or "", "")


def _bare(track: Track, noun: Line) -> Track:
    """The track without what is counted where the noun ends in it: sessions attended, daily steps."""
    counted = track.head.head.counted
    return without_unit(track, counted) if counted and counted in noun.plain.split() else track


def frame(track: Track, noun: Line, first: Result) -> Line:
    """The words between a lead and the values: ``overall survival at 1 year was``."""
    head, domain = track.head, first.domain
    if head.track == "across":
        return Line("across studies, ", noun, " ranged from")
    if head.track == "mean-of-study-rates":
        return Line("averaged across studies, ", noun, f" {was(noun)}")
    if head.track == "interval":
        return Line(f"the {interval_name(head.head)} for ", noun, " was")
    if head.track == "range":
        return _range_frame(noun, first)
    if head.track == "rate" and domain in _SCORED and head.head.unit.partition(" per ")[0] in UNITS:
        return Line(noun, " changed by")
    if head.track == "unspecified" or (head.track != "rate" and head.group in {"quantity", "words"}):
        described = " described as" if head.group == "words" and head.track == "verbal" else ""
        at = " at" if domain in _EVENTS and head.head.unit in TIMES and head.group == "quantity" else ""
        return Line(_the(noun) if domain == "flow" else noun, f" {was(noun)}{described}{at}")
    if head.track == "baseline":
        return Line(noun, " changed")
    return _named_frame(head, noun)


def _named_frame(head: ResultClause, noun: Line) -> Line:
    """``the mean change in pain was``; a statistic that the outcome names itself is not named twice."""
    noun, name = pooled_first(noun, qualified_name(head))
    if says_statistic(noun.plain, name):
        return Line(noun, f" {was(noun)}")
    if head.group == "center":
        return Line(f"{name} ", noun, f" {was(noun)}")
    return Line(f"{article(head)}{name} {_joint(head)} ", noun, f" {was(name)}")


def _range_frame(noun: Line, first: Result) -> Line:
    """``patients were enrolled from``, ``the date of last follow-up was``, ``tumor size ranged from``."""
    if _PERIOD.fullmatch(noun.plain):
        return Line("the ", noun, " was")
    return Line(_the(noun), f" {was(noun)}") if first.domain == "flow" else Line(noun, " ranged from")


def _the(noun: Line) -> Line:
    """Dates and periods of a study take an article where survival or pain would not."""
    return noun if is_plural(noun.plain) or noun.plain.startswith("the ") else Line("the ", noun)


def _joint(head: ResultClause) -> str:
    if head.group == "change":
        return "in"
    return "of" if head.track in _OF else "for"


def _per(track: Track, first: Result) -> str:
    """The unit of analysis where the values do not say it: an area under the curve per eye."""
    # The noun goes with the first number, and only a count takes one.
    if not first.counted or track.head.has_count or first.counted == first.outcome_name:
        return ""
    named = any(clause.head.counted for clause in track.clauses)
    return "" if named else f" (per {singular(first.counted)})"
