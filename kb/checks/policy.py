"""A policy with all that its rules look at, read a range at a time: memory does not grow with the base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.evidence.basis import basis_hashes
from kb.evidence.policies import policy_numbers, read_policy_range
from kb.evidence.policy import Finding, Indication, Policy
from kb.evidence.ranges import ranges
from kb.evidence.references import Notice, read_notices, reference_keys
from kb.evidence.studies import figure_of, read_outlines, timepoint_of
from kb.evidence.study import StudyOutline, Timepoint
from kb.evidence.vocabulary import Vocabulary, read_vocabulary
from kb.notation import Figure
from kb.search.stemming import fold

BATCH = 20
"""Policies that are read together."""

Rows = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class BoundFigure:
    """A figure that a finding rests on, with the dimensions of its result, as in ``kb.evidence.study``."""

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
class FindingBasis:
    """What a finding rests on.

    ``figures`` are those in its text or beside it, in order; ``tokens`` gives, by the place of a token in its
    text (from 1), the id of the figure that it prints.
    """

    tokens: Mapping[int, str] = field(default_factory=dict)
    figures: tuple[BoundFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class NewestSignOff:
    """The newest sign-off of a conclusion, with its verdict.

    ``basis`` is the hash of what it rested on then, ``basis_today`` of what it rests on now.
    """

    id: str
    who: str
    at: str
    verdict: str | None
    basis: str
    basis_today: str | None


@dataclass(frozen=True, slots=True)
class GuidelineVersion:
    """A guideline on file. ``issued`` is the date of its document; null when not known, like the version."""

    id: str
    organization: str
    title: str
    version: str | None
    issued: str | None

    @property
    def folded_name(self) -> str:
        """Organization and title without case, accents and punctuation: the same for versions of one."""
        return " ".join(word for word in map(fold, f"{self.organization} {self.title}".split()) if word)


@dataclass(frozen=True, slots=True)
class AuthoredText:
    """An authored text. ``place`` is table:id:column; ``indication`` and ``study`` are the ids of what it is
    about, null where it is about neither."""

    place: str
    indication: str | None
    study: str | None
    text: str

    @property
    def row(self) -> str:
        """Id of the row that holds it."""
        return self.place.partition(":")[2].rpartition(":")[0]


@dataclass(frozen=True)
class CheckedPolicy(Policy):
    """One policy with what its rules need beside it.

    ``studies`` are those its indications use, by key; ``bases`` what findings rest on, by their ids;
    ``relevance`` the indication, study and domain of every limitation of relevance, ``conduct`` study and
    domain of those of conduct; ``sign_offs`` the newest ones by indication. ``notices`` are those about its
    references and about every report of its studies. ``on_file`` are all guidelines of the base, in every
    version, of which it reports a recommendation. ``texts`` are all that it prints, of its own records and of
    its studies.
    """

    studies: Mapping[str, StudyOutline] = field(default_factory=dict)
    bases: Mapping[str, FindingBasis] = field(default_factory=dict)
    relevance: frozenset[tuple[str, str, str]] = frozenset()
    conduct: frozenset[tuple[str, str]] = frozenset()
    sign_offs: Mapping[str, NewestSignOff] = field(default_factory=dict)
    notices: Mapping[str, tuple[Notice, ...]] = field(default_factory=dict)
    on_file: tuple[GuidelineVersion, ...] = ()
    texts: tuple[AuthoredText, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def basis_of(self, finding: Finding) -> FindingBasis:
        """What a finding rests on."""
        return self.bases.get(finding.id, FindingBasis())

    def studies_of(self, indication: Indication) -> tuple[StudyOutline, ...]:
        """The studies of an indication, in reading order."""
        return tuple(self.studies[key] for key in indication.studies)


def policy_inputs(reader: Reader) -> Iterator[tuple[str, str]]:
    """Policy and id of every record that its check looks at.

    A sign-off is no record: it comes as a text that changes with it, without a slash.
    """
    for row in run(reader, "checks/policy_inputs"):
        yield row["policy"], row["input"]
    rows = run(reader, "checks/guidelines")
    names = {row["guideline"]: _guideline(row).folded_name for row in rows}
    versions: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        versions[names[row["guideline"]]] += [text for text in (row["record"], row["document"]) if text]
    for row in run(reader, "checks/policy_guidelines"):
        yield from ((row["policy"], input) for input in versions[names[row["guideline"]]])


def read_policies(reader: Reader, keys: Sequence[str]) -> Iterator[CheckedPolicy]:
    """The policies of these keys, in the order of the database, a range of neighbours at a time."""
    shared = _Shared(reader)
    for first, last, wanted in ranges(set(keys), policy_numbers(reader), BATCH):
        for policy in _Range(reader, (first, last), shared).policies():
            if policy.id in wanted:
                yield policy


class _Shared:
    """What all policies share: vocabulary, guidelines on file by key and by name, notices by reference."""

    def __init__(self, reader: Reader) -> None:
        self.vocabulary = read_vocabulary(reader)
        versions = [_guideline(row) for row in run(reader, "checks/guidelines")]
        self.guidelines = {version.id: version for version in versions}
        self.on_file: dict[str, list[GuidelineVersion]] = defaultdict(list)
        for version in versions:
            self.on_file[version.folded_name].append(version)
        self.notices = read_notices(reader, reference_keys(reader))


class _Range:
    """All policies between two numbers, both included."""

    def __init__(self, reader: Reader, ends: tuple[str, str], shared: _Shared) -> None:
        self._reader = reader
        self._ends = ends
        self._shared = shared

    def _rows(self, name: str, key: str = "policy") -> Rows:
        by_key: Rows = defaultdict(list)
        for row in run(self._reader, name, first=self._ends[0], last=self._ends[1]):
            by_key[row[key]].append(row)
        return by_key

    def policies(self) -> Iterator[CheckedPolicy]:
        outlines = read_outlines(self._reader, *self._ends)
        bases, sign_offs = self._bases(), self._sign_offs()
        relevance, texts = self._rows("checks/relevance"), self._rows("checks/texts")
        conduct = self._rows("checks/conduct")
        for policy in read_policy_range(self._reader, *self._ends):
            placed = sorted({study for indication in policy.indications for study in indication.studies})
            studies = {key: outlines[key] for key in placed}
            limited = relevance[policy.id]
            yield CheckedPolicy(
                **vars(policy),
                studies=studies,
                bases=bases,
                relevance=frozenset((link["indication"], link["study"], link["domain"]) for link in limited),
                conduct=frozenset((link["study"], link["domain"]) for link in conduct[policy.id]),
                sign_offs=sign_offs,
                notices=dict(self._notices(policy, studies)),
                on_file=tuple(self._on_file(policy)),
                texts=tuple(_text(text) for text in texts[policy.id] if text["text"] is not None),
                vocabulary=self._shared.vocabulary,
            )

    def _bases(self) -> dict[str, FindingBasis]:
        rows = run(self._reader, "checks/bound_figures", first=self._ends[0], last=self._ends[1])
        bound = {figure: _bound([*group]) for figure, group in groupby(rows, key=itemgetter("figure"))}
        links = self._rows("checks/finding_links", "finding")
        return {finding: _basis(linked, bound) for finding, linked in links.items()}

    def _sign_offs(self) -> dict[str, NewestSignOff]:
        newest = {key: rows[-1] for key, rows in self._rows("evidence/sign_offs", "indication").items()}
        today = basis_hashes(self._reader, *self._ends) if newest else {}
        return {
            key: NewestSignOff(
                row["id"], row["who"], row["approved_at"], row["verdict"], row["basis_hash"], today.get(key)
            )
            for key, row in newest.items()
        }

    def _on_file(self, policy: Policy) -> Iterator[GuidelineVersion]:
        used = [
            self._shared.guidelines[recommendation.guideline] for recommendation in policy.recommendations
        ]
        for name in dict.fromkeys(guideline.folded_name for guideline in used):
            yield from self._shared.on_file[name]

    def _notices(
        self, policy: Policy, studies: Mapping[str, StudyOutline]
    ) -> Iterator[tuple[str, tuple[Notice, ...]]]:
        cited = [r.reference for r in policy.references]
        reports = [report.reference for study in studies.values() for report in study.reports]
        for reference in dict.fromkeys((*cited, *reports)):
            if reference in self._shared.notices:
                yield reference, self._shared.notices[reference]


def _guideline(row: Row) -> GuidelineVersion:
    return GuidelineVersion(
        row["guideline"], row["organization"], row["title"], row["version"], row["issued"]
    )


def _text(row: Row) -> AuthoredText:
    return AuthoredText(row["place"], row["indication"], row["study"], row["text"])


def _basis(links: Sequence[Row], bound: Mapping[str, BoundFigure]) -> FindingBasis:
    tokens = {
        link["position"]: link["figure"] for link in links if link["kind"] == "token" and link["figure"]
    }
    stated = [link["figure"] for link in links if link["kind"] == "basis"]
    return FindingBasis(tokens, tuple(bound[figure] for figure in dict.fromkeys(stated) if figure in bound))


def _bound(rows: Sequence[Row]) -> BoundFigure:
    row = rows[0]
    qualifiers = [each["qualifier"] for each in rows if each["qualifier"] is not None]
    return BoundFigure(
        figure=figure_of(row, qualifiers),
        study=row["study"],
        result=row["result"],
        outcome=row["outcome"],
        population=row["population"],
        time=timepoint_of(row),
        scope=row["scope"],
        column=row["column_key"],
        role=row["role"],
        counted=row["counted"] or "",
        estimator=row["estimator"],
        adjusted=bool(row["adjusted"]),
    )
