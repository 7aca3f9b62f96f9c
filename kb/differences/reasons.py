"""Why a sentence changed: the rows of records that its words come from.

A sentence knows the figures that it prints and the things that it names. A row of a record is a reason for a
change where the words that went or came say it: the figure, the arm, the finding that the record has there. A
sentence that no row explains changed because the program or the house style did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kb.differences.changed_places import ChangedPlace
from kb.differences.changes import Kind
from kb.differences.places import at
from kb.differences.records import RecordDifference, Row
from kb.differences.sides import Side
from kb.differences.trees import Node, says
from kb.differences.words import compare
from kb.inlines import CitationNumber, Deleted, FigureText, Inserted, Line, TermText, joined, leaves
from kb.records.yaml_source import Path

OTHERWISE = "no record: the program or the house style words it differently"
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\.\d+|[^\W\d_]{3,}")
_MOST = 4
_LONG = 70
_KIND_OF_STUDY = ((), ("design",), ("known_through",), ("review",))
_ABOUT_EVIDENCE = (("groups",), ("population",), ("interventions",))
_ASIDE = ("stated", "flags", "basis", "acknowledged")
"""Fields that say where something is, or what else depends on it: they change no words."""
_FIELDS = {"study": "label", "participants": "population"}
"""Kind of a subject -> its field, where the field is not called so."""


class WordSubject(NamedTuple):
    """What words are about: ``figure`` with its id, ``reference``, or the kind of a term with its key."""

    kind: str
    key: str


class Reasons:
    """The rows that differ between two sides, and what they say."""

    def __init__(self, records: Sequence[RecordDifference], before: Side, after: Side) -> None:
        self._rows = [row for record in records for row in _rows(record)]
        self._words = {id(row): (_words(row.before), _words(row.after)) for row in self._rows}
        self._places: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
        for record in records:
            for side, node in ((before, record.before), (after, record.after)):
                if node is not None:
                    for key, path in side.row_paths(record.record).items():
                        self._places.setdefault(key, set()).add((record.record, _in_tree(node, path)))

    def of_aspect(self, indication: str, name: str, before: Line, after: Line) -> tuple[str, ...]:
        """Why a statement about an indication changed."""
        of_indication = [row for row in self._rows if row.record.endswith(f"/indications/{indication}")]
        if name == "evidence" or name.startswith("studies"):
            subjects = [*_subjects(before), *_subjects(after)]
            return _summarized(
                [row for row in self._rows if self._is_evidence(row, of_indication, subjects)], ()
            )
        key = name.removeprefix("finding ")
        direct = [row for row in of_indication if key in row.path]
        behind = [row for row in self._of_changed(compare(before, after)) if row not in direct]
        return _summarized([*direct, *behind], of_indication)

    def _is_evidence(self, row: Row, of_indication: Sequence[Row], subjects: Sequence[WordSubject]) -> bool:
        """Whether a row says which studies an indication uses, of whom, or what sort of study one is."""
        if row in of_indication:
            return row.path[:1] in _ABOUT_EVIDENCE
        studies = {f"studies/{subject.key}" for subject in subjects if subject.kind == "counted-study"}
        return row.path[:1] in _KIND_OF_STUDY and row.record in studies

    def of_sentence(self, place: ChangedPlace, before: Line, after: Line) -> tuple[str, ...]:
        """Why the sentence at a place changed."""
        words = compare(before, after)
        rows = self._of_changed(words)
        if not rows:
            around = [*_subjects(before), *_subjects(after), *_subjects(joined(" ", place.lines))]
            near = [row for row in self._rows if self._is_under(row, place) or self._concerns(row, around)]
            rows = [row for row in near if self._shows(row, words)]
            rows = [row for row in rows if self._shows_whole(row, words)] or rows
        return _summarized(rows, ())

    def of_whole(self, place: ChangedPlace) -> tuple[str, ...]:
        """Why a whole paragraph, item or row came or went: a study used, a record, or what it quotes."""
        line = joined(" ", place.lines)
        subjects = [*_subjects(line), *(WordSubject(*about.split(":", 1)) for about in place.about)]
        studies = {subject.key for subject in subjects if subject.kind == "study"}
        used = [row for row in self._rows if row.path[:1] == ("groups",) and _names(row) & studies]
        under = [row for row in used if self._is_under(row, place)]
        whole_records = [row for row in self._rows if not row.path and self._concerns(row, subjects)]
        if "references" in place.keys:
            used = under = []
        if under or used or whole_records:
            return _summarized([*(under or used), *whole_records], ())
        old, new = (line, Line()) if place.change == "deleted" else (Line(), line)
        return self.of_sentence(place, old, new)

    def _of_changed(self, words: Line) -> list[Row]:
        """The rows that what was deleted or inserted is about; of several, those whose own words changed."""
        subjects = [
            subject
            for piece in words.pieces
            if isinstance(piece, Deleted | Inserted)
            for subject in _subjects(piece.line)
        ]
        rows = [row for row in self._rows if self._concerns(row, subjects)]
        return [row for row in rows if self._shows(row, words)] or rows

    def _concerns(self, row: Row, subjects: Iterable[WordSubject]) -> bool:
        return not {*row.path} & {*_ASIDE} and any(self._is_about(row, subject) for subject in subjects)

    def _is_about(self, row: Row, subject: WordSubject) -> bool:
        """Whether a row is what the record says about a subject, a part of that, or contains it."""
        if subject.kind == "reference":
            return row.record == f"references/{subject.key}"
        if subject.kind == "counted-study":
            of_study = row.record == f"studies/{subject.key}" and row.path[:1] in _KIND_OF_STUDY
            return of_study or (row.path[:1] == ("groups",) and subject.key in _names(row))
        if places := self._places.get(subject.key):
            return any(
                row.record == record and path != () and row.path[: len(path)] == path[: len(row.path)]
                for record, path in places
            ) or (_belongs(row, subject) and any(path == () for _, path in places))
        return _belongs(row, subject)

    def _is_under(self, row: Row, place: ChangedPlace) -> bool:
        """Whether the row is of the indication, or of the policy's own part, that the place is in."""
        _, _, indication = row.record.partition("/indications/")
        keys = {part for key in place.keys for part in key.split("/")}
        return indication in keys if indication else row.record.endswith("/policy")

    def _shows(self, row: Row, words: Line) -> bool:
        """Whether words that went or came are those of the row."""
        deleted, inserted = _changed(words)
        before, after = self._words[id(row)]
        return row.kind is not Kind.MOVED and bool((before - after) & deleted or (after - before) & inserted)

    def _shows_whole(self, row: Row, words: Line) -> bool:
        """Whether all words that differ in the row went or came; a date shares its year with other dates."""
        deleted, inserted = _changed(words)
        before, after = self._words[id(row)]
        return before - after <= deleted and after - before <= inserted


