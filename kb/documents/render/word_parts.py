"""Parts of a Word document that python-docx has no words for: links, bookmarks, fields, tables by widths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.documents.content import Change, ChangedBy
from kb.documents.render.columns import Columns
from kb.documents.render.linked import LinkedRow, LinkedTable, Span, Spans
from kb.documents.render.word_styles import TABLE_TEXT

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_TABLE_SIZE = 9
"""Points of the type of the style for tables."""

_HIGHLIGHTS = {"asked": "YELLOW", "good": "BRIGHT_GREEN", "open": "YELLOW", "bad": "PINK"}
"""Kind of a mark -> color of Word."""

_POINT = 20
"""Twentieths of a point, in which Word measures."""


class Bookmarks:
    """Names of places, as Word takes them; each place gets the next number."""

    def __init__(self) -> None:
        self._count = 0

    def around(self, name: str, first: Any, last: Any) -> None:
        """Bookmark everything from the element ``first`` to the element ``last`` under a name."""
        start = element("w:bookmarkStart", {"w:id": str(self._count), "w:name": bookmark(name)})
        end = element("w:bookmarkEnd", {"w:id": str(self._count)})
        self._count += 1
        first.addprevious(start)
        last.addnext(end)


def _merged(spans: Spans) -> list[Span]:
    """Neighbors of one look as one, but for those that link or are linked to."""
    merged: list[Span] = []
    for span in spans:
        alike = merged and not (span.target or span.id) and merged[-1]._replace(text=span.text) == span
        if alike:
            merged[-1] = span._replace(text=merged[-1].text + span.text)
        else:
            merged.append(span)
    return merged


class Revisions:
    """Tracked changes: who made them and when, and the next number (none are numbered alike)."""

    def __init__(self, changed_by: ChangedBy | None) -> None:
        self._by = changed_by
        self._count = 0

    @property
    def are_shown(self) -> bool:
        """Whether the document shows changes: then it has no other words than both versions."""
        return self._by is not None

    def element(self, change: Change) -> Any:
        """``w:ins`` or ``w:del``, to be put around runs or into properties."""
        self._count += 1
        attributes = {"w:id": str(self._count), "w:author": self._by.author if self._by else "kb"}
        if self._by is not None:
            attributes["w:date"] = self._by.at
        return element("w:del" if change == "deleted" else "w:ins", attributes)

    def on_paragraph(self, paragraph: Paragraph, change: Change) -> None:
        """Say that the end of a paragraph came or went; without a change, nothing."""
        if change:
            marks = element("w:rPr")
            marks.append(self.element(change))
            paragraph._p.get_or_add_pPr().append(marks)


class Lines:
    """Writes spans into paragraphs."""

    def __init__(self, bookmarks: Bookmarks, revisions: Revisions) -> None:
        self._bookmarks = bookmarks
        self.revisions = revisions

    def fill(
        self, paragraph: Paragraph, spans: Spans, *, bold: bool = False, size: float | None = None
    ) -> list[Any]:
        """Add spans to a paragraph; the elements that were added, one for each."""
        from docx.enum.text import WD_COLOR_INDEX
        from docx.shared import Pt

        added = []
        for span in _merged(spans):
            run = paragraph.add_run(span.text, "Hyperlink" if span.target else None)
            if bold or span.style == "strong":
                run.bold = True
            if span.style == "emphasis":
                run.italic = True
            if span.mark:
                run.font.highlight_color = getattr(WD_COLOR_INDEX, _HIGHLIGHTS[span.mark])
            if size is not None:
                run.font.size = Pt(size)
            added.append(self._placed(paragraph, run, span))
        return added

    def _placed(self, paragraph: Paragraph, run: Run, span: Span) -> Any:
        """The element of a run with the link and the revision around it."""
        placed = run._r
        if span.change == "deleted":
            for text in list(run._r.t_lst):
                text.tag = text.tag.removesuffix("}t") + "}delText"
        if span.change:
            revision = self.revisions.element(span.change)
            placed.addprevious(revision)
            revision.append(placed)
            placed = revision
        if span.target:
            link = link_to(paragraph, span.target)
            link.append(placed)
            placed = link
        if span.id:
            self._bookmarks.around(span.id, placed, placed)
        return placed


def bookmark(name: str) -> str:
    """The name of a place as a Word bookmark: no hyphens, at most 40 characters."""
    return name.replace("-", "_")


def element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    """An element of a Word document, such as ``w:hyperlink``, with its attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    return made


