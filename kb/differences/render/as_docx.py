"""The redline as a Word document with tracked changes: accepting all of them gives the later document.

Revisions as in ECMA-376 part 1, section 17.13.5: ``w:ins`` and ``w:del`` around runs, on the mark of a
paragraph that came or went, and on the rows of tables.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from kb.differences.difference import Difference
from kb.differences.redline import (
    MarkedBlock,
    MarkedFact,
    MarkedItem,
    MarkedList,
    MarkedParagraph,
    MarkedSection,
    MarkedTable,
    Redline,
)
from kb.differences.render.wording import title
from kb.differences.sides import Published
from kb.differences.words import Op, Span, Style, Words
from kb.documents.render.printable import one_line
from kb.documents.render.word_package import as_package
from kb.documents.render.word_styles import REFERENCE, TABLE_TEXT, set_styles
from kb.errors import KbError

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 9
_DEEPEST_BULLET = 3
_LONGEST_PROPERTY = 255
_MISSING = 'Word files need python-docx. Install it: pip install "kb-evidence[word]"'


@dataclass(frozen=True, slots=True)
class Byline:
    """Who made the changes, and when (UTC, ISO 8601, to the second)."""

    author: str
    at: str

    @classmethod
    def of(cls, difference: Difference, login: str) -> Byline:
        """Who published the later version, and when; of a draft who asks, and now."""
        if isinstance(difference.after, Published):
            release = difference.after.release
            return cls(release.who, _to_the_second(release.published_at))
        return cls(login, datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _to_the_second(moment: str) -> str:
    at = datetime.datetime.fromisoformat(moment)
    at = at if at.tzinfo is not None else at.replace(tzinfo=datetime.UTC)
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def docx_bytes(difference: Difference, login: str) -> bytes:
    """The file. Raises KbError when the extra that writes Word is not installed."""
    byline = Byline.of(difference, login)
    return write_redline(difference.redline, byline, title(difference))


def write_redline(redline: Redline, byline: Byline, called: str) -> bytes:
    """A redline as a Word file; ``called`` is its title among the properties of the file."""
    try:
        import docx
    except ImportError as error:
        raise KbError(_MISSING) from error
    document = docx.Document()
    set_styles(document)
    properties = document.core_properties
    properties.title, properties.author = one_line(called)[:_LONGEST_PROPERTY], byline.author
    properties.comments = ""
    properties.created = properties.modified = datetime.datetime.fromisoformat(byline.at.removesuffix("Z"))
    writer = _Writer(document, byline)
    writer.write(redline)
    return as_package(document)


@dataclass
class _Writer:
    """Writes one redline into a Word document, from beginning to end."""

    document: Any
    byline: Byline
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def write(self, redline: Redline) -> None:
        self._paragraph("Title", redline.title, Op.KEEP)
        for fact in redline.facts:
            self._fact(fact)
        for block in redline.blocks:
            self._block(block, 1)
        # The end of the document is never deleted, so that the last paragraph can be.
        self.document.add_paragraph()

    def _fact(self, fact: MarkedFact) -> None:
        between = Span(fact.op, Style.STRONG, ": ")
        label = tuple(span._replace(style=Style.STRONG) for span in fact.label)
        self._paragraph("Normal", (*label, between, *fact.value), fact.op)

    def _block(self, block: MarkedBlock, level: int) -> None:
        if isinstance(block, MarkedSection):
            self._paragraph(f"Heading {min(level, _DEEPEST)}", block.title, block.op)
            for inner in block.blocks:
                self._block(inner, level + 1)
        elif isinstance(block, MarkedParagraph):
            self._paragraph("Normal", block.words, block.op)
        elif isinstance(block, MarkedList):
            for item in block.items:
                self._item(item)
        else:
            self._table(block)

    def _item(self, item: MarkedItem) -> None:
        shown = item.before if item.op is Op.DELETE else item.after
        assert shown is not None
        sides = (item.before, item.after)
        if any(one is not None and one.number is not None for one in sides):
            self._paragraph(REFERENCE, (*_number_words(item), *item.words), item.op)
            return
        depth = min(shown.depth + 1, _DEEPEST_BULLET)
        self._paragraph("List Bullet" if depth == 1 else f"List Bullet {depth}", item.words, item.op)

    def _table(self, block: MarkedTable) -> None:
        if block.caption:
            self._paragraph("Caption", block.caption, block.op)
        rows = [(block.op, block.header), *((row.op, row.cells) for row in block.rows)]
        table = self.document.add_table(len(rows), len(block.header), style="Table Grid")
        for number, ((op, cells), row) in enumerate(zip(rows, table.rows, strict=True)):
            if number == 0:
                row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
            if op is not Op.KEEP:
                # Behind all other properties of the row (CT_TrPr).
                row._tr.get_or_add_trPr().append(self._revision(op))
            for words, cell in zip(cells, row.cells, strict=True):
                cell.paragraphs[0].style = TABLE_TEXT
                self._fill(cell.paragraphs[0], words, op if op is not Op.KEEP else None, bold=number == 0)
        # Word makes one table of two that touch each other.
        self._paragraph("Normal", (), block.op)

    def _paragraph(self, style: str, words: Words, op: Op) -> Any:
        paragraph = self.document.add_paragraph(style=style)
        self._fill(paragraph, words, op if op is not Op.KEEP else None)
        return paragraph

    def _fill(self, paragraph: Any, words: Words, mark: Op | None, *, bold: bool = False) -> None:
        """Words into a paragraph; ``mark`` tells that its end came or went too."""
        if mark is not None:
            marks = _element("w:rPr")
            marks.append(self._revision(mark))
            paragraph._p.get_or_add_pPr().append(marks)
        for span in words:
            run = _run(span, bold=bold)
            if span.op is Op.KEEP:
                paragraph._p.append(run)
            else:
                revision = self._revision(span.op)
                revision.append(run)
                paragraph._p.append(revision)

    def _revision(self, op: Op) -> Any:
        from docx.oxml.ns import qn

        element = _element("w:del" if op is Op.DELETE else "w:ins")
        element.set(qn("w:id"), str(next(self.numbers)))
        element.set(qn("w:author"), self.byline.author)
        element.set(qn("w:date"), self.byline.at)
        return element


def _number_words(item: MarkedItem) -> Words:
    """The number of an item, itself a tracked change where the item only moved up or down."""
    if item.op is not Op.KEEP or not item.is_renumbered:
        shown = item.before if item.op is Op.DELETE else item.after
        return (Span(item.op, Style.TEXT, _number(shown)),)
    spans = (
        Span(Op.DELETE, Style.TEXT, _number(item.before)),
        Span(Op.INSERT, Style.TEXT, _number(item.after)),
    )
    # A list that got numbers, or lost them, has none on one side: no revision of nothing.
    return tuple(span for span in spans if span.text)


def _number(numbering: Any) -> str:
    """The number with what stands behind it; nothing for an item that had none."""
    return "" if numbering is None or numbering.number is None else f"{numbering.number}.\t"


def _run(span: Span, *, bold: bool) -> Any:
    run = _element("w:r")
    if bold or span.style in (Style.STRONG, Style.EMPHASIS):
        look = _element("w:rPr")
        look.append(_element("w:i" if span.style is Style.EMPHASIS else "w:b"))
        run.append(look)
    text = _element("w:delText" if span.op is Op.DELETE else "w:t")
    said = span.text.removesuffix("\t")
    text.text = one_line(f"[{said}]" if span.style is Style.CITATION else said)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    if said != span.text:
        run.append(_element("w:tab"))
    return run


def _element(name: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(name)