def _names(row: Row) -> set[str]:
    """The keys that a row of the groups of an indication may name a study by."""
    return {*row.path, row.before, row.after}


def _belongs(row: Row, subject: WordSubject) -> bool:
    """Whether a row is in the field of a subject, by its kind, in the record that its key begins with."""
    first, _, rest = subject.key.partition("/")
    second = rest.partition("/")[0]
    records = (
        *(f"studies/{first}", f"policies/{first}/policy", f"policies/{first}/indications/{second}"),
        *(f"guidelines/{first}", f"outcomes/{first}"),
    )
    if row.record not in records:
        return False
    if not row.path or row.record == f"outcomes/{first}" or subject.kind == "indication":
        return True
    field = _FIELDS.get(subject.kind, subject.kind)
    return row.path[0].replace("_", "-").startswith(field[:-2]) and (
        not rest or row.path[1:2] in ((), (subject.key.rpartition("/")[2],), (rest,)) or len(row.path) == 1
    )


def _subjects(line: Line) -> Iterator[WordSubject]:
    """What the words of a line are about, deleted ones included."""
    for leaf in leaves(line, deleted=True):
        if isinstance(leaf, FigureText):
            yield from (WordSubject("figure", id) for id in leaf.ids)
        elif isinstance(leaf, TermText):
            yield from (WordSubject(*about.split(":", 1)) for about in leaf.about)
        elif isinstance(leaf, CitationNumber):
            yield WordSubject("reference", leaf.reference)


def _in_tree(node: Node, path: Path) -> tuple[str, ...]:
    """A path in the data of a record as one in its tree, whose lists have keys."""
    keys: list[str] = []
    for part in path:
        if isinstance(node, str):
            break
        key = list(node.children)[part] if isinstance(part, int) else part
        if key not in node.children:
            break
        keys.append(key)
        node = node.children[key]
    return tuple(keys)


def _rows(record: RecordDifference) -> list[Row]:
    """The rows of a changed record; of one that came or went, the record with all that it says."""
    if record.kind in (Kind.CHANGED, Kind.MOVED):
        return record.rows()
    return [Row(record.record, (), record.kind, says(record.before), says(record.after))]


def _changed(words: Line) -> tuple[frozenset[str], frozenset[str]]:
    """The words that were deleted, and those that were inserted."""
    deleted, inserted = (
        frozenset(
            word for piece in words.pieces if isinstance(piece, kind) for word in _words(piece.line.plain)
        )
        for kind in (Deleted, Inserted)
    )
    return deleted - inserted, inserted - deleted


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text.replace("-", " ").replace("_", " ")))


def _summarized(rows: Sequence[Row], otherwise: Sequence[Row]) -> tuple[str, ...]:
    """Reasons in words, each once, at most a few."""
    reasons = list(dict.fromkeys(_reason(row) for row in rows or otherwise))
    if not reasons:
        return (OTHERWISE,)
    more = len(reasons) - _MOST
    return (*reasons[:_MOST], f"and {more} more") if more > 1 else tuple(reasons)


def _reason(row: Row) -> str:
    place = at(row.record, row.path)
    if not row.path:
        return f"{row.record} {row.kind}"
    if max(len(row.before), len(row.after)) > _LONG:
        return f"{place}: {'edited' if row.kind is Kind.CHANGED else row.kind}"
    if row.kind is Kind.CHANGED:
        return f"{place}: {row.before} → {row.after}"
    return f"{place}: {row.kind} {row.before or row.after}"
