"""The functions that ad hoc SQL may call on SQLite: none that writes, and none that cannot be stopped.

One call of a function is not interrupted by the time limit. So zeroblob and randomblob are left out (one
call can take minutes and gigabytes), ``printf`` takes short widths only, and those that search for a text
take a short one: ``instr`` and ``replace`` take seconds for a megabyte in a megabyte.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

LONGEST_TEXT = 1_000_000
"""Bytes of the longest text or blob that a statement may read or make."""
_LONGEST_PART = 1_000

FUNCTIONS = frozenset(
    (
        *("acos", "asin", "atan", "atan2", "cos", "degrees", "pi", "radians", "sin", "tan"),
        *("acosh", "asinh", "atanh", "cosh", "sinh", "tanh", "random", "soundex", "sqlite_version"),
        *("abs", "avg", "ceil", "ceiling", "count", "exp", "floor", "ln", "log", "log10", "log2", "max"),
        *("median", "stddev", "stddev_samp"),
        *("min", "mod", "pow", "power", "round", "sign", "sqrt", "sum", "total", "trunc"),
        *("coalesce", "format", "glob", "likelihood", "likely", "printf", "unlikely"),
        *("iif", "ifnull", "instr", "length", "like", "lower", "ltrim", "nullif"),
        *("quote", "concat", "concat_ws", "group_concat", "replace", "rtrim", "string_agg", "substr"),
        *("substring", "char", "hex", "octet_length", "trim", "typeof", "unicode", "upper"),
        *(
            "current_date",
            "current_time",
            "current_timestamp",
            "date",
            "datetime",
            "julianday",
            "strftime",
            "time",
            "unixepoch",
        ),
        *("cume_dist", "dense_rank", "first_value", "lag", "last_value", "lead", "nth_value", "ntile"),
        *("percent_rank", "rank", "row_number"),
        *("->", "->>", "json", "json_array", "json_array_length", "json_extract", "json_group_array"),
        *("json_group_object", "json_insert", "json_object", "json_patch", "json_quote", "json_remove"),
        *("json_replace", "json_set", "json_type", "json_valid"),
    )
)


def add_bounded_functions(connection: sqlite3.Connection) -> None:
    """Put bounded forms in the place of the built-in functions that search."""
    bounded: dict[str, tuple[int, Callable[..., Any]]] = {
        "instr": (2, _instr),
        "replace": (3, _replace),
        "trim": (2, lambda text, signs: _strip(text, signs, str.strip)),
        "ltrim": (2, lambda text, signs: _strip(text, signs, str.lstrip)),
        "rtrim": (2, lambda text, signs: _strip(text, signs, str.rstrip)),
    }
    for name, (arguments, function) in bounded.items():
        connection.create_function(name, arguments, function, deterministic=True)
    for name in ("printf", "format"):
        connection.create_function(name, -1, _formatted, deterministic=True)


def _formatted(*values: Any) -> Any:
    """What SQLite makes of them; a width of four digits, or one that is among the values, is refused."""
    form = _text(values[0]) if values and values[0] is not None else ""
    fields = (match[1] for match in _FIELD.finditer(form))
    if len(form) > _LONGEST_PART or any(_WIDE.search(field) for field in fields):
        raise ValueError("too long")
    signs = ", ".join("?" * len(values))
    with closing(sqlite3.connect(":memory:")) as calculator:
        calculator.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_TEXT)
        return calculator.execute(f"SELECT printf({signs})", values).fetchone()[0]


_FIELD = re.compile(r"%([^A-Za-z%]*l*[^A-Za-z%]*)(?:[A-Za-z%]|\Z)")
"""A field of ``printf``: what stands before the letter that says its kind; ``%%`` is one, too."""
_WIDE = re.compile(r"\*|[0-9]{4}")


def _instr(text: Any, part: Any) -> int | None:
    if text is None or part is None:
        return None
    return _text(text).find(_part(part)) + 1


def _replace(text: Any, part: Any, new: Any) -> str | None:
    if text is None or part is None or new is None:
        return None
    whole, old, instead = _text(text), _part(part), _text(new)
    if not old:
        return whole
    if len(whole) + whole.count(old) * (len(instead) - len(old)) > LONGEST_TEXT:
        raise ValueError("too long")
    return whole.replace(old, instead)


def _strip(text: Any, signs: Any, strip: Callable[[str, str], str]) -> str | None:
    if text is None or signs is None:
        return None
    return strip(_text(text), _part(signs))


def _part(value: Any) -> str:
    part = _text(value)
    if len(part) > _LONGEST_PART:
        raise ValueError("too long")
    return part


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
