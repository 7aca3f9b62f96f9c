"""The work of changing records in the database: read, change, examine, compare, write, log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.errors import KbError, Problem, ProblemsFound
from kb.records.kinds import MODELS, RecordName, name_of
from kb.records.validating import validate
from kb.records.writing import write_record
from kb.records.yaml_source import RecordSource, read_text
from kb.store.claims import Claims
from kb.store.convert import hash_of, to_rows
from kb.store.database import Writer
from kb.store.examining import Examiner
from kb.store.lookups import Lookups
from kb.store.record_texts import existing_name, record_of
from kb.store.refused_rows import write_or_tell
from kb.store.row_changes import ChangeAuthor, RowChange, compare, fetch, log_record, log_rows
from kb.store.rows import RecordRows
from kb.store.search import refresh

Change = Callable[[Any], Any]
"""From a record, as the models of ``kb.records`` have it, to what it is to be."""


@dataclass(frozen=True, slots=True)
class Amended:
    """Ids of the records that changed, and of those that were the same before, in the order asked for."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]

    def sentence(self) -> str:
        """The outcome for a person."""
        if not self.changed:
            return "Nothing changed: the records say so already."
        count = len(self.changed)
        records, pronoun = ("record", "it") if count == 1 else ("records", "them")
        return f"Changed {count} {records} in the database; kb dump brings {pronoun} into the folder."


