"""What a SELECT of somebody's own returns, how far it may go, and the message when it goes too far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.db.portability import Hint
from kb.errors import KbError

LARGEST_STATEMENT = 100_000
"""Bytes of a statement, or of the file that holds it; SQLite is told the same."""

Value = str | int | float | None
"""None, int, float or str: the same on both engines."""


@dataclass(frozen=True, slots=True)
class SqlAnswer:
    """What a SELECT returned; ``truncated`` when there were more rows than the limit."""

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]
    truncated: bool


@dataclass(slots=True)
class Stream:
    """The same while it comes in; whether it was cut is known once ``rows`` is used up.

    ``types`` are those of the columns that have the name of a column of a view or table in the statement;
    ``hint`` says what to write where the other engine would refuse it or answer otherwise ("" = nothing).
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[Value, ...]]
    truncated: bool = False
    types: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many rows and seconds a statement may take; what the reader of the rows takes is not counted."""

    rows: int = 10_000
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class SqlQuestion:
    """A statement with the values of its parameters, how far it may go, and what the other engine does."""

    sql: str
    params: Mapping[str, Value]
    bounds: Bounds
    hint: Hint


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Column names, a repeated one with a number after it, so that every value keeps its place."""
    used_names: set[str] = set()
    unique: list[str] = []
    for name in names:
        free, number = name, 2
        while free in used_names:
            free, number = f"{name}_{number}", number + 1
        used_names.add(free)
        unique.append(free)
    return tuple(unique)


def refused(reason: str) -> KbError:
    """The error for a statement that is no plain SELECT."""
    return KbError(
        f"The statement was refused ({reason}): only one SELECT can be run here, and nothing changed."
        " Records are changed by kb load."
    )


def function_not_allowed(name: str) -> KbError:
    """The error for a function that could do more than look at its arguments."""
    return KbError(
        f"The function {name} cannot be used here, and nothing was changed: kb sql has the functions that"
        " only look at the values given to them. kb schema has the views."
    )


def not_understood(reason: str, hint: str) -> KbError:
    """The error for a statement that the engine makes nothing of; ``hint`` says how both engines take it."""
    return KbError(f"The statement is not understood: {reason}.{f' {hint}' if hint else ''}")


def out_of_time(seconds: float) -> KbError:
    """The error for a statement that ran too long."""
    return KbError(
        f"The statement was stopped after {seconds:g} seconds. Narrow it down by WHERE, or allow more time."
    )


def too_large() -> KbError:
    """The error for a statement that needs more memory or disk than one person may take."""
    return KbError(
        "The answer, or what has to be sorted for it, is too large to be held at once. Select fewer columns"
        " or rows, or leave out ORDER BY."
    )
