"""A difference as one HTML page that needs nothing else, neither network nor script; fit for print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kb.differences.difference import Difference
from kb.differences.redline import (
    MarkedBlock,
    MarkedFact,
    MarkedItem,
    MarkedList,
    MarkedParagraph,
    MarkedRow,
    MarkedSection,
    MarkedTable,
    Redline,
    Spot,
    renumbered,
    spots,
)
from kb.differences.render import wording
from kb.differences.words import Op, Span, Style, Words, is_changed, side
from kb.differences.words import shown as shown_line

if TYPE_CHECKING:
    from markupsafe import Markup

_LONGEST = 60


class Entry(NamedTuple):
    """One changed place in the list beside the document."""

    number: int
    kind: str
    heading: str
    words: str


def render_html(difference: Difference, levels: Sequence[str]) -> str:
    """The page; everything that comes from records and documents is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((Path(__file__).parent / "difference.html.j2").read_text("utf-8"))
    with_document = "document" in levels
    return template.render(
        title=wording.title(difference),
        levels=levels,
        difference=difference,
        wording=wording,
        between=lambda before, after: inline(wording.words_between(before, after)),
        entries=[_entry(spot) for spot in spots(difference.redline)] if with_document else [],
        renumbered=renumbered(difference.redline) if with_document else 0,
        document=_Page(difference.redline).markup() if with_document else "",
    )


def _entry(spot: Spot) -> Entry:
    words = _first_words(spot)
    op = spot.block.op
    line = shown_line(side(words, Op.DELETE if op is Op.DELETE else Op.INSERT))
    if op is Op.KEEP:
        gone = "".join(span.text for span in words if span.op is Op.DELETE and not span.renumbered)
        come = "".join(span.text for span in words if span.op is Op.INSERT and not span.renumbered)
        line = " → ".join(_short(text.strip()) for text in (gone, come) if text.strip())
    return Entry(spot.number, wording.of_spot(spot), wording.where(spot.headings[-2:]), _short(line))


def _first_words(spot: Spot) -> Words:
    """The words of a place that changed: of a row or fact, of its first changed part."""
    block = spot.block
    if isinstance(block, MarkedParagraph | MarkedItem):
        return block.words
    parts: tuple[Words, ...]
    if isinstance(block, MarkedRow):
        parts = block.cells
    elif isinstance(block, MarkedFact):
        parts = (block.value, block.label)
    elif isinstance(block, MarkedSection):
        parts = (block.title,)
    else:
        parts = (block.caption, *block.header)
    return next((part for part in parts if is_changed(part)), parts[0])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


_STYLES = {Style.STRONG: "<strong>{}</strong>", Style.EMPHASIS: "<em>{}</em>"}
_OPS = {Op.DELETE: "<del{}>{}</del>", Op.INSERT: "<ins{}>{}</ins>"}


def inline(words: Words) -> Markup:
    """Words with ``ins`` and ``del`` around what came and went; escaped."""
    from markupsafe import Markup

    return Markup("").join(_span(span) for span in words if span.text)


def _span(span: Span) -> Markup:
    from markupsafe import Markup

    text = f"[{span.text}]" if span.style is Style.CITATION else span.text
    shown = Markup(_STYLES.get(span.style, "{}")).format(text)
    if span.op is Op.KEEP:
        return shown
    kind = Markup(' class="number"') if span.renumbered else Markup("")
    return Markup(_OPS[span.op]).format(kind, shown)


class _Page:
    """Lays out the redline; each changed place gets a name to jump to, in the order of ``spots``."""

    def __init__(self, redline: Redline) -> None:
        self._redline = redline
        self._numbers = iter(range(1, len(spots(redline)) + 1))

    def markup(self) -> Markup:
        """The document with its changes."""
        from markupsafe import Markup

        redline = self._redline
        parts = [self._element("h2", redline.title, changed=is_changed(redline.title))]
        for fact in redline.facts:
            changed = fact.op is not Op.KEEP or is_changed(fact.label) or is_changed(fact.value)
            inner = Markup("<strong>{}:</strong> {}").format(inline(fact.label), inline(fact.value))
            parts.append(self._wrapped("p", inner, fact.op, changed=changed))
        parts += [part for block in redline.blocks for part in self._block(block, 3)]
        return Markup("\n").join(parts)

    def _block(self, block: MarkedBlock, level: int) -> Iterator[Markup]:
        if isinstance(block, MarkedSection):
            changed = block.op is not Op.KEEP or is_changed(block.title)
            yield self._element(f"h{min(level, 6)}", block.title, block.op, changed=changed)
            for inner in block.blocks:
                yield from self._block(inner, level + 1)
        elif isinstance(block, MarkedParagraph):
            changed = block.op is not Op.KEEP or is_changed(block.words)
            yield self._element("p", block.words, block.op, changed=changed)
        elif isinstance(block, MarkedList):
            yield self._list(block)
        else:
            yield self._table(block)

    def _list(self, block: MarkedList) -> Markup:
        from markupsafe import Markup

        items = [self._item(item) for item in block.items]
        numbered = any(one.number is not None for item in block.items for one in item[2:] if one is not None)
        kind = Markup(' class="numbered"') if numbered else Markup("")
        return Markup("<ul{}>\n{}\n</ul>").format(kind, Markup("\n").join(items))

    def _item(self, item: MarkedItem) -> Markup:
        from markupsafe import Markup

        numbers = [
            Markup(form).format(one.number)
            for one, other, form in (
                (item.before, item.after, '<del class="number">{}.</del> '),
                (item.after, item.before, '<ins class="number">{}.</ins> '),
            )
            if one is not None and one.number is not None and one != other
        ]
        if not numbers and item.after is not None and item.after.number is not None:
            numbers = [Markup("{}. ").format(item.after.number)]
        changed = item.op is not Op.KEEP or is_changed(item.words)
        return self._wrapped("li", Markup("").join([*numbers, inline(item.words)]), item.op, changed=changed)

    def _table(self, block: MarkedTable) -> Markup:
        from markupsafe import Markup

        head_changed = block.op is Op.KEEP and any(is_changed(one) for one in (block.caption, *block.header))
        head = Markup("").join(Markup("<th>{}</th>").format(inline(cell)) for cell in block.header)
        header = self._wrapped("tr", head, block.op, changed=head_changed)
        rows = [
            self._wrapped(
                "tr",
                Markup("").join(Markup("<td>{}</td>").format(inline(cell)) for cell in row.cells),
                row.op,
                changed=row.op is not Op.KEEP or any(is_changed(cell) for cell in row.cells),
            )
            for row in block.rows
        ]
        caption = Markup("<caption>{}</caption>").format(inline(block.caption)) if block.caption else ""
        return Markup('<div class="wide"><table>{}\n{}\n{}</table></div>').format(
            caption, header, Markup("\n").join(rows)
        )

    def _element(self, name: str, words: Words, op: Op = Op.KEEP, *, changed: bool) -> Markup:
        return self._wrapped(name, inline(words), op, changed=changed)

    def _wrapped(self, name: str, inner: Markup, op: Op, *, changed: bool) -> Markup:
        """An element; a changed one can be jumped to and leads on to the next."""
        from markupsafe import Markup

        kind = {Op.DELETE: "gone", Op.INSERT: "come"}.get(op, "")
        if not changed:
            return Markup(f"<{name}>{{}}</{name}>").format(inner)
        number = next(self._numbers)
        return Markup(f'<{name} id="change-{{}}" class="change {{}}">{{}}</{name}>').format(
            number, kind, inner
        )
