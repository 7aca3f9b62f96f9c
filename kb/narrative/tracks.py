"""The clauses of a block by statistic, and the words that every sentence makes of their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kb.evidence.study import Result
from kb.inlines import FigureText, Line, joined
from kb.narrative.blocks import Block, ResultClause, Series
from kb.narrative.figures_in_words import p_value, qualified_name, ranged, value
from kb.narrative.phrasing import is_plural, listed, listed_clearly, people_in
from kb.narrative.study_phrases import Subjects
from kb.notation.units import PEOPLE

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
            kinds.update(dict.fromkeys(_kind(clause) for clause in cell if clause.group not in _BRACKETED))
    if not kinds:
        kinds["p-value"] = None
    return [track for kind in kinds for track in _tracks(block.sides, kind)]


def _tracks(sides: Sequence[Series], kind: str) -> Iterator[Track]:
    """What sides say of one kind; those that say it at other times than the others are told apart."""
    at_times: dict[tuple[str, ...], list[Series]] = {}
    for side in sides:
        said = told_of(side, [_of_kind(cell, kind) for cell in side.cells])
        if said.cells:
            at_times.setdefault(said.times, []).append(said)
    for of_times in at_times.values():
        yield Track(tuple(of_times), tuple(side.cells for side in of_times))


def _of_kind(cell: Sequence[ResultClause], kind: str) -> tuple[ResultClause, ...]:
    """The clauses of a cell of one kind; p values go with the first kind of their cell."""
    kinds = [_kind(clause) for clause in cell if clause.group not in _BRACKETED]
    leads = kind == (kinds[0] if kinds else "p-value")
    return tuple(c for c in cell if _kind(c) == kind or (leads and c.group in _BRACKETED))


def _kind(clause: ResultClause) -> str:
    """What can share a sentence: what is named alike, or is not named at all."""
    is_named = clause.estimates and clause.group not in {"count", "proportion", "words"}
    return qualified_name(clause) if is_named and clause.track != "share" else clause.track


def told_of(series: Series, cells: Sequence[tuple[ResultClause, ...]]) -> Series:
    """A series with only some of its clauses, and only the times at which it says any."""
    said = [place for place, cell in enumerate(cells) if cell]
    times = series.times
    if len(times) == len(cells):
        times = tuple(times[place] for place in said)
    return series._replace(times=times, cells=tuple(cells[place] for place in said))


def article(head: ResultClause) -> str:
    """``the`` with its space, but not before names that stand alone, such as kappa or true positives."""
    alone = head.group == "heterogeneity" or head.track in _ALONE or is_plural(qualified_name(head))
    return "" if alone else "the "


def side_values(track: Track, subjects: Subjects, noun: str) -> Line:
    """The values of each side with its name, by population; only the first says what is counted."""
    by_population: dict[str, list[Line]] = {}
    shared = len({side.population for side in track.sides}) == 1
    is_of_people = noun == subjects.people or noun in PEOPLE
    same_arm = not shared and len({side.column for side in track.sides}) == 1
    for index, (side, row) in enumerate(zip(track.sides, track.rows, strict=True)):
        label = Line() if shared else subjects.population_label(side.population)
        people = _people_of_arm(side, row, subjects) if is_of_people and not label else Line()
        named = is_of_people and bool(people_in(label.plain, ""))
        shown = _row_text(row, people or ("" if index or named else noun))
        again = same_arm and index > 0
        whose = Line() if people or again else subjects.whose(side, track.sides)
        value_with_side = subjects.flagged(joined(" ", [shown, whose]), side.flags)
        by_population.setdefault(side.population, []).append(value_with_side)
    absent = _absent_alike(track, subjects) if len(by_population) > 1 else None
    if absent is not None:
        return absent
    if len(by_population) == 1:
        return listed_clearly(_without_repeats(track, next(iter(by_population.values())), subjects))
    told = [
        joined(" ", [listed_clearly(values), subjects.place(population, track.sides)])
        for population, values in by_population.items()
    ]
    nested = any(len(values) > 1 for values in by_population.values())
    return listed(told, ";") if nested else listed_clearly(told)


def _people_of_arm(side: Series, row: Sequence[Sequence[ResultClause]], subjects: Subjects) -> Line:
    """``cases of tennis elbow`` where a label says who is counted; empty for treatments, and for percents."""
    if side.scope != "arm" or len(subjects.study.arms) == 1 or subjects.study.arms[side.column].is_treatment:
        return Line()
    label = subjects.arms[side.column]
    told = [clause for cell in row for clause in cell if clause.group not in _BRACKETED]
    # What a cell counts otherwise, eyes or samples, leaves no place for the people.
    is_of_people = all(clause.has_count and clause.estimates and not clause.head.counted for clause in told)
    return label if told and is_of_people and people_in(label.plain, "") else Line()


def _row_text(row: Sequence[Sequence[ResultClause]], noun: str | Line) -> Line:
    shown = [cell_text(cell, "" if step else noun) for step, cell in enumerate(row)]
    crowded = any(sum(clause.group not in _BRACKETED for clause in cell) > 1 for cell in row)
    return listed(shown, ";" if crowded and len(shown) > 1 else ",")


def _absent_alike(track: Track, subjects: Subjects) -> Line | None:
    """``not reported by size or by stage``: what no population has, for the same reason; null for others."""
    heads = [clause.head for clause in track.clauses]
    same = len({figure.reported for figure in heads}) == 1 and all(figure.absent for figure in heads)
    columns = {side.column for side in track.sides}
    places = [subjects.population(side.population) for side in track.sides]
    if not same or len(columns) > 1 or not all(places) or any(side.flags for side in track.sides):
        return None
    shown = FigureText(heads[0].reported, tuple(figure.id for figure in heads))
    return joined(" ", [Line(shown), subjects.side(track.sides[0]), listed(places, word="or")])


def _without_repeats(track: Track, values: list[Line], subjects: Subjects) -> list[Line]:
    """One ``not reported with drug or placebo`` where every side gives no number for the same reason."""
    heads = [clause.head for clause in track.clauses]
    same = len({figure.reported for figure in heads}) == 1 and all(figure.absent for figure in heads)
    names = [subjects.side(side) for side in track.sides]
    if len(values) < 2 or not same or not all(names) or any(side.flags for side in track.sides):
        return values
    shown = FigureText(heads[0].reported, tuple(figure.id for figure in heads))
    return [Line(shown, " ", listed(names, word="or"))]


def cell_text(cell: Sequence[ResultClause], noun: str | Line) -> Line:
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


def without_unit(track: Track, unit: str) -> Track:
    """The track without a unit of analysis that the sentence has named already."""
    rows = tuple(
        tuple(tuple(_without(unit, clause) for clause in cell) for cell in row) for row in track.rows
    )
    return track._replace(rows=rows)


def _without(unit: str, clause: ResultClause) -> ResultClause:
    return ResultClause(tuple(replace(f, counted="") if f.counted == unit else f for f in clause.figures))


def unit_of(first: Result, people: str) -> str:
    """What is counted where the figures do not say it: lesions, or the people of the study."""
    return first.counted or people
