"""``kb load --prune``: records that the folder no longer has leave the database."""

from __future__ import annotations

from collections.abc import Sequence

from kb.errors import Problem
from kb.records.kinds import Folder, Name, name_of
from kb.store.base import Base, changed_behind
from kb.store.changes import Author, fetch, log_record
from kb.store.conflicts import conflict
from kb.store.convert import TABLES, to_text
from kb.store.database import Writer
from kb.store.lookups import Lookups
from kb.store.rows import Row


def remove_missing(writer: Writer, folder: Folder, author: Author, base: Base) -> tuple[int, list[Problem]]:
    """Remove what the folder lacks. Returns how many records went, and problems with those that may not."""
    present = {name.id for name in folder.names}
    gone = [row for row in writer.rows("SELECT * FROM record ORDER BY id") if row["id"] not in present]
    names = Lookups(writer, None)
    problems = []
    for row in gone:
        if (name := name_of(row["id"])) is None:
            continue
        rows = fetch(writer, name.kind, [name.id])[name.id]
        against = ("", names, writer)
        if refused := changed_behind(name, row, base, writer) or conflict(rows, name, row, against):
            problems.append(Problem(str(folder.file(name)), 0, "", refused, "Dump it, then decide."))
            continue
        log_record(writer, name.id, (to_text(rows, name, names), None), author)
        _remove(writer, name, row)
    return len(gone), problems


def _remove(writer: Writer, name: Name, row: Row) -> None:
    tables: Sequence[str] = (*TABLES[name.kind], "record")
    for table in tables:
        column = "id" if table == "record" else "record_id"
        writer.run(f"DELETE FROM {table} WHERE {column} = ?", (row["id"],))
