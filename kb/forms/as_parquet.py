"""A table as a Parquet file with typed columns."""

from __future__ import annotations

import builtins
import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kb.forms.values import Value, shown


def write(
    file: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]], types: Mapping[str, str]
) -> None:
    """Write whole numbers as int64, other numbers as double, flags as bool, days as date, all else as text.

    A column of a known type has it, if all its values fit. Of the others the values tell: a column that
    mixes numbers and text is text; one of nulls alone is text too.
    """
    import pyarrow
    import pyarrow.parquet

    all_rows = list(rows)
    arrays = [
        _array(pyarrow, types.get(name, ""), [row[index] for row in all_rows])
        for index, name in enumerate(columns)
    ]
    table = pyarrow.Table.from_arrays(arrays, names=list(columns))
    pyarrow.parquet.write_table(table, file)


def _array(pyarrow: Any, type: str, values: list[Value]) -> Any:
    present = [value for value in values if value is not None]
    if type == "date" and all(_is_day(value) for value in present):
        days = [None if value is None else datetime.date.fromisoformat(value) for value in values]
        return pyarrow.array(days, pyarrow.date32())
    if type == "boolean" and all(value in (0, 1) for value in present):
        return pyarrow.array([None if value is None else bool(value) for value in values], pyarrow.bool_())
    kinds = {builtins.type(value) for value in present} or _KINDS.get(type, set())
    if kinds == {bool}:
        return pyarrow.array(values, pyarrow.bool_())
    if type != "real" and kinds == {int} and all(-(2**63) <= value < 2**63 for value in present):
        return pyarrow.array(values, pyarrow.int64())
    if kinds and kinds <= {int, float}:
        return pyarrow.array([None if value is None else float(value) for value in values], pyarrow.float64())
    texts = [None if value is None else value if isinstance(value, str) else shown(value) for value in values]
    return pyarrow.array(texts, pyarrow.string())


_KINDS: Mapping[str, set[builtins.type]] = {"integer": {int}, "real": {float}}


def _is_day(value: Value) -> bool:
    try:
        return isinstance(value, str) and str(datetime.date.fromisoformat(value)) == value
    except ValueError:
        return False
