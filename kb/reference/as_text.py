"""One relation for a terminal: columns with their codes as indented lists, an example row, a query."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from kb.reference.relation import ColumnEntry, Relation


def render_text(relation: Relation, width: int | None = None) -> str:
    """The relation as plain text; ``width`` wraps long lines (None leaves them whole)."""
    return "".join(f"{line}\n" for line in _lines(relation, width))


def _lines(relation: Relation, width: int | None) -> Iterator[str]:
    yield f"{relation.name} ({'public view' if relation.kind == 'view' else 'table'})"
    yield from _wrapped(relation.description, "  ", width)
    for number, key in enumerate(relation.keys):
        yield f"  {'Key' if number == 0 else 'Also unique'}: {', '.join(key)}"
    yield ""
    yield "Columns"
    for column in relation.columns:
        yield from _column(column, width)
    yield ""
    yield from _example(relation, width)
    if relation.query:
        yield ""
        yield "Example query"
        yield from (f"  {line}" for line in relation.query.splitlines())


def _column(column: ColumnEntry, width: int | None) -> Iterator[str]:
    facts = [column.type, "may be null" if column.null else ""]
    if column.refers_to:
        facts.append(f"refers to {column.refers_to}")
    yield f"  {column.name} ({', '.join(fact for fact in facts if fact)})"
    yield from _wrapped(column.description, "      ", width)
    longest = max(map(len, column.codes), default=0)
    for code, meaning in column.codes.items():
        yield from _wrapped(meaning, f"        {code.ljust(longest)}  ", width)


def _example(relation: Relation, width: int | None) -> Iterator[str]:
    if not relation.has_example:
        yield "It holds no row yet."
        return
    yield "Example row"
    longest = max(len(column.name) for column in relation.columns)
    for column in relation.columns:
        yield from _wrapped(shown(column.example), f"  {column.name.ljust(longest)}  ", width)


def shown(value: Any) -> str:
    """A value of the example row on one line; null is told from an empty text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return " ".join(str(value).split()) or '""'


def _wrapped(text: str, start: str, width: int | None) -> list[str]:
    """The text after ``start``, later lines indented as deep."""
    if width is None:
        return [start + text]
    room = max(width, len(start) + 20)
    return textwrap.wrap(text, room, initial_indent=start, subsequent_indent=" " * len(start)) or [start]
