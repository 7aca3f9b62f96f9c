"""Figures in tables against the heads of their columns and the names of their rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from kb.audit.claims import FigureClaim
from kb.audit.repeats import times_told
from kb.audit.words.disagreements import Disagreement, DisagreementKind
from kb.audit.words.study_words import StudyWords, mentions_in

_GAP = re.compile(r"\t| {3,}")
"""Between two cells of a row; a gap of fewer blanks may be that of justified prose."""
_SAME = 0.02
"""Months by which two names of one time differ at most."""

_HEADS = 2
"""Rows at the start of a table that may be the heads of its columns."""
_VALUE = re.compile(r"\b(?:medians?|means?|time|duration|follow(?:ed)?|length)\b", re.IGNORECASE)
"""In the name of a row whose cells print lengths of time: they are no times of results."""

Span = tuple[int, int]
Read = Callable[[Span], frozenset[str | float]]
"""What a cell names, of one kind."""


@dataclass(frozen=True)
class RowAsPrinted:
    """One line of a table: its first character, the one after its last, and its cells."""

    start: int
    stop: int
    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TablePart:
    """The rows of a table, and those of them that may be heads: at its start, without a figure on file."""

    rows: Sequence[RowAsPrinted]
    heads: Sequence[RowAsPrinted]


@dataclass(frozen=True)
class TextTables:
    """The tables of a text: lines of at least two cells that follow one another without an empty line."""

    text: str

    @cached_property
    def tables(self) -> list[list[RowAsPrinted]]:
        """The rows of each table of at least two rows, in the order of the text."""
        rows = [_row(self.text, start, stop) for start, stop in _lines(self.text)]
        runs = [list(run) for told, run in groupby(rows, key=lambda row: bool(row.cells)) if told]
        tables = [[row for row in run if len(row.cells) > 1] for run in runs]
        return [table for table in tables if len(table) > 1]

    @cached_property
    def _places(self) -> tuple[list[int], list[tuple[RowAsPrinted, list[RowAsPrinted]]]]:
        rows = [(row, table) for table in self.tables for row in table]
        return [row.start for row, _ in rows], rows

    def holding(self, place: int) -> tuple[RowAsPrinted, list[RowAsPrinted]] | None:
        """The row that a character stands in, with its table."""
        starts, rows = self._places
        number = bisect_right(starts, place) - 1
        return rows[number] if number >= 0 and place < rows[number][0].stop else None


def _lines(text: str) -> Iterator[Span]:
    ends = [-1, *(match.start() for match in re.finditer("\n", text)), len(text)]
    yield from ((before + 1, end) for before, end in pairwise(ends))


def _row(text: str, start: int, stop: int) -> RowAsPrinted:
    if not text[start:stop].strip():
        return RowAsPrinted(start, stop, ())
    ends = [(start, start), *(match.span() for match in _GAP.finditer(text, start, stop)), (stop, stop)]
    return RowAsPrinted(start, stop, tuple((one[1], two[0]) for one, two in pairwise(ends)))


def table_disagreements(
    tables: TextTables, figures: Iterable[tuple[FigureClaim, Span]], words: Mapping[str, StudyWords]
) -> Iterator[Disagreement]:
    """Figures that the head of their column or the name of their row gives to something else of the table."""
    listed = list(figures)
    filled = {held[0].start for _, span in listed if (held := tables.holding(span[0]))}
    for claim, span in listed:
        held = tables.holding(span[0])
        own = words.get(claim.owner.key)
        if held is None or own is None:
            continue
        for kind, recorded, read in _kinds(tables.text, claim, own):
            heads = [row for row in held[1][:_HEADS] if row.start not in filled]
            told = _told(read, held[0], TablePart(held[1], heads), span)
            if (
                told is not None
                and not _same(told[0], recorded)
                and any(_same(key, recorded) for key in told)
            ):
                message = f"the table {_shown(kind, told[0], own)}"
                yield Disagreement(claim, kind, message, span, (held[0].start, held[0].stop))


def _kinds(
    text: str, claim: FigureClaim, words: StudyWords
) -> Iterator[tuple[DisagreementKind, str | float, Read]]:
    """What a figure is of by the record, and how cells name the like."""

    def arms(cell: Span) -> frozenset[str | float]:
        return frozenset(mention.key for mention in mentions_in(text, *cell, words.arm_phrases))

    def outcomes(cell: Span) -> frozenset[str | float]:
        full = {name: key for name, key in words.outcome_phrases.items() if name in words.outcomes[key]}
        return frozenset(mention.key for mention in mentions_in(text, *cell, full))

    def times(cell: Span) -> frozenset[str | float]:
        begin = text.rfind("\n", 0, cell[0]) + 1
        if _VALUE.search(text, begin, cell[1]):
            return frozenset()
        return frozenset(months for _, _, months in times_told(text, *cell))

    if claim.arm in words.arms:
        yield DisagreementKind.ARM, claim.arm, arms
    if claim.is_outcome:
        yield DisagreementKind.OUTCOME, claim.outcome_key, outcomes
    if claim.is_outcome and claim.months is not None:
        yield DisagreementKind.TIME, claim.months, times


def _told(read: Read, row: RowAsPrinted, table: TablePart, span: Span) -> list[str | float] | None:
    """What the table gives a figure, first, and all that it has of the kind; None where it does not tell.

    A table tells by the heads of its columns or by the names of its rows; where both name the like, it does
    not tell.
    """
    column = next((number for number, cell in enumerate(row.cells) if cell[0] <= span[0] < cell[1]), 0)
    if not column:
        return None
    above = [other for other in table.heads if other.start < row.start and len(other.cells) == len(row.cells)]
    heads = next((keys for other in reversed(above) if len(keys := _named(read, other.cells[1:])) > 1), {})
    rows = _named(read, [other.cells[0] for other in table.rows])
    named_by_row = read(row.cells[0])
    if heads and not named_by_row and column - 1 in heads:
        return [heads[column - 1], *heads.values()]
    if len(rows) > 1 and not heads and len(named_by_row) == 1:
        return [*named_by_row, *rows.values()]
    return None


def _named(read: Read, cells: Sequence[Span]) -> dict[int, str | float]:
    """By the number of a cell the only thing that it names, where no two cells name the same."""
    told = {number: next(iter(keys)) for number, cell in enumerate(cells) if len(keys := read(cell)) == 1}
    return told if len(set(told.values())) == len(told) else {}


def _same(told: str | float, recorded: str | float) -> bool:
    if isinstance(told, str) or isinstance(recorded, str):
        return told == recorded
    return abs(told - recorded) < _SAME


def _shown(kind: DisagreementKind, told: str | float, words: StudyWords) -> str:
    if isinstance(told, float):
        return f"has it at {told:.3g} months"
    names = words.arms if kind is DisagreementKind.ARM else words.outcomes
    return f"has it under {names[told][0]}"
