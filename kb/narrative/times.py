"""When: the words for the times of a result."""

from __future__ import annotations

from collections.abc import Sequence

from kb.narrative.words import listed
from kb.notation.time import Time, parse_time

_UNITS = {"h": "hour", "d": "day", "wk": "week", "mo": "month", "y": "year"}
_LEAD = {"at": "at", "within": "within", "age": "by age"}


def when(times: Sequence[str]) -> str:
    """``at 1, 3, and 5 years``, ``within 30 days``, ``at baseline``; empty when no time is stated."""
    parsed = [parse_time(text) for text in times]
    if not parsed:
        return ""
    if {time.kind for time in parsed} & {"baseline", "end"}:
        return listed([_alone(time) for time in parsed])
    kinds = {time.kind for time in parsed}
    if len(kinds) > 1:
        return listed([_alone(time) for time in parsed])
    units = {time.unit for time in parsed}
    lead = _LEAD[parsed[0].kind]
    if parsed[0].kind == "age":
        return f"{lead} {listed([_number(time) for time in parsed])}"
    if len(units) > 1:
        return f"{lead} {listed([f'{_number(time)} {_unit(time)}' for time in parsed])}"
    return f"{lead} {listed([_number(time) for time in parsed])} {_unit(parsed[-1])}"


def _alone(time: Time) -> str:
    if time.kind in {"baseline", "end"}:
        return "at baseline" if time.kind == "baseline" else "at the end of follow-up"
    unit = "" if time.kind == "age" else f" {_unit(time)}"
    return f"{_LEAD[time.kind]} {_number(time)}{unit}"


def _number(time: Time) -> str:
    return f"{time.value:f}"


def _unit(time: Time) -> str:
    return _UNITS[time.unit] + ("" if time.value == 1 else "s")
