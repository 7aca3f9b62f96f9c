"""A document whose headings, citations and references have names: what forms with links are laid out from."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Span(NamedTuple):
    """Words of one look: "" (plain), "strong", "emphasis" or "citation".

    ``target`` is where a click leads: the id of a place in the document, a web address, or empty; ``id`` is
    the name of the span itself, empty where nothing links to it.
    """

    text: str
    style: str = ""
    target: str = ""
    id: str = ""


class LinkedParagraph(NamedTuple):
    """One paragraph."""

    spans: tuple[Span, ...]
    kind: str = "paragraph"


class Item(NamedTuple):
    """An item of a list; ``mark`` is its number ("12."), empty for a bullet; ``cited`` where it is cited."""

    spans: tuple[Span, ...]
    mark: str
    depth: int
    id: str
    cited: tuple[str, ...]


class LinkedList(NamedTuple):
    """A list."""

    items: tuple[Item, ...]
    kind: str = "list"


class LinkedTable(NamedTuple):
    """A table; ``under`` is the id of the heading it stands under, empty before the first."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    under: str
    kind: str = "table"


class LinkedSection(NamedTuple):
    """A heading of a level (1: right under the title) and what stands under it."""

    id: str
    level: int
    title: str
    blocks: tuple[LinkedBlock, ...]
    kind: str = "section"


LinkedBlock: TypeAlias = LinkedParagraph | LinkedList | LinkedTable | LinkedSection


class Linked(NamedTuple):
    """A document whose parts have names."""

    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[LinkedBlock, ...]

    def fact(self, label: str) -> str:
        """The value of the first fact of this label; empty when there is none."""
        return next((value for name, value in self.facts if name == label), "")


def sections_of(blocks: tuple[LinkedBlock, ...]) -> tuple[LinkedSection, ...]:
    """The sections right among some blocks, in order."""
    return tuple(block for block in blocks if isinstance(block, LinkedSection))
