"""The front of a report: statement, coding, description, related policies, benefit, regulation."""

from __future__ import annotations

from kb.documents.content import Block, Bullets, Paragraph, Section
from kb.reports.coding import coding_guidelines
from kb.reports.policy_source import PolicySource
from kb.reports.statements import statements


def opening(source: PolicySource) -> tuple[Section, ...]:
    """The sections before the rationale; those without content are left out."""
    sections = (
        *source.further("front"),
        Section("Policy statement", statements(source), key="statement"),
        Section("Policy guidelines", coding_guidelines(source), key="policy-guidelines"),
        source.titled("description", "Description"),
        Section("Related policies", _related(source), key="related"),
        source.titled("benefit", "Benefit application"),
        source.titled("regulatory", "Regulatory status", _regulatory(source)),
    )
    return tuple(section for section in sections if section.blocks)


def _related(source: PolicySource) -> tuple[Block, ...]:
    titles = [f"{number} {title}" if number else title for title, number in source.policy.related]
    return (Bullets(titles),) if titles else ()


def _regulatory(source: PolicySource) -> tuple[Block, ...]:
    products = [code for code in source.policy.codes if code.use == "device" and code.code != "none"]
    named = (Paragraph(f"{code.system}: {code.code}.") for code in products)
    return (*source.section("regulatory"), *named)
