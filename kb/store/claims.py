"""Names that only one record may have: identifiers of references, merged keys."""

from __future__ import annotations

from collections.abc import Iterator

from kb.codes import IDENTIFIER_SCHEME
from kb.errors import Problem
from kb.records.kinds import RecordFolder, name_of
from kb.records.yaml_source import Path, RecordSource, shown
from kb.store.database import Writer
from kb.store.rows import RecordRows, Row

_TABLES = ("reference_identifier", "reference_merge")


class Claims:
    """Who has which name, in this load and in the database."""

    def __init__(self, writer: Writer, folder: RecordFolder | None) -> None:
        self._writer = writer
        self._folder = folder
        self._claimed: dict[str, str] = {}

    def conflicts(self, rows: RecordRows, source: RecordSource) -> Iterator[Problem]:
        """A problem for every name of a record that another record has, naming both files."""
        for table in _TABLES:
            for row in rows.of(table):
                owner = self._claimed.setdefault(f"{table} {row['id']}", rows.record_id)
                if owner == rows.record_id:
                    owner = self._in_database(table, row)
                if owner != rows.record_id:
                    yield self._problem(table, row, (owner, source))

    def _in_database(self, table: str, row: Row) -> str:
        rows = self._writer.rows(f"SELECT record_id FROM {table} WHERE id = ?", (row["id"],))
        return str(rows[0]["record_id"]) if rows else str(row["record_id"])

    def _problem(self, table: str, row: Row, place: tuple[str, RecordSource]) -> Problem:
        owner, source = place
        name = name_of(owner)
        file = self._folder.file(name) if name is not None and self._folder is not None else None
        holder = str(file) if file is not None and file.is_file() else f"the record {owner} of the database"
        path, name_shown = _PATHS.get(table, ()), f"`{row['id']}`"
        if table == "reference_identifier":
            path, name_shown = (
                ("identifiers", row["scheme"]),
                f"the {str(row['scheme']).upper()} {row['value']}",
            )
        remedy = "If both are the same publication, keep one; else correct the identifier."
        return Problem(
            source.file, source.line(path), shown(path), f"{name_shown} is also in {holder}.", remedy
        )


_PATHS: dict[str, Path] = {"reference_merge": ("merged",)}
PLACES: tuple[Path, ...] = (*_PATHS.values(), *(("identifiers", scheme) for scheme in IDENTIFIER_SCHEME))
"""Where a record says its claims."""
