"""The back of a report: documentation, codes, history, definitions, notices, statement before and after."""

from __future__ import annotations

from kb.documents.content import Block, Paragraph, Section, Table
from kb.inlines import Line, TermText
from kb.reports.coding import codes
from kb.reports.policy_source import PolicySource

#: Sections of authored prose that have their place elsewhere in the report.
_PLACED = frozenset(
    {
        "description",
        "coding",
        "benefit",
        "regulatory",
        "background",
        "review-method",
        "guideline-selection",
        "clinical-review-documentation",
    }
)


def closing(source: PolicySource) -> tuple[Section, ...]:
    """The sections after the references; those without content are left out."""
    documentation = source.section("clinical-review-documentation")
    sections = (
        Section("Documentation for clinical review", documentation, key="documentation"),
        Section("Coding", codes(source), key="coding-table"),
        Section("Policy history", history(source), key="history"),
        Section("Definitions", _definitions(source), key="definitions"),
        *_further(source),
        Section("Appendix: policy statement before and after", _appendix(source), key="appendix"),
    )
    return tuple(section for section in sections if section.blocks)


def history(source: PolicySource) -> tuple[Block, ...]:
    """The entries of the policy history as a table; nothing when there is none."""
    rows = [(entry.date, source.cell(entry.action, f"history:{entry.id}")) for entry in source.policy.history]
    return (Table("", ("Effective date", "Action"), rows),) if rows else ()


def _definitions(source: PolicySource) -> tuple[Block, ...]:
    return tuple(
        Paragraph(source.line(f"{term}: {text}", f"definition:{_policy(source)}/{term}"))
        for term, text in source.policy.definitions
    )


def _policy(source: PolicySource) -> str:
    return source.policy.id


def _further(source: PolicySource) -> tuple[Section, ...]:
    return tuple(
        Section(name.replace("-", " ").capitalize(), source.section(name), key=name)
        for name in source.policy.prose
        if name not in _PLACED
    )


def _appendix(source: PolicySource) -> tuple[Block, ...]:
    statements = source.policy.statements
    if all(statement.previous_text is None for statement in statements):
        return ()
    rows = []
    for statement in statements:
        about = f"statement:{statement.id}"
        before = (
            "New statement"
            if statement.previous_text is None
            else source.cell(statement.previous_text, about)
        )
        rows.append((before, source.cell(statement.text, about)))
    table = Table("", ("Before", "After"), rows)
    if all(statement.previous_text == statement.text for statement in statements):
        unchanged = source.frames.say("statement-unchanged").plain
        ids = tuple(f"statement:{statement.id}" for statement in statements)
        return (Paragraph(Line(TermText(unchanged, ids))), table)
    return (table,)
