"""Reading a policy whole: the named reads ``evidence/policy_*`` put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.evidence.policy import (
    Cited,
    ClinicalInput,
    Code,
    Criterion,
    Group,
    Indication,
    OngoingTrial,
    PicoElement,
    Policy,
    PolicyHeader,
    Prose,
    Recommendation,
    SearchStrategy,
    Statement,
    StudyUse,
    TrialSearch,
)

Sections = Mapping[str, tuple[Prose, ...]]


def require_policy(reader: Reader, policy: str) -> None:
    """Raises KbError that names the nearest policies when there is none of this number."""
    known = [row["policy"] for row in run(reader, "evidence/policy_numbers")]
    if policy not in known:
        hint = nearest(policy, known) or "kb policy list shows all."
        raise KbError(f"There is no policy {policy!r}. {hint}")


def read_policy(reader: Reader, policy: str) -> Policy:
    """One policy by its number. Raises KbError when there is none."""

    def rows(name: str) -> list[Row]:
        return run(reader, name, policy=policy)

    require_policy(reader, policy)
    prose = _sections(rows("evidence/policy_prose"))
    return Policy(
        header=PolicyHeader(**rows("evidence/policy_header")[0]),
        statements=tuple(Statement(**row) for row in rows("evidence/policy_statements")),
        criteria=tuple(Criterion(**row) for row in rows("evidence/policy_criteria")),
        codes=tuple(Code(**row) for row in rows("evidence/policy_codes")),
        related=tuple((row["title"], row["number"]) for row in rows("evidence/policy_related")),
        prose=prose.get("", {}),
        indications=read_indications(reader, policy, prose),
        recommendations=tuple(Recommendation(**row) for row in rows("evidence/policy_recommendations")),
        input=tuple(ClinicalInput(**row) for row in rows("evidence/policy_input")),
        coverage=tuple(
            (row["authority"], row["coverage"], row["text"]) for row in rows("evidence/policy_coverage")
        ),
        searches=tuple(SearchStrategy(**row) for row in rows("evidence/policy_searches")),
        trial_searches=tuple(TrialSearch(**row) for row in rows("evidence/policy_trial_searches")),
        trials=tuple(OngoingTrial(**row) for row in rows("evidence/policy_trials")),
        history=tuple((row["effective_date"], row["action"]) for row in rows("evidence/policy_history")),
        definitions=tuple((row["term"], row["text"]) for row in rows("evidence/policy_definitions")),
        references=read_references(reader, policy),
    )


def read_references(reader: Reader, policy: str) -> tuple[Cited, ...]:
    """The reference list of a policy, by citation number."""
    found = run(reader, "evidence/citation_numbers", policy=policy)
    return tuple(
        Cited(row["reference"], row["citation_number"], row["citation_text"], bool(row["retracted"]))
        for row in found
    )


def read_prose_figures(reader: Reader, policy: str | None = None, study: str | None = None) -> dict[str, str]:
    """Reported text of the figures that prose names: by figure, and by result or fact for the main one."""
    found: dict[str, str] = {}
    for row in run(reader, "evidence/prose_figures", policy=policy, study=study):
        found[row["figure"]] = row["reported_text"]
        if row["is_main"]:
            found[row["owner"]] = row["reported_text"]
    return found


def read_indications(
    reader: Reader, policy: str, prose: Mapping[str, Sections] | None = None
) -> tuple[Indication, ...]:
    """The indications of a policy, in order."""

    def grouped(name: str) -> dict[str, list[Row]]:
        return _by(run(reader, name, policy=policy), "indication")

    sections = _sections(run(reader, "evidence/policy_prose", policy=policy)) if prose is None else prose
    pico, groups = grouped("evidence/policy_pico"), grouped("evidence/policy_groups")
    criteria, findings = grouped("evidence/policy_criteria_of_selection"), grouped("evidence/policy_findings")
    return tuple(
        Indication(
            key=row["indication"],
            title=row["title"],
            population_verb=row["population_verb"],
            population=row["population"],
            verdict=row["verdict"],
            effect=row["effect"],
            pico=tuple(_pico(one) for one in pico.get(row["indication"], ())),
            prose=sections.get(row["indication"], {}),
            criteria=tuple(one["text"] for one in criteria.get(row["indication"], ())),
            groups=_groups(groups.get(row["indication"], ())),
            findings=tuple(one["text"] for one in findings.get(row["indication"], ())),
        )
        for row in run(reader, "evidence/policy_indications", policy=policy)
    )


def _by(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found


def _sections(rows: Iterable[Row]) -> dict[str, dict[str, tuple[Prose, ...]]]:
    """Indication (empty for the policy) to section to its paragraphs."""
    found: dict[str, dict[str, tuple[Prose, ...]]] = {}
    for row in rows:
        sections = found.setdefault(row["indication"], {})
        sections[row["section"]] = (*sections.get(row["section"], ()), Prose(row["heading"], row["text"]))
    return found


def _pico(row: Row) -> PicoElement:
    return PicoElement(row["element"], row["name"], row["abbreviation"], bool(row["relevant"]))


def _groups(rows: Iterable[Row]) -> tuple[Group, ...]:
    found = []
    for _, members in groupby(rows, key=lambda row: row["evidence_group"]):
        group = list(members)
        uses = tuple(
            StudyUse(row["study"], row["design_group"], row["known_through"], bool(row["is_empty_review"]))
            for row in group
            if row["study"] is not None
        )
        found.append(Group(group[0]["evidence_group"], group[0]["heading"], group[0]["intro"], uses))
    return tuple(found)
