"""Results put together as they will be told: one outcome, its sides next to each other, its tests.

A *clause* is one statement of a cell. A *side* is one arm, or the whole study, in one population over one or
several times. A *block* holds the sides of one entry of the record, and of neighboring entries that differ
only in time or population.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from kb.evidence.study import Contrast, Result
from kb.notation import STATISTICS, Figure
from kb.notation.statistics import PROPORTIONS, SPREADS
from kb.notation.terms import ACROSS

_UNPOOLED = frozenset({"test", "words", "heterogeneity"})
"""Groups of statistics that are never pooled, so that no heterogeneity is theirs."""
_NAMED_SHARES = PROPORTIONS - {"percent"}


class ResultClause(NamedTuple):
    """One statement of a cell: its estimates (empty when it is a bare range) and their spreads.

    The heterogeneity of a pooled estimate, a statement of its own in print, belongs to it.
    """

    figures: tuple[Figure, ...]

    @property
    def estimates(self) -> tuple[Figure, ...]:
        """The figures that are no spread."""
        return tuple(figure for figure in self._own if figure.statistic not in SPREADS)

    @property
    def spreads(self) -> tuple[Figure, ...]:
        """The ends of intervals and the deviations; for a bare range, all there is."""
        return tuple(figure for figure in self._own if figure.statistic in SPREADS)

    @property
    def _own(self) -> tuple[Figure, ...]:
        return self.figures[: len(self.figures) - len(self.beside)]

    @property
    def beside(self) -> tuple[Figure, ...]:
        """How much the pooled studies differed, as printed behind the estimate; empty for most."""
        for place, figure in enumerate(self.figures):
            if place and STATISTICS[figure.statistic].group == "heterogeneity":
                return self.figures[place:] if self.figures[0].statement != figure.statement else ()
        return ()

    @property
    def head(self) -> Figure:
        """The figure whose statistic the clause is about: of ``sensitivity 14/15 (93.3%)`` the last."""
        named = [figure for figure in self.figures if figure.statistic in _NAMED_SHARES]
        return named[0] if named else self.figures[0]

    @property
    def track(self) -> str:
        """What can share a sentence: ``share``, ``range``, ``interval`` (no estimate), a statistic."""
        statistic = self.head.statistic
        if statistic in SPREADS:
            if ACROSS in self.head.qualifiers:
                return "across"
            return "range" if statistic.startswith(("range", "iqr")) else "interval"
        return "share" if statistic in {"count", "total", "percent"} else statistic

    @property
    def group(self) -> str:
        """The group of the statistic: effect, center, accuracy, test, words ..."""
        return STATISTICS[self.head.statistic].group

    @property
    def counts_of_total(self) -> bool:
        """Whether it counts so many of so many."""
        return {"count", "total"} <= {figure.statistic for figure in self.figures}

    @property
    def has_count(self) -> bool:
        """Whether it counts, and does not only give a percent."""
        return any(figure.statistic == "count" for figure in self.figures)


def clauses(figures: Sequence[Figure]) -> tuple[ResultClause, ...]:
    """The statements of a result in printed order."""
    told: list[ResultClause] = []
    for _, group in groupby(figures, key=lambda figure: figure.statement):
        clause = ResultClause(tuple(group))
        before = told[-1] if told else None
        tested = clause.group == "test" and before is not None and bool(before.beside)
        if (
            before is not None
            and before.group not in _UNPOOLED
            and (clause.group == "heterogeneity" or tested)
        ):
            told[-1] = ResultClause(before.figures + clause.figures)
        else:
            told.append(clause)
    return tuple(told)


class Remark(NamedTuple):
    """A remark on a result as it stands in the record; ``about`` says which one."""

    text: str
    about: str


def flag_of(result: Result) -> Remark | None:
    """What is odd in print about a result; null where nothing is."""
    return None if result.flag is None else Remark(result.flag, f"flag:{result.id}")


def note_of(result: Result) -> Remark | None:
    """Our remark on a result; null where there is none."""
    return None if result.note is None else Remark(result.note, f"note:{result.id}")


def each_once(remarks: Iterable[Remark | None]) -> tuple[Remark, ...]:
    """Remarks without those that say the same as one before."""
    kept: dict[str, Remark] = {}
    for remark in remarks:
        if remark is not None:
            kept.setdefault(remark.text, remark)
    return tuple(kept.values())


class Series(NamedTuple):
    """Values of one column in one population: ``cells[i]`` belongs to ``times[i]``.

    One cell over several ``times`` is one value for the whole series.
    """

    column: str
    scope: str
    population: str
    times: tuple[str, ...]
    cells: tuple[tuple[ResultClause, ...], ...]
    flags: tuple[Remark, ...]
    notes: tuple[Remark, ...]

    @property
    def shape(self) -> tuple[tuple[str, ...], ...]:
        """What its cells state; equal shapes can stand in one sentence."""
        return tuple(sorted({tuple(clause.track for clause in cell) for cell in self.cells}))


class Block(NamedTuple):
    """One outcome as it will be told; ``sides`` are arms or the whole study, ``tests`` the contrasts."""

    first: Result
    sides: tuple[Series, ...]
    tests: tuple[Series, ...]

    @property
    def everything(self) -> tuple[Series, ...]:
        """Sides and tests."""
        return self.sides + self.tests


def blocks(results: Sequence[Result], contrasts: Mapping[str, Contrast]) -> list[Block]:
    """The blocks of some results of one study, in the order of the record."""
    of_results: list[Block] = []
    for block in _entries(results):
        joined = _joined(of_results[-1], block, contrasts) if of_results else None
        if joined is None:
            of_results.append(block)
        else:
            of_results[-1] = joined
    return of_results


def _entries(results: Sequence[Result]) -> Iterable[Block]:
    for _, group in groupby(results, key=lambda result: (result.entry, _subject(result), result.population)):
        members = list(group)
        columns: dict[str, list[Result]] = {}
        for result in members:
            columns.setdefault(result.column, []).append(result)
        series = [_series(members) for members in columns.values()]
        tests = tuple(column for column in series if column.scope == "contrast")
        at: dict[tuple[str, ...], list[Series]] = {}
        for column in series:
            if column.scope != "contrast":
                at.setdefault(column.times, []).append(column)
        # Sides at different times cannot share a sentence; what compares them follows the last.
        *others, last = [tuple(sides) for sides in at.values()] or [()]
        for sides in others:
            yield Block(members[0], sides, ())
        yield Block(members[0], last, tests)


def _subject(result: Result) -> tuple[object, ...]:
    return (result.outcome, result.target, result.role, result.counted, result.estimator, result.adjusted)


_OF_THE_START = frozenset({"baseline", "flow", "review", "treatment", "follow-up"})
"""Domains whose outcomes are of the start, or of no time, without a word for it."""


def _times(results: Sequence[Result]) -> tuple[str, ...]:
    """The times of some results; what is a characteristic of the start is told to be so."""
    times = tuple(time for result in results for time in result.times)
    is_of_start = results[0].role == "baseline" and results[0].domain not in _OF_THE_START
    return ("baseline",) if is_of_start and not times else times


def _series(results: Sequence[Result]) -> Series:
    first = results[0]
    return Series(
        column=first.column,
        scope=first.scope,
        population=first.population,
        times=_times(results),
        cells=tuple(clauses(result.figures) for result in results),
        flags=each_once(flag_of(result) for result in results),
        notes=each_once(note_of(result) for result in results),
    )


def _joined(before: Block, after: Block, contrasts: Mapping[str, Contrast]) -> Block | None:
    """One block out of two neighbors, or null when they are to be told apart."""
    if _subject(before.first) != _subject(after.first):
        return None
    longer = _longer(before, after)
    if longer is not None:
        return longer
    if _differ_in_population(before.sides, after.sides) and not before.tests:
        return before._replace(sides=before.sides + after.sides, tests=after.tests)
    if not before.sides and not after.sides and _differ_in_population(before.tests, after.tests):
        return before._replace(tests=before.tests + after.tests)
    if before.sides and not before.tests and not after.sides:
        keys = {side.population for side in before.sides}
        compared = [contrasts[test.column] for test in after.tests]
        if all({contrast.index, contrast.reference} <= keys for contrast in compared):
            # A test between populations that have just been told.
            return before._replace(tests=after.tests)
    return None


def _differ_in_population(before: Sequence[Series], after: Sequence[Series]) -> bool:
    if not before or not after:
        return False
    places = {(series.column, series.population) for series in before}
    return (
        all((series.column, series.population) not in places for series in after)
        and {series.column for series in before} == {series.column for series in after}
        and {(series.times, series.shape) for series in before}
        == {(series.times, series.shape) for series in after}
    )


def _longer(before: Block, after: Block) -> Block | None:
    """The later times of the same series added: entries for 1, 3, and 5 years become one."""
    pairs = list(zip(before.everything, after.everything, strict=False))
    if len(before.everything) != len(after.everything):
        return None
    for old, new in pairs:
        same = (old.column, old.population, old.shape) == (new.column, new.population, new.shape)
        if not same or not _is_series(old) or not _is_series(new) or set(old.times) & set(new.times):
            return None
    grown = [_appended(old, new) for old, new in pairs]
    sides = len(before.sides)
    return before._replace(sides=tuple(grown[:sides]), tests=tuple(grown[sides:]))


def _is_series(series: Series) -> bool:
    return bool(series.times) and len(series.times) == len(series.cells)


def _appended(old: Series, new: Series) -> Series:
    return old._replace(
        times=old.times + new.times,
        cells=old.cells + new.cells,
        flags=each_once(old.flags + new.flags),
        notes=each_once(old.notes + new.notes),
    )
