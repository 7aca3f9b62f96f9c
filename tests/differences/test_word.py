"""Word documents with tracked changes: accepted they say the later document, rejected the earlier one."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from hypothesis import given

from kb.db.connect import read
from kb.differences.changed_places import changed_places
from kb.differences.redline import redline
from kb.documents import rendered
from kb.documents.content import Block, Bullets, ChangedBy, Document, Paragraph, Section, Table
from kb.documents.render.printable import one_line
from kb.reports.report import build_report
from tests.differences.documents import DOCUMENTS, document
from tests.differences.word import revisions, texts

BY = ChangedBy("Rita", "2022-11-01T10:00:00Z")


def written(before: Document, after: Document) -> bytes:
    """The redline of two documents as a Word file."""
    return rendered(changed_places(redline(before, after, BY))[0], "docx")


def paragraphs(one: Document) -> list[str]:
    """The paragraphs and cells that Word shows of a document, empty ones left out."""
    facts = [f"{fact.label.plain}: {fact.value.plain}" for fact in one.facts]
    found = [one.title.plain, *facts, *(text for block in one.blocks for text in _of_block(block))]
    return [text for text in found if text]


def _of_block(block: Block) -> Iterator[str]:
    if isinstance(block, Section):
        yield one_line(block.title.plain)
        for inner in block.blocks:
            yield from _of_block(inner)
    elif isinstance(block, Paragraph):
        yield one_line(block.line.plain)
    elif isinstance(block, Bullets):
        for item in block.items:
            yield (f"{item.number}. " if item.number is not None else "") + one_line(item.line.plain)
    else:
        assert isinstance(block, Table)
        cells = (block.caption, *block.header, *(cell for row in block.rows for cell in row.cells))
        yield from (one_line(cell.plain) for cell in cells)


def squeezed(found: list[str]) -> list[str]:
    """Paragraphs with single spaces: neighbouring words each bring theirs."""
    return [text for text in (one_line(one) for one in found) if text]


@given(DOCUMENTS, DOCUMENTS)
def test_accepting_gives_the_later_document_and_rejecting_the_earlier(
    before: Document, after: Document
) -> None:
    content = written(before, after)
    assert squeezed(texts(content, accept=True)) == squeezed(paragraphs(after))
    assert squeezed(texts(content, accept=False)) == squeezed(paragraphs(before))


def test_every_change_has_its_author_and_date() -> None:
    before = document(Paragraph("Survival was 40%."))
    after = document(Paragraph("Survival was 41%."), Paragraph("It rose."))
    found = revisions(written(before, after))
    assert {one[1:] for one in found} == {("Rita", "2022-11-01T10:00:00Z")}
    assert [one[0] for one in found].count("del") == 1
    assert revisions(written(before, before)) == []


def test_rows_and_tables_that_came_and_went() -> None:
    codes = Table("Codes", ("Type", "Code"), (("CPT", "47371"), ("CPT", "47381")))
    more = Table("Codes", ("Type", "Code"), (("CPT", "47371"), ("HCPCS", "C9751")))
    other = Table("", ("Trial", "Number", "Planned"), (("Freeze", "NCT01", "20"),))
    for before, after in (
        (document(codes), document(more)),
        (document(codes), document()),
        (document(), document(codes)),
        (document(codes), document(other)),
        (document(codes, other), document(other, codes)),
    ):
        content = written(before, after)
        assert squeezed(texts(content, accept=True)) == paragraphs(after)
        assert squeezed(texts(content, accept=False)) == paragraphs(before)


def test_a_program_that_knows_word_opens_it(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        report = build_report(reader, "7.01.75")
    rationale = next(
        block for block in report.blocks if isinstance(block, Section) and block.key == "rationale"
    )
    shorter = Document(report.title, report.facts, [one for one in report.blocks if one is not rationale])
    content = written(report, shorter)
    assert docx.Document(io.BytesIO(content)).core_properties.title == report.title.plain
    assert squeezed(texts(content, accept=True)) == squeezed(paragraphs(shorter))
    assert squeezed(texts(content, accept=False)) == squeezed(paragraphs(report))


def test_characters_that_xml_has_no_place_for_do_not_break_the_file() -> None:
    before, after = document(Paragraph("a\x00b")), document(Paragraph("a\ud800c"))
    assert texts(written(before, after), accept=True)[-1] == "a\N{REPLACEMENT CHARACTER}c"
