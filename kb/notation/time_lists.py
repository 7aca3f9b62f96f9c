"""Several times in one text: ``1, 3, and 5 y``, ``baseline, weeks 4 and 24``."""

from __future__ import annotations

import re

from kb.notation.error import NotationError
from kb.notation.kept_times import parse_time
from kb.notation.time import TIME_UNITS, Time
from kb.notation.time_amounts import UNIT
from kb.notation.time_spellings import as_times_are_written

_LEAD = re.compile(
    rf"\s*(?P<lead>within|over|by age|ages?|by|visits?|cycles?|{UNIT})\s+(?=[0-9])", re.IGNORECASE
)
_BEFORE_AND_AFTER = re.compile(r"before and after (?P<what>[A-Za-z][\w' -]*)", re.IGNORECASE)
_SHARED = re.compile(rf"^at (?=[0-9])|(?<=[0-9] )(?P<unit>{UNIT})'?[ -]follow-?\s?up$", re.IGNORECASE)


def parse_times(text: str) -> tuple[Time, ...]:
    """Read one time, or a list of them. Raises ``NotationError``.

    A bare number takes the unit of the next time that has one, and the lead word of the time before.
    """
    if (both := _BEFORE_AND_AFTER.fullmatch(text.strip())) is not None:
        return parse_time(f"before {both['what']}"), parse_time(f"after {both['what']}")
    try:
        return (parse_time(text),)
    except NotationError as error:
        words = _SHARED.sub(lambda match: match["unit"] or "", as_times_are_written(text.strip()))
        parts = [part for part in re.split(r"[,;]\s*and\s+|[,;]|\s+and\s+", words) if part.strip()]
        if len(parts) < 2:
            raise
        try:
            return _listed(parts)
        except NotationError:
            raise error from None


def _listed(parts: list[str]) -> tuple[Time, ...]:
    times: list[Time] = []
    unit = ""
    for lead, words in reversed(list(_led(parts))):
        is_number = re.fullmatch(r"[0-9.]+(?:-[0-9.]+)?", words) is not None
        names_unit = lead.lower().rstrip("s") in TIME_UNITS or lead.lower() in TIME_UNITS
        is_visit = lead.lower().rstrip("s") in ("visit", "cycle")
        if lead and (is_number or not (names_unit or is_visit)):
            words = f"{lead.rstrip('s') if is_visit else lead} {words}"
        if is_number and unit and not (names_unit or is_visit):
            words = f"{words} {unit}"
        times.append(parse_time(words))
        unit = times[-1].amounts[-1].unit if times[-1].amounts else ""
    return tuple(reversed(times))


def _led(parts: list[str]) -> list[tuple[str, str]]:
    """Each part with the word that leads it, taken from the one before where it begins with a number."""
    led = []
    lead = ""
    for part in parts:
        words = re.sub(r"(?<=[0-9])-$", "", part.strip())
        match = _LEAD.match(words)
        if match is not None:
            lead, words = match["lead"], words[match.end() :]
        elif not words[:1].isdigit():
            lead = ""
        led.append((lead, words))
    return led
