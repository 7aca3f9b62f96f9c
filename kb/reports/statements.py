"""The coverage statements of a policy: decision, text, criteria; to whom, when and how long they apply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.documents.content import Block, Bullets, ListItem, Paragraph, Section
from kb.evidence.policy import Criterion, Statement
from kb.inlines import Line, Strong, TermText
from kb.reports.own_words import own_words
from kb.reports.policy_source import PolicySource

_RULES = {"all": "All of the following", "any": "Any of the following", "none": "None of the following"}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PHASES = {
    "trial": "trial of treatment",
    "initial": "initial treatment",
    "continuation": "continued treatment",
    "retreatment": "repeated treatment",
    "discontinuation": "end of treatment",
}
"""Phase -> its words in a statement."""


def statements(source: PolicySource) -> tuple[Block, ...]:
    """Each coverage statement with its determination and criteria; those of one heading under it.

    Statements without a heading that follow one would read as if they stood under it.
    """
    blocks: list[Block] = []
    for heading, under in groupby(source.policy.statements, key=lambda statement: statement.heading):
        listed = list(under)
        inner = [block for statement in listed for block in _statement(statement, source)]
        if heading is None and not blocks:
            blocks += inner
        else:
            title = "Further statements" if heading is None else source.line(heading, _about(listed[0]))
            blocks.append(Section(title, inner))
    return tuple(blocks)


def _statement(statement: Statement, source: PolicySource) -> Iterator[Block]:
    yield from _decided(statement, source)
    nodes = [node for node in source.policy.criteria if node.statement == statement.id]
    if nodes:
        yield Bullets(_criteria(statement, nodes, source))
    facts = [Line(Strong(f"{label}:"), " ", value) for label, value in _facts(statement, source)]
    if facts:
        yield Paragraph(_semicolons(facts))


def _decided(statement: Statement, source: PolicySource) -> Iterator[Block]:
    """What is decided, before the first paragraph of the text, and the rest of it as entered."""
    decided = Strong(statement.determination_name)
    first, *rest = statement.text.split("\n", 1)
    yield Paragraph(Line(decided, ". ", source.line(first, _about(statement))))
    if rest:
        yield from own_words(rest[0], _about(statement), source.line)


def _semicolons(lines: Sequence[Line]) -> Line:
    first, *rest = lines
    return Line(first, *(piece for line in rest for piece in ("; ", line)))


def _facts(statement: Statement, source: PolicySource) -> Iterator[tuple[str, Line]]:
    """What else the statement says, in the words of the plan where they are the plan's."""
    about = _about(statement)
    if statement.population is not None:
        yield "Population", source.line(statement.population, about)
    if statement.phase is not None:
        yield "Phase", Line(TermText(_PHASES[statement.phase], (about,)))
    if statement.duration is not None:
        yield "Authorization", source.line(statement.duration, about)
    if statement.quantity is not None:
        yield "Quantity", source.line(statement.quantity, about)
    if statement.requires:
        named = {other.key: _named(other) for other in source.policy.statements}
        yield "Requires", Line(TermText(", ".join(named[key] for key in statement.requires), (about,)))
    if days := span(source, statement.service_from, statement.service_to):
        yield "Dates of service", Line(TermText(days, (about,)))
    if statement.lines:
        yield "Lines of business", Line(TermText(", ".join(statement.lines), (about,)))


def _named(statement: Statement) -> str:
    """What another statement calls it: its heading, else its phase, else its key."""
    if statement.heading is not None:
        return statement.heading.rstrip(":")
    phase = None if statement.phase is None else _PHASES[statement.phase]
    return phase or statement.key.replace("-", " ")


def span(source: PolicySource, first: str | None, last: str | None) -> str:
    """Days from and to which something holds, as the plan writes days; empty when neither is told."""
    days = source.plan.day(first), source.plan.day(last)
    if all(days):
        return " through ".join(days)
    return f"from {days[0]}" if first else f"through {days[1]}" if last else ""


def _criteria(statement: Statement, nodes: Sequence[Criterion], source: PolicySource) -> Iterator[ListItem]:
    """The tree as a list; a root without words is left out where the statement says already what it says."""
    root = nodes[0]
    is_said = root.text is None and says_rule(statement.text, root)
    for node in nodes[1:] if is_said else nodes:
        line = source.line(criterion_text(node), f"criterion:{node.id}")
        yield ListItem(line, depth=node.depth - is_said)


def criterion_text(node: Criterion) -> str:
    """A criterion as entered; a group of them has its heading, and how many must hold unless it says so."""
    heading = node.text or ""
    if node.kind == "single":
        return heading
    rule = _rule(node)
    if not heading or heading.rstrip(" .:").lower() == rule.lower():
        return f"{rule}:"
    if says_rule(heading, node):
        return heading if heading.endswith((":", ",", ";")) else f"{heading.rstrip('.')}:"
    return f"{heading.rstrip(' .:;,')} ({rule[:1].lower()}{rule[1:]}):"


def _rule(node: Criterion) -> str:
    if node.kind != "at-least":
        return _RULES[node.kind]
    assert node.minimum is not None
    return f"At least {_spelled(node.minimum)} of the following"


def _spelled(number: int) -> str:
    return _NUMBERS[number - 1] if 1 <= number <= len(_NUMBERS) else str(number)


def says_rule(text: str, node: Criterion) -> bool:
    """Whether a text ends by saying how many of what stands below must hold, as the node has it."""
    count = node.minimum or 0
    words = {
        "all": "all|both|each|every",
        "any": "any|one|either|1",
        "none": "none|neither|any|either",
        "at-least": f"{_spelled(count)}|{count}" if count != 1 else "one|1|any|either",
    }[node.kind]
    counted = rf"\b(?:{words})\b(?:\W+or more)?(?:\s+\w+)?\s+of\b[^.;:]*$"
    met = rf"|\b(?:{words})\b(?:\s+\w+)?\s+(?:is|are)\s+met$"
    rest = r"|\b(?:all|the)\s+(?:following|criteria)\b[^.;:]*$" if node.kind == "all" else ""
    return re.search(counted + met + rest, text.rstrip(" .:;,"), re.IGNORECASE) is not None


def _about(statement: Statement) -> str:
    return f"statement:{statement.id}"
