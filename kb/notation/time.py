"""Times at which an outcome was measured: `1 y`, `within 30 d`, `age 80`, `baseline`."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kb.notation.error import NotationError

_SPELLINGS = {
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
    "h": 1 / (24 * _DAYS_PER_MONTH),
    "d": 1 / _DAYS_PER_MONTH,
    "wk": 7 / _DAYS_PER_MONTH,
    "mo": Decimal(1),
    "y": Decimal(12),
}
_WORDS = {
    "baseline": "baseline",
    "end of follow-up": "end",
    "end of followup": "end",
    "last follow-up": "end",
}
_EXPECTED = "a time such as 1 y, 24 mo, 2 wk, 30 d, within 30 d, age 80, baseline, end of follow-up"
_NUMBER = r"(?P<number>[0-9]+(?:\.[0-9]+)?)"
_PATTERNS = (
    re.compile(rf"(?P<kind>within |by |)(?P<age>age |){_NUMBER}(?:[ -]?(?P<unit>[a-z]+))?"),
    re.compile(rf"(?P<kind>within |)(?P<age>)(?P<unit>[a-z]+) {_NUMBER}"),
)


@dataclass(frozen=True, slots=True)
class Time:
    """One time point. ``value`` and ``unit`` are null and empty for baseline and end."""

    value: Decimal | None
    unit: str
    kind: str = "at"
    """``at``, ``within``, ``age``, ``baseline`` or ``end`` (of follow-up)."""

    @property
    def months(self) -> Decimal | None:
        """Months from the start, to 4 places; null for an age and the end of follow-up."""
        if self.kind == "baseline":
            return Decimal(0)
        if self.value is None or self.kind == "age":
            return None
        return (self.value * _MONTHS[self.unit]).quantize(Decimal("0.0001")).normalize() + 0

    @property
    def slug(self) -> str:
        """The time as part of a figure's identifier: ``24mo``, ``within-30d``, ``age-80``."""
        text = str(self)
        glued = text.replace(f" {self.unit}", self.unit) if self.unit else text
        return glued.replace(" ", "-")

    def __str__(self) -> str:
        if self.value is None:
            return "baseline" if self.kind == "baseline" else "end of follow-up"
        number = f"{self.value:f}"
        if self.kind == "age" and self.unit == "y":
            return f"age {number}"
        prefix = "" if self.kind == "at" else f"{self.kind} "
        return f"{prefix}{number} {self.unit}"


def parse_time(text: str) -> Time:
    """Read one time, in the canonical short unit or a longer spelling.

    Raises ``NotationError`` for anything else.
    """
    words = " ".join(text.lower().split())
    if words in _WORDS:
        return Time(None, "", _WORDS[words])
    for pattern in _PATTERNS:
        match = pattern.fullmatch(words)
        if match is not None:
            return _time(text, match)
    raise NotationError(text, 1, text.strip(), _EXPECTED)


def _time(text: str, match: re.Match[str]) -> Time:
    is_age = bool(match["age"])
    word = match["unit"] or ("y" if is_age else "")
    if word not in TIME_UNITS or (match["kind"] == "by " and not is_age):
        column = max(text.lower().find(word), 0) + 1 if word else len(text.rstrip()) + 1
        shown = word if word not in TIME_UNITS else text.strip()
        raise NotationError(text, column, shown, "h, d, wk, mo or y" if word == shown else _EXPECTED)
    # f"{:f}" after normalize keeps 30 from becoming 3E+1
    value = Decimal(f"{Decimal(match['number']).normalize():f}")
    kind = "age" if is_age else match["kind"].strip() or "at"
    return Time(value, TIME_UNITS[word], kind)


def parse_times(text: str) -> tuple[Time, ...]:
    """Read a list of times: ``1, 3, and 5 y``, ``6 mo, 1 y``, ``age 50, 60``.

    A bare number takes the unit of the next time that has one, and the lead word of the first.
    """
    parts = [part for part in re.split(r",\s*and\s+|,|\s+and\s+", text.strip()) if part.strip()]
    lead = re.match(r"\s*(within|by age|age)\s", parts[0] if parts else "", re.IGNORECASE)
    prefix = f"{lead[1]} " if lead is not None else ""
    times: list[Time] = []
    unit = ""
    for part in reversed(parts):
        words = part.strip()
        if prefix and not words.lower().startswith(prefix.lower()):
            words = prefix + words
        if words[-1:].isdigit() and "week " not in words and unit:
            words = f"{words} {unit}"
        times.append(parse_time(words))
        unit = times[-1].unit
    if not times:
        raise NotationError(text, 1, text.strip(), _EXPECTED)
    return tuple(reversed(times))
