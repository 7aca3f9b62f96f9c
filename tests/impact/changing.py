"""Changing one printed number in a database, and what the documents say then."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kb.db.connect import Reader, read
from kb.impact.document_texts import SentenceAt, texts_of
from kb.notation.terms import VERBAL
from kb.reports.policy_source import PolicySource

Said = set[tuple[str | None, str]]
"""Sentences as (indication, text)."""


def sentences_of(reader: Reader, policy: str) -> Said:
    """Every sentence of the documents of a policy as they stand."""
    texts = texts_of(PolicySource.read(reader, policy, None))
    return {(text.place.indication, text.line.plain) for text in texts if isinstance(text, SentenceAt)}


def figures_of(url: str) -> list[str]:
    """The ids of all figures, in order."""
    with _connected(url) as database:
        return [row[0] for row in database.execute("SELECT id FROM figure ORDER BY id")]


def said_with(url: str, figure: str, policy: str) -> Said:
    """What the documents of a policy say while a figure is printed otherwise; it is put back afterwards."""
    with _connected(url) as database:
        database.row_factory = sqlite3.Row
        before = dict(database.execute("SELECT * FROM figure WHERE id = ?", (figure,)).fetchone())
        _write(database, before | _otherwise(before))
        try:
            with read(url) as reader:
                return sentences_of(reader, policy)
        finally:
            _write(database, before)


def _write(database: sqlite3.Connection, row: dict[str, Any]) -> None:
    """The figure as in the row; also in the text of its fact, which holds a number of one figure."""
    database.execute(
        "UPDATE figure SET reported = :reported, reported_text = :reported_text, value_text = :value_text,"
        " value = :value, absent_reason = :absent_reason WHERE id = :id",
        row,
    )
    database.execute(
        "UPDATE fact SET reported_text = :reported_text"
        " WHERE id = :fact_id AND 1 = (SELECT COUNT(*) FROM figure WHERE fact_id = :fact_id)",
        row,
    )
    database.commit()


def _otherwise(row: dict[str, Any]) -> dict[str, Any]:
    """Another thing of the same kind that could have been printed instead."""
    if row["absent_reason"] is not None:
        other = "not estimable" if row["reported"] != "not estimable" else "not reported"
        return {"reported": other, "reported_text": other, "absent_reason": other.replace(" ", "-")}
    if row["value_text"] is None:
        other = VERBAL[(VERBAL.index(row["reported"]) + 1) % len(VERBAL)]
        return {"reported": other, "reported_text": other}
    if not any(map(str.isdigit, row["reported"])):
        return {"reported": "8", "reported_text": "8", "value_text": "8", "value": 8.0}
    return {column: _next(str(row[column])) for column in ("reported", "reported_text", "value_text")} | {
        "value": float(_next(row["value_text"]))
    }


def _next(number: str) -> str:
    """The number with its last digit one higher, and 1 instead of 10."""
    place = max(index for index, character in enumerate(number) if character.isdigit())
    return f"{number[:place]}{int(number[place]) % 9 + 1}{number[place + 1 :]}"


@contextmanager
def _connected(url: str) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(Path(url.removeprefix("sqlite:///")))
    try:
        yield database
    finally:
        database.close()
