"""What was changed in a span of time: who, when, why, from what to what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.lookup.filter_words import resolve

COLUMNS = ("at", "who", "action", "record", "what", "field", "old", "new", "why")
_ACTIONS = {"insert": "added", "update": "changed", "delete": "removed"}
_FOLLOWS = {
    "figure": {"reported", "value", "value_text", "decimals", "statement"},
    "result": {"reported_text", "entry", "step"},
    "figure_source": {"printed", "start", "excerpt_start"},
}
"""Fields that follow from others of the same change, by table; those that only put in order everywhere."""
_ORDERING = {"position", "number", "section_position"}
_READ_OFF = {"prose_link"}
"""Tables of what is read off the texts of a record."""


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """Which changes are asked for; None filters nothing.

    Days are those of UTC, first and last one included. ``policy`` is the number of a policy: its own records,
    and the studies, publications and guidelines that it rests on now. ``record`` is the name of a record, or
    the last part of it, which a study and its publication may share.
    """

    since: date | None = None
    until: date | None = None
    policy: str | None = None
    record: str | None = None
    everything: bool = False
    """Also what follows from other changes: numbers read off a figure, the order of things."""


def find_changes(reader: Reader, wanted: ChangeFilter) -> list[Row]:
    """The changes, oldest first, with ``COLUMNS``; old and new value in words, null for nothing.

    Raises KbError when a policy or record does not exist and never did, or the span ends before it starts.
    """
    if wanted.since is not None and wanted.until is not None and wanted.until < wanted.since:
        raise KbError(
            f"--until {wanted.until} comes before --since {wanted.since}. Give the earlier day to --since."
        )
    policy = resolve(reader, "policy", wanted.policy)
    rows = [
        row
        for record in _records(reader, wanted.record)
        for row in run(
            reader,
            "lookup/changes",
            since=None if wanted.since is None else wanted.since.isoformat(),
            before=None if wanted.until is None else (wanted.until + timedelta(days=1)).isoformat(),
            policy=policy,
            record=record,
        )
    ]
    rows.sort(key=lambda row: int(row["number"]))
    return [_told(row) for row in rows if wanted.everything or not _follows(row)]


def _records(reader: Reader, word: str | None) -> list[str | None]:
    """The names of the records that a word means; None for all."""
    if word is None:
        return [None]
    known = [str(row["record"]) for row in run(reader, "lookup/changed_records")]
    fits: list[str | None] = [record for record in known if f"/{record}".endswith(f"/{word}")]
    if word in known:
        return [word]
    if fits:
        return fits
    short = {record.rpartition("/")[2]: record for record in known}
    hint = (
        nearest(word, [*known, *short]) or "A record is named like its file, for example studies/wang-2015."
    )
    raise KbError(f"There is no record {word!r}, and there never was. {hint}")


def _follows(row: Row) -> bool:
    """Whether a change says nothing of its own."""
    if row["table_name"] in _READ_OFF:
        return True
    return row["field"] in _ORDERING or row["field"] in _FOLLOWS.get(row["table_name"], ())


def _told(row: Row) -> Row:
    table = row["table_name"]
    whole = row["field"] is None
    return {
        "at": row["at"],
        "who": row["who"],
        "action": _ACTIONS[row["action"]],
        "record": row["record"],
        "what": "record" if table == "record" else f"{table} {row['row_key']}",
        "field": row["field"],
        "old": _row_in_words(row["old_value"]) if whole else row["old_value"],
        "new": _row_in_words(row["new_value"]) if whole else row["new_value"],
        "why": row["why"],
    }


def _row_in_words(text: str | None) -> str | None:
    """A row that came or went: its fields, without keys and what is not said."""
    if text is None:
        return None
    row = json.loads(text)
    return "; ".join(_fields(row)) if isinstance(row, dict) else text


def _fields(row: Row) -> Iterator[str]:
    for field, value in row.items():
        if value in (None, "", False) or field == "id" or field in _ORDERING or field == "record_id":
            continue
        yield f"{field.removesuffix('_id')}: {'yes' if value is True else value}"
