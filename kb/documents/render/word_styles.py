"""The styles of our Word documents: Word's own names, so that a person can restyle them at one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

FONT = "Calibri"
REFERENCE = "Reference"
TABLE_TEXT = "Table Text"
FACT = "Fact"

_INK = "1B1F24"
_QUIET = "57606A"
_LINK = "0B4F9E"


class _Look(NamedTuple):
    """Points of type and of space before and after, and whether bold and italic."""

    size: float
    before: float
    after: float
    bold: bool = False
    italic: bool = False


_LOOKS = {
    "Normal": _Look(11, 0, 7),
    "Title": _Look(21, 0, 10, bold=True),
    "TOC Heading": _Look(15, 14, 6, bold=True),
    "Heading 1": _Look(16, 22, 7, bold=True),
    "Heading 2": _Look(13.5, 16, 5, bold=True),
    "Heading 3": _Look(12, 12, 4, bold=True),
    "Heading 4": _Look(11, 10, 3, bold=True, italic=True),
    "Heading 5": _Look(11, 8, 3, italic=True),
    "Heading 6": _Look(11, 8, 3, italic=True),
    "Heading 7": _Look(11, 8, 3, italic=True),
    "Heading 8": _Look(11, 8, 3, italic=True),
    "Heading 9": _Look(11, 8, 3, italic=True),
    "List Bullet": _Look(11, 0, 3),
    "List Bullet 2": _Look(11, 0, 3),
    "List Bullet 3": _Look(11, 0, 3),
    "Caption": _Look(10, 8, 4, bold=True),
    "Header": _Look(9, 0, 0),
    "Footer": _Look(9, 0, 0),
    "toc 1": _Look(11, 4, 1, bold=True),
    "toc 2": _Look(10.5, 0, 1),
    "toc 3": _Look(10, 0, 1),
    REFERENCE: _Look(10.5, 0, 5),
    TABLE_TEXT: _Look(9, 1.5, 1.5),
    FACT: _Look(11, 0, 2),
}
_QUIET_ONES = frozenset({"Header", "Footer"})
_KEPT_WITH_NEXT = frozenset({"Caption", "TOC Heading"})


def set_styles(document: WordDocument) -> None:
    """Give the document its styles; those that Word's template lacks are added under Word's own names."""
    from docx.enum.style import WD_STYLE_TYPE

    known = {style.name for style in document.styles}
    for name, look in _LOOKS.items():
        if name not in known:
            added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
            added.base_style = document.styles["Normal"]
        _dress(document.styles[name], look)
    _indents(document)
    _hyperlink(document)


def _dress(style: ParagraphStyle, look: _Look) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    font = style.font
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = RGBColor.from_string(_QUIET if style.name in _QUIET_ONES else _INK)
    font.name = FONT
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), FONT)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    if style.name in _KEPT_WITH_NEXT:
        layout.keep_with_next = True
    if style.name == "Normal":
        layout.line_spacing = 1.1
        layout.widow_control = True
    if style.name == "Title":
        _without_border(style)


def _without_border(style: ParagraphStyle) -> None:
    """Word's template draws a line under the title; ours stands under the facts."""
    from docx.oxml.ns import qn

    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _indents(document: WordDocument) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Inches

    for name, left, hanging in ((REFERENCE, 0.4, 0.4), (FACT, 1.7, 1.7)):
        layout = document.styles[name].paragraph_format
        layout.left_indent, layout.first_line_indent = Inches(left), Inches(-hanging)
        layout.tab_stops.add_tab_stop(Inches(left))
    for name in ("Header", "Footer"):
        stops = document.styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Inches(6.5), WD_TAB_ALIGNMENT.RIGHT)
    for depth in (1, 2, 3):
        layout = document.styles[f"toc {depth}"].paragraph_format
        layout.left_indent = Inches(0.22 * (depth - 1))
        layout.tab_stops.add_tab_stop(Inches(6.5), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _hyperlink(document: WordDocument) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    style = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    style.font.color.rgb = RGBColor.from_string(_LINK)
