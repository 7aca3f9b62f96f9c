"""The clauses of a block by statistic, and the words that every sentence makes of their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kb.evidence.study import Result
from kb.inlines import Line, joined
from kb.narrative.blocks import Block, ResultClause, Series
from kb.narrative.figures_in_words import p_value, qualified_name, ranged, value
from kb.narrative.phrasing import is_plural, listed
from kb.narrative.study_phrases import Subjects

_BRACKETED = frozenset({"test"})
_ALONE = frozenset({"kappa", "agreement", "accuracy", "sensitivity", "specificity", "penetrance"})


class Track(NamedTuple):
    """The clauses of one statistic: ``rows[i]`` are those of the i-th side, a cell per time."""

    sides: tuple[Series, ...]
    rows: tuple[tuple[tuple[ResultClause, ...], ...], ...]

    @property
    def head(self) -> ResultClause:
        """The first clause, which decides on the sentence."""
        return next(self.clauses)

    @property
    def clauses(self) -> Iterator[ResultClause]:
        """All its clauses."""
        return (clause for row in self.rows for cell in row for clause in cell)

    @property
    def times(self) -> tuple[str, ...]:
        """The times of its sides, each once."""
        return tuple(dict.fromkeys(time for side in self.sides for time in side.times))


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


def article(head: ResultClause) -> str:
    """``the`` with its space, but not before names that stand alone, such as kappa or true positives."""
    alone = head.group == "heterogeneity" or head.track in _ALONE or is_plural(qualified_name(head))
    return "" if alone else "the "


def side_values(track: Track, subjects: Subjects, noun: str) -> list[Line]:
    """The values of each side with its name; only the first says what is counted."""
    shared = len({side.population for side in track.sides}) == 1
    phrases = []
    for index, (side, row) in enumerate(zip(track.sides, track.rows, strict=True)):
        shown = listed([cell_text(cell, "" if index or step else noun) for step, cell in enumerate(row)])
        where = Line() if shared else subjects.population(side.population)
        phrases.append(subjects.flagged(joined(" ", [shown, subjects.side(side), where]), side.flags))
    return phrases


def cell_text(cell: Sequence[ResultClause], noun: str) -> Line:
    """The estimates of a cell, with a p value of the side in brackets behind the last."""
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


def without_unit(track: Track) -> Track:
    """The track without the unit of analysis, where the sentence has named it already."""
    rows = tuple(
        tuple(
            tuple(ResultClause(tuple(replace(f, counted="") for f in c.figures)) for c in cell)
            for cell in row
        )
        for row in track.rows
    )
    return track._replace(rows=rows)


def unit_of(first: Result, people: str) -> str:
    """What is counted where the figures do not say it: lesions, or the people of the study."""
    return first.counted or people
