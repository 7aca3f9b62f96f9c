"""``kb summary``: the summary of evidence and the conclusion of each indication."""

from __future__ import annotations

from pathlib import Path

from kb.db.connect import Reader
from kb.documents.content import Block, Document, Paragraph, Section, lines_of
from kb.errors import KbError, nearest
from kb.evidence.policy import Indication
from kb.reports.indication import brief, groups, summary
from kb.reports.policy_source import PolicySource
from kb.reports.spelled_out import spelled_out


def build_summary(
    reader: Reader,
    policy: str,
    indication: str | None = None,
    full: bool = False,
    *,
    templates: Path | None = None,
    full_prose: bool = False,
) -> Document:
    """The summary of evidence of a policy, or of one of its indications.

    ``full`` adds a paragraph for each study, the table of what it does not tell, and the references cited;
    with ``full_prose`` the paragraph tells every figure. ``templates`` is a folder whose frames replace ours.
    Raises KbError for an unknown policy or indication.
    """
    full = full or full_prose
    source = PolicySource.read(reader, policy, templates, studies=full, full_prose=full_prose)
    return summary_from(source, indication, full=full)


def summary_from(source: PolicySource, indication: str | None = None, *, full: bool) -> Document:
    """The summary of evidence of a policy that has been read, with its studies where ``full``."""
    chosen = choose(source.policy.indications, source.policy.id, indication)
    sections: list[Block] = [_section(indication, source, full) for indication in chosen]
    cited = source.references(list(lines_of(sections)))
    if cited is not None:
        sections.append(Section("References", (cited,), key="references"))
    policy = source.policy
    if not sections:
        sections.append(Paragraph(source.frames.say("no-indication", adopted=adopted_from(source))))
    effective = source.plan.day(policy.effective_date) or "not entered"
    facts = (("Policy", policy.number), ("Effective date", effective))
    return Document(f"Summary of evidence: {policy.title}", facts, tuple(sections))


def adopted_from(source: PolicySource) -> str:
    """Plan and number of the policy that this one adopts; empty when it adopts none."""
    policy = source.policy
    return " ".join(part for part in (policy.parent_plan, policy.parent_number) if part)


def choose(indications: tuple[Indication, ...], policy: str, wanted: str | None) -> tuple[Indication, ...]:
    """All indications, or the wanted one. Raises KbError when there is none of that key."""
    if wanted is None:
        return indications
    chosen = tuple(indication for indication in indications if indication.key == wanted)
    if not chosen:
        hint = nearest(wanted, [indication.key for indication in indications])
        raise KbError(f"Policy {policy} has no indication {wanted!r}. {hint}".strip())
    return chosen


def _section(indication: Indication, source: PolicySource, full: bool) -> Section:
    blocks: list[Block] = [brief(indication, source)]
    blocks += spelled_out((summary(indication, source),), source.abbreviations)
    if full:
        blocks += spelled_out(groups(indication, source), source.abbreviations)
    return Section(indication.title, tuple(blocks), key=indication.key)
