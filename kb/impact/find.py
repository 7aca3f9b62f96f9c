"""Finding all that rests on a study, a reference or a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kb.db.connect import Reader
from kb.db.queries import run
from kb.evidence.policies_about import policies_about
from kb.impact.conclusions import approvals, bases, conclusions, findings, signed_bases, statements
from kb.impact.document_texts import own_pages, resting_texts, texts_of
from kb.impact.item import Impact, ImpactItem, ImpactKind
from kb.impact.outside_documents import outside_documents
from kb.impact.subject import ImpactSubject, read_subject
from kb.impact.touching import Touching
from kb.reports.policy_source import PolicySource


def find_impact(reader: Reader, name: str, *, templates: Path | None = None) -> Impact:
    """What rests on the study, reference or figure of a name.

    ``templates`` is a folder whose frames replace ours. Raises KbError that names the nearest ones when
    nothing goes by the name. Only policies that can rest on it are read.
    """
    subject = read_subject(reader, name)
    touching = Touching(subject)
    outside = [*own_pages(reader, touching), *outside_documents(reader, subject)]
    items: list[ImpactItem] = []
    policies: dict[str, str] = {}
    indications: dict[tuple[str, str], str] = {}
    for policy in _policies(reader, subject, outside):
        source = PolicySource.read(reader, policy, templates)
        of_policy = [
            *_of_policy(reader, source, touching),
            *(item for item in outside if item.policy == policy),
        ]
        cited = _cited(source, subject)
        if not of_policy and not cited:
            continue
        policies[policy] = source.policy.title
        indications |= {
            (policy, indication.key): indication.title for indication in source.policy.indications
        }
        items += [
            ImpactItem(ImpactKind.POLICY, policy, None, policy, policies[policy], cited),
            *_in_order(of_policy, source),
        ]
    items = _with_adopters(items, _adopters(reader, subject, policies))
    policies |= {item.place: item.text for item in items if item.kind is ImpactKind.POLICY}
    items += [item for item in outside if item.policy is None]
    return Impact(subject, tuple(items), policies, indications)


def _policies(reader: Reader, subject: ImpactSubject, outside: Sequence[ImpactItem]) -> list[str]:
    """Policies whose documents may say something of the subject, and those whose releases or searches do."""
    asked: list[dict[str, str | None]] = [{"study": study} for study in sorted(subject.holders)]
    asked += [{"reference": reference.reference} for reference in subject.references]
    asked += [
        {"figure": figure.figure, "recommendation": figure.recommendation}
        for figure in subject.figures
        if figure.study is None
    ]
    policies = {policy for names in asked for policy in policies_about(reader, **names)}
    policies |= {figure.policy for figure in subject.figures if figure.policy is not None}
    policies |= {item.policy for item in outside if item.policy is not None}
    return sorted(policies)


def _of_policy(reader: Reader, source: PolicySource, touching: Touching) -> Iterator[ImpactItem]:
    """Everything in one policy that rests on the subject."""
    policy = source.policy.id
    resting_findings = findings(reader, source, touching)
    resting = bases(source, touching.subject, resting_findings)
    texts = resting_texts(texts_of(source), touching, policy)
    signed = signed_bases(source, touching.subject, resting)
    touched = {item.indication for item in texts if item.indication is not None} | signed
    yield from statements(source, touching, resting)
    yield from conclusions(source, resting)
    yield from resting_findings
    yield from texts
    yield from approvals(reader, policy, touched, signed)


def _cited(source: PolicySource, subject: ImpactSubject) -> tuple[str, ...]:
    """The numbers that the references of the subject have in a policy."""
    numbers = source.policy.numbers
    return tuple(
        f"lists {reference.reference} as [{numbers[reference.reference]}]"
        for reference in subject.references
        if reference.reference in numbers
    )


def _in_order(items: Sequence[ImpactItem], source: PolicySource) -> list[ImpactItem]:
    """The items of one policy: of the policy as a whole first, then by indication, each by kind."""
    places: list[str | None] = [None, *(indication.key for indication in source.policy.indications)]
    kinds = list(ImpactKind)
    return sorted(items, key=lambda item: (places.index(item.indication), kinds.index(item.kind)))


def _adopters(reader: Reader, subject: ImpactSubject, policies: Iterable[str]) -> dict[str, ImpactItem]:
    """Policies that adopt one of those found, or a policy that is published as the reference."""
    asked = [(f"adopts {policy}", {"policy": policy, "reference": None}) for policy in policies]
    asked += [
        (
            f"adopts the policy published as {reference.reference}",
            {"policy": None, "reference": reference.reference},
        )
        for reference in subject.references
    ]
    adopters: dict[str, ImpactItem] = {}
    for how, params in asked:
        for row in run(reader, "impact/adopters", **params):
            policy = str(row["policy"])
            item = adopters.get(policy, ImpactItem(ImpactKind.POLICY, policy, None, policy, row["title"]))
            adopters[policy] = replace(item, why=(*item.why, how))
    return adopters


def _with_adopters(items: Sequence[ImpactItem], adopters: dict[str, ImpactItem]) -> list[ImpactItem]:
    """The items with what else is known of their policies; policies that only adopt stand at the end."""
    merged = []
    for item in items:
        adopter = adopters.pop(item.place, None) if item.kind is ImpactKind.POLICY else None
        merged.append(item if adopter is None else replace(item, why=(*item.why, *adopter.why)))
    return [*merged, *adopters.values()]
