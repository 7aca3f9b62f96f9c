"""What a folder knew of the database when both were last the same: the base of an editor's change.

``kb dump`` writes it into the folder (``.kb/base.json``), ``kb load`` keeps it up. With it, a load tells a
file that was edited here from one that is only older than the database, and one editor's change from
another's. A folder without it (the one that ships with kb, a fresh clone) is loaded as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kb.errors import KbError
from kb.files import write_whole
from kb.records.kinds import RecordName
from kb.store.database import Writer
from kb.store.rows import Row

_FILE = Path(".kb", "base.json")

Known = tuple[str, int]
"""Hash of a record, and the number of the newest line of the change log, when both were the same."""


@dataclass(slots=True)
class FolderBase:
    """The base of one folder with respect to one database; ``present`` is false where there is none."""

    folder: Path
    place: str
    present: bool = False
    records: dict[str, Known] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, writer: Writer) -> FolderBase:
        """The base as the folder holds it; one of a database that was made anew since does not count."""
        base = cls(folder, f"{writer.place} since {_first_change(writer)}")
        known = _read_bases(folder).get(base.place)
        if known is not None:
            base.present = True
            base.records = known
        return base

    def hash_of(self, record_id: str) -> str | None:
        """Hash of a record when it was last the same here and there; None when that is not known."""
        known = self.records.get(record_id)
        return None if known is None else known[0]

    def since(self, record_id: str, writer: Writer) -> int:
        """Number in the change log after which a change of a record is somebody else's."""
        if record_id in self.records:
            return self.records[record_id][1]
        return 0 if self.present else writer.newest_before

    def save(self, hashes: Mapping[str, str], newest: int, removed: Iterable[str] = ()) -> None:
        """Note records that are the same here and there now; in a folder that can be written to."""
        self.records |= {id: (digest, newest) for id, digest in hashes.items()}
        for id in removed:
            self.records.pop(id, None)
        file = self.folder / _FILE
        try:
            file.parent.mkdir(exist_ok=True)
            (file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
            write_whole(file, json.dumps(_read_bases(self.folder) | {self.place: self.records}) + "\n")
        except (OSError, KbError):
            return

    def exists(self) -> bool:
        """Whether the folder keeps bases at all, of this database or another."""
        return (self.folder / _FILE).is_file()


def changed_behind(name: RecordName, stored: Row | None, base: FolderBase, writer: Writer) -> str:
    """What somebody else did to a record since this folder was the same, in words; empty when nothing."""
    known = base.hash_of(name.id)
    if (known is None) if stored is None else (known == stored["content_hash"]):
        return ""
    sql = 'SELECT who, at, why FROM "change" WHERE record_id = ? AND id > ? ORDER BY id DESC LIMIT 1'
    entries = writer.rows(sql, (name.id, base.since(name.id, writer)))
    if not entries:
        return ""
    happened = "was changed in" if stored is not None else "was removed from"
    when = "since this folder was last dumped or loaded" if base.present else "while this load waited for it"
    entry = entries[0]
    return (
        f"{name.id} {happened} the database by {entry['who']} at {entry['at']} ({entry['why']}), {when};"
        " the file says something else."
    )


def known_hashes(folder: Path) -> dict[str, set[str]]:
    """Record -> hashes of what the folder and any database it was loaded into or dumped from agreed on."""
    known: dict[str, set[str]] = {}
    for records in _read_bases(folder).values():
        for id, (digest, _) in records.items():
            known.setdefault(id, set()).add(digest)
    return known


def _first_change(writer: Writer) -> str:
    rows = writer.rows('SELECT at FROM "change" ORDER BY id LIMIT 1')
    return str(rows[0]["at"]) if rows else "the beginning"


def _read_bases(folder: Path) -> dict[str, dict[str, Known]]:
    """Place of a database -> record -> what is known; nothing where the file is missing or damaged."""
    try:
        bases = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return {
            place: {id: (str(digest), int(number)) for id, (digest, number) in records.items()}
            for place, records in bases.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
