"""How single values read."""

from __future__ import annotations

import math
import re
from typing import Any

Value = Any
"""None, int, float, bool or str."""


def shown(value: Value) -> str:
    """A value as a person reads it: empty for null, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def counted(count: int, singular: str, plural: str = "") -> str:
    """A number with its noun: ``1 record``, ``1,200 records``; without a plural, the singular takes an s."""
    return f"{count:,} {singular if count == 1 else plural or f'{singular}s'}"


def in_one_line(value: Value) -> str:
    """The same with line breaks, tabs and control characters made blank: a terminal obeys some of them."""
    text = shown(value)
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() or sign.isspace() else "\ufffd" for sign in text)
    return " ".join(text.split())


def for_json(value: Value) -> Value:
    """The value as JSON can hold it: what is not finite becomes text."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def runs_in_spreadsheets(value: Value) -> bool:
    """Whether a spreadsheet would take this text for a formula.

    OWASP, "CSV Injection": cells that begin with = + - @, tab or carriage return. A number with a sign is no
    formula, nor are signs alone, nor a number that words or a parenthesis follow after a blank: ``-0.5 (95%
    CI -1 to 0)`` has two operands without an operator. ``|`` and ``!``, which call other programs and files,
    are never let through.
    """
    if not isinstance(value, str) or not value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return False
    return _PRINTED.fullmatch(value) is None


_PRINTED = re.compile(
    r"[+-]+|[+-](?:[0-9]+(?:[.,][0-9]+)*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?%?(?:\s+[(\[A-Za-z][^|!]*)?"
)
