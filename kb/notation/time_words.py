"""How a sentence says times: ``at 1, 3, and 5 years``, ``at 8 to 10.5 months``, ``at age 13 months``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kb.notation.time import AGES, Amount, Time

_UNITS = {"min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "y": "year"}
_LEAD = {"at": "at", "within": "within", "over": "over", "age": "at", "by-age": "by"}
_SIGNS = {"=": "", "~": "about ", ">": "more than ", "<": "less than "}
"""Words before a number; ends of ranges that are in them need none."""
_OPEN = {
    ("age", ">"): "after age {}",
    ("age", ">="): "at age {} or older",
    ("age", "<"): "before age {}",
    ("age", "<="): "at age {} or younger",
    ("at", ">"): "beyond {}",
    ("at", ">="): "at {} or later",
    ("at", "<"): "before {}",
    ("at", "<="): "at {} or earlier",
}
_OWN_LEAD = re.compile(
    r"(?:at|on|off|in|over|before|after|during|until|through|throughout|since|by|around)\b|(?:intra|post|peri)operatively",
    re.IGNORECASE,
)
_WITH_THE = re.compile(
    r"(?:end|start|beginning|last|first|final|second|third|time) |.*\b(?:analysis|cut-?off|visit)$",
    re.IGNORECASE,
)
_SPANS = re.compile(r"(?:trimester|phase|period|season|stay|extension)$", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:procedural|operative|partum|natal)$", re.IGNORECASE)
_POINT_OF = re.compile(r"(?:start|beginning|middle|end|completion|onset|time) of ", re.IGNORECASE)
_AFTER = re.compile(r"(?:after|before|post|pre)", re.IGNORECASE)


def times_in_words(times: Sequence[Time]) -> str:
    """Times with their prepositions, each unit told once where they share it; empty when there are none."""
    if (together := _since_baseline(times)) is not None:
        return together
    phrases: list[str] = []
    for _, group in groupby(times, key=_likeness):
        phrases.append(_together(list(group)))
    return listed_words(phrases)


def _since_baseline(times: Sequence[Time]) -> str | None:
    """``at baseline and 3 months``; null where more than one later time shares its unit."""
    if len(times) < 2 or times[0].kind != "baseline" or times[0].note:
        return None
    later = times[1:]
    amounts = [time.amounts[0] for time in later if time.amounts]
    is_plain = all(_likeness(time) == ("at", "") for time in later)
    if not is_plain or len({amount.unit for amount in amounts}) < len(amounts):
        return None
    return f"at {listed_words(['baseline', *map(_measured, amounts)])}"


def listed_words(words: Sequence[str], joint: str = "and") -> str:
    """``a``, ``a and b``, ``a, b, and c``."""
    if len(words) < 3:
        return f" {joint} ".join(words)
    return f"{', '.join(words[:-1])}, {joint} {words[-1]}"


def _likeness(time: Time) -> tuple[object, ...]:
    """What times share that are told together; each other one is told alone."""
    is_plain = len(time.amounts) == 1 and time.amounts[0].sign == "=" and not time.note
    if not is_plain or time.kind in ("calendar", "follow-up"):
        return (str(time),)
    return time.kind, time.event


def _together(times: list[Time]) -> str:
    first = times[0]
    if len(times) == 1 or not first.amounts:
        return _alone(first)
    amounts = [time.amounts[0] for time in times]
    return _said(first, _listed(amounts, "and"), is_plural=True)


def _alone(time: Time) -> str:
    note = f" ({time.note})" if time.note else ""
    if time.kind in ("baseline", "end"):
        return f"at {'baseline' if time.kind == 'baseline' else 'the end of follow-up'}{note}"
    if not time.amounts:
        return f"{_event(time.event)}{note}"
    if time.kind == "calendar":
        years = [f"{amount.value:f}" for amount in time.amounts]
        return f"in {years[0]}{note}" if len(years) == 1 else f"from {' to '.join(years)}{note}"
    return f"{_said(time, _amounts(time), is_plural=len(time.amounts) > 1)}{note}"


def _event(event: str) -> str:
    if _OWN_LEAD.match(event):
        return event
    if _SPANS.search(event) and not _POINT_OF.match(event):
        return f"in the {event}"
    if _WITH_THE.match(event):
        return f"at the {event}"
    if _ADJECTIVE.search(event):
        return f"in the {event} period"
    return f"at {event}"


def _said(time: Time, amounts: str, is_plural: bool) -> str:
    since = f" {time.event}" if time.event else ""
    only = time.amounts[0] if len(time.amounts) == 1 else None
    if only is not None and (frame := _OPEN.get((time.kind, only.sign))) is not None:
        return frame.format(f"{amounts}{since}")
    if time.kind == "at" and _AFTER.match(time.event):
        return f"{amounts}{since}"
    if time.kind == "follow-up":
        return f"at a {time.event} follow-up of {amounts}"
    if time.kind in AGES:
        return f"{_LEAD[time.kind]} {'ages' if is_plural else 'age'} {amounts}"
    if time.kind == "over" and time.joint == "to":
        return f"from {amounts}{since}"
    return f"{_LEAD[time.kind]} {amounts}{since}"


def _amounts(time: Time) -> str:
    amounts = time.amounts
    if time.joint == "or":
        return _listed(amounts, "or")
    if time.joint == "to" and len({amount.unit for amount in amounts}) > 1:
        return " to ".join(_measured(amount) for amount in amounts)
    if time.joint == "to":
        return f"{_number(amounts[0])} to {_number(amounts[1])} {_UNITS[amounts[1].unit]}s"
    (amount,) = amounts
    if (time.kind, amount.sign) in _OPEN:
        amount = amount._replace(sign="=")
    is_year_of_age = time.kind in AGES and amount.unit == "y"
    return _number(amount) if is_year_of_age else _measured(amount)


def _listed(amounts: Sequence[Amount], joint: str) -> str:
    if len({amount.unit for amount in amounts}) > 1:
        return listed_words([_measured(amount) for amount in amounts], joint)
    unit = _UNITS[amounts[-1].unit]
    return f"{listed_words([_number(amount) for amount in amounts], joint)} {unit}s"


def _measured(amount: Amount) -> str:
    if amount.value == 0:
        return f"{_UNITS[amount.unit]} 0"
    return f"{_number(amount)} {_UNITS[amount.unit]}{'' if amount.value == 1 else 's'}"


def _number(amount: Amount) -> str:
    return f"{_SIGNS.get(amount.sign, '')}{amount.value:f}"
