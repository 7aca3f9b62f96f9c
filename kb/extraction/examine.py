"""What is wrong with an extraction: all that a load would ask of a study record, before it is one."""

from __future__ import annotations

from collections.abc import Iterator

from kb.db.connect import Reader
from kb.errors import Problem
from kb.extraction.held import name_of_study
from kb.records.reading import Source, Unreadable, shown
from kb.records.studies import Study
from kb.records.validating import validate
from kb.store.asking import Asking
from kb.store.lookups import Lookups
from kb.store.pointers import pointers

_WORDS = {"items": "codes of the instrument"}
_PRIMARY = ("reports", "primary")


def examine(reader: Reader, source: Source, study: str) -> tuple[Study | None, list[Problem]]:
    """The study in data as read, and its problems; None when it is no study record at all.

    What it points at has to be there, but for a primary report of its own key, which comes with it.
    """
    name = name_of_study(study)
    try:
        record: Study = validate(source, name)
    except Unreadable as error:
        return None, error.problems
    return record, list(_missing(reader, record, source))


def _missing(reader: Reader, record: Study, source: Source) -> Iterator[Problem]:
    names = Lookups(Asking(reader), None)
    for pointer in pointers(record, name_of_study(record.study)):
        is_own = (pointer.kind, pointer.path[:2], pointer.key) == ("references", _PRIMARY, record.study)
        if not is_own and not names.exists(pointer.kind, pointer.key):
            message = f"`{pointer.key}` is not among the {_WORDS.get(pointer.kind, pointer.kind)}."
            remedy = names.near(pointer.kind, pointer.key)
            yield Problem(source.file, source.line(pointer.path), shown(pointer.path), message, remedy)
    for index, result in enumerate(record.results):
        if result.role is not None and result.role == names.role(result.outcome):
            path = ("results", index, "role")
            message = f"`{result.role}` is the usual role of {result.outcome}."
            yield Problem(source.file, source.line(path), shown(path), message, "Remove the line.")
