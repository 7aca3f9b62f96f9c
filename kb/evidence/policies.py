"""Reading policies whole: the named reads ``evidence/policy_*`` put together, for a range of numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.evidence.plan import OwnBoilerplate
from kb.evidence.policy import (
    CitedReference,
    ClinicalInput,
    Code,
    Criterion,
    EvidenceGroup,
    Finding,
    GuidelineSearch,
    HistoryEntry,
    Indication,
    OngoingTrial,
    OutcomeCertainty,
    PicoElement,
    Policy,
    Prose,
    RatingReason,
    Recommendation,
    RecommendationGrade,
    SearchStrategy,
    Statement,
    StatementCode,
    StudyUse,
    TrialSearch,
)
from kb.inlines import FigureText
from kb.records.prose_tokens import STATEMENT

Sections = dict[str, tuple[Prose, ...]]
Part = TypeVar("Part")


def policy_numbers(reader: Reader) -> list[str]:
    """Numbers of all policies, in the order in which the database sorts them."""
    return [row["policy"] for row in run(reader, "evidence/policy_numbers")]


def require_policy(reader: Reader, policy: str) -> None:
    """Raises KbError that names the nearest policies when there is none of this number."""
    rows = run(reader, "evidence/policy_numbers")
    known = [row["policy"] for row in rows]
    if policy not in known:
        printed = [row["policy"] for row in rows if (row["number"] or "").lower() == policy.lower()]
        hint = f"Its key is {printed[0]}." if printed else nearest(policy, known)
        raise KbError(f"There is no policy {policy!r}. {hint or 'kb policy list shows all.'}")


def read_policy(reader: Reader, policy: str) -> Policy:
    """One policy by its number. Raises KbError when there is none."""
    require_policy(reader, policy)
    return next(read_policy_range(reader, policy, policy))


def read_policy_range(reader: Reader, first: str, last: str) -> Iterator[Policy]:
    """All policies between two numbers, both included, by number."""
    parts_of = _Range(reader, first, last)
    statements, criteria = parts_of.statements(), parts_of.parts("evidence/policy_criteria", Criterion)
    codes, related = parts_of.parts("evidence/policy_codes", Code), parts_of.rows("evidence/policy_related")
    prose, indications = parts_of.prose(), parts_of.indications()
    recommendations = parts_of.recommendations()
    rounds, coverage = (
        parts_of.parts("evidence/policy_input", ClinicalInput),
        parts_of.rows("evidence/policy_coverage"),
    )
    searches = parts_of.parts("evidence/policy_searches", SearchStrategy)
    trial_searches = parts_of.trial_searches()
    guideline_searches, trials = parts_of.guideline_searches(), parts_of.trials()
    history = parts_of.parts("evidence/policy_history", HistoryEntry)
    boilerplate = parts_of.parts("evidence/policy_boilerplate", OwnBoilerplate)
    definitions, references = parts_of.rows("evidence/policy_definitions"), parts_of.references()
    for row in run(reader, "evidence/policies", first=first, last=last):
        key = row["id"]
        yield Policy(
            **row,
            statements=statements[key],
            criteria=criteria[key],
            codes=codes[key],
            related=tuple((row["title"], row["number"]) for row in related[key]),
            prose=prose[key, None],
            indications=indications[key],
            recommendations=recommendations[key],
            guideline_searches=guideline_searches[key],
            input=rounds[key],
            coverage=tuple((row["authority"], row["coverage"], row["text"]) for row in coverage[key]),
            searches=searches[key],
            trial_searches=trial_searches[key],
            trials=trials[key],
            history=history[key],
            boilerplate=boilerplate[key],
            definitions=tuple((row["term"], row["text"]) for row in definitions[key]),
            references=references[key],
        )


def read_prose_figures(
    reader: Reader, policy: str | None = None, study: str | None = None
) -> dict[str, FigureText]:
    """The figures that prose names as reported: by id, and by result or fact for the main one.

    With ``|statement`` behind either name, the whole statement that it is in. A fact that is a frequency
    (``1/160``) is one wherever it is named: ``1 in 160``.
    """
    figures: dict[str, FigureText] = {}
    rows = run(reader, "evidence/prose_figures", policy=policy, study=study)
    for owner, group in groupby(rows, key=itemgetter("owner")):
        of_owner = list(group)
        ids = tuple(row["figure"] for row in of_owner)
        whole = FigureText(of_owner[0]["one_in"] or of_owner[0]["whole"], ids)
        figures[f"{owner}{STATEMENT}"] = whole
        for row in of_owner:
            figure = figures[row["figure"]] = FigureText(row["reported_text"], (row["figure"],))
            figures[f"{row['figure']}{STATEMENT}"] = _statement(row, of_owner) or whole
            if row["is_main"]:
                figures[owner] = whole if row["one_in"] else figure
    return figures


def _statement(row: Row, of_owner: Sequence[Row]) -> FigureText | None:
    """The statement that a figure is in; none where it is not the figure that the statement is quoted by."""
    if row["measure"] is None:
        return None
    beside = (other["figure"] for other in of_owner if other["statement"] == row["statement"])
    return FigureText(row["measure"], tuple(beside))


def read_bound_figures(reader: Reader, policy: str) -> dict[str, set[str]]:
    """Key of each indication of a policy -> ids of the figures of studies that its findings rest on."""
    bound: dict[str, set[str]] = defaultdict(set)
    for row in run(reader, "evidence/bound_figures", policy=policy):
        bound[row["indication"]].add(row["figure"])
    return bound


class _Range:
    """The parts of the policies between two numbers, each by policy."""

    def __init__(self, reader: Reader, first: str, last: str) -> None:
        self._reader = reader
        self._ends = {"first": first, "last": last}

    def rows(self, name: str, key: str = "policy") -> Mapping[str, list[Row]]:
        """The rows of a named read by the value of a column, which they lose."""
        by_key: dict[str, list[Row]] = defaultdict(list)
        for row in run(self._reader, name, **self._ends):
            by_key[row.pop(key)].append(row)
        return by_key

    def parts(self, name: str, part: Callable[..., Part]) -> Mapping[str, tuple[Part, ...]]:
        """The rows of a named read as parts that have its columns for fields."""
        return self._parts_by_policy(name, lambda row: part(**row))

    def _parts_by_policy(self, name: str, make: Callable[[Row], Part]) -> Mapping[str, tuple[Part, ...]]:
        parts = {key: tuple(make(row) for row in rows) for key, rows in self.rows(name).items()}
        return defaultdict(tuple, parts)

    def statements(self) -> Mapping[str, tuple[Statement, ...]]:
        """The coverage statements."""
        links = self.rows("evidence/statement_links", "statement")

        def statement(row: Row) -> Statement:
            linked = {kind: list(of) for kind, of in groupby(links[row["id"]], key=itemgetter("kind"))}
            indications, requires, lines = (
                tuple(link["key"] for link in linked.get(kind, ()))
                for kind in ("indication", "requires", "line")
            )
            codes = (tuple(link[name] for name in StatementCode._fields) for link in linked.get("code", ()))
            return Statement(
                **row,
                indications=indications,
                codes=tuple(StatementCode(*code) for code in codes),
                requires=requires,
                lines=lines,
            )

        return self._parts_by_policy("evidence/policy_statements", statement)

    def recommendations(self) -> Mapping[str, tuple[Recommendation, ...]]:
        """The recommendations that the policies report, with their grades."""
        grades: dict[tuple[str, str], list[RecommendationGrade]] = defaultdict(list)
        for policy, rows in self.rows("evidence/policy_grades").items():
            for row in rows:
                id = row.pop("recommendation")
                del row["position"]
                grades[policy, id].append(RecommendationGrade(**row))
        by_policy: dict[str, tuple[Recommendation, ...]] = defaultdict(tuple)
        for policy, rows in self.rows("evidence/policy_recommendations").items():
            by_policy[policy] = tuple(
                Recommendation(
                    **row, grades=tuple(grades[policy, f"{row['guideline']}/{row['recommendation']}"])
                )
                for row in rows
            )
        return by_policy

    def guideline_searches(self) -> Mapping[str, tuple[GuidelineSearch, ...]]:
        """What was searched for guidelines without finding one."""
        return self._parts_by_policy(
            "evidence/policy_guideline_searches",
            lambda row: GuidelineSearch(**row, indications=self._about[f"guidelines:{row['id']}"]),
        )

    def trial_searches(self) -> Mapping[str, tuple[TrialSearch, ...]]:
        """The searches for trials."""
        return self._parts_by_policy(
            "evidence/policy_trial_searches",
            lambda row: TrialSearch(**row, indications=self._about[row["id"]]),
        )

    def trials(self) -> Mapping[str, tuple[OngoingTrial, ...]]:
        """The ongoing and unpublished trials."""
        flags = ("results_posted", "industry_sponsored")
        return self._parts_by_policy(
            "evidence/policy_trials",
            lambda row: OngoingTrial(
                **row | {name: bool(row[name]) for name in flags}, indications=self._about[row["id"]]
            ),
        )

    @cached_property
    def _about(self) -> Mapping[str, tuple[str, ...]]:
        """Id of a search or trial to the keys of the indications it is about."""
        keys: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for rows in self.rows("evidence/policy_search_links").values():
            for row in rows:
                keys[row["owner"]] += (row["indication"],)
        return keys

    def references(self) -> Mapping[str, tuple[CitedReference, ...]]:
        """The reference lists."""
        return self._parts_by_policy(
            "evidence/policy_references", lambda row: CitedReference(**row | _flags(row))
        )

    def prose(self) -> Mapping[tuple[str, str | None], Sections]:
        """Policy and key of the indication (None for the policy itself) to section to its paragraphs."""
        by_place: dict[tuple[str, str | None], Sections] = defaultdict(dict)
        for policy, rows in self.rows("evidence/policy_prose").items():
            for row in rows:
                sections, prose = by_place[policy, row["indication"]], Prose(row["heading"], row["text"])
                sections[row["section"]] = (*sections.get(row["section"], ()), prose)
        return by_place

    def indications(self) -> Mapping[str, tuple[Indication, ...]]:
        """The indications."""
        prose = self.prose()
        pico = self.rows("evidence/policy_pico", "indication")
        groups = self.rows("evidence/policy_groups", "indication")
        criteria = self.rows("evidence/policy_selection_criteria", "indication")
        findings = self.rows("evidence/policy_findings", "indication")
        certainty = self.rows("evidence/policy_certainty", "indication")
        by_policy: dict[str, tuple[Indication, ...]] = defaultdict(tuple)
        for policy, rows in self.rows("evidence/policy_indications").items():
            by_policy[policy] = tuple(
                Indication(
                    **row,
                    pico=tuple(_pico(one) for one in pico[row["id"]]),
                    prose=prose[policy, row["key"]],
                    criteria=tuple(one["text"] for one in criteria[row["id"]]),
                    groups=tuple(_groups(groups[row["id"]])),
                    findings=tuple(
                        Finding(one["id"], one["key"], one["text"]) for one in findings[row["id"]]
                    ),
                    certainty=tuple(_certainty(certainty[row["id"]])),
                )
                for row in rows
            )
        return by_policy


def _flags(row: Row) -> dict[str, bool]:
    return {name: bool(row[name]) for name in ("listed_only", "authors_truncated")}


def _pico(row: Row) -> PicoElement:
    return PicoElement(
        row["element"],
        row["key"],
        row["name"],
        row["abbreviation"],
        relevant=bool(row["relevant"]),
        interest=row["interest"],
    )


def _certainty(rows: Iterable[Row]) -> Iterator[OutcomeCertainty]:
    for id, members in groupby(rows, key=lambda row: row["rating"]):
        reasons = list(members)
        first = reasons[0]
        yield OutcomeCertainty(
            id=id,
            instrument=first["instrument_name"],
            outcome=first["outcome_name"],
            comparator=first["comparator_name"],
            level=first["level"],
            starts=first["starts"],
            importance=first["importance"],
            note=first["remark"],
            reasons=tuple(
                RatingReason(row["direction"], row["domain"], row["levels"], row["note"])
                for row in reasons
                if row["direction"] is not None
            ),
        )


def _groups(rows: Iterable[Row]) -> Iterator[EvidenceGroup]:
    for id, members in groupby(rows, key=lambda row: row["id"]):
        group = list(members)
        first = group[0]
        uses = tuple(
            StudyUse(
                row["study"],
                row["design_group"],
                row["known_through"],
                bool(row["is_empty_review"]),
                row["notice"],
                row["counted_with"],
                (row["design_name"], row["design_plural"]),
            )
            for row in group
            if row["study"] is not None
        )
        yield EvidenceGroup(
            id=id,
            key=first["evidence_group"],
            heading=first["heading"],
            intro=first["intro"],
            studies=uses,
            question=first["question"],
            none_identified=bool(first["none_identified"]),
        )
