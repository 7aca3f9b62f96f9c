"""Aggregates that SQLite lacks: ``median(x)``, ``stddev(x)`` and ``string_agg(x, sign)``, as on PostgreSQL.

All leave out nulls and work over a window. ``median`` is the middle value, or half way between the two in
the middle, as PERCENTILE_CONT(0.5) is; null of nothing. ``stddev`` is that of a sample (n - 1); null of
fewer than two values. PostgreSQL has the last two; ``median`` is made there by :mod:`kb.db.migrate`.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, insort
from typing import Any, cast

LONGEST = 1_000_000
"""Characters that a joined text may have."""
MOST = 1_000_000
"""Numbers that a median or deviation is taken of: one step is not interrupted by the time limit."""


class _Numbers:
    """The numbers in the window, in order."""

    def __init__(self) -> None:
        self._numbers = array("d")

    def step(self, value: Any) -> None:
        if value is not None:
            if len(self._numbers) == MOST:
                raise ValueError("too many")
            insort(self._numbers, _number(value))

    def inverse(self, value: Any) -> None:
        if value is not None:
            del self._numbers[bisect_left(self._numbers, _number(value))]

    def value(self) -> float | None:
        raise NotImplementedError

    def finalize(self) -> float | None:
        return self.value()


def _number(value: Any) -> float:
    if not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


class Median(_Numbers):
    """``median(x)``"""

    def value(self) -> float | None:
        numbers = self._numbers
        if not numbers:
            return None
        half = (len(numbers) - 1) // 2
        low, high = numbers[half], numbers[len(numbers) // 2]
        return low + 0.5 * (high - low)  # as PostgreSQL reckons it, to the last digit


class StandardDeviation(_Numbers):
    """``stddev(x)``, ``stddev_samp(x)``"""

    def value(self) -> float | None:
        from statistics import stdev

        return stdev(self._numbers) if len(self._numbers) > 1 else None


class StringAgg:
    """``string_agg(x, sign)``: the texts in the order in which they come in; null of nothing."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, str]] = []
        self._size = 0

    def step(self, text: Any, sign: Any) -> None:
        if text is None:
            return
        if not isinstance(text, str):
            raise TypeError(text)
        self._parts.append((str(sign or ""), text))
        self._size += max(1, len(text) + len(self._parts[-1][0]))  # nothing at all takes memory, too
        if self._size > LONGEST:
            raise ValueError("too long")

    def inverse(self, text: Any, sign: Any) -> None:
        if text is not None:
            dropped = self._parts.pop(0)
            self._size -= max(1, sum(map(len, dropped)))

    def value(self) -> str | None:
        if not self._parts:
            return None
        return self._parts[0][1] + "".join(sign + text for sign, text in self._parts[1:])

    def finalize(self) -> str | None:
        return self.value()


def add_aggregates(connection: sqlite3.Connection) -> None:
    """Teach a connection the aggregates."""
    made = (("median", 1, Median), ("stddev", 1, StandardDeviation), ("stddev_samp", 1, StandardDeviation))
    for name, takes, aggregate in (*made, ("string_agg", 2, StringAgg)):
        connection.create_window_function(name, takes, cast(type[Any], aggregate))
