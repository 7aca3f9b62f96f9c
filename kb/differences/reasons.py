"""Why a sentence changed: the rows of records whose change it shows.

A row is a reason where the sentence rests on its record (it tells of the study, cites it, belongs to the
indication, or quotes one of its figures) and where what the row said, or says, went out of or came into
the sentence. A sentence that no row explains changed because the program or the house style did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kb.differences.changed_places import ChangedPlace
from kb.differences.changes import Kind
from kb.differences.places import at
from kb.differences.records import RecordDifference, Row
from kb.differences.trees import says
from kb.differences.words import accepted, compare
from kb.inlines import CitationNumber, Deleted, Inserted, Line, joined, leaves
from kb.records.yaml_source import read_text

OTHERWISE = "no record: the program or the house style words it differently"
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\.\d+|[^\W\d_]{3,}")
_POINTS = re.compile(r"\[\[([a-z0-9.+-]+)/([a-z0-9.+-]+)/([a-z0-9.+-]+)|(?<![\w\[])([a-z0-9.+-]+)(?:/|#)")
_COMMON = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "was",
        "were",
        "are",
        "not",
        "but",
        "from",
        "that",
        "this",
        "than",
        "who",
        "which",
        "has",
        "have",
        "had",
    ]
)
_EVIDENCE = "the evidence includes"
"""Words of the sentence that counts the studies of an indication, in the frames of kb."""
_MOST = 4
_LONG = 70
_ABOUT_STUDY = ("design", "known_through", "review")
_ABOUT_EVIDENCE = ("groups", "population", "interventions")

Texts = Mapping[str, str]


class Reasons:
    """The rows that differ between two sides, and what the sentences of the document rest on."""

    def __init__(
        self,
        records: Sequence[RecordDifference],
        texts: tuple[Texts, Texts],
        indications: tuple[Mapping[str, Any], Mapping[str, Any]],
        summaries: Mapping[str, str],
    ) -> None:
        """``summaries`` maps the paragraphs of the summary of evidence, of both sides, to indications."""
        self._rows = [row for one in records for row in _rows(one)]
        self._words = {id(row): (_words(row.before), _words(row.after)) for row in self._rows}
        self._indications = indications
        self._summaries = summaries
        self._own = {record for side in texts for record in side if record.endswith("/policy")}
        self._labels = _labels(texts)
        self._references = _references(texts)
        self._tokens = {key: self._studies_of(key) for side in indications for key in side}

    def of_aspect(self, indication: str, name: str, before: str, after: str) -> tuple[str, ...]:
        """Why something that is said of an indication changed."""
        own = [row for row in self._rows if self._is_of(row, indication)]
        if name == "evidence" or name.startswith("studies"):
            return _told(self._of_evidence(own, indication), ())
        wanted = name.removeprefix("finding ")
        direct = [row for row in own if wanted in row.path]
        words = compare(Line(before), Line(after))
        behind = [row for row in self._of_studies(indication) if self._shows(row, words)]
        return _told([*direct, *behind], own)

    def of_sentence(self, place: ChangedPlace, before: Line, after: Line) -> tuple[str, ...]:
        """Why a sentence changed that stands at a place."""
        return self._of_words(compare(before, after), place)

    def _of_words(self, words: Line, place: ChangedPlace) -> tuple[str, ...]:
        paragraph = joined(" ", map(accepted, place.lines)).plain
        indication = self._indication(place.keys, paragraph)
        studies = {record for label, record in self._labels.items() if label in paragraph}
        cited = {leaf.reference for leaf in leaves(words, deleted=True) if isinstance(leaf, CitationNumber)}
        studies |= {self._references[one] for one in cited if one in self._references}
        if indication is not None:
            studies |= self._tokens.get(indication, set())
        near = [
            row for row in self._rows if row.record in studies or self._is_owner(row, indication, place.keys)
        ]
        found: list[Row] = []
        if indication is not None and _EVIDENCE in words.plain:
            found = self._of_evidence([row for row in near if self._is_of(row, indication)], indication)
        found = found or self._shown(near, words)
        found = found or [row for row in self._rows if self._shows(row, words, least=2)]
        return _told(found, ())

    def of_whole(self, place: ChangedPlace) -> tuple[str, ...]:
        """Why a whole paragraph, item or row came or went: a study used, a record, or what it quotes."""
        line = joined(" ", place.lines)
        text, keys = line.plain, place.keys
        studies = {record for label, record in self._labels.items() if label in text}
        known = {study.partition("/")[2] for study in studies}
        indication = self._indication(keys, text)
        used = [
            row
            for row in self._rows
            if (indication is None or self._is_of(row, indication))
            and row.path[:1] == ("groups",)
            and any(key in (row.before, row.after) or key in row.path for key in known)
        ]
        came = [row for row in self._rows if row.record in studies and not row.path]
        if (used or came) and "references" not in keys:
            return _told([*used, *came], ())
        gone, come = (line, Line()) if place.change == "deleted" else (Line(), line)
        return self._of_words(compare(gone, come), place)

    def _indication(self, keys: Sequence[str], paragraph: str) -> str | None:
        if paragraph in self._summaries:
            return self._summaries[paragraph]
        known = {key for side in self._indications for key in side}
        return next((key.partition("/")[0] for key in keys if key.partition("/")[0] in known), None)

    def _is_owner(self, row: Row, indication: str | None, keys: Sequence[str]) -> bool:
        if "references" in keys:
            return row.record.startswith("references/")
        if indication is not None:
            return self._is_of(row, indication) or row.path[:1] == ("facts",)
        return row.record in self._own or row.record.startswith("guidelines/")

    def _is_of(self, row: Row, indication: str) -> bool:
        return row.record.endswith(f"/indications/{indication}")

    def _of_studies(self, indication: str) -> list[Row]:
        studies = self._tokens.get(indication, set())
        return [row for row in self._rows if row.record in studies]

    def _of_evidence(self, own: Iterable[Row], indication: str) -> list[Row]:
        """What the evidence sentence rests on: which studies are used, and what sort of study each is."""
        used = [row for row in own if row.path[:1] and row.path[0] in _ABOUT_EVIDENCE]
        sort = [row for row in self._of_studies(indication) if row.path[:1] and row.path[0] in _ABOUT_STUDY]
        return [*used, *sort]

    def _studies_of(self, indication: str) -> set[str]:
        """Studies that an indication uses, quotes or rests on, on either side."""
        found: set[str] = set()
        for side in self._indications:
            data = side.get(indication, {})
            used = (study for group in data.get("groups", ()) for study in group.get("studies", ()))
            found |= {f"studies/{study}" for study in used}
            for finding in data.get("conclusion", {}).get("findings", ()):
                said = " ".join([finding["text"], *finding.get("basis", ())])
                found |= {f"studies/{match[1] or match[4]}" for match in _POINTS.finditer(said)}
        return found

    def _shown(self, rows: Iterable[Row], words: Line) -> list[Row]:
        """The rows that a text shows: those with both what went and what came, and others for the rest."""
        gone, come = _changed(words)
        both: list[Row] = []
        other: list[Row] = []
        for row in rows:
            before, after = self._words[id(row)]
            if self._shows(row, words):
                both_sides = (before - after) & gone and (after - before) & come
                (both if both_sides else other).append(row)
        told = frozenset[str]().union(*(word for row in both for word in self._words[id(row)]))
        rest = (gone | come) - told
        return [*both, *(row for row in other if frozenset().union(*self._words[id(row)]) & rest)]

    def _shows(self, row: Row, words: Line, least: int = 1) -> bool:
        """Whether so many words that went or came in a text are those of the row."""
        gone, come = _changed(words)
        before, after = self._words[id(row)]
        if "stated" in row.path:
            return False
        return (
            row.kind is not Kind.MOVED
            and len((before - after) & gone) + len((after - before) & come) >= least
        )


def _rows(one: RecordDifference) -> list[Row]:
    """The rows of a changed record; of one that came or went, the record with all that it says."""
    if one.kind in (Kind.CHANGED, Kind.MOVED):
        return one.rows()
    return [Row(one.record, (), one.kind, says(one.before), says(one.after))]


def _changed(words: Line) -> tuple[frozenset[str], frozenset[str]]:
    """The words that went, and those that came."""
    gone, come = (
        frozenset(
            word for piece in words.pieces if isinstance(piece, kind) for word in _words(piece.line.plain)
        )
        for kind in (Deleted, Inserted)
    )
    return gone - come, come - gone


def _words(text: str) -> frozenset[str]:
    found = (word.lower() for word in _WORD.findall(text.replace("-", " ").replace("_", " ")))
    return frozenset(word for word in found if word not in _COMMON)


def _labels(texts: tuple[Texts, Texts]) -> dict[str, str]:
    """Label of a study, as sentences name it, -> its record."""
    found = {}
    for side in texts:
        for record, text in side.items():
            if record.startswith("studies/"):
                label = re.search(r'^label: "?(.+?)"?$', text, re.MULTILINE)
                found[label[1] if label is not None else record] = record
    return found


def _references(texts: tuple[Texts, Texts]) -> dict[str, str]:
    """Reference -> record of a study that it reports."""
    found: dict[str, str] = {}
    for side in texts:
        for record, text in side.items():
            if record.startswith("studies/"):
                reports = read_text(text, record).data.get("reports", {})
                for keys in reports.values():
                    for key in (keys,) if isinstance(keys, str) else keys:
                        found[key] = record
    return found


def _told(rows: Sequence[Row], otherwise: Sequence[Row]) -> tuple[str, ...]:
    """Reasons in words, each once, at most a few."""
    said = list(dict.fromkeys(_reason(row) for row in rows or otherwise))
    if not said:
        return (OTHERWISE,)
    more = len(said) - _MOST
    return (*said[:_MOST], f"and {more} more") if more > 1 else tuple(said)


def _reason(row: Row) -> str:
    where = at(row.record, row.path)
    if not row.path:
        return f"{row.record} {row.kind}"
    if max(len(row.before), len(row.after)) > _LONG:
        return f"{where}: {'edited' if row.kind is Kind.CHANGED else row.kind}"
    if row.kind is Kind.CHANGED:
        return f"{where}: {row.before} → {row.after}"
    return f"{where}: {row.kind} {row.before or row.after}"
