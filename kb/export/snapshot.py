"""Which state of the database an export shows: when it was taken, and a hash that names its records."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.version import head_revision


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state that a reader sees.

    ``taken`` is the moment of the export, ``last_change`` that of the last change of a record (null when
    there is none), both UTC in ISO 8601. ``content_hash`` is the SHA-256 over the lines ``key hash`` of all
    records by key, so that databases with the same records have the same, whatever their engine.
    """

    taken: str
    last_change: str | None
    content_hash: str
    schema_version: str

    def as_json(self) -> dict[str, str | None]:
        """The same for a description of files."""
        return {
            "taken": self.taken,
            "last_change": self.last_change,
            "content_hash": f"sha256:{self.content_hash}",
            "schema_version": self.schema_version,
        }


def read_snapshot(reader: Reader) -> Snapshot:
    """The state that the reader sees now."""
    records = reader.rows("SELECT id, content_hash FROM record")
    lines = sorted(f"{row['id']} {row['content_hash']}\n" for row in records)
    last = reader.rows('SELECT MAX("at") AS last_change FROM change')[0]["last_change"]
    return Snapshot(
        taken=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        last_change=None if last is None else str(last).replace("+00:00", "Z"),
        content_hash=hashlib.sha256("".join(lines).encode()).hexdigest(),
        schema_version=head_revision(),
    )
