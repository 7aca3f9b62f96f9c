"""A document as a Word file: real styles, a table of contents, citations that lead to their references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kb.documents.content import Document
from kb.documents.render.columns import columns_of
from kb.documents.render.dating import running_head
from kb.documents.render.linked import (
    Item,
    Linked,
    LinkedBlock,
    LinkedList,
    LinkedParagraph,
    LinkedSection,
    LinkedTable,
    Span,
)
from kb.documents.render.linking import link
from kb.documents.render.word_package import as_package, set_properties
from kb.documents.render.word_parts import Bookmarks, add_field, add_mark, element, link_to, table_element
from kb.documents.render.word_styles import FACT, REFERENCE, set_styles
from kb.errors import KbError

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

LISTED = 3
"""Levels of headings in the table of contents."""

_MISSING = 'Word files need python-docx. Install it: pip install "kb-evidence[word]"'
_DEEPEST_HEADING = 9
_DEEPEST_BULLET = 3


def render_docx(document: Document) -> bytes:
    """The Word file, the same at every run; it bears the date of the policy.

    Raises KbError when python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise KbError(_MISSING) from error
    linked = link(document)
    writer = _Writer(docx.Document())
    writer.front(linked)
    writer.contents(linked)
    writer.blocks(linked.blocks)
    set_properties(writer.word, linked)
    return as_package(writer.word)


class _Writer:
    """Writes a document from beginning to end, and turns the page for wide tables."""

    def __init__(self, word: Any) -> None:
        self.word = word
        self._bookmarks = Bookmarks()
        self._across = False
        set_styles(word)
        _lay_out(word.sections[0], across=False)

    def front(self, linked: Linked) -> None:
        """Title, facts, and what stands at the top and at the bottom of every page."""
        section = self.word.sections[0]
        head = section.header.paragraphs[0]
        head.add_run("\t".join(part for part in running_head(linked) if part))
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{linked.fact('Plan')}\tPage ")
        add_field(foot, "PAGE", "1")
        foot.add_run(" of ")
        add_field(foot, "NUMPAGES", "1")
        self.word.add_paragraph(linked.title, "Title")
        for label, value in linked.facts:
            fact = self.word.add_paragraph(style=FACT)
            fact.add_run(f"{label}:").bold = True
            fact.add_run(f"\t{value}")

    def contents(self, linked: Linked) -> None:
        """The headings as links, within the field that Word makes anew, with page numbers, when asked to."""
        headings = list(_headings(linked.blocks))
        if not headings:
            return
        self.word.add_paragraph("Contents", "TOC Heading")
        entries = [self.word.add_paragraph(style=f"toc {heading.level}") for heading in headings]
        add_mark(entries[0].add_run(), "begin")
        told = element("w:instrText", {"xml:space": "preserve"})
        told.text = f' TOC \\o "1-{LISTED}" \\h \\z \\u '
        entries[0].add_run()._r.append(told)
        add_mark(entries[0].add_run(), "separate")
        for entry, heading in zip(entries, headings, strict=True):
            link_to(entry, heading.id).append(entry.add_run(heading.title)._r)
        add_mark(entries[-1].add_run(), "end")

    def blocks(self, blocks: tuple[LinkedBlock, ...]) -> None:
        """Sections, paragraphs, lists and tables, one under the other."""
        for block in blocks:
            self._turn(across=_begins_across(block))
            if isinstance(block, LinkedSection):
                self._section(block)
            elif isinstance(block, LinkedParagraph):
                self._line(self.word.add_paragraph(), block.spans)
            elif isinstance(block, LinkedList):
                for item in block.items:
                    self._item(item)
            elif block.header:
                self._table(block)

    def _turn(self, across: bool) -> None:
        if across != self._across:
            from docx.enum.section import WD_SECTION

            _lay_out(self.word.add_section(WD_SECTION.NEW_PAGE), across)
            self._across = across

    def _section(self, block: LinkedSection) -> None:
        heading = self.word.add_heading(level=min(block.level, _DEEPEST_HEADING))
        run = heading.add_run(block.title)
        self._bookmarks.around(block.id, run._r, run._r)
        self.blocks(block.blocks)

    def _item(self, item: Item) -> None:
        from docx.shared import Inches

        if item.mark:
            paragraph = self.word.add_paragraph(style=REFERENCE)
            if item.depth:
                paragraph.paragraph_format.left_indent = Inches(0.4 + 0.25 * item.depth)
            first = paragraph.add_run(f"{item.mark}\t")
            self._line(paragraph, item.spans)
            self._back(paragraph, item)
            if item.id:
                self._bookmarks.around(item.id, first._r, first._r)
            return
        depth = min(item.depth + 1, _DEEPEST_BULLET)
        paragraph = self.word.add_paragraph(style="List Bullet" if depth == 1 else f"List Bullet {depth}")
        if item.depth >= _DEEPEST_BULLET:
            paragraph.paragraph_format.left_indent = Inches(0.25 * (item.depth + 1))
        self._line(paragraph, item.spans)

    def _back(self, paragraph: Paragraph, item: Item) -> None:
        for number, place in enumerate(item.cited, start=1):
            paragraph.add_run(" ")
            run = paragraph.add_run("↑" if len(item.cited) == 1 else f"↑{number}", "Hyperlink")
            link_to(paragraph, place).append(run._r)

    def _line(self, paragraph: Paragraph, spans: tuple[Span, ...]) -> None:
        for span in spans:
            run = paragraph.add_run(span.text, "Hyperlink" if span.target else None)
            run.bold = True if span.style == "strong" else None
            run.italic = True if span.style == "emphasis" else None
            placed = run._r
            if span.target:
                placed = link_to(paragraph, span.target)
                placed.append(run._r)
            if span.id:
                self._bookmarks.around(span.id, placed, placed)

    def _table(self, block: LinkedTable) -> None:
        from docx.shared import Pt

        if block.caption:
            self.word.add_paragraph(block.caption, "Caption")
        after = self.word.add_paragraph()
        after.paragraph_format.space_after = Pt(4)
        after._p.addprevious(table_element(block, columns_of(block)))


def _lay_out(section: Any, across: bool) -> None:
    """US Letter with margins of one inch, upright or across."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Inches

    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    width, height = Inches(8.5), Inches(11)
    section.page_width, section.page_height = (height, width) if across else (width, height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    section.header_distance = section.footer_distance = Inches(0.5)


def _begins_across(block: LinkedBlock) -> bool:
    """Whether a wide table stands at the beginning of a block, so that its heading goes with it."""
    if isinstance(block, LinkedSection):
        return bool(block.blocks) and _begins_across(block.blocks[0])
    return isinstance(block, LinkedTable) and bool(block.header) and columns_of(block).across


def _headings(blocks: tuple[LinkedBlock, ...]) -> Iterator[LinkedSection]:
    for block in blocks:
        if isinstance(block, LinkedSection):
            if block.level <= LISTED:
                yield block
            yield from _headings(block.blocks)
