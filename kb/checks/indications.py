"""The indications of policies as the rules see them: question, studies placed, findings, conclusion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.evidence.basis import basis_hashes
from kb.evidence.studies import figure_of, timepoint_of
from kb.evidence.study import Timepoint
from kb.notation import Figure


@dataclass(frozen=True, slots=True)
class Promised:
    """An outcome of the question; ``relevant`` when the conclusion names it among the relevant ones."""

    outcome: str
    relevant: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with the keys of the studies under it, in reading order."""

    id: str
    heading: str
    intro: str | None
    studies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that a finding rests on, with the dimensions of its result, as in ``kb.checks.study``."""

    figure: Figure
    study: str
    result: str
    outcome: str
    population: str
    time: Timepoint
    scope: str
    column: str
    role: str
    counted: str
    estimator: str
    adjusted: bool

    @property
    def like(self) -> tuple[object, ...]:
        """What figures of different arms share when they are compared."""
        dimensions = (self.study, self.outcome, self.population, self.time.key, self.role, self.counted)
        return (*dimensions, self.estimator, self.adjusted, self.figure.statistic)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding. ``figures`` are those it rests on, in its text or beside it, in order; ``tokens`` gives,
    by the place of a token in its text (from 1), the id of the figure that it prints."""

    id: str
    text: str
    tokens: Mapping[int, str] = field(default_factory=dict)
    figures: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """The newest sign-off of a conclusion; ``basis`` is the hash of what it rested on then."""

    id: str
    who: str
    at: str
    verdict: str
    basis: str


@dataclass(frozen=True, slots=True)
class Indication:
    """An indication: its question, placed studies, findings and conclusion (null while there is none).

    ``relevance`` are pairs of study and domain for which a limitation of relevance is recorded. ``basis`` is
    the hash of what the conclusion rests on today, null unless it was signed off.
    """

    id: str
    key: str
    record: str
    title: str
    condition: str | None
    interventions: tuple[str, ...]
    comparators: tuple[str, ...]
    outcomes: tuple[Promised, ...]
    groups: tuple[Group, ...]
    relevance: frozenset[tuple[str, str]]
    findings: tuple[Finding, ...]
    verdict: str | None
    effect: str | None
    approval: Approval | None = None
    basis: str | None = None

    @property
    def studies(self) -> tuple[str, ...]:
        """Keys of its studies in reading order."""
        return tuple(study for group in self.groups for study in group.studies)


Rows = dict[str, list[Row]]


def of_policies(reader: Reader, name: str, ends: tuple[str, str], key: str = "policy") -> Rows:
    """The rows of a named read over a range of policies, by the value of a column."""
    found: Rows = defaultdict(list)
    for row in run(reader, f"checks/{name}", first=ends[0], last=ends[1]):
        found[row[key]].append(row)
    return found


def read_indications(reader: Reader, ends: tuple[str, str]) -> dict[str, list[Indication]]:
    """Policy to its indications in order, for the policies between two numbers, both included."""

    def read(name: str, key: str = "indication") -> Rows:
        return of_policies(reader, name, ends, key)

    rows = {name: read(name) for name in ("placements", "relevance", "findings")}
    questions, links, bound = read("questions"), read("finding_links", "finding"), _read_bound(reader, ends)
    signed = {key: _approval(found[-1]) for key, found in read("approvals").items()}
    hashes = basis_hashes(reader, *ends) if signed else {}
    found: dict[str, list[Indication]] = defaultdict(list)
    for row in run(reader, "checks/indications", first=ends[0], last=ends[1]):
        policy, id = row.pop("policy"), row.pop("indication")
        asked = {element: [q for q in questions[id] if q["element"] == element] for element in _ELEMENTS}
        found[policy].append(
            Indication(
                id=id,
                **row,
                interventions=tuple(one["key"] for one in asked["intervention"]),
                comparators=tuple(one["key"] for one in asked["comparator"]),
                outcomes=tuple(Promised(one["key"], bool(one["relevant"])) for one in asked["outcome"]),
                groups=tuple(_groups(rows["placements"][id])),
                relevance=frozenset((one["study"], one["domain"]) for one in rows["relevance"][id]),
                findings=tuple(_finding(one, links, bound) for one in rows["findings"][id]),
                approval=signed.get(id),
                basis=hashes.get(id) if id in signed else None,
            )
        )
    return found


_ELEMENTS = ("intervention", "comparator", "outcome")


def _read_bound(reader: Reader, ends: tuple[str, str]) -> dict[str, Bound]:
    rows = run(reader, "checks/bound_figures", first=ends[0], last=ends[1])
    return {row["figure"]: _bound(row) for row in rows}


def _groups(rows: Sequence[Row]) -> Iterator[Group]:
    for id, group in groupby(rows, key=lambda row: row["evidence_group"]):
        members = list(group)
        studies = tuple(row["study"] for row in members if row["study"] is not None)
        yield Group(id, members[0]["heading"], members[0]["intro"], studies)


def _finding(row: Row, links: Rows, bound: dict[str, Bound]) -> Finding:
    linked = links[row["finding"]]
    tokens = {one["position"]: one["figure"] for one in linked if one["kind"] == "token" and one["figure"]}
    basis = [one["figure"] for one in linked if one["kind"] == "basis"]
    figures = tuple(bound[figure] for figure in dict.fromkeys(basis) if figure in bound)
    return Finding(row["finding"], row["text"], tokens, figures)


def _bound(row: Row) -> Bound:
    return Bound(
        figure=figure_of(row),
        study=row["study"],
        result=row["result"],
        outcome=row["outcome"],
        population=row["population"],
        time=timepoint_of(row),
        scope=row["scope"],
        column=row["column_key"],
        role=row["role"],
        counted=row["counted"],
        estimator=row["estimator"],
        adjusted=bool(row["adjusted"]),
    )


def _approval(row: Row) -> Approval:
    return Approval(row["id"], row["who"], row["approved_at"], row["verdict"], row["basis_hash"])
