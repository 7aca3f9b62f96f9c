"""Values given as text on the command line (``-p name=value``), made numbers where a number is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kb.db.answer import Value
from kb.db.connect import Reader
from kb.errors import KbError

_INTEGER = re.compile(r"[+-]?(0|[1-9][0-9]*)")
_REAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
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
        if not _INTEGER.fullmatch(value) or abs(int(value)) >= 2**63:
            raise KbError(f"{name}={value}: a whole number is needed, for example {name}=12")
        return int(value)
    if type == "real":
        if not _REAL.fullmatch(value):
            raise KbError(f"{name}={value}: a number is needed, for example {name}=0.5")
        return float(value)
    if type == "date" and not _DATE.fullmatch(value):
        raise KbError(f"{name}={value}: a date is needed, for example {name}=2021-11-01")
    return value


def guessed(sql: str, given: Mapping[str, str], types: Mapping[str, str]) -> dict[str, Value]:
    """Values for a statement that declares no types.

    A parameter takes the type of the column it is compared with, else of the column of its own name
    (``types``, see :func:`column_types`); else it is a number when it reads as one. So ``-p pmid=25284802``
    is text and ``-p year=2015`` a number.
    """
    values: dict[str, Value] = {}
    for name, value in given.items():
        type = types.get(_neighbour(sql, name)) or types.get(name.lower())
        if type is None:
            type = "integer" if _INTEGER.fullmatch(value) else "real" if _REAL.fullmatch(value) else "text"
        values[name] = converted(name, value, type)
    return values


def _neighbour(sql: str, name: str) -> str:
    """Name of the column that the parameter is compared with; empty when there is none."""
    sign = r"\s*(?:=|==|<>|!=|<=|>=|<|>|\bLIKE\b|\bIN\s*\(|\bBETWEEN\b)\s*"
    before = re.search(rf"(\w+){sign}:{name}\b", sql, re.IGNORECASE)
    after = re.search(rf":{name}{sign}(?:\w+\.)?(\w+)", sql, re.IGNORECASE)
    match = before or after
    return match[1].lower() if match else ""


def column_types(reader: Reader) -> dict[str, str]:
    """Column -> text, integer or real, for names that mean one type wherever they are."""
    rows = reader.rows("SELECT DISTINCT column_name, column_type FROM data_dictionary WHERE position > 0")
    types_of: dict[str, set[str]] = {}
    for row in rows:
        types_of.setdefault(str(row["column_name"]), set()).add(str(row["column_type"]))
    return {
        name: next(iter(types)) for name, types in types_of.items() if len(types) == 1 and types <= {*TYPES}
    }
