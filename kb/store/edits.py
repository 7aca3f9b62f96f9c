"""Changing records in the database itself: a function on the record, then all that a load would check.

The folder the records were loaded from has not seen the change: it knows the form that was last loaded
or dumped. The next load leaves the newer form where the file still says that one, and refuses to choose
where the file was edited too; ``kb dump`` brings the change into the folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from kb.errors import KbError
from kb.records.acknowledgements import AcknowledgementEntry
from kb.records.references import NoticeEntry, ReferenceRecord
from kb.store.database import Writer, writing
from kb.store.edit_records import Amended, Amending, Change
from kb.store.row_changes import ChangeAuthor

__all__ = [
    "Amended",
    "Change",
    "amend",
    "amend_in",
    "put",
    "put_in",
    "with_acknowledgement",
    "with_notices",
    "without_acknowledgement",
]

Record = TypeVar("Record", bound=Any)


def amend(url: str, changes: Iterable[tuple[str, Change]], who: str, why: str) -> Amended:
    """Change records, each by a function from the record to what it is to be; all of them or none.

    Several changes of one record are made one after the other. Raises KbError for a record that is not there,
    ProblemsFound with every problem that a load of the changed records would have, and where the role of an
    outcome would change that results have.
    """
    _require_author(who, why)
    with writing(url) as writer:
        return amend_in(writer, changes, ChangeAuthor.now(who, why))


def amend_in(writer: Writer, changes: Iterable[tuple[str, Change]], author: ChangeAuthor) -> Amended:
    """The same inside a write transaction that has more to do."""
    _require_author(author.who, author.why)
    return Amending(writer, author).amend(list(changes))


def put(url: str, texts: Mapping[str, str], who: str, why: str) -> Amended:
    """Write records by their texts (id -> YAML), new ones and changed ones; all of them or none.

    Problems are those of a load, and name the record and the line of its text. A file of the vocabulary is
    one record, with all its terms. Raises ProblemsFound with every problem.
    """
    _require_author(who, why)
    with writing(url) as writer:
        return put_in(writer, texts, ChangeAuthor.now(who, why))


def put_in(writer: Writer, texts: Mapping[str, str], author: ChangeAuthor) -> Amended:
    """The same inside a write transaction that has more to do."""
    _require_author(author.who, author.why)
    return Amending(writer, author).put(texts)


def _require_author(who: str, why: str) -> None:
    if not why.strip() or not who.strip():
        raise KbError("The change log needs who and why. Give both.")


def with_acknowledgement(record: Record, texts: Mapping[str, str]) -> Record:
    """The record with a problem acknowledged; an earlier acknowledgement of the same problem is replaced.

    ``texts`` are fields of an acknowledgement by name; empty ones are absent. Raises KbError when the reason
    is empty, or the kind of record has no problems to acknowledge.
    """
    cleaned = {name: " ".join(text.split()) for name, text in texts.items()}
    try:
        new = AcknowledgementEntry.model_validate({name: text for name, text in cleaned.items() if text})
    except ValidationError as error:
        wrong = ", ".join(str(item["loc"][0]) for item in error.errors())
        which = f"{cleaned.get('rule', '')} at {cleaned.get('place', '')}"
        raise KbError(f"The acknowledgement of {which} lacks: {wrong}. Give a reason.") from error
    acknowledged = list(_acknowledged(record))
    places = [
        index for index, item in enumerate(acknowledged) if (item.rule, item.place) == (new.rule, new.place)
    ]
    for index in places:
        acknowledged[index] = new
    return _with(record, acknowledged if places else [*acknowledged, new])


def without_acknowledgement(record: Record, rule: str, place: str) -> Record:
    """The record without the acknowledgement of a problem; the same record when there is none."""
    acknowledged = [item for item in _acknowledged(record) if (item.rule, item.place) != (rule, place)]
    return _with(record, acknowledged)


def with_notices(reference: ReferenceRecord, notices: Sequence[NoticeEntry]) -> ReferenceRecord:
    """The reference with exactly these notices; of retractions and reinstatements the last one applies."""
    return reference.model_copy(update={"notices": tuple(notices)})


def _acknowledged(record: Any) -> tuple[AcknowledgementEntry, ...]:
    if "acknowledged" not in type(record).model_fields:
        raise KbError(
            "Problems of vocabulary, documents and instruments cannot be acknowledged; correct them."
        )
    acknowledged: tuple[AcknowledgementEntry, ...] = record.acknowledged
    return acknowledged


def _with(record: Record, acknowledged: Sequence[AcknowledgementEntry]) -> Record:
    changed: Record = record.model_copy(update={"acknowledged": tuple(acknowledged)})
    return changed
