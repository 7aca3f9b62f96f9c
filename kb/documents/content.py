"""What a document consists of: plain data that any form can be rendered from.

Named tuples, because they are made some ten times faster than dataclasses at start-up; tell them apart by
their class, as equal values of different classes are equal tuples.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Text(NamedTuple):
    """Words."""

    text: str


class Strong(NamedTuple):
    """Words that stand out, such as the determination of a statement."""

    text: str


class Emphasis(NamedTuple):
    """Words in italics, such as the name of a journal."""

    text: str


class Citation(NamedTuple):
    """The number of a reference in the document."""

    reference: str
    number: int


Inline: TypeAlias = Text | Strong | Emphasis | Citation
Line: TypeAlias = tuple[Inline, ...]


class Paragraph(NamedTuple):
    """One paragraph."""

    line: Line


class Bullets(NamedTuple):
    """A list; ``numbers`` numbers the items (empty: bullets), ``depths`` indents them, from 0."""

    items: tuple[Line, ...]
    numbers: tuple[int, ...] = ()
    depths: tuple[int, ...] = ()


class Table(NamedTuple):
    """A table; every row is as long as the header. ``caption`` may be empty."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Section(NamedTuple):
    """A heading and what stands under it, further sections included; ``key`` names it for readers of JSON."""

    title: str
    blocks: tuple[Block, ...]
    key: str = ""


Block: TypeAlias = Paragraph | Bullets | Table | Section


class Document(NamedTuple):
    """A document: title, facts under it as (label, value), and its content."""

    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