def link_to(paragraph: Paragraph, target: str) -> Any:
    """A hyperlink at the end of the paragraph, to put runs in: to a web address or to a bookmark."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    if target.startswith("http"):
        relation = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made = element("w:hyperlink", {"r:id": relation, "w:history": "1"})
    else:
        made = element("w:hyperlink", {"w:anchor": bookmark(target), "w:history": "1"})
    paragraph._p.append(made)
    return made


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field, such as the number of the page, with what it shows until Word counts anew."""
    add_mark(paragraph.add_run(), "begin")
    text = element("w:instrText", {"xml:space": "preserve"})
    text.text = f" {instruction} "
    paragraph.add_run()._r.append(text)
    add_mark(paragraph.add_run(), "separate")
    paragraph.add_run(shown)
    add_mark(paragraph.add_run(), "end")


def add_mark(run: Run, kind: str) -> None:
    """The beginning, the middle or the end of a field."""
    run._r.append(element("w:fldChar", {"w:fldCharType": kind}))


def table_element(table: LinkedTable, columns: Columns, word: Any, lines: Lines) -> Any:
    """A table with its header repeated on every page, rows that are not cut, and columns of given widths.

    Built as elements: the cells of python-docx take quadratic time. ``word`` is the document it goes into.
    """
    from docx.oxml.table import CT_Tbl
    from docx.shared import Pt

    made = CT_Tbl.new_tbl(1 + len(table.rows), len(table.header.cells), Pt(sum(columns.widths)))
    _dress(made, columns)
    size = None if columns.size == _TABLE_SIZE else columns.size
    for number, (line, row) in enumerate(zip(made.tr_lst, (table.header, *table.rows), strict=True)):
        _set_row(line, row, lines.revisions, is_header=number == 0)
        for cell, spans, width in zip(line.tc_lst, row.cells, columns.widths, strict=True):
            cell.width = Pt(width)
            paragraph = _paragraph(cell, word, is_header=number == 0)
            lines.revisions.on_paragraph(paragraph, row.change)
            lines.fill(paragraph, spans, bold=number == 0, size=size)
    return made


def _dress(table: Any, columns: Columns) -> None:
    from docx.shared import Pt

    properties = table.tblPr
    for child in list(properties):
        properties.remove(child)
    look = {"w:val": "0020", "w:firstRow": "1", "w:lastRow": "0", "w:firstColumn": "0", "w:lastColumn": "0"}
    total = str(round(sum(columns.widths) * _POINT))
    properties.append(element("w:tblStyle", {"w:val": "TableGrid"}))
    properties.append(element("w:tblW", {"w:w": total, "w:type": "dxa"}))
    properties.append(element("w:tblLayout", {"w:type": "fixed"}))
    properties.append(element("w:tblLook", {**look, "w:noHBand": "1", "w:noVBand": "1"}))
    for column, width in zip(table.tblGrid.gridCol_lst, columns.widths, strict=True):
        column.w = Pt(width)


def _set_row(line: Any, row: LinkedRow, revisions: Revisions, *, is_header: bool) -> None:
    properties = line.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if is_header:
        properties.append(element("w:tblHeader"))
    if row.change:
        # Behind all other properties of the row (CT_TrPr).
        properties.append(revisions.element(row.change))


def _paragraph(cell: Any, word: Any, *, is_header: bool) -> Paragraph:
    """The paragraph of a cell, in the style of tables."""
    from docx.text.paragraph import Paragraph

    paragraph = Paragraph(cell.p_lst[0], word._body)
    cell.p_lst[0].get_or_add_pPr().append(element("w:pStyle", {"w:val": TABLE_TEXT.replace(" ", "")}))
    if is_header:
        cell.tcPr.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "F0F2F5"}))
        paragraph.paragraph_format.keep_with_next = True
    return paragraph
