"""The parts a cell is read into, before it is known which number is which statistic."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from kb.notation.error import Misread
from kb.notation.figure import Figure

_SIGNS = {
    "=<": "<=",
    "=>": ">=",
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "about": "~",
    "approximately": "~",
    "at least": ">=",
    "at most": "<=",
    "no more than": "<=",
    "no fewer than": ">=",
    "no less than": ">=",
    "up to": "<=",
    "as many as": "<=",
    "less than": "<",
    "fewer than": "<",
    "under": "<",
    "below": "<",
    "more than": ">",
    "greater than": ">",
    "over": ">",
    "above": ">",
}
"""Other signs and words to the sign that they are."""
SIGN_WORDS = tuple(sign for sign in _SIGNS if sign.isascii() and sign[0].isalpha())
"""Words that stand for a sign."""
_POWER = re.compile(r" ?[x\N{MULTIPLICATION SIGN}] ?10\^?\+?|e\+?", re.IGNORECASE)


class CountedUnit(NamedTuple):
    """What a number counts or is measured in; both empty for a pure number."""

    unit: str = ""
    counted: str = ""


PURE = CountedUnit()


@dataclass(frozen=True, slots=True)
class Value:
    """A number, or the stated absence of one, and where it is in the text (from 1)."""

    reported: str
    column: int
    value: Decimal | None = None
    sign: str = "="
    measure: CountedUnit = PURE
    absent: str | None = None
    is_fold: bool = False

    @property
    def is_percent(self) -> bool:
        return self.reported.endswith("%")

    @property
    def is_whole(self) -> bool:
        return self.value is not None and self.value >= 0 and self.value == int(self.value)

    def measured(self, measure: CountedUnit) -> "Value":
        return self if measure == self.measure else replace(self, measure=measure)

    def figure(self, statistic: str) -> Figure:
        """Return the figure, with its statement and qualifiers still to be filled in."""
        return Figure(
            statement=0,
            statistic=statistic,
            reported=self.reported,
            value=self.value,
            sign=self.sign,
            unit=self.measure.unit,
            counted=self.measure.counted,
            absent=self.absent,
        )


_POWERS = 300
"""Powers of ten up to which a number can be computed with: beyond, a floating point column overflows."""


def number_value(digits: str, column: int, sign: str | None = None) -> Value:
    """Read a printed number: ``1,944``, ``.767``, ``1.9x10-4``."""
    sign = "" if sign is None else " ".join(sign.lower().split())
    sign = _SIGNS.get(sign, sign)
    mantissa, *power = _POWER.split(digits)
    exponent = f"E{power[0]}" if power else ""
    reported = f"{sign}{mantissa}" + (f"x10^{power[0]}" if power else "")
    try:
        value = Decimal(mantissa.replace(",", "") + exponent)
    except InvalidOperation:
        value = Decimal("Infinity")
    if not value.is_finite() or abs(value.adjusted()) > _POWERS:
        raise Misread(column, digits, f"a number of no more than {_POWERS} digits")
    return Value(reported, column, value, sign or "=")


@dataclass(frozen=True, slots=True)
class Head:
    """A statement up to its first bracket."""

    kind: str
    values: list[Value]
    column: int
    name: str = ""
    """Statistic slug of a named head, label of a range."""
    qualifiers: tuple[str, ...] = ()
    per: str = ""
    named_qualifier: str = ""
    """What the name itself says of the number: ``aHR`` is adjusted, ``p for trend`` of a trend."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """One item of a bracket; the label is empty for a percent, a count, a fraction or two bare ends."""

    label: str
    values: list[Value]
    column: int
    level: Decimal | None = None
    qualifiers: tuple[str, ...] = ()
    is_span: bool = False
    """Whether it has two ends; they need a label unless the statistic leaves one only."""


@dataclass(frozen=True, slots=True)
class ParsedStatement:
    """The figures of one statement and the column where it starts.

    ``further``: what stands in its bracket and is a statement of its own, such as a p value.
    """

    figures: tuple[Figure, ...]
    column: int
    further: tuple["ParsedStatement", ...] = ()


def common_measure(values: Sequence[Value]) -> CountedUnit:
    """Return the one measure that any of the values names; naming two is a mistake."""
    measure = PURE
    for value in values:
        if value.measure == PURE:
            continue
        if measure not in (PURE, value.measure):
            raise Misread(value.column, value.reported, "one unit for both values")
        measure = value.measure
    return measure
