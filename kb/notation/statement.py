"""Put the parts of one statement together: which number is which statistic, head and brackets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from kb.notation.error import Misread
from kb.notation.figure import Figure
from kb.notation.parts import PURE, Bracket, CountedUnit, Head, ParsedStatement, Value, common_measure
from kb.notation.statistics import PROPORTIONS, SPREADS, STATISTICS
from kb.notation.terms import DEVIATIONS, INTERVALS, P_QUALIFIERS, QUALIFIERS, RANGES

_ENDS = INTERVALS | RANGES


def spread_figures(bracket: Bracket, estimate: Figure | None) -> list[Figure]:
    """Return the ends or the deviation of one bracket item, in the unit of the estimate.

    ``estimate`` is null for a range that is a statement of its own.
    """
    statistics, values = _statistics(bracket)
    measure = _measure(bracket.values, estimate)
    figures = [
        value.measured(measure).figure(statistic) for statistic, value in zip(statistics, values, strict=True)
    ]
    if bracket.level is None and not bracket.qualifiers:
        return figures
    return [replace(figure, level=bracket.level, qualifiers=bracket.qualifiers) for figure in figures]


def _statistics(bracket: Bracket) -> tuple[tuple[str, ...], list[Value]]:
    for value in bracket.values:
        if value.is_fold or value.reported == "none":
            raise Misread(value.column, value.reported, "a number")
    if bracket.level is not None and not 0 < bracket.level < 100:
        raise Misread(bracket.column, f"{bracket.level}%", "a level between 0% and 100%")
    if bracket.label in DEVIATIONS:
        return (DEVIATIONS[bracket.label],), bracket.values
    low, high = _ENDS[bracket.label]
    if len(bracket.values) == 2:
        return (low, high), bracket.values
    (only,) = bracket.values
    if only.absent is not None:
        return (low, high), [only, only]
    if only.sign in {">", ">="}:
        return (low,), [only]
    if only.sign in {"<", "<="}:
        return (high,), [only]
    raise Misread(
        only.column,
        only.reported,
        "two ends, such as 1.4-15.7, or one with a bound, such as >=0.73",
    )


def _measure(values: list[Value], estimate: Figure | None) -> CountedUnit:
    stated = common_measure(values)
    if estimate is None or estimate.absent is not None:
        return stated
    expected = CountedUnit(estimate.unit, estimate.counted)
    is_amount = bool(stated.unit) and estimate.unit.startswith(f"{stated.unit} per ")
    if stated in (PURE, expected) or stated == CountedUnit(estimate.unit) or is_amount:
        return expected
    is_share = estimate.statistic == "count" and stated == CountedUnit("%")
    if is_share:
        return CountedUnit("%", estimate.counted)
    at_fault = next(value for value in values if value.measure != PURE)
    raise Misread(
        at_fault.column,
        at_fault.reported,
        "the spread in the unit of the estimate",
        "Write the unit once, after the estimate.",
    )


def head_figures(head: Head) -> list[Figure]:
    """Return the figures of a head, still without the qualifiers that follow the statement."""
    return list(_BUILDERS[head.kind](head))


def _plain(head: Head) -> Iterable[Figure]:
    (value,) = head.values
    if value.is_fold:
        statistic = "fold"
    elif value.is_percent:
        statistic = "percent"
    elif "per " in value.measure.unit:
        statistic = "rate"
    elif value.measure.unit:
        statistic = "quantity"
    else:
        statistic = "count"
        _check_whole(value)
    yield value.figure(statistic)


def _check_whole(value: Value) -> None:
    if not value.is_whole:
        named = f"mean {value.reported}"
        if value.reported.startswith("-"):
            named += f", mean difference {value.reported}"
        raise Misread(
            value.column,
            value.reported,
            "a whole number as a count",
            f"Name the statistic ({named}) or give the unit ({value.reported} cm).",
        )


def _composite(head: Head) -> Iterable[Figure]:
    for value, statistic in zip(head.values, ("quantity", "duration"), strict=True):
        if not value.measure.unit:
            raise Misread(value.column, value.reported, 'an amount with its unit on both sides of "for"')
        yield value.figure(statistic)


def _fraction(head: Head) -> Iterable[Figure]:
    for value, statistic in zip(head.values, ("count", "total"), strict=True):
        _check_whole(value)
        yield value.figure(statistic)


def _named(head: Head) -> Iterable[Figure]:
    (value,) = head.values
    if value.is_fold:
        raise Misread(value.column, value.reported, f"{value.reported} without -fold after a name")
    figure = value.figure(head.name)
    is_bare = not head.qualifiers and not head.per
    yield figure if is_bare else replace(figure, qualifiers=head.qualifiers, per=head.per)


def _range(head: Head) -> Iterable[Figure]:
    return spread_figures(Bracket(head.name, head.values, head.column, None, head.qualifiers), None)


def _shift(head: Head) -> Iterable[Figure]:
    measure = common_measure(head.values)
    for value, statistic in zip(head.values, ("baseline", "final"), strict=True):
        if value.is_fold:
            raise Misread(value.column, value.reported, "a value before and a value after")
        yield value.measured(measure).figure(statistic)


def _single(statistic: str, head: Head) -> Iterable[Figure]:
    return [head.values[0].figure(statistic)]


_BUILDERS: dict[str, Callable[[Head], Iterable[Figure]]] = {
    "plain": _plain,
    "composite": _composite,
    "fraction": _fraction,
    "named": _named,
    "named fraction": _fraction,
    "named count": _plain,
    "range": _range,
    "shift": _shift,
    "pvalue": partial(_single, "p-value"),
    "verbal": partial(_single, "verbal"),
    "unspecified": partial(_single, "unspecified"),
}


_BRACKET = "a percent, a count, 95% CI, range, IQR, SD or SE"


def assemble(
    head: Head,
    brackets: Sequence[Bracket],
    of: Value | None,
    qualifiers: Sequence[tuple[str, int]],
) -> ParsedStatement:
    """Return the statement; ``of`` is the total of ``26 (84%) of 31``.

    ``qualifiers`` are slugs with their columns. They hold for the estimates, spreads have their own.
    """
    head = _count_first(head, brackets)
    brackets = [_labeled(head, bracket) for bracket in brackets]
    estimates = head_figures(head)
    for bracket in brackets:
        if not bracket.label:
            estimates = _with_proportion(head, estimates, bracket)
    if of is not None:
        estimates = _with_total(estimates, of)
    _check_fraction(head, estimates)
    slugs = _checked(qualifiers, is_p=head.kind == "pvalue")
    spreads: list[Figure] = []
    for bracket in brackets:
        if bracket.label:
            _check_takes_spread(head, bracket)
            spreads += spread_figures(bracket, _spread_of(estimates))
    if slugs:
        estimates = [replace(f, qualifiers=f.qualifiers + slugs) for f in estimates]
    return ParsedStatement((*estimates, *spreads), head.column)


def with_spread(statement: ParsedStatement, bracket: Bracket) -> ParsedStatement:
    """Return the statement with an interval that follows it: ``HR 0.69; 95% CI, 0.56 to 0.85``."""
    estimates = [figure for figure in statement.figures if figure.statistic not in SPREADS]
    if not estimates or estimates[0].statistic in {"p-value", "verbal"}:
        raise Misread(bracket.column, bracket.label, "a spread only after an estimate")
    return replace(statement, figures=(*statement.figures, *spread_figures(bracket, _spread_of(estimates))))


def _labeled(head: Head, bracket: Bracket) -> Bracket:
    """Read two bare ends after an effect or a measure of a test as its interval, of a level not printed."""
    if not bracket.is_span:
        return bracket
    if head.kind == "named" and STATISTICS[head.name].group in _WITH_INTERVAL:
        return replace(bracket, label="CI", is_span=False)
    low, high = bracket.values
    ends = " to " if "-" in f"{low.reported}{high.reported}" else "-"
    both = f"{low.reported}{ends}{high.reported}"
    remedy = f"Say what the bracket holds: (95% CI {both}), (range {both}) or (IQR {both})."
    raise Misread(low.column, low.reported, _BRACKET, remedy)


_WITH_INTERVAL = frozenset({"effect", "ratio", "accuracy", "needed"})
"""Groups of statistics of which two ends in a bracket are an interval in every journal."""


def _count_first(head: Head, brackets: Sequence[Bracket]) -> Head:
    """Read ``yield 440 (17.5%)`` as a count with the named percent."""
    is_share = head.kind == "named" and head.name in PROPORTIONS
    has_share = bool(brackets) and not brackets[0].label
    if is_share and has_share and brackets[0].values[0].is_percent and not head.values[0].is_percent:
        return replace(head, kind="named count")
    return head


def _with_proportion(head: Head, estimates: list[Figure], bracket: Bracket) -> list[Figure]:
    """Add the percent of ``7/180 (3.9%)`` or the counts of ``3.9% (7/180)``."""
    statistics = [figure.statistic for figure in estimates]
    first = bracket.values[0]
    if statistics == ["count", "total"] and _is_share_of(first, *(figure.value for figure in estimates)):
        first = replace(first, reported=f"{first.reported}%", measure=CountedUnit("%"))
    elif statistics == ["count"] and _is_share_of_bracket(head, bracket):
        percent = replace(estimates[0], statistic="percent", reported=f"{estimates[0].reported}%")
        estimates, statistics = [replace(percent, unit="%")], ["percent"]
    if first.is_percent and statistics in (["count"], ["count", "total"]):
        name = head.name or "percent"
        percent = first.measured(CountedUnit("%", estimates[0].counted)).figure(name)
        return [*estimates, percent]
    is_share = len(estimates) == 1 and estimates[0].unit == "%" and statistics[0] in PROPORTIONS
    if is_share and not first.is_percent and not first.measure.unit and not first.is_fold:
        count_and_total = Head("fraction", bracket.values, bracket.column)
        plain = Head("plain", bracket.values, bracket.column)
        counts = head_figures(count_and_total if len(bracket.values) == 2 else plain)
        counted = counts[0].counted or estimates[0].counted
        return [replace(figure, counted=counted) for figure in (estimates[0], *counts)]
    raise Misread(first.column, first.reported, _BRACKET, _bracket_remedy(bracket, statistics))


def _is_share_of(number: Value, count: Decimal | None, total: Decimal | None) -> bool:
    """Whether a bare number is the percent of counts beside it: ``37/73 (51)``, rounded or cut off."""
    if number.value is None or number.measure != PURE or number.is_fold or count is None or not total:
        return False
    decimals = max(-int(number.value.as_tuple().exponent), 0)
    return abs(count * 100 / total - number.value) < Decimal(1).scaleb(-decimals)


def _is_share_of_bracket(head: Head, bracket: Bracket) -> bool:
    """Whether it is ``51 (37/73)``, a percent before its counts."""
    values = [value.value for value in bracket.values]
    return head.kind == "plain" and len(values) == 2 and _is_share_of(head.values[0], *values)


def _bracket_remedy(bracket: Bracket, statistics: list[str]) -> str:
    first = bracket.values[0].reported
    if statistics[0] in {"count", "percent"} or len(bracket.values) != 1:
        return "" if first.endswith("%") else f"A percent keeps its sign: ({first}%)."
    return f"Say what the bracket holds, for example (SD {first}) or (SE {first})."


def _with_total(estimates: list[Figure], of: Value) -> list[Figure]:
    if [figure.statistic for figure in estimates][::2] != ["count"] or len(estimates) != 2:
        raise Misread(of.column, of.reported, 'a total only after a count: "26 (84%) of 31"')
    count, percent = estimates
    counted = of.measure.counted or count.counted
    if count.counted not in {"", counted}:
        raise Misread(of.column, of.reported, f"the total counted in {count.counted} too")
    total = head_figures(Head("fraction", [of, of], of.column))[1]
    return [replace(figure, counted=counted) for figure in (count, total, percent)]


def _check_fraction(head: Head, estimates: list[Figure]) -> None:
    if head.kind not in {"named fraction", "named count"}:
        return
    if head.name not in PROPORTIONS or head.per or head.qualifiers:
        raise Misread(head.column, head.name, "a statistic that is a share of a total")
    if estimates[-1].statistic != head.name:
        fraction = "/".join(value.reported for value in head.values)
        raise Misread(
            head.values[0].column,
            fraction,
            f"the {head.name} in percent as well",
            f"Write it in a bracket after the counts: {fraction} (93.3%).",
        )


def _check_takes_spread(head: Head, bracket: Bracket) -> None:
    if head.kind in {"range", "verbal"}:
        raise Misread(bracket.column, bracket.label, "a spread only after an estimate")


def _spread_of(estimates: list[Figure]) -> Figure:
    return next((figure for figure in estimates if figure.unit == "%"), estimates[0])


def _checked(qualifiers: Sequence[tuple[str, int]], is_p: bool) -> tuple[str, ...]:
    slugs = tuple(slug for slug, _ in qualifiers)
    for position, (slug, column) in enumerate(qualifiers):
        words = QUALIFIERS[slug]
        if slug in P_QUALIFIERS and not is_p:
            raise Misread(column, words, f'"{words}" only after a p value')
        if slug in slugs[:position]:
            raise Misread(column, words, f'"{words}" once')
        if {"adjusted", "unadjusted"} <= set(slugs):
            raise Misread(column, words, '"adjusted" or "unadjusted", not both')
    return slugs
