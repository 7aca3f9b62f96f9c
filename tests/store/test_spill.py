"""A load of any size takes a bounded memory: SQLite writes changed pages out once it holds many."""

from __future__ import annotations

from kb.store.database import PAGES_IN_MEMORY, writing
from tests.databases import SqliteFolder


def test_changed_pages_are_written_out_at_last(sqlite_databases: SqliteFolder) -> None:
    with sqlite_databases.copy() as url, writing(url) as writer:
        ((held,),) = (row.values() for row in writer.rows("PRAGMA cache_spill"))
    # 0 would mean never; SQLite says so for every multiple of 256.
    assert held == PAGES_IN_MEMORY
