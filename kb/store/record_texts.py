"""Records as the database holds them, without a folder: the validated object, and its canonical text."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from kb.db.connect import Reader
from kb.errors import KbError, nearest
from kb.records.kinds import RecordName, name_of
from kb.records.writing import write_record
from kb.store.convert import to_record
from kb.store.database import Writer
from kb.store.lookups import Lookups
from kb.store.row_changes import fetch
from kb.store.rows import RecordRows
from kb.store.selects import ReaderSelects, Selects
from kb.store.special import RecordNames


def record_text(database: Reader | Writer, record_id: str) -> str:
    """The canonical text of one record. Raises KbError when there is none, or its rows make none."""
    asks: Selects = database if isinstance(database, Writer) else ReaderSelects(database)
    name = existing_name(asks, record_id)
    rows = fetch(asks, name.kind, [name.id], with_derived=False)[name.id]
    return write_record(record_of(rows, name, Lookups(asks, None)))


def existing_name(database: Selects, record_id: str) -> RecordName:
    """The name of a record that the database holds. Raises KbError that names near ones when it does not."""
    name = name_of(record_id)
    if name is None or not database.rows("SELECT id FROM record WHERE id = ?", (record_id,)):
        known = [row["id"] for row in database.rows("SELECT id FROM record ORDER BY id")]
        raise KbError(f"The database holds no record {record_id}. {nearest(record_id, known)}".strip())
    return name


def record_of(rows: RecordRows, name: RecordName, names: RecordNames) -> Any:
    """The record that rows represent. Raises KbError when no record says that."""
    try:
        return to_record(rows, name, names)
    except (ValidationError, ValueError, KeyError, IndexError, AssertionError) as error:
        raise KbError(
            f"The rows of {name.id} in the database make no record ({error})."
            " They were changed without kb; correct them, or load the record's file again."
        ) from error
