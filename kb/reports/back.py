"""The back of a report: documentation, codes, history, definitions, notices, statement before and after."""

from __future__ import annotations

from kb.documents.content import Block, Paragraph, Section, Table
from kb.inlines import Line, TermText
from kb.reports.front import codes
from kb.reports.own_words import contacts, in_one_line, own_words
from kb.reports.policy_source import PolicySource


def closing(source: PolicySource) -> tuple[Section, ...]:
    """The sections after the references; those without content are left out."""
    asked = contacts(source.plan)
    sections = (
        source.titled(
            "clinical-review-documentation", "Documentation for clinical review", key="documentation"
        ),
        Section("Coding", codes(source), key="coding-table"),
        Section("Policy history", history(source), key="history"),
        Section("Definitions", _definitions(source), key="definitions"),
        *source.further("back"),
        Section("Contacts", () if asked is None else (asked,), key="contacts"),
        Section("Appendix: policy statement before and after", _appendix(source), key="appendix"),
    )
    return tuple(section for section in sections if section.blocks)


def history(source: PolicySource) -> tuple[Block, ...]:
    """The entries of the policy history as a table; nothing when there is none."""
    rows = [
        (source.plan.day(entry.date), source.cell(entry.action, f"history:{entry.id}"))
        for entry in source.policy.history
    ]
    return (Table("", ("Effective date", "Action"), rows),) if rows else ()


def _definitions(source: PolicySource) -> tuple[Block, ...]:
    """The terms of the plan, what it means by its determinations, and the terms of the policy, which outweigh
    them."""
    policy = source.policy
    own = {term.casefold() for term, _ in policy.definitions}
    shared = [(term.key, term.text) for term in source.plan.definitions]
    decided = {statement.determination for statement in policy.statements}
    labels = source.plan.determinations.items()
    shared += [(label, meaning) for key, (label, meaning) in labels if meaning and key in decided]
    blocks: list[Block] = []
    for term, text in shared:
        if term.casefold() not in own:
            blocks += own_words(f"{term}: {text}", f"definition:{source.plan.key}/{term}")
    return (
        *blocks,
        *(
            Paragraph(source.line(f"{term}: {text}", f"definition:{policy.id}/{term}"))
            for term, text in policy.definitions
        ),
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
            else source.cell(in_one_line(statement.previous_text), about)
        )
        rows.append((before, source.cell(in_one_line(statement.text), about)))
    table = Table("", ("Before", "After"), rows)
    if all(statement.previous_text == statement.text for statement in statements):
        unchanged = source.frames.say("statement-unchanged").plain
        ids = tuple(f"statement:{statement.id}" for statement in statements)
        return (Paragraph(Line(TermText(unchanged, ids))), table)
    return (table,)
