"""The diagram as a Word file (extra ``word``): picture with alternative text, numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kb.prisma.drawing.svg import description_of, without_controls
from kb.prisma.flow import Flow
from kb.prisma.flow_rows import FlowNumber, numbers_of
from kb.prisma.living import Addition
from kb.prisma.picture import render_png
from kb.prisma.remarks import SOURCE, remarks_on, title_of

if TYPE_CHECKING:
    from docx.document import Document

_PAGE, _EDGE = (297, 210), 15
"""Long and short side of the paper (A4) and its margins, in millimetres."""
_HEADING = 22
"""Room for the title above the picture, in millimetres."""


def render_docx(flow: Flow, additions: Sequence[Addition]) -> bytes:
    """A document: the picture on its own page, then the numbers."""
    import docx

    picture = render_png(flow)
    document = docx.Document()
    document.core_properties.title = title_of(flow)
    document.core_properties.author = "kb"
    document.core_properties.comments = ""
    _add_picture(document, flow, picture)
    _add_numbers(document, flow)
    _add_list(document, "Notes", remarks_on(flow))
    _add_list(
        document,
        "PRISMA-LSR",
        [f"{addition.item}. {addition.name}: {addition.told}" for addition in additions],
    )
    document.add_paragraph(f"Boxes as in {SOURCE}.")
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _add_picture(document: Document, flow: Flow, picture: bytes) -> None:
    """The picture as large as a page takes it, the page turned when the picture is wider than high."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    # The first 24 bytes of a PNG end with its width and height in pixels.
    wide, high = int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
    section = document.sections[0]
    across, down = _PAGE if wide > high else _PAGE[::-1]
    section.orientation = WD_ORIENT.LANDSCAPE if wide > high else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(across), Mm(down)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_EDGE)
    document.add_heading(title_of(flow), level=1)
    width = min(across - 2 * _EDGE, (down - 2 * _EDGE - _HEADING) * wide / high)
    shape = document.add_picture(BytesIO(picture), width=Mm(width))
    properties: Any = shape._inline.docPr  # python-docx has no other way to set it
    properties.set("descr", without_controls(description_of(flow)))
    properties.set("title", title_of(flow))


def _add_numbers(document: Document, flow: Flow) -> None:
    """One table; each part of the flow begins with a row of its own."""
    heading = document.add_heading("Numbers", level=2)
    heading.paragraph_format.page_break_before = True
    table = document.add_table(rows=1, cols=2, style="Light Grid Accent 1")
    _fill(table.rows[0], "", "n")
    _repeat_at_page_top(table.rows[0])
    for part, rows in groupby(numbers_of(flow), key=lambda number: number.part):
        _fill(table.add_row(), part, "", bold=True)
        for row in rows:
            _add_number(table, row)


def _add_number(table: Any, number: FlowNumber) -> None:
    from docx.shared import Mm

    row = table.add_row()
    _fill(row, number.words, f"{number.count:,}")
    row.cells[0].paragraphs[0].paragraph_format.left_indent = Mm(5 * number.level)


def _fill(row: Any, words: str, number: str, *, bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    for cell, text, width in zip(row.cells, (words, number), (130, 30), strict=True):
        cell.width = Mm(width)
        run = cell.paragraphs[0].add_run(without_controls(text))
        run.bold = bold
    row.cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat_at_page_top(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _add_list(document: Document, heading: str, sentences: Sequence[str]) -> None:
    if sentences:
        document.add_heading(heading, level=2)
    for sentence in sentences:
        document.add_paragraph(without_controls(sentence), style="List Bullet")
