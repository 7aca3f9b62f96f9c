"""A table as a Parquet file with typed columns."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kb.forms.spool import Spool
from kb.forms.values import Value, shown


def write(
    file: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]], types: Mapping[str, str]
) -> None:
    """Write whole numbers as int64, other numbers as double, flags as bool, days as date, all else as text.

    A column of a known type has it, if all its values fit. Of the others the values tell: a column that
    mixes numbers and text is text; one of nulls alone is text too. So all rows are looked at first.
    """
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    seen = [_Seen(types.get(name, "")) for name in columns]
    with Spool() as spool:
        for row in rows:
            spool.add(row)
            for column, value in zip(seen, row, strict=True):
                column.look_at(value)
        made = [column.made(pyarrow) for column in seen]
        schema = pyarrow.schema(list(zip(columns, (type for type, _ in made), strict=True)))
        with ParquetWriter(file, schema) as writer:
            for batch in spool.batches():
                arrays = [
                    pyarrow.array([None if value is None else make(value) for value in values], type)
                    for values, (type, make) in zip(zip(*batch, strict=True), made, strict=True)
                ]
                writer.write_batch(pyarrow.record_batch(arrays, schema=schema))


class _Seen:
    """What the values of a column have been so far; null says nothing."""

    def __init__(self, declared: str) -> None:
        self._declared = declared
        self._kinds: set[type[Any]] = set()
        self._are_days = self._are_flags = self._are_long = True

    def look_at(self, value: Value) -> None:
        if value is None:
            return
        self._kinds.add(type(value))
        self._are_days = self._are_days and self._declared == "date" and _is_day(value)
        self._are_flags = self._are_flags and value in (0, 1)
        self._are_long = self._are_long and isinstance(value, int) and -(2**63) <= value < 2**63

    def made(self, pyarrow: Any) -> tuple[Any, Callable[[Value], Any]]:
        """The type of Parquet, and how a value becomes one of it."""
        kinds = self._kinds or _KINDS.get(self._declared, set())
        if self._declared == "date" and self._are_days:
            return pyarrow.date32(), datetime.date.fromisoformat
        if kinds == {bool} or (self._declared == "boolean" and self._are_flags):
            return pyarrow.bool_(), bool
        if self._declared != "real" and kinds == {int} and self._are_long:
            return pyarrow.int64(), int
        if kinds and kinds <= {int, float}:
            return pyarrow.float64(), float
        return pyarrow.string(), lambda value: value if isinstance(value, str) else shown(value)


_KINDS: Mapping[str, set[type[Any]]] = {"integer": {int}, "real": {float}}


def _is_day(value: Value) -> bool:
    try:
        return isinstance(value, str) and str(datetime.date.fromisoformat(value)) == value
    except ValueError:
        return False
