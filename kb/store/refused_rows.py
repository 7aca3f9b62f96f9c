"""Rows that the database does not take, told as a problem of the record that they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kb.errors import Problem
from kb.records.yaml_source import RecordSource, shown
from kb.store.database import RowRefused, Writer
from kb.store.row_changes import RowChange, apply
from kb.store.rows import RecordRows

Placed = Callable[[], tuple[RecordRows, RecordSource]]
"""The rows of a record and its text, read once more so that each row has its place."""


def write_or_tell(writer: Writer, changes: Sequence[RowChange], placed: Placed) -> Problem | None:
    """Write the changes of one record; the problem of the first row that is refused, and nothing then."""
    try:
        with writer.trying():
            apply(writer, changes)
    except RowRefused:
        return _first_refused(writer, changes, placed)
    return None


def _first_refused(writer: Writer, changes: Sequence[RowChange], placed: Placed) -> Problem | None:
    for change in changes:
        if change.before is not None:
            writer.delete(change.table, [change.id])
    for change in changes:
        if change.after is not None:
            try:
                with writer.trying():
                    writer.insert(change.table, [change.after])
            except RowRefused as refused:
                return _told(change, str(refused), placed)
    return None


def _told(change: RowChange, words: str, placed: Placed) -> Problem:
    rows, source = placed()
    path = rows.paths.get(change.id, ())
    what = f"the {change.table.removeprefix('vocabulary_').replace('_', ' ')} `{change.id}`"
    if "unique" in words.lower():
        message, remedy = f"{what} would be there twice.", "Write it once, or tell the two apart."
    else:
        message, remedy = f"{what} does not fit ({words}).", "Correct it; if it is right, please report this."
    return Problem(source.file, source.line(path), shown(path), message, remedy)
