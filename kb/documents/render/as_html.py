"""A document as one HTML page that needs nothing else, neither network nor script; fit for print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kb.documents.content import Document
from kb.documents.render.linked import Item, LinkedBlock, LinkedList, LinkedSection, Span, sections_of
from kb.documents.render.linking import link

if TYPE_CHECKING:
    from markupsafe import Markup

LISTED = 3
"""Levels of headings in the table of contents."""


def render_html(document: Document) -> str:
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
        back=_back,
    )


def _inline(spans: tuple[Span, ...]) -> Markup:
    from markupsafe import Markup

    return Markup("").join(_span(span) for span in spans)


_ELEMENTS = {"strong": "<strong>{}</strong>", "emphasis": "<em>{}</em>"}


def _span(span: Span) -> Markup:
    from markupsafe import Markup

    if span.style == "citation":
        whole = '<a class="cite" id="{}" href="#{}">{}</a>' if span.target else '<span id="{0}">{2}</span>'
        return Markup(whole).format(span.id, span.target, span.text)
    shown = Markup("{}").format(span.text)
    if span.target:
        shown = Markup('<a href="{}" rel="noreferrer">{}</a>').format(span.target, span.text)
    return Markup(_ELEMENTS.get(span.style, "{}")).format(shown)


_PLACE = '<a href="#{}"><span class="hidden">Back to citation {} of reference {}</span>{}</a>'


def _back(item: Item) -> Markup:
    """Links from a reference to the places that cite it, in their order."""
    from markupsafe import Markup

    if not item.cited:
        return Markup("")
    number = item.mark.rstrip(".")
    marks = ["↑"] if len(item.cited) == 1 else [f"↑{n}" for n in range(1, len(item.cited) + 1)]
    places = zip(item.cited, marks, strict=True)
    links = [Markup(_PLACE).format(place, n, number, mark) for n, (place, mark) in enumerate(places, start=1)]
    return Markup(' <span class="back">{}</span>').format(Markup(" ").join(links))


def _depths(blocks: tuple[LinkedBlock, ...]) -> Iterator[int]:
    for block in blocks:
        if isinstance(block, LinkedSection):
            yield from _depths(block.blocks)
        elif isinstance(block, LinkedList):
            yield from (item.depth for item in block.items)
