"""Reading rows the same way inside a write transaction and from a database that is only read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any, Protocol

from kb.db.connect import Reader
from kb.store.rows import Row


class Selects(Protocol):
    """What answers a select with ``?`` for each value: a Writer, or a Reader by way of ``Asking``."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a select."""
        ...


class ReaderSelects:
    """A Reader that takes ``?`` for each value."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a select."""
        first, *rest = sql.split("?")
        numbers = count()
        named = first + "".join(f":v{next(numbers)}{part}" for part in rest)
        return self._reader.rows(named, {f"v{number}": value for number, value in enumerate(values)})
