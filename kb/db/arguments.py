"""Values given as text on the command line (``-p name=value``), made numbers where a number is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kb.db.answer import Value
from kb.db.sql_tokens import (
    ARITHMETIC,
    COMPARISONS,
    NUMBERS,
    Columns,
    Tokens,
    after,
    arguments,
    at,
    before,
    opening,
    tokens_of,
    type_of,
)
from kb.errors import KbError

_INTEGER = re.compile(r"[+-]?(0|[1-9][0-9]*)")
_REAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_FLAGS = {"yes": 1, "true": 1, "no": 0, "false": 0}
TYPES = ("text", "integer", "real", "date")


def split(words: Iterable[str]) -> dict[str, str]:
    """``name=value`` words as a mapping. Raises KbError for another form or a name given twice."""
    values: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
            raise KbError(f"{word!r} is not of the form name=value. Write, for example, -p study=wang-2015")
        if name in values:
            raise KbError(f"The parameter {name} is given twice. Give it once.")
        values[name] = value
    return values


def converted(name: str, value: str, type: str) -> Value:
    """The value as the type wants it. Raises KbError that says what was expected."""
    if type == "integer":
        if not _is_integer(value):
            raise KbError(f"{name}={value}: a whole number is needed, for example {name}=12")
        return int(value)
    if type == "real":
        if not _REAL.fullmatch(value):
            raise KbError(f"{name}={value}: a number is needed, for example {name}=0.5")
        return float(value)
    if type == "date" and not _DATE.fullmatch(value):
        raise KbError(f"{name}={value}: a date is needed, for example {name}=2021-11-01")
    return value


def guessed(sql: str, given: Mapping[str, str], columns: Columns) -> dict[str, Value]:
    """Values for a statement that declares no types.

    One rule: a value that reads as a number is a number, but text where it is compared with text or is a
    part of text. So ``-p pmid=25284802`` is text in ``pmid = :pmid``, and ``-p x=0.5`` a number in
    ``enrolled > :x``, in ``value * :x`` and in ``LIMIT :x``. Raises KbError where the statement compares it
    with a number or a date and it is none.
    """
    tokens = tokens_of(sql)
    return {
        name: converted(name, value, "integer")
        if _counts_rows(tokens, name)
        else _value(name, value, _types(tokens, name, columns))
        for name, value in given.items()
    }


def _counts_rows(tokens: Tokens, name: str) -> bool:
    """Whether the parameter is the number of LIMIT or OFFSET."""
    return any(
        token.kind == "parameter" and token.text == name and at(tokens, place - 1).is_word("limit", "offset")
        for place, token in enumerate(tokens)
    )


def _value(name: str, value: str, types: set[str]) -> Value:
    if "text" in types:
        return value
    if "date" in types:
        return converted(name, value, "date")
    if types == {"boolean"} and value.lower() in _FLAGS:
        return _FLAGS[value.lower()]
    if _is_integer(value):
        return int(value)
    if _REAL.fullmatch(value) or types & NUMBERS:
        return converted(name, value, "real")
    return value


def _is_integer(value: str) -> bool:
    return len(value) <= 20 and _INTEGER.fullmatch(value) is not None and abs(int(value)) < 2**63


def _types(tokens: Tokens, name: str, columns: Columns) -> set[str]:
    """The types of all that the parameter is compared with."""
    places = [at for at, token in enumerate(tokens) if token.kind == "parameter" and token.text == name]
    partners = (partner for place in places for partner in _partners(tokens, place, place + 1))
    return {type_of(partner, columns, tokens) for partner in partners} - {""}


_TEXT = tokens_of("''")


def _partners(tokens: Tokens, start: int, end: int) -> Iterator[Tokens]:
    """What the expression from ``start`` to ``end``, which holds the parameter, is compared with."""
    left, right = at(tokens, start - 1), at(tokens, end)
    if left.is_sign(*ARITHMETIC) or right.is_sign(*ARITHMETIC):
        return
    if left.is_sign("||") or right.is_sign("||") or left.is_word("like", "ilike", "glob"):
        yield _TEXT
    elif left.is_sign(*COMPARISONS):
        yield before(tokens, start - 1)
    elif right.is_sign(*COMPARISONS):
        yield after(tokens, end + 1)
    elif right.is_word("in", "not", "between"):
        yield from _members(tokens, end)
    elif left.is_word("between") or (left.is_word("and") and _is_between(tokens, start)):
        word = next(place for place in range(start - 1, -1, -1) if tokens[place].is_word("between"))
        yield before(tokens, word - at(tokens, word - 1).is_word("not"))
    elif left.is_sign("(", ","):
        yield from _around(tokens, start)


def _members(tokens: Tokens, word: int) -> Iterator[Tokens]:
    """The list after ``:x IN``, the bounds after ``:x BETWEEN``."""
    while at(tokens, word).is_word("not", "in", "between"):
        word += 1
    if at(tokens, word).is_sign("("):
        yield from arguments(tokens, word)
    else:
        yield after(tokens, word)


def _is_between(tokens: Tokens, start: int) -> bool:
    """Whether the AND right before ``start`` belongs to a BETWEEN."""
    low = before(tokens, start - 1)
    return at(tokens, start - 2 - len(low)).is_word("between")


def _around(tokens: Tokens, start: int) -> Iterator[Tokens]:
    """For an expression in a parenthesis: the left side of its IN; the other arguments of its call."""
    open = opening(tokens, start)
    if open < 0:
        return
    caller = at(tokens, open - 1)
    parts = arguments(tokens, open)
    if caller.is_word("in"):
        yield before(tokens, open - 1 - at(tokens, open - 2).is_word("not"))
    elif caller.is_word("lower", "upper", "trim", "replace"):
        yield _TEXT
    elif caller.is_word("coalesce", "nullif", "ifnull", "max", "min", "greatest", "least"):
        yield from parts
    elif caller.kind != "word" or caller.is_word("and", "or", "not", "where", "on"):
        end = open + sum(map(len, parts)) + len(parts) + 1
        if len(parts) == 1:
            yield from _partners(tokens, open, end)
