"""The rule that a load overwrites nothing that was changed in the database behind its back."""

from __future__ import annotations

from pydantic import ValidationError

from kb.records.kinds import RecordName
from kb.store.convert import hash_of, to_text
from kb.store.database import Writer
from kb.store.rows import RecordRows, Row
from kb.store.special import RecordNames


def conflict(
    present: RecordRows, name: RecordName, stored: Row, file: tuple[str, RecordNames, Writer]
) -> str:
    """What speaks against overwriting a record, in words; empty when nothing does.

    ``file`` is the hash of the record in the file, with the lookups and the database. A record of which
    the database and the file say the same, or that is as it was last loaded or dumped, may be overwritten.
    """
    digest, names, writer = file
    try:
        current = hash_of(to_text(present, name, names))
    except (ValidationError, ValueError, KeyError, IndexError, AssertionError):
        return f"the rows of {name.id} in the database make no record any more; they stay."
    if current in (stored["synced_hash"], digest):
        return ""
    since = f"was changed in the database since it was last loaded or dumped{_last_author(name, writer)}"
    return f"{name.id} {since}; the file says something else."


def _last_author(name: RecordName, writer: Writer) -> str:
    sql = 'SELECT who, at FROM "change" WHERE record_id = ? ORDER BY id DESC LIMIT 1'
    rows = writer.rows(sql, (name.id,))
    return f" (last logged change: {rows[0]['at']} by {rows[0]['who']})" if rows else ""
