"""``kb report``: the whole policy document.

The order of the parts is the order in which citations are numbered (view ``policy_citation``).
"""

from __future__ import annotations

from pathlib import Path

from kb.db.connect import Reader
from kb.documents.content import Document, Section
from kb.reports.back import closing
from kb.reports.front import opening
from kb.reports.own_words import in_plan_style
from kb.reports.policy_source import PolicySource
from kb.reports.rationale import rationale
from kb.reports.summary import adopted_from
from kb.reports.supplement import supplement


def build_report(
    reader: Reader, policy: str, *, templates: Path | None = None, full_prose: bool = False
) -> Document:
    """The policy document, from the statement to the appendix.

    ``templates`` is a folder whose frames replace ours. With ``full_prose`` the paragraph of a study tells
    every figure, and no table the rest. Raises KbError for an unknown policy.
    """
    return report_from(PolicySource.read(reader, policy, templates, full_prose=full_prose))


def report_from(source: PolicySource) -> Document:
    """The policy document of a policy that has been read."""
    policy = source.policy
    facts = (
        ("Policy", policy.number),
        ("Plan", policy.plan),
        ("Section", policy.section),
        ("Original policy date", source.plan.day(policy.original_date)),
        ("Effective date", source.plan.day(policy.effective_date)),
        ("Adopted from", adopted_from(source)),
    )
    middle = (rationale(source), supplement(source), _references(source))
    document = Document(
        f"{policy.number} {policy.title}",
        tuple((label, value) for label, value in facts if value),
        (*opening(source), *(section for section in middle if section.blocks), *closing(source)),
    )
    return in_plan_style(document, source.plan)


def _references(source: PolicySource) -> Section:
    cited = source.references()
    return Section("References", () if cited is None else (cited,), key="references")
