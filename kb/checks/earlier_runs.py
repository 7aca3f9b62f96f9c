"""What earlier runs found, so that a run after one change only checks what the change can reach.

Kept in a file of the user's cache folder, by the hash of all that a subject's check looks at (its
records, the vocabulary, the rules themselves). So it serves every database, is never wrong about another
one, and may be deleted at any time. Where no file can be had, every run checks everything.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kb.checks.problem import CheckProblem, Severity

KEEP_DAYS = 90
"""How long something that no run asks for is kept."""
Problems = tuple[CheckProblem, ...]


class Memory:
    """Problems by hash. Without a file it remembers nothing."""

    def __init__(self, connection: sqlite3.Connection | None = None) -> None:
        self._connection = connection
        self._today = datetime.now(UTC).date()

    def recall(self, hashes: Sequence[str]) -> dict[str, Problems]:
        """What is known of these hashes."""
        recalled: dict[str, Problems] = {}
        if self._connection is None:
            return recalled
        select = "SELECT problems FROM seen WHERE hash = ?"
        with suppress(sqlite3.Error, ValueError, TypeError):
            for hash in hashes:
                if (row := self._connection.execute(select, (hash,)).fetchone()) is not None:
                    recalled[hash] = _loads(row[0])
            today = str(self._today)
            used = "UPDATE seen SET used = ? WHERE hash = ? AND used < ?"
            self._connection.executemany(used, [(today, hash, today) for hash in recalled])
        return recalled

    def keep(self, hash: str, problems: Problems) -> None:
        """Note what a subject's check found."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                row = (hash, _dumps(problems), str(self._today))
                self._connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", row)

    def recall_lines(self, names: Iterable[str]) -> dict[str, dict[str, int]]:
        """Place to line, for records of which lines are known; a name holds as long as a record's text."""
        recalled: dict[str, dict[str, int]] = {}
        if self._connection is not None:
            with suppress(sqlite3.Error, ValueError):
                for name in names:
                    found = self._connection.execute("SELECT lines FROM placed WHERE name = ?", (name,))
                    if (row := found.fetchone()) is not None:
                        recalled[name] = json.loads(row[0])
                today = str(self._today)
                used = "UPDATE placed SET used = ? WHERE name = ? AND used < ?"
                self._connection.executemany(used, [(today, name, today) for name in recalled])
        return recalled

    def keep_lines(self, name: str, lines: Mapping[str, int]) -> None:
        """Note the lines of a record."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                row = (name, json.dumps(lines), str(self._today))
                self._connection.execute("INSERT OR REPLACE INTO placed VALUES (?, ?, ?)", row)

    def forget_old(self) -> None:
        """Drop what no run of the last weeks asked for."""
        oldest: date = self._today - timedelta(days=KEEP_DAYS)
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.execute("DELETE FROM seen WHERE used < ?", (str(oldest),))
                self._connection.execute("DELETE FROM placed WHERE used < ?", (str(oldest),))
                self._connection.commit()


@contextmanager
def remembering(file: Path | None = None) -> Iterator[Memory]:
    """The memory in a file, the user's unless another is given; one that remembers nothing if that fails."""
    try:
        connection = _open(_user_file() if file is None else file)
    except (sqlite3.Error, OSError):
        yield Memory()
        return
    with closing(connection):
        memory = Memory(connection)
        yield memory
        memory.forget_old()


def _open(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=5)
    try:
        # Losing the newest lines in a crash costs a second look, nothing else.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS seen"
            " (hash TEXT PRIMARY KEY, problems TEXT NOT NULL, used TEXT NOT NULL) WITHOUT ROWID"
        )
        connection.execute(
            "CREATE TABLE IF NOT EXISTS placed"
            " (name TEXT PRIMARY KEY, lines TEXT NOT NULL, used TEXT NOT NULL) WITHOUT ROWID"
        )
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _user_file() -> Path:
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("kb", appauthor=False)) / "checks.db"


def _dumps(problems: Problems) -> str:
    fields = CheckProblem.__slots__
    return json.dumps([[getattr(p, name) for name in fields] for p in problems])


def _loads(text: str) -> Problems:
    return tuple(
        CheckProblem(Severity(severity), record, place, message, found, expected, tuple(figures), rule)
        for severity, record, place, message, found, expected, figures, rule in json.loads(text)
    )
