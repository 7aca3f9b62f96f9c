"""The estimates that the head of a statement states, by the kind of head."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from kb.notation.figure import Figure
from kb.notation.parts import Bracket, Head, Value, common_measure
from kb.notation.problem import Misread
from kb.notation.spread import spread_figures


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
        raise Misread(
            value.column,
            value.reported,
            "a whole number as a count",
            f"Name the statistic (mean {value.reported}) or give the unit ({value.reported} cm).",
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
    yield replace(value.figure(head.name), qualifiers=head.qualifiers, per=head.per)


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
