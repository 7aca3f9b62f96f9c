"""What a document consists of: plain data that any form can be rendered from.

**To add a section to the report**, write a function in the module of ``kb/reports`` that holds
its part (``front``, ``rationale``, ``supplement``, ``back``): it takes the :class:`PolicySource` and returns
blocks. Name it in the list of sections of that module (``opening``, ``rationale``, ``supplement``,
``closing``), whose order is that of the document; a section without blocks is left out. Every form shows it.

**To add a format**, see CONTRIBUTING ("How to").

Words are :class:`kb.inlines.Line`; where only words are at hand, a string is taken too. ``about`` says what a
paragraph, item or row is about, each as ``kind:key`` (``study:wang-2015``). ``change`` says that it came, or
went, as a whole with all that stands in it; what changed inside a line is ``Inserted`` and ``Deleted`` there.

Small classes of our own, because they are made faster at start-up than dataclasses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

from kb.inlines import Line, as_line, joined

Wording: TypeAlias = str | Line
Change: TypeAlias = Literal["", "inserted", "deleted"]


class _Part:
    """A part of a document: equal to another one of its class with the same content."""

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.__slots__))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({values})"


class Paragraph(_Part):
    """One paragraph of some sentences; an authored one may hold several in one line."""

    __slots__ = ("about", "change", "sentences")

    def __init__(self, *sentences: Wording, about: Sequence[str] = (), change: Change = "") -> None:
        self.sentences = tuple(as_line(sentence) for sentence in sentences if sentence)
        self.about = tuple(about)
        self.change = change

    @property
    def line(self) -> Line:
        """All its sentences."""
        return joined(" ", self.sentences)


class ListItem(_Part):
    """One item of a list; ``number`` is null for a bullet, ``depth`` indents it, from 0.

    ``label`` is what stands before it: ``12.``, or the old and the new number in a comparison of versions.
    """

    __slots__ = ("about", "change", "depth", "label", "line", "number")

    def __init__(
        self,
        line: Wording,
        number: int | None = None,
        depth: int = 0,
        *,
        about: Sequence[str] = (),
        label: Wording | None = None,
        change: Change = "",
    ) -> None:
        self.line = as_line(line)
        self.number = number
        self.depth = depth
        self.about = tuple(about)
        self.label = as_line(label if label is not None else "" if number is None else f"{number}.")
        self.change = change


class Bullets(_Part):
    """A list."""

    __slots__ = ("change", "items")

    def __init__(self, items: Iterable[ListItem | Wording], change: Change = "") -> None:
        self.items = tuple(item if isinstance(item, ListItem) else ListItem(item) for item in items)
        self.change = change


class TableRow(_Part):
    """One row of a table."""

    __slots__ = ("about", "cells", "change")

    def __init__(self, cells: Iterable[Wording], *, about: Sequence[str] = (), change: Change = "") -> None:
        self.cells = tuple(as_line(cell) for cell in cells)
        self.about = tuple(about)
        self.change = change


class Table(_Part):
    """A table; every row is as long as the header. ``caption`` may be empty."""

    __slots__ = ("caption", "change", "header", "rows")

    def __init__(
        self,
        caption: Wording,
        header: Iterable[Wording],
        rows: Iterable[TableRow | Iterable[Wording]],
        change: Change = "",
    ) -> None:
        self.caption = as_line(caption)
        self.header = tuple(as_line(cell) for cell in header)
        self.rows = tuple(row if isinstance(row, TableRow) else TableRow(row) for row in rows)
        self.change = change


class Section(_Part):
    """A heading and what stands under it, further sections included; ``key`` names it for programs."""

    __slots__ = ("blocks", "change", "key", "title")

    def __init__(self, title: Wording, blocks: Iterable[Block], key: str = "", change: Change = "") -> None:
        self.title = as_line(title)
        self.blocks = tuple(blocks)
        self.key = key
        self.change = change


Block: TypeAlias = Paragraph | Bullets | Table | Section


class TitleFact(_Part):
    """A fact under the title of a document, such as its effective date."""

    __slots__ = ("change", "label", "value")

    def __init__(self, label: Wording, value: Wording, change: Change = "") -> None:
        self.label = as_line(label)
        self.value = as_line(value)
        self.change = change


class ChangedBy(NamedTuple):
    """Who made the changes that a document shows, and when: UTC, ISO 8601, to the second, with a ``Z``."""

    author: str
    at: str


class LogoPicture(NamedTuple):
    """A picture above the title: its type (png or jpeg), its bytes as Base64, and the words in its place."""

    type: str
    data: str
    text: str

    @property
    def content(self) -> bytes:
        """The bytes of the picture."""
        from base64 import b64decode

        return b64decode(self.data)


class Document(_Part):
    """A document: title, facts under it, and its content.

    ``changed_by`` is null for a document that shows no changes, ``logo`` for one without a picture above it.
    """

    __slots__ = ("blocks", "changed_by", "facts", "logo", "title")

    def __init__(
        self,
        title: Wording,
        facts: Iterable[TitleFact | tuple[Wording, Wording]],
        blocks: Iterable[Block],
        changed_by: ChangedBy | None = None,
        logo: LogoPicture | None = None,
    ) -> None:
        self.logo = logo
        self.title = as_line(title)
        self.facts = tuple(fact if isinstance(fact, TitleFact) else TitleFact(*fact) for fact in facts)
        self.blocks = tuple(blocks)
        self.changed_by = changed_by


def lines_of(blocks: Iterable[Block]) -> Iterable[Line]:
    """Every line of some blocks in their order, headings and cells included."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.title
            yield from lines_of(block.blocks)
        elif isinstance(block, Paragraph):
            yield from block.sentences
        elif isinstance(block, Bullets):
            yield from (item.line for item in block.items)
        else:
            yield from (block.caption, *block.header)
            yield from (cell for row in block.rows for cell in row.cells)
