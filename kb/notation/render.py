"""Write figures as canonical notation."""

from collections.abc import Sequence
from itertools import groupby

from kb.notation.error import NotationError
from kb.notation.figure import Figure
from kb.notation.parser import parse
from kb.notation.statistics import PROPORTIONS, SPREADS, STATISTICS
from kb.notation.terms import ACROSS, DEVIATIONS, INTERVALS, QUALIFIERS, RANGES
from kb.notation.units import singular

_LABELS = {
    **{slug: label for label, ends in (INTERVALS | RANGES).items() for slug in ends},
    **{slug: label for label, slug in DEVIATIONS.items()},
}
_HIGH_OF = dict((INTERVALS | RANGES).values())
_UNNAMED = {"count", "percent", "quantity", "rate", "fold", "verbal", "unspecified"}


class FigureWriter:
    """The canonical style: ``median 25 months (range 8-64); p .767``."""

    after_name = " "
    between_spreads = ", "

    def cell(self, figures: Sequence[Figure]) -> str:
        """Return the text of the figures of one cell, which are in printed order."""
        statements = groupby(figures, key=lambda figure: figure.statement)
        return "; ".join(self.statement(list(group)) for _, group in statements)

    def statement(self, figures: list[Figure]) -> str:
        estimates = [figure for figure in figures if figure.statistic not in SPREADS]
        spreads = [figure for figure in figures if figure.statistic in SPREADS]
        if not estimates:
            text = self.spread(spreads, shows_unit=True)
            is_interval = _LABELS[spreads[0].statistic] in INTERVALS  # its "one-sided" is in the text
            return text if is_interval else self.qualified(text, spreads[0])
        text = self.head(estimates)
        if spreads:
            # Without an estimate's number there is no unit in front of the bracket.
            is_absent = estimates[0].absent is not None
            items = [self.spread(ends, shows_unit=is_absent) for ends in _paired(spreads)]
            text = f"{text} ({self.between_spreads.join(items)})"
        return self.qualified(text, estimates[0])

    def qualified(self, text: str, figure: Figure) -> str:
        words = [QUALIFIERS[slug] for slug in figure.qualifiers if slug != ACROSS]
        return " ".join([text, *words])

    def head(self, estimates: list[Figure]) -> str:
        first, *others = estimates
        if first.statistic == "p-value":
            return self.p_value(first)
        if first.statistic == "baseline":
            ends = " to ".join(self.number(figure) for figure in estimates)
            return f"from {ends}{self.measure(first, is_one=False)}"
        if first.statistic == "quantity" and others:
            return " for ".join(self.measured(figure) for figure in estimates)
        if others:
            return self.share(estimates)
        if first.statistic in _UNNAMED:
            return self.measured(first)
        return self.name(first) + self.after_name + self.measured(first)

    def share(self, estimates: list[Figure]) -> str:
        """Write counts and their percent in the order in which they were printed."""
        counts = [figure for figure in estimates if figure.statistic in {"count", "total"}]
        percents = [figure for figure in estimates if figure.statistic in PROPORTIONS]
        text = "/".join(self.number(figure) for figure in counts)
        text += self.measure(counts[-1], is_one=_is_one(counts[-1]))
        if not percents:
            return text
        percent = self.number(percents[0])
        text = f"{text} ({percent})" if estimates[0] in counts else f"{percent} ({text})"
        if percents[0].statistic == "percent":
            return text
        return self.name(percents[0]) + self.after_name + text

    def name(self, figure: Figure) -> str:
        words = [self.statistic(figure.statistic)]
        if ACROSS in figure.qualifiers:
            words.append(QUALIFIERS[ACROSS])
        if figure.per:
            words.append(f"per {figure.per}")
        return " ".join(words)

    def statistic(self, slug: str) -> str:
        return STATISTICS[slug].written

    def p_value(self, figure: Figure) -> str:
        return f"p {figure.reported}"

    def number(self, figure: Figure) -> str:
        return figure.reported

    def measured(self, figure: Figure) -> str:
        fold = "-fold" if figure.statistic == "fold" else ""
        of = f" of {figure.counted}" if figure.unit == "%" and figure.counted else ""
        return self.number(figure) + fold + of + self.measure(figure, is_one=_is_one(figure))

    def measure(self, figure: Figure, is_one: bool) -> str:
        """Return the unit or the counted noun with a space before it, singular after 1."""
        words = " ".join(word for word in (figure.counted, figure.unit) if word)
        # A percent has its sign in the number and shows what it counts only through its counts.
        if not words or figure.absent is not None or figure.unit == "%":
            return ""
        return " " + (singular(words) if is_one else words)

    def spread(self, ends: list[Figure], shows_unit: bool) -> str:
        first, last = ends[0], ends[-1]
        numbers = [self.number(figure) for figure in ends]
        if len(ends) == 2 and first.absent is not None and first.absent == last.absent:
            numbers = numbers[:1]
        elif shows_unit:
            with_unit = 1 if last.absent is None and len(ends) == 2 else 0
            numbers[with_unit] += self.measure(ends[with_unit], is_one=False)
        text = self.label(first) + self.after_name + self.joiner(ends).join(numbers)
        is_interval = _LABELS[first.statistic] in INTERVALS
        return f"{text} one-sided" if is_interval and "one-sided" in first.qualifiers else text

    def label(self, figure: Figure) -> str:
        level = "" if figure.level is None else f"{figure.level:f}% "
        across = f" {QUALIFIERS[ACROSS]}" if ACROSS in figure.qualifiers else ""
        return level + _LABELS[figure.statistic] + across

    def joiner(self, ends: list[Figure]) -> str:
        """Return what is between two ends: a hyphen unless it could be read as a sign."""
        needs_word = any(
            end.absent is not None or end.reported.lstrip("<>=~")[:1] in {"-", "+"} for end in ends
        )
        return " to " if needs_word else "-"


def _is_one(figure: Figure) -> bool:
    return figure.reported.lstrip("<>=~") == "1"


def _paired(spreads: list[Figure]) -> list[list[Figure]]:
    """Put the two ends of an interval together; a single end or a deviation stays alone."""
    pairs: list[list[Figure]] = []
    for figure in spreads:
        low = pairs[-1] if pairs else []
        is_high = len(low) == 1 and _HIGH_OF.get(low[0].statistic) == figure.statistic
        closes = is_high and "one-sided" not in figure.qualifiers
        if closes and (low[0].level, low[0].qualifiers) == (figure.level, figure.qualifiers):
            low.append(figure)
        else:
            pairs.append([figure])
    return pairs


_CANONICAL = FigureWriter()


def canonical_text(figures: Sequence[Figure]) -> str:
    """The text that `render` returns, of figures that are known to make a cell."""
    return _CANONICAL.cell(figures)


def render(figures: Sequence[Figure]) -> str:
    """Return the canonical text of a cell from its figures in printed order.

    Raises ``ValueError`` where no cell states exactly these figures, so that nothing of a row is
    lost on the way out of a database.
    """
    try:
        text = _CANONICAL.cell(figures)
        read = parse(text)
    except NotationError as error:
        raise ValueError(f"these figures do not make a cell: {error}") from error
    except (KeyError, IndexError) as error:
        raise ValueError(f"these figures do not make a cell: {error} is not known") from error
    for given, back in zip(figures, read, strict=False):
        if given != back:
            raise ValueError(f'"{text}" does not state the figure {given}, but {back}')
    if len(read) != len(figures):
        raise ValueError(f'"{text}" states {len(read)} figures, not {len(figures)}')
    return text
