"""A document whose headings, citations and references have names: what forms with links are laid out from."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from kb.documents.content import Change, ChangedBy, LogoPicture
from kb.inlines import MarkKind


class Span(NamedTuple):
    """Words of one look: "" (plain), "strong", "emphasis" or "citation".

    ``target`` is where a click leads: the id of a place in the document, a web address, or empty; ``id`` is
    the name of the span itself, empty where nothing links to it. ``mark`` is the kind of its mark, empty for
    none, ``note`` what it tells on hovering.
    """

    text: str
    style: str = ""
    target: str = ""
    id: str = ""
    change: Change = ""
    mark: MarkKind | Literal[""] = ""
    note: str = ""


Spans: TypeAlias = tuple[Span, ...]


def words_of(spans: Spans) -> str:
    """The words of some spans, what is deleted included."""
    return "".join(span.text for span in spans)


class LinkedParagraph(NamedTuple):
    """One paragraph."""

    spans: Spans
    change: Change = ""
    kind: str = "paragraph"


class LinkedItem(NamedTuple):
    """An item of a list; ``label`` is its number ("12."), empty for a bullet; ``cited`` where it is cited."""

    spans: Spans
    label: Spans
    depth: int
    id: str
    cited: tuple[str, ...]
    change: Change = ""


class LinkedList(NamedTuple):
    """A list."""

    items: tuple[LinkedItem, ...]
    kind: str = "list"


class LinkedRow(NamedTuple):
    """A row of a table."""

    cells: tuple[Spans, ...]
    change: Change = ""


class LinkedTable(NamedTuple):
    """A table; ``under`` is the id of the heading it stands under, empty before the first."""

    caption: Spans
    header: LinkedRow
    rows: tuple[LinkedRow, ...]
    under: str
    change: Change = ""
    kind: str = "table"


class LinkedSection(NamedTuple):
    """A heading of a level (1: right under the title) and what stands under it; ``title`` is its words."""

    id: str
    level: int
    title: str
    spans: Spans
    blocks: tuple[LinkedBlock, ...]
    change: Change = ""
    kind: str = "section"


LinkedBlock: TypeAlias = LinkedParagraph | LinkedList | LinkedTable | LinkedSection


class LinkedFact(NamedTuple):
    """A fact under the title; ``name`` and ``text`` are the words of label and value but deleted ones."""

    name: str
    text: str
    label: Spans
    value: Spans
    change: Change = ""


class Linked(NamedTuple):
    """A document whose parts have names; ``title`` is its words, ``changed_by`` null without changes."""

    title: str
    spans: Spans
    facts: tuple[LinkedFact, ...]
    blocks: tuple[LinkedBlock, ...]
    changed_by: ChangedBy | None = None
    logo: LogoPicture | None = None

    def fact(self, label: str) -> str:
        """The value of the first fact of this label; empty when there is none."""
        return next((fact.text for fact in self.facts if fact.name == label), "")


def sections_of(blocks: tuple[LinkedBlock, ...]) -> tuple[LinkedSection, ...]:
    """The sections right among some blocks, in order."""
    return tuple(block for block in blocks if isinstance(block, LinkedSection))