class Amending:
    """One call of ``amend``. Nothing is committed once there is a problem."""

    def __init__(self, writer: Writer, author: ChangeAuthor) -> None:
        self._writer = writer
        self._author = author
        self._names = Lookups(writer, None)
        self._examiner = Examiner(self._names, Claims(writer, None))
        self._deleted = False
        self._texts: dict[str, str] = {}

    def amend(self, changes: Sequence[tuple[str, Change]]) -> Amended:
        """Make the changes of each record, in their order. Raises KbError and ProblemsFound."""
        changes_of: dict[str, list[Change]] = {}
        for id, change in changes:
            changes_of.setdefault(id, []).append(change)
        names = self._require(changes_of)
        differing = {
            name: row_changes for name in names if (row_changes := self._compared(name, changes_of[name.id]))
        }
        touched = [name.id for name, row_changes in differing.items() if _is_quoted(row_changes)]
        quoting = [*self._quoting(touched), *differing] if touched else []
        for name, row_changes in differing.items():
            self._write(name, row_changes)
        for name in dict.fromkeys([*self._examiner.open, *quoting]):
            self._bind(name)
        self._refuse(self._examiner.problems)
        refresh(self._writer)
        self._require_whole()
        unchanged = (name.id for name in names if name not in differing)
        return Amended(tuple(name.id for name in differing), tuple(unchanged))

    def put(self, texts: Mapping[str, str]) -> Amended:
        """Write records by their texts, new ones and changed ones. Raises KbError and ProblemsFound.

        They are read in the order of a load (references before studies, studies before indications),
        whatever the order given.
        """
        names = sorted((_name(id) for id in texts), key=lambda name: (_ORDER.index(name.kind), name.id))
        self._names.expect(texts)
        changed = [name for name in names if self._put(name, texts[name.id])]
        for name in [*self._examiner.open]:
            self._bind(name)
        self._refuse(self._examiner.problems)
        refresh(self._writer)
        self._require_whole()
        return Amended(
            tuple(name.id for name in changed), tuple(name.id for name in names if name not in changed)
        )

    def _put(self, name: RecordName, text: str) -> bool:
        """Write one record; whether it differs from what is there."""
        if not self._writer.rows("SELECT id FROM record WHERE id = ?", (name.id,)):
            return self._add(name, text)
        record = self._examiner.read(text.encode(), name, _file(name))
        if record is None:
            return False
        self._texts[name.id] = record.text
        changes = compare(self._present(name), record.rows)
        touched = self._quoting([name.id]) if _is_quoted(changes) else []
        if changes:
            self._write(name, changes)
        for quoting in touched:
            self._bind(quoting)
        return bool(changes)

    def _add(self, name: RecordName, text: str) -> bool:
        record = self._examiner.read(text.encode(), name, _file(name))
        if record is None:
            return False
        self._texts[name.id] = record.text
        hash = hash_of(record.text)
        kind, _, short = name.id.partition("/")
        row = {"id": name.id, "kind": kind, "name": short}
        # Nobody has loaded it from a folder yet, so its last synced state is no state at all.
        self._writer.insert("record", [row | {"content_hash": hash, "synced_hash": None}])
        self._apply_rows(name, compare(RecordRows(name.id), record.rows))
        log_record(self._writer, name.id, (None, record.text), self._author)
        return True

    def _require(self, ids: Iterable[str]) -> list[RecordName]:
        names = []
        wrong = []
        for id in ids:
            try:
                names.append(existing_name(self._writer, id))
            except KbError as error:
                wrong.append(str(error))
                continue
        if wrong:
            raise KbError("\n".join(["Nothing was written.", *wrong]) if len(wrong) > 1 else wrong[0])
        return names

    def _compared(self, name: RecordName, changes: Sequence[Change]) -> list[RowChange]:
        """What the changes of a record do to its rows; nothing when it has problems, which are noted."""
        present = self._present(name)
        record = record_of(present, name, self._names)
        for change in changes:
            record = change(record)
        text = write_record(record)
        record_read = self._examiner.read(text.encode(), name, _file(name))
        if record_read is None:
            return []
        self._texts[name.id] = record_read.text
        return compare(present, record_read.rows)

    def _present(self, name: RecordName) -> RecordRows:
        return fetch(self._writer, name.kind, [name.id])[name.id]

    def _write(self, name: RecordName, changes: Sequence[RowChange]) -> None:
        if name.kind == "outcomes":
            self._examiner.problems += self._roles_in_use(name, changes)
        self._apply(name, changes)
        sql = "UPDATE record SET content_hash = ? WHERE id = ?"
        self._writer.run(sql, (hash_of(self._texts[name.id]), name.id))

    def _apply(self, name: RecordName, changes: Sequence[RowChange]) -> None:
        self._deleted = self._deleted or any(change.after is None for change in changes)
        self._apply_rows(name, changes)
        log_rows(self._writer, name.id, changes, self._author)

    def _apply_rows(self, name: RecordName, changes: Sequence[RowChange]) -> None:
        problem = write_or_tell(self._writer, changes, lambda: self._placed(name))
        self._examiner.problems += [problem] if problem is not None else []

    def _placed(self, name: RecordName) -> tuple[RecordRows, RecordSource]:
        source = read_text(self._texts[name.id], _file(name))
        return to_rows(validate(source, name), name, self._names), source

    def _roles_in_use(self, name: RecordName, changes: Sequence[RowChange]) -> Iterator[Problem]:
        """Results take the role of their outcome, so that it changes only where all of them are read anew."""
        sql = "SELECT COUNT(DISTINCT study_id) AS n FROM study_outcome WHERE outcome_id = ?"
        for change in changes:
            if change.before and change.after and change.before["role"] != change.after["role"]:
                key = change.after["id"]
                studies = self._writer.rows(sql, (key,))[0]["n"]
                if studies:
                    message = f"results of {studies} {'study' if studies == 1 else 'studies'} have this role."
                    remedy = "Dump the records, change the role there, and load them."
                    yield Problem(_file(name), 0, f"{key}.role", message, remedy)

    def _quoting(self, ids: Sequence[str]) -> list[RecordName]:
        """The records whose prose or findings point at what these records hold; asked before it changes."""
        quoting: dict[str, None] = {}
        for select in _QUOTES:
            for start in range(0, len(ids), _MARKS):
                chunk = ids[start : start + _MARKS]
                rows = self._writer.rows(select.format(marks=", ".join("?" * len(chunk))), chunk)
                quoting |= dict.fromkeys(row["record_id"] for row in rows)
        names = (name_of(id) for id in sorted(quoting))
        return [name for name in names if name is not None]

    def _bind(self, name: RecordName) -> None:
        """Point the tokens of a record at the figures that are there now."""
        present = self._present(name)
        text = self._texts.get(name.id) or write_record(record_of(present, name, self._names))
        read_again = self._examiner.read(text.encode(), name, _file(name), again=True)
        if read_again is not None:
            self._apply(name, compare(present, read_again.rows))

    def _require_whole(self) -> None:
        if self._deleted:
            remedy = "Change what points at it first."
            self._refuse(
                [Problem(self._writer.place, 0, "", f"{w}.", remedy) for w in self._writer.dangling()]
            )

    def _refuse(self, problems: Sequence[Problem]) -> None:
        if problems:
            count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
            raise ProblemsFound(f"Nothing was written: {count}.", list(problems))


def _name(id: str) -> RecordName:
    name = name_of(id)
    if name is None:
        raise KbError(f"{id}: no record has such a name. kb schema --record lists the kinds of records.")
    return name


_ORDER = tuple(MODELS)
"""Kinds of records in the order in which a load reads them."""


def _file(name: RecordName) -> str:
    """How problems call the text of a record that is in no folder."""
    return f"{name.id}.yaml"


def _is_quoted(changes: Sequence[RowChange]) -> bool:
    """Whether a change touches rows that other records point at by their content."""
    return any(change.table in {"figure", "appraisal_answer"} for change in changes)


_MARKS = 500
"""Ids asked for at once."""
_QUOTES = (
    "SELECT DISTINCT l.record_id FROM prose_link AS l JOIN figure AS f ON f.id = l.figure_id"
    " WHERE f.record_id IN ({marks})",
    "SELECT DISTINCT b.record_id FROM finding_basis AS b JOIN figure AS f ON f.id = b.figure_id"
    " WHERE f.record_id IN ({marks})",
    "SELECT DISTINCT b.record_id FROM finding_basis AS b JOIN appraisal_answer AS a ON a.id = b.answer_id"
    " WHERE a.record_id IN ({marks})",
)
"""Selects of records bound to the rows of a record by its content, not by its key alone."""
