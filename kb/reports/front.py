"""The front of a report: statement, coding, description, related policies, benefit, regulation."""

from __future__ import annotations

from kb.documents.content import Block, Bullets, ListItem, Paragraph, Section, Table
from kb.evidence.policy import Criterion, Statement
from kb.inlines import Line, Strong
from kb.narrative.words import sentence
from kb.reports.source import Source

_CRITERIA = {"all": "All of the following", "any": "Any of the following"}


def opening(source: Source) -> tuple[Section, ...]:
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


def statements(source: Source) -> tuple[Block, ...]:
    """Each coverage statement with its determination and criteria."""
    return tuple(block for one in source.policy.statements for block in _statement(one, source))


def _statement(statement: Statement, source: Source) -> list[Block]:
    decided = Strong(statement.determination.replace("-", " ").capitalize())
    blocks: list[Block] = [Paragraph(Line(decided, ". ", source.line(sentence(statement.text))))]
    nodes = [one for one in source.policy.criteria if one.statement == statement.id]
    if nodes:
        blocks.append(Bullets(ListItem(source.line(_criterion(node)), depth=node.depth) for node in nodes))
    return blocks


def _criterion(node: Criterion) -> str:
    """A criterion; a group of them has its own heading and how many of them must hold."""
    heading = node.text or ""
    if node.kind == "single":
        return heading
    how = f"At least {node.minimum} of the following" if node.kind == "at-least" else _CRITERIA[node.kind]
    heading = heading.rstrip(".:;, ")
    if not heading or heading.lower() == how.lower():
        return f"{how}:"
    return f"{heading} ({how[:1].lower()}{how[1:]}):"


def codes(source: Source, systems: bool) -> Table | None:
    """Codes with what they name; ``systems`` false leaves out systems without a code."""
    wanted = [one for one in source.policy.codes if systems or one.code != "none"]
    rows = tuple((one.system, one.code, source.plain(one.description or "")) for one in wanted)
    return Table("", ("Type", "Code", "Description"), rows) if rows else None


def _guidelines(source: Source) -> tuple[Block, ...]:
    inner: tuple[Block, ...] = source.section("coding")
    listed = [
        f"{one.system} {one.code}" + (f": {one.description}" if one.description else "")
        for one in source.policy.codes
        if one.use in {"procedure", "guidance", "drug", "test"}
    ]
    if listed:
        inner = (Bullets(source.line(text) for text in listed), *inner)
    return (Section("Coding", inner, key="coding"),) if inner else ()


def _related(source: Source) -> tuple[Block, ...]:
    titles = [f"{number} {title}" if number else title for title, number in source.policy.related]
    return (Bullets(titles),) if titles else ()


def _regulatory(source: Source) -> tuple[Block, ...]:
    products = [one for one in source.policy.codes if one.use == "device" and one.code != "none"]
    said = [f"{one.system}: {one.code}." for one in products]
    return (*source.section("regulatory"), *(source.paragraph(text) for text in said))
