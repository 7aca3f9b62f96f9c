"""The 2x2 tables behind a comparison of two groups: counts and totals that what is printed can represent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.checks.shares import Share, shares_of, whole_number
from kb.evidence.study import Result, Study
from kb.statistics.possible_tables import PossibleTables, PRange, p_ranges, possible_tables
from kb.statistics.proportions import counts_for, events_for, totals_for
from kb.statistics.rounding import Rounding
from kb.statistics.two_by_two import TableTest

Counts = Sequence[tuple[int, int]]
"""Possible (events, total) of one group."""

MOST_TABLES = 400
"""Tables that are looked at for one comparison: several thousand p values a second."""


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """One side of a comparison: the share printed of it, and the counts it can represent."""

    share: Share
    counts: Counts

    @property
    def result(self) -> Result:
        """The result of this group."""
        return self.share.result


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sides of a comparison, index first, with all tables they can represent."""

    index: ComparedGroup
    reference: ComparedGroup
    possible: PossibleTables

    @property
    def text(self) -> str:
        """As printed: ``7/180 (3.9%) and 6/180 (3.3%)``."""
        return f"{self.index.share.text} and {self.reference.share.text}"

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the figures of both sides."""
        return (*self.index.share.figures, *self.reference.share.figures)

    @property
    def is_solved(self) -> bool:
        """Whether percentages alone are printed and tell the counts."""
        return len(self.possible.tables) == 1 and self.index.share.count is self.reference.share.count is None

    @property
    def counts_text(self) -> str:
        """The counts and totals when there is only one table: ``7/25 and 21/31``; else empty."""
        if len(self.possible.tables) != 1:
            return ""
        table = self.possible.tables[0]
        return f"{table.events1}/{table.total1} and {table.events2}/{table.total2}"


def compared(study: Study, result: Result) -> Compared | None:
    """The two sides that a contrast's result compares; null unless counts and totals of both can be told."""
    shares = shares_compared(study, result)
    if shares is None:
        return None
    index, reference = (ComparedGroup(share, counts_of(study, share)) for share in shares)
    if not index.counts or not reference.counts:
        return None
    return Compared(index, reference, possible_tables(index.counts, reference.counts, MOST_TABLES))


def shares_compared(study: Study, result: Result) -> tuple[Share, Share] | None:
    """What is printed of both sides of a comparison; null unless each has one, of the same unit."""
    sides = study.sides(result)
    if sides is None:
        return None
    shares = [list(shares_of(side)) for side in sides]
    if any(len(of_arm) != 1 for of_arm in shares):
        return None
    (index,), (reference,) = shares
    alike = index.unit == reference.unit or (index.of_persons and reference.of_persons)
    return (index, reference) if alike else None


def possible_p(study: Study, result: Result) -> PRange | None:
    """The p values of the chi-square test that the printed percentages allow for groups of any size.

    Of any size up to that of the arm, or of the study; null where no such size is printed either, or where
    the percentages are not all that is printed.
    """
    shares = shares_compared(study, result)
    if shares is None or any(share.percent is None or not share.of_persons for share in shares):
        return None
    first, second = (_of_any_size(study, share) for share in shares)
    if not first or not second:
        return None
    test = TableTest.CHI_SQUARE
    return p_ranges(possible_tables(first, second, MOST_TABLES).tables, (test,)).get(test)


def _of_any_size(study: Study, share: Share) -> Counts:
    """All (events, total) that a percentage can represent, up to the size of its arm or of the study."""
    size = study.size_of(share.result.column) or study.enrolled
    totals = range(share.of or 1, (share.of or whole_number(size) or 0) + 1)
    return [table for table in counts_for(share.printed, totals) if share.events in (None, table[0])]


def counts_of(study: Study, share: Share) -> Counts:
    """All (events, total) that a share can represent; none when its total is not known."""
    total = share.of
    if total is None and share.of_persons:
        total = whole_number(study.size_of(share.result.column, share.result.population))
    if not total:
        return ()
    if share.events is not None:
        return _counted(share, share.events, total)
    if share.percent is None or share.count is not None:
        return ()
    return _of_percentage(share, total)


def _counted(share: Share, events: int, total: int) -> Counts:
    """A count with its total; with the totals that its percentage asks for where the size does not fit it."""
    if share.percent is not None and share.of is None:
        ranges = [totals_for(events, share.printed, events, total, way) for way in Rounding]
        if not any(total in fitting for fitting in ranges):
            return [(events, size) for fitting in ranges for size in fitting]
    return [(events, total)] if events <= total else ()


def _of_percentage(share: Share, total: int) -> Counts:
    """The counts that a percentage of a total gives; of a smaller one where none of this total does."""
    for way in Rounding:
        if counts := events_for(total, share.printed, way):
            return [(events, total) for events in counts]
    if share.of is not None or share.may_be_estimated:
        return ()
    return list(counts_for(share.printed, range(1, total)))
