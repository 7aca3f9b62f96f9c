"""The front of a report: statement, coding, description, related policies, benefit, regulation."""

from __future__ import annotations

from kb.documents.content import Block, Bullets, ListItem, Paragraph, Section, Table
from kb.evidence.policy import Code, Criterion, Statement
from kb.inlines import Line, Strong, led
from kb.narrative.phrasing import sentence
from kb.reports.policy_source import PolicySource

_CRITERIA = {"all": "All of the following", "any": "Any of the following"}


def opening(source: PolicySource) -> tuple[Section, ...]:
    """The sections before the rationale; those without content are left out."""
    sections = (
        Section("Policy statement", statements(source), key="statement"),
        Section("Policy guidelines", _guidelines(source), key="policy-guidelines"),
        Section("Description", source.section("description"), key="description"),
        Section("Related policies", _related(source), key="related"),
        Section("Benefit application", source.section("benefit"), key="benefit"),
        Section("Regulatory status", _regulatory(source), key="regulatory"),
    )
    return tuple(section for section in sections if section.blocks)


def statements(source: PolicySource) -> tuple[Block, ...]:
    """Each coverage statement with its determination and criteria."""
    return tuple(block for statement in source.policy.statements for block in _statement(statement, source))


def _statement(statement: Statement, source: PolicySource) -> list[Block]:
    about = f"statement:{statement.id}"
    decided = Strong(statement.determination_name)
    blocks: list[Block] = [Paragraph(Line(decided, ". ", sentence(source.line(statement.text, about))))]
    nodes = [node for node in source.policy.criteria if node.statement == statement.id]
    if nodes:
        blocks.append(Bullets(_criterion(node, source) for node in nodes))
    return blocks


def _criterion(node: Criterion, source: PolicySource) -> ListItem:
    return ListItem(source.line(_criterion_text(node), f"criterion:{node.id}"), depth=node.depth)


def _criterion_text(node: Criterion) -> str:
    """A criterion; a group of them has its own heading and how many of them must hold."""
    heading = node.text or ""
    if node.kind == "single":
        return heading
    how = f"At least {node.minimum} of the following" if node.kind == "at-least" else _CRITERIA[node.kind]
    heading = heading.rstrip(".:;, ")
    if not heading or heading.lower() == how.lower():
        return f"{how}:"
    return f"{heading} ({how[:1].lower()}{how[1:]}):"


def codes(source: PolicySource, systems: bool) -> Table | None:
    """Codes with what they name; ``systems`` false leaves out systems without a code."""
    wanted = [code for code in source.policy.codes if systems or code.code != "none"]
    rows = [(code.system, code.code, source.cell(code.description or "", _about(code))) for code in wanted]
    return Table("", ("Type", "Code", "Description"), rows) if rows else None


def _guidelines(source: PolicySource) -> tuple[Block, ...]:
    inner: tuple[Block, ...] = source.section("coding")
    uses = {"procedure", "guidance", "drug", "test"}
    listed = [_code(code, source) for code in source.policy.codes if code.use in uses]
    if listed:
        inner = (Bullets(listed), *inner)
    return (Section("Coding", inner, key="coding"),) if inner else ()


def _code(code: Code, source: PolicySource) -> Line:
    description = source.line(code.description or "", _about(code))
    return Line(f"{code.system} {code.code}", led(": ", description))


def _about(code: Code) -> str:
    return f"code:{code.id}"


def _related(source: PolicySource) -> tuple[Block, ...]:
    titles = [f"{number} {title}" if number else title for title, number in source.policy.related]
    return (Bullets(titles),) if titles else ()


def _regulatory(source: PolicySource) -> tuple[Block, ...]:
    products = [code for code in source.policy.codes if code.use == "device" and code.code != "none"]
    named = (Paragraph(f"{code.system}: {code.code}.") for code in products)
    return (*source.section("regulatory"), *named)
