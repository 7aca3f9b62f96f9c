"""A document as a Word file: real styles, a table of contents, citations that lead to their references.

What a document shows as changed is written as revisions (ECMA-376 part 1, section 17.13.5): accepting all of
them gives the later document, rejecting them the earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kb.documents.content import Change, Document, LogoPicture
from kb.documents.render.columns import columns_of
from kb.documents.render.dating import running_head
from kb.documents.render.linked import (
    Linked,
    LinkedBlock,
    LinkedItem,
    LinkedList,
    LinkedParagraph,
    LinkedSection,
    LinkedTable,
    Span,
)
from kb.documents.render.linking import link
from kb.documents.render.word_package import as_package, set_properties
from kb.documents.render.word_parts import (
    Bookmarks,
    Lines,
    Revisions,
    add_field,
    add_mark,
    element,
    link_to,
    table_element,
)
from kb.documents.render.word_styles import FACT, REFERENCE, set_styles

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

LISTED = 3
"""Levels of headings in the table of contents."""

_DEEPEST_HEADING = 9
_DEEPEST_BULLET = 3


def render(document: Document) -> bytes:
    """The Word file, the same at every run; it bears the date of the policy."""
    import docx

    linked = link(document, exact=True)
    writer = _Writer(docx.Document(), Revisions(linked.changed_by))
    writer.front(linked)
    if not writer.revisions.are_shown:
        writer.contents(linked)
    writer.blocks(linked.blocks)
    if writer.revisions.are_shown:
        # The end of a document is never deleted, so that the last paragraph can be.
        writer.word.add_paragraph()
    set_properties(writer.word, linked)
    return as_package(writer.word)


class _Writer:
    """Writes a document from beginning to end, and turns the page for wide tables."""

    def __init__(self, word: Any, revisions: Revisions) -> None:
        self.word = word
        self._bookmarks = Bookmarks()
        self.revisions = revisions
        self._lines = Lines(self._bookmarks, revisions)
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
        self._logo(linked.logo)
        self._lines.fill(self.word.add_paragraph(style="Title"), linked.spans)
        for fact in linked.facts:
            paragraph = self._paragraph(FACT, fact.change)
            label = Span(":", "strong", change=fact.change)
            strong = tuple(span._replace(style="strong") for span in fact.label)
            tab = Span("\t", change=fact.change)
            self._lines.fill(paragraph, (*strong, label, tab, *fact.value))

    def _logo(self, logo: LogoPicture | None) -> None:
        """The picture above the title, as high as two lines of it, with the words in its place."""
        from io import BytesIO

        from docx.shared import Inches

        if logo is not None:
            run = self.word.add_paragraph().add_run()
            picture = run.add_picture(BytesIO(logo.content), height=Inches(0.6))
            if picture.width > Inches(6):
                wide = Inches(6)
                picture.width, picture.height = wide, int(picture.height * wide / picture.width)
            picture._inline.docPr.set("descr", logo.text)

    def contents(self, linked: Linked) -> None:
        """The headings as links, within the field that Word makes anew, with page numbers, when asked to."""
        headings = list(_headings(linked.blocks))
        if not headings:
            return
        self.word.add_paragraph("Contents", "TOC Heading")
        entries = [self.word.add_paragraph(style=f"toc {heading.level}") for heading in headings]
        add_mark(entries[0].add_run(), "begin")
        instruction = element("w:instrText", {"xml:space": "preserve"})
        instruction.text = f' TOC \\o "1-{LISTED}" \\h \\z \\u '
        entries[0].add_run()._r.append(instruction)
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
                self._lines.fill(self._paragraph(None, block.change), block.spans)
            elif isinstance(block, LinkedList):
                for item in block.items:
                    self._item(item)
            elif block.header.cells:
                self._table(block)

    def _paragraph(self, style: str | None, change: Change) -> Paragraph:
        paragraph: Paragraph = self.word.add_paragraph(style=style)
        self.revisions.on_paragraph(paragraph, change)
        return paragraph

    def _turn(self, across: bool) -> None:
        if across != self._across:
            from docx.enum.section import WD_SECTION

            _lay_out(self.word.add_section(WD_SECTION.NEW_PAGE), across)
            self._across = across

    def _section(self, block: LinkedSection) -> None:
        heading = self.word.add_heading(level=min(block.level, _DEEPEST_HEADING))
        self.revisions.on_paragraph(heading, block.change)
        runs = self._lines.fill(heading, block.spans)
        self._bookmarks.around(block.id, runs[0], runs[-1])
        self.blocks(block.blocks)

    def _item(self, item: LinkedItem) -> None:
        from docx.shared import Inches

        if item.label:
            paragraph = self._paragraph(REFERENCE, item.change)
            if item.depth:
                paragraph.paragraph_format.left_indent = Inches(0.4 + 0.25 * item.depth)
            changes = {span.change for span in item.label}
            tab = Span("\t", change=changes.pop() if len(changes) == 1 else item.change)
            first = self._lines.fill(paragraph, (*item.label, tab))[0]
            self._lines.fill(paragraph, item.spans)
            if not self.revisions.are_shown:
                self._back(paragraph, item)
            if item.id:
                self._bookmarks.around(item.id, first, first)
            return
        depth = min(item.depth + 1, _DEEPEST_BULLET)
        paragraph = self._paragraph("List Bullet" if depth == 1 else f"List Bullet {depth}", item.change)
        if item.depth >= _DEEPEST_BULLET:
            paragraph.paragraph_format.left_indent = Inches(0.25 * (item.depth + 1))
        self._lines.fill(paragraph, item.spans)

    def _back(self, paragraph: Paragraph, item: LinkedItem) -> None:
        for number, place in enumerate(item.cited, start=1):
            paragraph.add_run(" ")
            run = paragraph.add_run("↑" if len(item.cited) == 1 else f"↑{number}", "Hyperlink")
            link_to(paragraph, place).append(run._r)

    def _table(self, block: LinkedTable) -> None:
        from docx.shared import Pt

        if block.caption:
            self._lines.fill(self._paragraph("Caption", block.change), block.caption)
        after = self._paragraph(None, block.change)
        after.paragraph_format.space_after = Pt(4)
        after._p.addprevious(table_element(block, columns_of(block), self.word, self._lines))


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
    return isinstance(block, LinkedTable) and bool(block.header.cells) and columns_of(block).across


def _headings(blocks: tuple[LinkedBlock, ...]) -> Iterator[LinkedSection]:
    for block in blocks:
        if isinstance(block, LinkedSection):
            if block.level <= LISTED:
                yield block
            yield from _headings(block.blocks)
