"""Reading policies for the checks: a range at a time, so that memory does not grow with the base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kb.checks.indications import Rows, of_policies, read_indications
from kb.checks.policy_parts import (
    CitedReference,
    Code,
    Dated,
    Guideline,
    Noticed,
    Policy,
    Recommendation,
    Statement,
    Text,
    Trial,
)
from kb.checks.reference import Notice
from kb.checks.subjects import ranges
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.evidence.studies import read_outlines
from kb.evidence.study import StudyOutline
from kb.evidence.vocabulary import Vocabulary, read_vocabulary
from kb.search.stemming import fold

BATCH = 20
"""Policies that are read together."""

__all__ = ["Policy", "policy_inputs", "policy_keys", "read_policies"]


def policy_keys(reader: Reader) -> list[str]:
    """Numbers of all policies, in the order in which the database sorts them."""
    return [row["policy"] for row in reader.rows("SELECT id AS policy FROM policy ORDER BY id")]


def policy_inputs(reader: Reader) -> Iterator[tuple[str, str]]:
    """Policy and id of every record that its check looks at.

    A sign-off is no record: it comes as a text that changes with it, without a slash.
    """
    for row in run(reader, "checks/policy_inputs"):
        yield row["policy"], row["input"]
    rows = run(reader, "checks/guidelines")
    names = {row["guideline"]: _name(row["organization"], row["title"]) for row in rows}
    versions: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        versions[names[row["guideline"]]] += [one for one in (row["record"], row["document"]) if one]
    for row in run(reader, "checks/policy_guidelines"):
        yield from ((row["policy"], input) for input in versions[names[row["guideline"]]])


def _name(organization: str, title: str) -> str:
    """Organization and title without case, accents and punctuation, by which versions are told as one."""
    return " ".join(word for word in map(fold, f"{organization} {title}".split()) if word)


def read_policies(reader: Reader, keys: Sequence[str]) -> Iterator[Policy]:
    """The policies of these keys, in the order of the database, a range of neighbours at a time."""
    shared = _Shared.read(reader)
    for first, last, wanted in ranges(set(keys), policy_keys(reader), BATCH):
        found = _Range(reader, (first, last), shared)
        yield from (policy for policy in found.policies() if policy.id in wanted)


@dataclass
class _Shared:
    """What all policies share: vocabulary, guidelines on file by key and by name, notices by reference."""

    vocabulary: Vocabulary
    guidelines: dict[str, Guideline] = field(default_factory=dict)
    on_file: dict[str, list[Guideline]] = field(default_factory=lambda: defaultdict(list))
    notices: dict[str, list[Notice]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, reader: Reader) -> _Shared:
        shared = cls(read_vocabulary(reader))
        for row in run(reader, "checks/guidelines"):
            one = Guideline(
                row["guideline"], row["organization"], row["title"], row["version"], row["issued"]
            )
            shared.guidelines[one.id] = one
            shared.on_file[_name(one.organization, one.title)].append(one)
        for row in run(reader, "checks/all_notices"):
            notice = Notice(row["id"], row["kind"], row["date"], row["position"])
            shared.notices[row["reference"]].append(notice)
        return shared


class _Range:
    """All policies between two numbers, both included."""

    def __init__(self, reader: Reader, ends: tuple[str, str], shared: _Shared) -> None:
        self._reader = reader
        self._ends = ends
        self._shared = shared

    def _read(self, name: str, key: str = "policy") -> Rows:
        return of_policies(self._reader, name, self._ends, key)

    def policies(self) -> Iterator[Policy]:
        rows = {
            name: self._read(name)
            for name in ("statements", "codes", "citations", "recommendations", "trials", "dated", "texts")
        }
        links = self._read("statement_links", "statement")
        studies = read_outlines(self._reader, *self._ends)
        indications = read_indications(self._reader, self._ends)
        for row in run(self._reader, "checks/policies", first=self._ends[0], last=self._ends[1]):
            key = row.pop("policy")
            placed = sorted({study for one in indications.get(key, ()) for study in one.studies})
            used = {study: studies[study] for study in placed}
            recommendations = tuple(self._recommendation(one) for one in rows["recommendations"][key])
            yield Policy(
                id=key,
                **row,
                statements=tuple(_statement(one, links) for one in rows["statements"][key]),
                codes=tuple(
                    Code(one["id"], one["system"], one["code"], one["use"]) for one in rows["codes"][key]
                ),
                indications=tuple(indications.get(key, ())),
                studies=used,
                references=tuple(_cited(one) for one in rows["citations"][key]),
                noticed=tuple(self._noticed(rows["citations"][key], used)),
                recommendations=recommendations,
                on_file=tuple(self._on_file(recommendations)),
                trials=tuple(_trial(one) for one in rows["trials"][key]),
                searches=_dated(rows["dated"][key], "search"),
                history=_dated(rows["dated"][key], "history"),
                input=_dated(rows["dated"][key], "input"),
                texts=tuple(
                    Text(one["place"], one["indication"], one["study"], one["text"])
                    for one in rows["texts"][key]
                    if one["text"] is not None
                ),
                vocabulary=self._shared.vocabulary,
            )

    def _recommendation(self, row: Row) -> Recommendation:
        guideline = self._shared.guidelines[row["guideline"]]
        return Recommendation(row["recommendation"], row["indication"], guideline)

    def _on_file(self, recommendations: Sequence[Recommendation]) -> Iterator[Guideline]:
        used = [one.guideline for one in recommendations]
        for name in dict.fromkeys(_name(one.organization, one.title) for one in used):
            yield from self._shared.on_file[name]

    def _noticed(self, citations: Sequence[Row], studies: dict[str, StudyOutline]) -> Iterator[Noticed]:
        cited = [row["reference"] for row in citations]
        reports = [report.reference for study in studies.values() for report in study.reports]
        for reference in dict.fromkeys((*cited, *reports)):
            if reference in self._shared.notices:
                yield Noticed(reference, tuple(self._shared.notices[reference]))


def _statement(row: Row, links: Rows) -> Statement:
    linked = links[row["statement"]]
    return Statement(
        row["statement"],
        row["determination"],
        row["text"],
        row["previous"],
        tuple(one["key"] for one in linked if one["kind"] == "indication"),
        tuple(one["key"] for one in linked if one["kind"] == "code"),
    )


def _cited(row: Row) -> CitedReference:
    values = {name: value for name, value in row.items() if name not in ("policy", "reference")}
    values |= {name: bool(values[name]) for name in ("listed_only", "authors_truncated")}
    return CitedReference(id=row["reference"], **values)


def _trial(row: Row) -> Trial:
    return Trial(**{name: value for name, value in row.items() if name != "policy"})


def _dated(rows: Sequence[Row], kind: str) -> tuple[Dated, ...]:
    return tuple(Dated(r["id"], r["date"], r["number"], r["text"]) for r in rows if r["kind"] == kind)
