"""A view as a Parquet file: types from the dictionary, descriptions in the metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.export.views import ExportedView, ViewColumn

if TYPE_CHECKING:
    import pyarrow

_SPARK_TYPES = {"text": "string", "integer": "long", "real": "double", "boolean": "boolean", "date": "date"}


def write_parquet(file: Path, view: ExportedView, batches: Iterator[list[list[Any]]]) -> None:
    """Write a view; an empty one keeps its columns and their types."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = arrow_schema(view)
    with ParquetWriter(file, schema) as writer:
        for columns in batches:
            arrays = [
                pyarrow.array(values, field.type) for values, field in zip(columns, schema, strict=True)
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))


def arrow_schema(view: ExportedView) -> pyarrow.Schema:
    """Columns and metadata of the file.

    What the view and its columns are is written three times, because readers look in different places: as
    ``description`` of the file and of each Arrow field, as one JSON object ``column_descriptions`` for those
    who see only key and value pairs (DuckDB), and in Spark's own form, which Spark shows as comments.
    """
    import pyarrow

    fields = [
        pyarrow.field(column.name, _arrow_type(column), metadata={"description": column.description})
        for column in view.columns
    ]
    metadata = {
        "description": view.description,
        "key": ", ".join(view.key),
        "column_descriptions": _json({column.name: column.description for column in view.columns}),
        "org.apache.spark.sql.parquet.row.metadata": _json(_spark_schema(view)),
    }
    return pyarrow.schema(fields, metadata=metadata)


def _arrow_type(column: ViewColumn) -> pyarrow.DataType:
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "real": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    return types[column.type]


def _spark_schema(view: ExportedView) -> dict[str, Any]:
    fields = [
        {
            "name": column.name,
            "type": _SPARK_TYPES[column.type],
            "nullable": True,
            "metadata": {"comment": column.description},
        }
        for column in view.columns
    ]
    return {"type": "struct", "fields": fields}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
