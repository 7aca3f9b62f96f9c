"""What a document consists of: plain data that any form can be rendered from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out, such as the determination of a statement."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics, such as the name of a journal."""

    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The number of a reference in the document."""

    reference: str
    number: int


Inline: TypeAlias = Text | Strong | Emphasis | Citation
Line: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``numbers`` numbers the items (empty: bullets), ``depths`` indents them, from 0."""

    items: tuple[Line, ...]
    numbers: tuple[int, ...] = ()
    depths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row is as long as the header. ``caption`` may be empty."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, further sections included; ``key`` names it for readers of JSON."""

    title: str
    blocks: tuple[Block, ...]
    key: str = ""


Block: TypeAlias = Paragraph | Bullets | Table | Section


@dataclass(frozen=True, slots=True)
class Document:
    """A document: title, facts under it as (label, value), and its content."""

    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
