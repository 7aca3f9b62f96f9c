"""Parts of a Word document that python-docx has no words for: links, bookmarks, fields, tables by widths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.documents.render.columns import Columns
from kb.documents.render.linked import LinkedTable
from kb.documents.render.word_styles import TABLE_TEXT

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_TABLE_SIZE = 9
"""Points of the type of the style for tables."""

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


def table_element(table: LinkedTable, columns: Columns) -> Any:
    """A table with its header repeated on every page, rows that are not cut, and columns of given widths.

    Built as elements: the cells of python-docx take quadratic time.
    """
    from docx.oxml.table import CT_Tbl
    from docx.shared import Pt

    made = CT_Tbl.new_tbl(1 + len(table.rows), len(table.header), Pt(sum(columns.widths)))
    _dress(made, columns)
    for number, (line, cells) in enumerate(zip(made.tr_lst, (table.header, *table.rows), strict=True)):
        _set_row(line, is_header=number == 0)
        for cell, text, width in zip(line.tc_lst, cells, columns.widths, strict=True):
            cell.width = Pt(width)
            _fill(cell, text, columns.size, is_header=number == 0)
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


def _set_row(line: Any, is_header: bool) -> None:
    properties = line.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if is_header:
        properties.append(element("w:tblHeader"))


def _fill(cell: Any, text: str, size: float, is_header: bool) -> None:
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    paragraph = Paragraph(cell.p_lst[0], cell)
    cell.p_lst[0].get_or_add_pPr().append(element("w:pStyle", {"w:val": TABLE_TEXT.replace(" ", "")}))
    if is_header:
        cell.tcPr.append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "F0F2F5"}))
        paragraph.paragraph_format.keep_with_next = True
    if text:
        run = paragraph.add_run(text)
        run.bold = True if is_header else None
        if size != _TABLE_SIZE:
            run.font.size = Pt(size)
