"""A document as one HTML page that needs nothing else, neither network nor script; fit for print."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kb.documents.content import Document
from kb.documents.render.linked import (
    LinkedBlock,
    LinkedItem,
    LinkedList,
    LinkedSection,
    Span,
    Spans,
    sections_of,
    words_of,
)
from kb.documents.render.linking import link

if TYPE_CHECKING:
    from markupsafe import Markup

LISTED = 3
"""Levels of headings in the table of contents."""


def render(document: Document) -> str:
    """The page; everything that comes from the document is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.from_string((Path(__file__).parent / "document.html.j2").read_text("utf-8"))
    linked = link(document)
    return template.render(
        document=linked,
        deepest=max(_depths(linked.blocks), default=0),
        listed=LISTED,
        sections_of=sections_of,
        inline=_inline,
        words_of=words_of,
        back=_back,
    )


_CHANGES = {"": "{1}", "inserted": "<ins{}>{}</ins>", "deleted": "<del{}>{}</del>"}


def _inline(spans: Spans) -> Markup:
    from markupsafe import Markup

    if len(spans) == 1 and spans[0] == Span(spans[0].text):
        return Markup.escape(spans[0].text)  # most cells and headings
    parts = []
    for change, group in groupby(spans, key=lambda span: span.change):
        members = list(group)
        # Numbers of references that changed are quieter than words.
        only_numbers = all(span.style == "citation" for span in members)
        kind = Markup(' class="number"') if only_numbers else ""
        parts.append(Markup(_CHANGES[change]).format(kind, Markup("").join(map(_span, members))))
    return Markup("").join(parts)


_ELEMENTS = {"strong": "<strong>{}</strong>", "emphasis": "<em>{}</em>"}


def _span(span: Span) -> Markup:
    from markupsafe import Markup

    if span.style == "citation":
        whole = '<a class="cite" id="{}" href="#{}">{}</a>' if span.target else '<span id="{0}">{2}</span>'
        return _marked(Markup(whole).format(span.id, span.target, span.text), span)
    shown = Markup("{}").format(span.text)
    if span.target.startswith("http"):
        shown = Markup('<a href="{}" rel="noreferrer">{}</a>').format(span.target, span.text)
    elif span.target:
        shown = Markup('<a href="#{}">{}</a>').format(span.target, span.text)
    shown = _marked(Markup(_ELEMENTS.get(span.style, "{}")).format(shown), span)
    return Markup('<span id="{}">{}</span>').format(span.id, shown) if span.id else shown


def _marked(shown: Markup, span: Span) -> Markup:
    from markupsafe import Markup

    if not span.mark:
        return shown
    note = Markup(' title="{}"').format(span.note) if span.note else ""
    return Markup('<mark class="{}"{}>{}</mark>').format(span.mark, note, shown)


_PLACE = '<a href="#{}"><span class="hidden">Back to citation {} of reference {}</span>{}</a>'


def _back(item: LinkedItem) -> Markup:
    """Links from a reference to the places that cite it, in their order."""
    from markupsafe import Markup

    if not item.cited:
        return Markup("")
    number = words_of(item.label).rstrip(".")
    arrows = ["↑"] if len(item.cited) == 1 else [f"↑{n}" for n in range(1, len(item.cited) + 1)]
    places = zip(item.cited, arrows, strict=True)
    links = [
        Markup(_PLACE).format(place, n, number, arrow) for n, (place, arrow) in enumerate(places, start=1)
    ]
    return Markup(' <span class="back">{}</span>').format(Markup(" ").join(links))


def _depths(blocks: tuple[LinkedBlock, ...]) -> Iterator[int]:
    for block in blocks:
        if isinstance(block, LinkedSection):
            yield from _depths(block.blocks)
        elif isinstance(block, LinkedList):
            yield from (item.depth for item in block.items)
