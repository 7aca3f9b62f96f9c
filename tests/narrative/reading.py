"""Sentences and tables read as a reader reads them: words, the figures in them, and what stands beside them.

Nothing here knows how a sentence was made. A passage is one sentence, or one cell of a table together with
what stands over and beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kb.documents.content import Block, Bullets, Paragraph, Section, Table
from kb.inlines import FigureText, Line, TermText, figure_ids, joined, leaves, printed

_NOTHING = Line()
HIDDEN = "\N{WHITE SQUARE}"
"""Stands for each character of a figure where only the words beside figures are looked at."""


class Mention(NamedTuple):
    """Figures or a name as they stand in a passage: ``names`` are ids, or what a name is of."""

    start: int
    end: int
    text: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """One sentence; or one cell, with its ``heads``: caption, heading and the cells that name its row."""

    line: Line
    heads: Line = _NOTHING

    @cached_property
    def whole(self) -> Line:
        """The heads, then the words themselves."""
        return joined(" | ", [self.heads, self.line])

    @cached_property
    def text(self) -> str:
        """All its words."""
        return self.whole.plain

    @cached_property
    def words(self) -> str:
        """Its words in small letters, with every figure hidden."""
        return _without(self.text, self.figures).lower()

    @cached_property
    def beside_names(self) -> str:
        """The same without names either, whose numbers are no times: 6-minute walk distance."""
        named = [term for term in self.terms if not term.names[0].startswith("time")]
        return _without(self.words, named)

    @cached_property
    def figures(self) -> tuple[Mention, ...]:
        """The figures in their order."""
        return tuple(_mentions(self.whole, FigureText))

    @cached_property
    def terms(self) -> tuple[Mention, ...]:
        """The names in their order."""
        return tuple(_mentions(self.whole, TermText))

    def of(self, *names: str) -> list[Mention]:
        """Where one of these is named."""
        return [term for term in self.terms if not set(names).isdisjoint(term.names)]


def _without(text: str, mentions: Iterable[Mention]) -> str:
    for mention in mentions:
        text = text[: mention.start] + HIDDEN * (mention.end - mention.start) + text[mention.end :]
    return text


def _mentions(line: Line, kind: type[FigureText] | type[TermText]) -> Iterator[Mention]:
    place = 0
    for leaf in leaves(line):
        text = printed(leaf)
        if isinstance(leaf, kind):
            yield Mention(place, place + len(text), text, leaf[1])
        place += len(text)


def passages(blocks: Iterable[Block], title: Line = _NOTHING) -> Iterator[Passage]:
    """Every sentence, item and cell of some blocks that says a figure; headings of tables go with cells."""
    for block in blocks:
        if isinstance(block, Section):
            yield from passages(block.blocks, block.title)
        elif isinstance(block, Paragraph):
            yield from map(Passage, block.sentences)
        elif isinstance(block, Bullets):
            yield from (Passage(item.line) for item in block.items)
        else:
            yield from _cells(block, title)


def _cells(table: Table, title: Line) -> Iterator[Passage]:
    for row in table.rows:
        naming = [cell for cell in row.cells if cell and not figure_ids(cell)]
        for head, cell in zip(table.header, row.cells, strict=True):
            if figure_ids(cell):
                # A limit that defines a group is a figure in a cell that names the row.
                beside = [other for other in row.cells if other is not cell and other not in naming]
                yield Passage(cell, joined(" | ", [title, table.caption, head, *naming, *_named(beside)]))


def _named(cells: Iterable[Line]) -> Iterator[Line]:
    """The names in cells that also say figures, without these."""
    for cell in cells:
        names = [leaf for leaf in leaves(cell) if isinstance(leaf, TermText)]
        if names:
            yield joined(" ", [Line(name) for name in names])


def spelled(number: str) -> str:
    """A printed number without what only styles it: signs of bounds, thousands separators, percent, zero."""
    text = number.replace("\N{MINUS SIGN}", "-").replace("\N{MULTIPLICATION SIGN}", "x")
    text = re.sub(r"(?<=\d)[,\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}](?=\d{3})", "", text)
    text = text.translate(_RAISED)
    text = re.sub(r"x10\^?(-?\d+)", r"x10^\1", text)
    text = text.strip("<>=~\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}+%p ")
    return re.sub(r"^(-?)0(?=\.)", r"\1", text)


_RAISED = str.maketrans(
    "\N{SUPERSCRIPT ZERO}\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}\N{SUPERSCRIPT FOUR}"
    "\N{SUPERSCRIPT FIVE}\N{SUPERSCRIPT SIX}\N{SUPERSCRIPT SEVEN}\N{SUPERSCRIPT EIGHT}"
    "\N{SUPERSCRIPT NINE}\N{SUPERSCRIPT MINUS}",
    "0123456789-",
)


def numbers_in(text: str) -> set[str]:
    """Every number that some words print, spelled alike."""
    plain = re.sub(r"(?<=\d)[,\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}](?=\d{3}(?!\d))", "", text)
    plain = plain.replace("\N{MINUS SIGN}", "-").translate(_RAISED)
    plain = plain.replace("\N{MULTIPLICATION SIGN}", "x")
    found = re.findall(r"(?<![\w.])-?(?:\d+(?:\.\d+)?|\.\d+)(?:x10\^?-?\d+)?", plain)
    found += re.findall(r"(?<=[\w%)])-((?:\d+(?:\.\d+)?|\.\d+))", plain)
    return {spelled(number) for number in found}
