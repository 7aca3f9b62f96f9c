"""Put the parts of one statement together: which number is which statistic."""

from collections.abc import Sequence
from dataclasses import replace

from kb.notation.figure import Figure
from kb.notation.heads import head_figures
from kb.notation.parts import Bracket, CountedUnit, Head, ParsedStatement, Value
from kb.notation.problem import Misread
from kb.notation.spread import spread_figures
from kb.notation.statistics import PROPORTIONS
from kb.notation.words import P_QUALIFIERS, QUALIFIERS

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
    if first.is_percent and statistics in (["count"], ["count", "total"]):
        name = head.name or "percent"
        percent = first.measured(CountedUnit("%", estimates[0].counted)).figure(name)
        return [*estimates, percent]
    is_share = len(estimates) == 1 and estimates[0].unit == "%" and statistics[0] in PROPORTIONS
    if is_share and not first.is_percent and not first.measure.unit and not first.is_fold:
        count_and_total = Head("fraction", bracket.values, bracket.column)
        plain = Head("plain", bracket.values, bracket.column)
        counts = head_figures(count_and_total if len(bracket.values) == 2 else plain)
        return [replace(estimates[0], counted=counts[0].counted), *counts]
    raise Misread(first.column, first.reported, _BRACKET, _bracket_remedy(bracket, statistics))


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
