"""The figures of a result, put together to what they say: measures with their spreads, p values, and words.

``7/180 (3.9%)`` is one measure, a share with its count; ``RD 5; OR 2`` are two, and so are the values before
and after of a change. A range without an estimate is a measure without a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kb.notation import Figure
from kb.notation.statistics import PROPORTIONS, SPREADS, STATISTICS
from kb.notation.terms import ACROSS

_COUNTED = PROPORTIONS | {"count", "total"}
_COLUMNS = {"credible-low": "ci_low", "credible-high": "ci_high"} | {
    slug: slug.replace("-", "_") for slug in SPREADS if not slug.startswith("credible")
}
"""Statistic of a spread -> its column of the table ``measure``."""
_OTHER_TESTS = frozenset({"for-trend", "for-interaction", "for-noninferiority", "for-equivalence"})
"""P values that are not of the difference itself."""
_OF_HETEROGENEITY = "for-heterogeneity"


@dataclass(slots=True)
class MeasurePart:
    """What a statement measures. ``lead`` is the figure it is quoted by: an end for a bare range."""

    lead: Figure
    figures: list[Figure]
    spreads: dict[str, Figure] = field(default_factory=dict)
    """Column of the table ``measure`` -> the figure."""
    tests: list[Figure] = field(default_factory=list)
    words: list[Figure] = field(default_factory=list)
    heterogeneity: list[MeasurePart] = field(default_factory=list)
    """How far the studies behind it differ: the I-squared, tau-squared and Q after it, each with its p."""

    @property
    def is_spread(self) -> bool:
        """Whether it is a range or an interval without an estimate."""
        return self.lead.statistic in SPREADS

    @property
    def is_named(self) -> bool:
        """Whether it says what it measures, be it that the value is absent."""
        return not self.is_spread and self.lead.statistic not in ("p-value", "verbal", "unspecified")

    @property
    def is_heterogeneity(self) -> bool:
        """Whether it says how far studies differ."""
        return STATISTICS[self.lead.statistic].group == "heterogeneity"

    def of(self, *statistics: str) -> Figure | None:
        """Its figure of one of these statistics; None when it has none."""
        return next((figure for figure in self.figures if figure.statistic in statistics), None)

    @property
    def is_across(self) -> bool:
        """Whether any of it is said of several studies together."""
        return any(ACROSS in figure.qualifiers for figure in (*self.figures, *self.spreads.values()))

    def text_figures(self) -> list[Figure]:
        """All its figures in the order in which they are printed in a text: estimates, spreads, words, p."""
        return [*self.figures, *self.spreads.values(), *self.words, *self.tests]


def parts_of(figures: Sequence[Figure]) -> list[MeasurePart]:
    """What the figures of a result say, in order; the first words of the source belong to all its measures.

    A p value belongs to the measures before it, back to the p value before; one that comes first, to those
    after it. One for trend, interaction or noninferiority stays alone, and so does what no measure takes.
    """
    if len(figures) == 1 and figures[0].statistic not in SPREADS:
        return [_alone(figures[0])]
    statements = list(_statements(figures))
    words = [statement[0] for statement in statements if statement[0].statistic == "verbal"]
    parts, tests = _tested(statements)
    if not parts:
        return _without_measure(tests, words)
    _bind_heterogeneity(parts)
    for part in parts:
        part.words = words[:1]
    return parts + [_alone(figure) for figure in (*words[1:], *tests)]


def _bind_heterogeneity(parts: Sequence[MeasurePart]) -> None:
    """Give I-squared, tau-squared and Q to the measure that is before them."""
    of: MeasurePart | None = None
    for part in parts:
        if not part.is_heterogeneity:
            of = part
        elif of is not None:
            of.heterogeneity.append(part)


def _tested(statements: Sequence[Sequence[Figure]]) -> tuple[list[MeasurePart], list[Figure]]:
    """The measures with their p values, and the p values that belong to none of them."""
    parts: list[MeasurePart] = []
    untested: list[MeasurePart] = []
    left: list[Figure] = []
    for statement in statements:
        first = statement[0]
        if first.statistic == "verbal":
            continue
        if first.statistic != "p-value":
            new = list(_measures(statement))
            parts, untested = parts + new, untested + new
        elif _OF_HETEROGENEITY in first.qualifiers:
            of_studies = [part for part in untested or parts[-1:] if part.is_heterogeneity]
            for part in of_studies:
                part.tests = [first]
            untested = [part for part in untested if not part.is_heterogeneity]
            left += [] if of_studies else [first]
        elif untested and not _OTHER_TESTS & set(first.qualifiers):
            for part in untested:
                # A p value after I-squared is that of the heterogeneity.
                if part.is_heterogeneity == untested[-1].is_heterogeneity:
                    part.tests = [first]
            untested = []
        else:
            left.append(first)
    alone = _OTHER_TESTS | {_OF_HETEROGENEITY}
    is_first = bool(left) and left[0] is statements[0][0] and not alone & set(left[0].qualifiers)
    if is_first and untested:
        for part in untested:
            part.tests = [left[0]]
        del left[0]
    return parts, left


def _alone(figure: Figure) -> MeasurePart:
    part = MeasurePart(figure, [figure])
    if figure.statistic == "p-value":
        part.figures, part.tests = [], [figure]
    elif figure.statistic == "verbal":
        part.figures, part.words = [], [figure]
    return part


def _statements(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    statement: list[Figure] = []
    for figure in figures:
        if statement and figure.statement != statement[0].statement:
            yield statement
            statement = []
        statement.append(figure)
    if statement:
        yield statement


def _without_measure(tests: Sequence[Figure], words: Sequence[Figure]) -> list[MeasurePart]:
    """Words with the p value that goes with them; every further one alone."""
    parts = [_alone(figure) for figure in words[:1] or tests[:1]]
    if words and tests:
        parts[0].tests = [tests[0]]
    return parts + [_alone(figure) for figure in (*words[1:], *tests[1:])]


def _measures(statement: Sequence[Figure]) -> Iterator[MeasurePart]:
    heads = [figure for figure in statement if figure.statistic not in SPREADS]
    spreads = [figure for figure in statement if figure.statistic in SPREADS]
    if not heads:
        yield from _with_spreads(None, spreads)
    elif all(figure.statistic in _COUNTED for figure in heads):
        lead = next((figure for figure in heads if figure.statistic in PROPORTIONS), heads[0])
        yield from _with_spreads(MeasurePart(lead, heads), spreads)
    else:
        first, *others = heads
        yield from _with_spreads(MeasurePart(first, [first]), spreads)
        yield from (MeasurePart(figure, [figure]) for figure in others)


def _with_spreads(part: MeasurePart | None, spreads: Sequence[Figure]) -> Iterator[MeasurePart]:
    """The measure with its spreads; a second interval of the same kind is a measure without a name."""
    left: list[Figure] = []
    for figure in spreads:
        column = _COLUMNS[figure.statistic]
        if part is None:
            part = MeasurePart(figure, [])
        if column in part.spreads:
            left.append(figure)
        else:
            part.spreads[column] = figure
    if part is not None:
        yield part
    if left:
        yield from _with_spreads(None, left)
