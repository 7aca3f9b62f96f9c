"""Findings, conclusions, statements and sign-offs of a policy that rest on a subject."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.evidence.policy import Indication
from kb.impact.item import ImpactItem, ImpactKind
from kb.impact.subject import ImpactSubject
from kb.impact.touching import TouchedText, Touching, figures, why
from kb.reports.indication import verdict
from kb.reports.own_words import in_one_line
from kb.reports.policy_source import PolicySource

_BASIS_CHANGES = "the basis that was signed changes with it"
_BASIS_STAYS = "the basis that was signed stays the same without it"


def findings(reader: Reader, source: PolicySource, touching: Touching) -> list[ImpactItem]:
    """Findings whose basis, or whose text, belongs to the subject."""
    policy = source.policy.id
    stated: dict[tuple[str, str], list[Row]] = {}
    for row in run(reader, "impact/findings", policy=policy):
        stated.setdefault((row["indication"], row["finding"]), []).append(row)
    items = []
    indications = sorted(source.policy.indications, key=lambda indication: indication.key)
    for key, text in (
        ((indication.key, finding.key), finding.text)
        for indication in indications
        for finding in indication.findings
    ):
        read = touching.read(source.line(text))
        basis = [row for row in stated.get(key, ()) if _belongs(row, touching.subject)]
        if basis or read.touches:
            items.append(_finding(policy, key, read, basis))
    return items


def _belongs(basis: Row, subject: ImpactSubject) -> bool:
    if basis["kind"] == "figure":
        return any(figure.figure == basis["key"] for figure in subject.figures)
    if basis["kind"] == "limitation":
        return any(study.study == basis["study"] for study in subject.studies)
    return basis["key"] in subject.recommendations


def _finding(policy: str, key: tuple[str, str], read: TouchedText, basis: list[Row]) -> ImpactItem:
    bound = [f"rests on {row['kind']} {row['key']}: {row['says']}" for row in basis]
    cites = [text for text in why(read.touches) if not text.startswith("says ")]
    named = [row["key"] for row in basis if row["kind"] == "figure"]
    return ImpactItem(
        kind=ImpactKind.FINDING,
        policy=policy,
        indication=key[0],
        place=key[1],
        text=read.text,
        why=(*bound, *cites),
        spans=read.spans,
        figures=tuple(dict.fromkeys([*named, *figures(read.touches)])),
    )


def bases(
    source: PolicySource, subject: ImpactSubject, resting: Sequence[ImpactItem]
) -> dict[str, tuple[str, ...]]:
    """Indications that rest on the subject: by a finding (of those given), or by their evidence base."""
    ways = {
        indication.key: (*_by_finding(indication, resting), *_by_base(indication, subject))
        for indication in source.policy.indications
    }
    return {key: how for key, how in ways.items() if how}


def _by_finding(indication: Indication, resting: Sequence[ImpactItem]) -> list[str]:
    return [f"directly, by finding {item.place}" for item in resting if item.indication == indication.key]


def _by_base(indication: Indication, subject: ImpactSubject) -> list[str]:
    return [
        f"by its evidence base, which uses {use.study} ({group.heading})"
        for group in indication.groups
        for use in group.studies
        if use.study in subject.holders
    ]


def conclusions(source: PolicySource, resting: Mapping[str, tuple[str, ...]]) -> list[ImpactItem]:
    """The conclusions of the indications that rest on the subject, with how they do; without one, none."""
    policy = source.policy.id
    return [
        ImpactItem(
            ImpactKind.CONCLUSION,
            policy,
            indication.key,
            indication.verdict,
            verdict(indication, source).plain,
            resting[indication.key],
        )
        for indication in source.policy.indications
        if indication.verdict is not None and indication.key in resting
    ]


def statements(source: PolicySource, touching: Touching, resting: Container[str]) -> list[ImpactItem]:
    """Statements that decide on indications that rest on the subject."""
    policy = source.policy
    keys = {indication.id: indication.key for indication in policy.indications}
    items = []
    for statement in policy.statements:
        decided = [keys[id] for id in statement.indications if keys[id] in resting]
        if decided:
            read = touching.read(source.line(in_one_line(statement.text)))
            text = f"{statement.determination_name}. {read.text}"
            why = tuple(f"decides on {indication}" for indication in decided)
            items.append(ImpactItem(ImpactKind.STATEMENT, policy.id, None, statement.key, text, why))
    return items


def signed_bases(source: PolicySource, subject: ImpactSubject, resting: Iterable[str]) -> set[str]:
    """Indications with the subject in the basis that is signed.

    Besides what rests on it: those whose policy reports a recommendation of it for them, and those that use
    a review which says what it did with a study of the subject.
    """
    policy = source.policy
    own = {study.study for study in subject.studies}
    signed = set(resting)
    for recommendation in policy.recommendations:
        if f"{recommendation.guideline}/{recommendation.recommendation}" in subject.recommendations:
            general = {indication.key for indication in policy.indications}
            signed |= general if recommendation.indication is None else {recommendation.indication}
    for indication in policy.indications:
        uses = [source.studies[use.study] for group in indication.groups for use in group.studies]
        if any(included.study in own for study in uses for included in study.inclusions):
            signed.add(indication.key)
    return signed


def approvals(
    reader: Reader, policy: str, touched: Container[str], signed: Container[str]
) -> Iterator[ImpactItem]:
    """Sign-offs of the indications where the subject occurs; whether it is in what was ``signed``."""
    for row in run(reader, "evidence/sign_offs", first=policy, last=policy):
        if row["key"] in touched:
            how = _BASIS_CHANGES if row["key"] in signed else _BASIS_STAYS
            text = f"{row['verdict'].capitalize()}, signed by {row['who']} on {row['approved_at']}"
            yield ImpactItem(ImpactKind.APPROVAL, policy, row["key"], row["id"], text, (how,))
