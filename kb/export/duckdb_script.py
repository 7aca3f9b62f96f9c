"""``load.sql``: makes a DuckDB table of every exported CSV file, with types, keys and meanings."""

from __future__ import annotations

from collections.abc import Iterator

from kb.export.views import ExportedView, ViewColumn

FILE = "load.sql"

_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def load_script(views: list[ExportedView]) -> str:
    """The script; it is run in the folder of the files: ``duckdb kb.duckdb < load.sql``."""
    head = (
        "-- Makes a table of every CSV file of this folder in DuckDB, with types, keys and comments.\n"
        "-- Run it in this folder: duckdb kb.duckdb < load.sql\n"
    )
    return head + "".join(f"\n{statement};\n" for view in views for statement in _statements(view))


def _statements(view: ExportedView) -> Iterator[str]:
    lines = [f"  {_name(column.name)} {_type(column)}" for column in view.columns]
    if not {column.name for column in view.columns if column.null}.intersection(view.key):
        lines.append(f"  PRIMARY KEY ({', '.join(map(_name, view.key))})")
    yield f"CREATE TABLE {_name(view.name)} (\n" + ",\n".join(lines) + "\n)"
    # Only an empty cell without quotes is null; a quoted one would be an empty text.
    yield (
        f"COPY {_name(view.name)} FROM '{view.name}.csv'"
        " (FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '', ALLOW_QUOTED_NULLS false,"
        " AUTO_DETECT false)"
    )
    yield f"COMMENT ON TABLE {_name(view.name)} IS {_text(view.description)}"
    for column in view.columns:
        place = f"{_name(view.name)}.{_name(column.name)}"
        yield f"COMMENT ON COLUMN {place} IS {_text(column.description)}"


def _type(column: ViewColumn) -> str:
    return _TYPES[column.type] + ("" if column.null else " NOT NULL")


def _name(name: str) -> str:
    return f'"{name}"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
