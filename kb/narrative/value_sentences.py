"""What the sides of a block report: their values, as one sentence for each statistic.

The sentence is chosen by the statistic, and for rates by the domain of the outcome; nothing depends on
a particular outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kb.evidence.study import Result
from kb.inlines import Line, joined
from kb.narrative.blocks import Block, ResultClause, Series
from kb.narrative.figures_in_words import p_value, qualified_name, ranged, value
from kb.narrative.phrasing import is_plural, listed, listed_clearly, was
from kb.narrative.study_phrases import Subjects, is_of_test, timed
from kb.notation.units import singular

# Verbs after an outcome that was counted, by domain: "complications occurred in 7 of 180 patients".
_COUNTED_VERBS = {
    "harm": "occurred in",
    "recurrence": "occurred in",
    "survival": "occurred in",
    "baseline": "{was} present in",
    "flow": "numbered",
    "review": "numbered",
}
_BRACKETED = frozenset({"test"})
_ALONE = frozenset({"kappa", "agreement", "accuracy", "sensitivity", "specificity", "penetrance"})


class Track(NamedTuple):
    """The clauses of one statistic: ``rows[i]`` are those of the i-th side, a cell per time."""

    sides: tuple[Series, ...]
    rows: tuple[tuple[tuple[ResultClause, ...], ...], ...]

    @property
    def head(self) -> ResultClause:
        """The first clause, which decides on the sentence."""
        return next(clause for row in self.rows for cell in row for clause in cell)


def tracks(block: Block) -> list[Track]:
    """One track for each statistic that the sides report; p values of a side go with its estimates."""
    kinds: dict[str, None] = {}
    for side in block.sides:
        for cell in side.cells:
            kinds.update(dict.fromkeys(clause.track for clause in cell if clause.group not in _BRACKETED))
    if not kinds:
        kinds["p-value"] = None
    return [_track(block.sides, kind, index == 0) for index, kind in enumerate(kinds)]


def _track(sides: Sequence[Series], kind: str, first: bool) -> Track:
    kept, rows = [], []
    for side in sides:
        row = tuple(
            tuple(
                clause
                for clause in cell
                if clause.track == kind or (first and clause.group in _BRACKETED and clause.track != kind)
            )
            for cell in side.cells
        )
        if any(row):
            kept.append(side)
            rows.append(row)
    return Track(tuple(kept), tuple(rows))


def frame(track: Track, noun: Line, domain: str, defined: bool) -> Line:
    """The words between a lead and the values: ``overall survival at 1 year was``."""
    head = track.head
    if head.track == "share":
        return _share_frame(track, noun, domain, defined)
    if head.track == "across":
        return Line("across studies, ", noun, " ranged from")
    if head.track == "range":
        return Line(_the(noun), f" {was(noun)}") if domain == "flow" else Line(noun, " ranged from")
    if (head.track != "rate" and head.group in {"quantity", "words"}) or head.track == "unspecified":
        described = " described as" if head.group == "words" and head.track == "verbal" else ""
        return Line(_the(noun) if domain == "flow" else noun, f" {was(noun)}{described}")
    if head.track == "baseline":
        return Line(noun, " changed")
    if head.group == "center" and head.track != "mean-of-study-rates":
        return Line(f"{qualified_name(head)} ", noun, f" {was(noun)}")
    name = qualified_name(head)
    if name == noun.plain:
        return Line(f"{article(head)}{name} {was(name)}")
    return Line(f"{article(head)}{name} {_joint(head)} ", noun, f" {was(name)}")


def _the(noun: Line) -> Line:
    """Dates and periods of a study take an article where survival or pain would not."""
    return noun if is_plural(noun.plain) or noun.plain.startswith("the ") else Line("the ", noun)


def article(head: ResultClause) -> str:
    """``the`` with its space, but not before names that stand alone, such as kappa or true positives."""
    alone = head.group == "heterogeneity" or head.track in _ALONE or is_plural(qualified_name(head))
    return "" if alone else "the "


def _joint(head: ResultClause) -> str:
    if head.group == "change":
        return "in"
    return "of" if head.track in {"mean-of-study-rates", "prevalence", "rate", "penetrance"} else "for"


def _share_frame(track: Track, noun: Line, domain: str, defined: bool) -> Line:
    several = any(len(row) > 1 for row in track.rows)
    counted = any(clause.has_count for row in track.rows for cell in row for clause in cell)
    if not counted and noun.plain.startswith("the cumulative"):
        return Line(noun, " was")
    if not counted and (domain == "survival" or (defined and domain == "baseline")):
        return Line(noun, f" {was(noun)}")
    if domain == "flow" and not is_plural(noun.plain):
        return Line(_the(noun), " was")
    if not counted and domain == "recurrence":
        return Line("rates of " if several else "the rate of ", noun, " were" if several else " was")
    bare = all(len(clause.figures) == 1 for row in track.rows for cell in row for clause in cell)
    if counted and bare and domain in {"baseline", "treatment", "utility"} and is_plural(noun.plain):
        return Line(noun, " numbered")
    verb = _COUNTED_VERBS.get(domain, "{was} reported in")
    return Line(noun, f" {verb.format(was=was(noun))}")


def values(track: Track, subjects: Subjects, noun: str) -> Line:
    """The values of every side with its name: ``97%, 67%, and 40% with cryoablation and 97% ...``."""
    shared = len({side.population for side in track.sides}) == 1
    phrases = []
    for index, (side, row) in enumerate(zip(track.sides, track.rows, strict=True)):
        shown = listed([_cell(cell, "" if index or step else noun) for step, cell in enumerate(row)])
        where = Line() if shared else subjects.population(side.population)
        phrases.append(subjects.flagged(joined(" ", [shown, subjects.side(side), where]), side.flags))
    return listed_clearly(phrases)


def _cell(cell: Sequence[ResultClause], noun: str) -> Line:
    extra = [p_value(clause.head) for clause in cell if clause.group in _BRACKETED]
    estimates = [clause for clause in cell if clause.group not in _BRACKETED]
    if not estimates:
        return listed(extra)
    return listed(
        [
            ranged(clause)
            if not clause.estimates
            else value(clause, clause.head.counted or noun, extra if clause is estimates[-1] else ())
            for clause in estimates
        ]
    )


def side_sentence(track: Track, block: Block, subjects: Subjects, noun: Line) -> Line:
    """The sentence of one track, without lead, tests and notes."""
    about = timed(Line(noun, _per(track, block.first)), _times(track))
    started = frame(track, about, block.first.domain, "(" in noun.plain)
    unit = _unit(track, block.first, started)
    return Line(started, " ", values(_unsaid(track, noun), subjects, unit))


def accuracy_sentence(tracks: Sequence[Track], block: Block, subjects: Subjects, noun: Line) -> Line | None:
    """Several measures of a test in one sentence; null unless all are that, of one side at one time."""
    measures = all(is_of_test(track.head.head.statistic) for track in tracks)
    if len(tracks) < 2 or len(block.sides) != 1 or len(block.sides[0].cells) != 1 or not measures:
        return None
    side = block.sides[0]
    measured = []
    for index, track in enumerate(tracks):
        name = qualified_name(track.head)
        unit = _unit(track, block.first, Line()) if index == 0 else ""
        measured.append(Line(f"{article(track.head)}{name} {was(name)} ", _cell(track.rows[0][0], unit)))
    per = "" if tracks[0].head.has_count else _per(tracks[-1], block.first)
    about = joined(" ", [timed(Line(noun, per), side.times), subjects.side(side)])
    return subjects.flagged(Line("for ", about, ", ", listed_clearly(measured)), side.flags)


def _times(track: Track) -> tuple[str, ...]:
    return tuple(dict.fromkeys(time for side in track.sides for time in side.times))


def _per(track: Track, first: Result) -> str:
    """The unit of analysis where the values do not say it: an area under the curve per eye."""
    counts = any(clause.has_count for row in track.rows for cell in row for clause in cell)
    if not first.counted or counts or track.head.track == "share" or first.counted == first.outcome_name:
        return ""
    named = any(clause.head.counted for row in track.rows for cell in row for clause in cell)
    return "" if named else f" (per {singular(first.counted)})"


def _unit(track: Track, first: Result, started: Line) -> str:
    """What is counted where the figures do not say it; empty where the outcome itself is counted."""
    if track.head.track != "share" or first.counted:
        return first.counted
    return "" if first.domain in {"flow", "review"} or started.plain.endswith("numbered") else "patients"


def _unsaid(track: Track, noun: Line) -> Track:
    """The track without the unit of analysis where the outcome names it: not "procedures: 33 procedures"."""
    if track.head.head.counted != noun.plain:
        return track
    rows = tuple(
        tuple(
            tuple(ResultClause(tuple(replace(f, counted="") for f in c.figures)) for c in cell)
            for cell in row
        )
        for row in track.rows
    )
    return track._replace(rows=rows)
