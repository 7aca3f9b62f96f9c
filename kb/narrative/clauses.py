"""The statements of a result: what belongs to one estimate, and of what sort the estimate is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.notation import STATISTICS, Figure
from kb.notation.statistics import PROPORTIONS, SPREADS
from kb.notation.terms import ACROSS

_NAMED_SHARES = PROPORTIONS - {"percent"}


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of a cell: its estimates (empty when it is a bare range) and their spreads."""

    figures: tuple[Figure, ...]

    @property
    def estimates(self) -> tuple[Figure, ...]:
        """The figures that are no spread."""
        return tuple(figure for figure in self.figures if figure.statistic not in SPREADS)

    @property
    def spreads(self) -> tuple[Figure, ...]:
        """The ends of intervals and the deviations; for a bare range, all there is."""
        return tuple(figure for figure in self.figures if figure.statistic in SPREADS)

    @property
    def head(self) -> Figure:
        """The figure whose statistic the clause is about: of ``sensitivity 14/15 (93.3%)`` the last."""
        named = [figure for figure in self.figures if figure.statistic in _NAMED_SHARES]
        return named[0] if named else self.figures[0]

    @property
    def track(self) -> str:
        """What can share a sentence: ``share`` for counts and percents, ``range``, else the statistic."""
        statistic = self.head.statistic
        if statistic in SPREADS:
            return "across" if ACROSS in self.head.qualifiers else "range"
        return "share" if statistic in {"count", "total", "percent"} else statistic

    @property
    def group(self) -> str:
        """The group of the statistic: effect, center, accuracy, test, words ..."""
        return STATISTICS[self.head.statistic].group

    @property
    def has_count(self) -> bool:
        """Whether it counts, and does not only give a percent."""
        return any(figure.statistic == "count" for figure in self.figures)


def clauses(figures: Sequence[Figure]) -> tuple[Clause, ...]:
    """The statements of a result in printed order."""
    groups = groupby(figures, key=lambda figure: figure.statement)
    return tuple(Clause(tuple(group)) for _, group in groups)
