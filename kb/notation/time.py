"""Times at which an outcome was measured: `1 y`, `8-10.5 mo`, `within 30 d`, `age 13 mo`, `discharge`.

What is read of a text is in ``time_reading.py``, how a sentence says it in ``time_words.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

_SPELLINGS = {
    "min": "min mins minute minutes",
    "h": "h hr hrs hour hours",
    "d": "d day days",
    "wk": "wk wks w week weeks",
    "mo": "mo mos month months",
    "y": "y yr yrs year years",
}
TIME_UNITS = {spelling: unit for unit, all_ in _SPELLINGS.items() for spelling in all_.split()}

# A month is a twelfth of a year of 365.25 days, so that 1 y is 12 mo exactly.
_DAYS_PER_MONTH = Decimal("30.4375")
_MONTHS = {
    "min": 1 / (24 * 60 * _DAYS_PER_MONTH),
    "h": 1 / (24 * _DAYS_PER_MONTH),
    "d": 1 / _DAYS_PER_MONTH,
    "wk": 7 / _DAYS_PER_MONTH,
    "mo": Decimal(1),
    "y": Decimal(12),
}
LENGTHS = frozenset({"at", "within", "over"})
"""Kinds of times that are a length since the start, or since an event that is named."""
AGES = frozenset({"age", "by-age"})
LEADS = {"within": "within ", "over": "over ", "age": "age ", "by-age": "by age "}
_STARTS = re.compile(
    r"(?:after|of) (?:the )?(?:(?:start|initiation|beginning) of )?"
    r"(?:baseline|randomi[sz]ation|enrol?lment|treatment start|treatment|therapy|(?:the )?first dose|surgery"
    r"|(?:index |the )?procedure|operation|implantation|transplantation|ablation|follow-up)"
)
"""Events that a study's time counts from; a length before or after another one is on a clock of its own."""
_SLUG_SIGNS = {">=": "ge-", "<=": "le-", ">": "gt-", "<": "lt-", "~": "about-"}


class Amount(NamedTuple):
    """A number of time units; ``sign`` is that of a figure: ``=``, ``<``, ``>``, ``<=``, ``>=`` or ``~``."""

    value: Decimal
    unit: str
    sign: str = "="

    @property
    def months(self) -> Decimal:
        """In months, to 4 places."""
        # + 0 after normalize, and the format of str, keep 1200 from becoming 1.2E+3
        months = (self.value * _MONTHS[self.unit]).quantize(Decimal("0.0001")).normalize()
        return Decimal(f"{months:f}")

    @property
    def text(self) -> str:
        """The number with its sign, without the unit."""
        return f"{'' if self.sign == '=' else self.sign}{self.value:f}"


def amount_of(number: str, unit: str, sign: str = "=") -> Amount:
    """The amount of a printed number and a short unit."""
    # f"{:f}" after normalize keeps 30 from becoming 3E+1
    return Amount(Decimal(f"{Decimal(number).normalize():f}"), unit, sign)


@dataclass(frozen=True, slots=True)
class Time:
    """One time point: a length since the start, an age, or an event of the study."""

    kind: str
    """Code of TIME_KIND: ``at``, ``within``, ``over``, ``age``, ``by-age``, ``follow-up``, ``event``,
    ``calendar``, ``baseline`` or ``end`` (of follow-up)."""
    amounts: tuple[Amount, ...] = ()
    """One; the two ends of a range; each of several of which one holds. None for an event."""
    joint: str = ""
    """``to`` between the ends of a range, ``or`` between alternatives; empty for one amount."""
    event: str = ""
    """What happened then (``discharge``, ``before surgery``), or what a length is counted from (``after
    surgery``); ``median`` or ``mean`` for a length of follow-up."""
    note: str = ""
    """Which analysis or visit it was, in the source's words: ``interim``."""

    @property
    def months(self) -> Decimal | None:
        """Months from the start, to 4 places; null when it is no single length of follow-up."""
        if self.kind == "baseline":
            return Decimal(0)
        if self.kind not in LENGTHS or len(self.amounts) != 1 or not self._is_from_the_start:
            return None
        (amount,) = self.amounts
        return amount.months if amount.sign in ("=", "~") else None

    @property
    def months_between(self) -> tuple[Decimal | None, Decimal | None]:
        """The earliest and the latest it can be, in months; of ages since birth, else since the start.

        Null where that end is open, and both for events, years, and lengths counted from another event.
        """
        if self.kind == "baseline":
            return Decimal(0), Decimal(0)
        if self.kind not in LENGTHS | AGES | {"follow-up"} or not self._is_from_the_start:
            return None, None
        first = min(self.amounts, key=lambda amount: amount.months)
        last = max(self.amounts, key=lambda amount: amount.months)
        low = None if first.sign.startswith("<") else first.months
        return low, None if last.sign.startswith(">") else last.months

    @property
    def _is_from_the_start(self) -> bool:
        return self.kind not in LENGTHS or not self.event or _STARTS.fullmatch(self.event) is not None

    @property
    def slug(self) -> str:
        """The time as part of a figure's identifier: ``24mo``, ``within-30d``, ``age-80``, ``8-10.5mo``."""
        text = re.sub(r">=|<=|[<>~]", lambda sign: _SLUG_SIGNS[sign[0]], str(self))
        glued = re.sub(rf"(?<=[0-9]) (?=(?:{'|'.join(_MONTHS)})\b)", "", text)
        return re.sub(r"[^a-z0-9.]+", "-", glued.lower()).strip("-.")

    def __str__(self) -> str:
        note = f" ({self.note})" if self.note else ""
        return f"{self._written}{note}"

    @property
    def _written(self) -> str:
        if not self.amounts:
            return {"baseline": "baseline", "end": "end of follow-up"}.get(self.kind, self.event)
        if self.kind == "follow-up":
            return f"{self.event} {self._amounts}"
        if self.kind == "over" and self.joint == "to":
            first, last = (self._of(amount, with_unit=self._is_mixed) for amount in self.amounts)
            return f"from {first} to {last}{'' if self._is_mixed else self._unit}{self._since}"
        return f"{LEADS.get(self.kind, '')}{self._amounts}{self._since}"

    @property
    def _since(self) -> str:
        return f" {self.event}" if self.event else ""

    @property
    def _is_mixed(self) -> bool:
        return len({amount.unit for amount in self.amounts}) > 1

    @property
    def _unit(self) -> str:
        unit = self.amounts[-1].unit
        return "" if self.kind == "calendar" or (self.kind in AGES and unit == "y") else f" {unit}"

    @property
    def _amounts(self) -> str:
        if self._is_mixed:
            return f" {self.joint} ".join(self._of(amount, with_unit=True) for amount in self.amounts)
        is_plain = self.joint == "to" and all(amount.sign == "=" for amount in self.amounts)
        joiner = "-" if is_plain else f" {self.joint} "
        return joiner.join(amount.text for amount in self.amounts) + self._unit

    @staticmethod
    def _of(amount: Amount, with_unit: bool) -> str:
        return f"{amount.text} {amount.unit}" if with_unit else amount.text
