"""What a plan says in its own words, as blocks of a document: every word as it was entered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from kb.documents.content import Block, Bullets, Document, ListItem, LogoPicture, Paragraph, Section, Table
from kb.evidence.plan import HealthPlan
from kb.inlines import Line, TermText

_BULLET = re.compile(r"[-*\u2022\u25e6\u25aa\u2023\u2013] +")
_NUMBER = re.compile(r"(\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]) +")


class _Entered(NamedTuple):
    """One line: how far it is indented, its bullet or number (none for a paragraph), and its words."""

    indent: int
    label: str
    words: str


def own_words(text: str, about: str, said: Callable[[str, str], Line] | None = None) -> tuple[Block, ...]:
    """The paragraphs and lists of a text as entered: a line each, items by the bullet or number they have.

    ``said`` makes a line of words where tokens may stand in them.
    """
    said = said or _said
    blocks: list[Block] = []
    for is_item, group in groupby(map(_line, text.split("\n")), key=lambda line: bool(line.label)):
        lines = list(group)
        if is_item:
            blocks.append(Bullets(_items(lines, about, said)))
        else:
            blocks += [Paragraph(said(line.words, about), about=(about,)) for line in lines]
    return tuple(blocks)


def _line(text: str) -> _Entered:
    words = text.lstrip(" ")
    indent = len(text) - len(words)
    marked = _BULLET.match(words) or _NUMBER.match(words)
    if marked is None or marked.end() == len(words):
        return _Entered(indent, "", words)
    label = "•" if _BULLET.match(words) else marked[1]
    return _Entered(indent, label, words[marked.end() :])


def _items(lines: list[_Entered], about: str, said: Callable[[str, str], Line]) -> Iterator[ListItem]:
    """Items as deep as they are indented; bullets are printed as such where others have numbers."""
    depths = {indent: depth for depth, indent in enumerate(sorted({line.indent for line in lines}))}
    only_bullets = all(line.label == "•" for line in lines)
    for line in lines:
        label = None if only_bullets else line.label
        yield ListItem(said(line.words, about), depth=depths[line.indent], about=(about,), label=label)


def in_one_line(text: str) -> str:
    """A text as entered, for a place that has one line."""
    return " ".join(text.split())


def _said(words: str, about: str) -> Line:
    return Line(TermText(words, (about,)))


def contacts(plan: HealthPlan) -> Table | None:
    """Whom to ask; None where the plan does not say."""
    rows = []
    for contact in plan.contacts:
        address = ", ".join((contact.address or "").split("\n"))
        ways = [
            contact.name,
            contact.phone and f"Phone {contact.phone}",
            contact.fax and f"Fax {contact.fax}",
            contact.email,
            contact.website,
            address,
        ]
        rows.append((contact.purpose, "; ".join(way for way in ways if way)))
    return Table("", ("For", "Contact"), rows) if rows else None


def in_plan_style(document: Document, plan: HealthPlan) -> Document:
    """The document with the logo of the plan, and with what the plan calls its sections."""
    if not plan.headings and plan.logo is None:
        return document
    blocks = tuple(_headed(block, plan) for block in document.blocks)
    return Document(document.title, document.facts, blocks, document.changed_by, _logo(plan))


def _logo(plan: HealthPlan) -> LogoPicture | None:
    if plan.logo is None:
        return None
    data = plan.logo.picture.replace(" ", "")
    # The first signs tell: a PNG begins with the byte 137.
    return LogoPicture("png" if data.startswith("iVBOR") else "jpeg", data, plan.logo.text)


def _headed(block: Block, plan: HealthPlan) -> Block:
    if not isinstance(block, Section):
        return block
    title = plan.headings.get(block.key)
    inner = tuple(_headed(part, plan) for part in block.blocks)
    return Section(block.title if title is None else title, inner, block.key, block.change)
