"""A table as a Parquet file with typed columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kb.forms.values import Value, shown


def write(file: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write whole numbers as int64, other numbers as double, flags as bool, anything else as text.

    A column that mixes numbers and text is text; one of nulls alone is text too.
    """
    import pyarrow
    import pyarrow.parquet

    all_rows = list(rows)
    arrays = [_array(pyarrow, [row[index] for row in all_rows]) for index in range(len(columns))]
    table = pyarrow.Table.from_arrays(arrays, names=list(columns))
    pyarrow.parquet.write_table(table, file)


def _array(pyarrow: Any, values: list[Value]) -> Any:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return pyarrow.array(values, pyarrow.bool_())
    if kinds == {int} and all(value is None or -(2**63) <= value < 2**63 for value in values):
        return pyarrow.array(values, pyarrow.int64())
    if kinds and kinds <= {int, float}:
        return pyarrow.array([None if value is None else float(value) for value in values], pyarrow.float64())
    texts = [None if value is None else value if isinstance(value, str) else shown(value) for value in values]
    return pyarrow.array(texts, pyarrow.string())
