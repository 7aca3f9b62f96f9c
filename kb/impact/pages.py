"""The tables of the pages about the subject itself: of its studies and of its references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.db.connect import Reader
from kb.documents.content import Block, Document, Section, Table
from kb.evidence.policies import read_prose_figures
from kb.evidence.studies import read_study
from kb.impact.item import Item
from kb.impact.said import said, table_item
from kb.impact.texts import Place, Rows
from kb.impact.tracing import Tracer
from kb.reports.pages import reference_page_from
from kb.reports.study_page import study_page_from


def own_pages(reader: Reader, tracer: Tracer) -> Iterator[Item]:
    """Tables of ``kb study show`` and ``kb reference show``; of a figure, those that print it."""
    subject = tracer.subject
    whole = {study.study for study in subject.studies}
    for study in sorted(subject.holders):
        figures = tracer.tokens(read_prose_figures(reader, study=study))
        page = study_page_from(reader, tracer.study(read_study(reader, study)), figures)
        if study in whole:
            yield from _whole(_rows(page, f"kb study show {study}"), tracer)
        else:
            yield from said(_rows(page, f"kb study show {study}"), tracer, None)
    for reference in subject.references:
        page = reference_page_from(reader, reference.reference)
        yield from _whole(_rows(page, f"kb reference show {reference.reference}"), tracer)


def _rows(page: Document, command: str) -> Iterator[Rows]:
    yield Rows(Place(command, None, ()), tuple((fact.label.plain, fact.value.plain) for fact in page.facts))
    yield from _tables(page.blocks, Place(command, None, ()))


def _tables(blocks: Iterable[Block], place: Place) -> Iterator[Rows]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _tables(block.blocks, place._replace(headings=(*place.headings, block.title.plain)))
        elif isinstance(block, Table):
            yield Rows(place, tuple(tuple(cell.plain for cell in row.cells) for row in block.rows))


def _whole(tables: Iterable[Rows], tracer: Tracer) -> Iterator[Item]:
    """Every row of a page that is all about the subject; its facts are no table."""
    for table in tables:
        if table.place.headings:
            read = [[tracer.marks.read(cell) for cell in row] for row in table.rows]
            touches = tuple(dict.fromkeys(t for row in read for cell in row for t in cell.touches))
            yield table_item(table.place, None, [row[0].text for row in read], touches)
