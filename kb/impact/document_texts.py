"""The sentences and tables of documents, each with the place where it stands, and which rest on a subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kb.db.connect import Reader
from kb.documents.content import Block, Bullets, Document, Paragraph, Section, Table, TableRow
from kb.evidence.studies import read_study
from kb.impact.item import ImpactItem, ImpactKind
from kb.impact.touching import Touch, TouchedText, Touching, figures, why
from kb.inlines import Line
from kb.narrative.sentence_ends import sentences
from kb.reports.pages import indication_page_from, policy_page_from, reference_page_from
from kb.reports.policy_source import PolicySource
from kb.reports.report import report_from
from kb.reports.study_page import study_page_from
from kb.reports.summary import summary_from


class TextPlace(NamedTuple):
    """Where a text stands: the command that shows it, its indication (null outside one), and headings."""

    command: str
    indication: str | None
    headings: tuple[str, ...]


class SentenceAt(NamedTuple):
    """One sentence; ``about`` says what its paragraph or item is about."""

    place: TextPlace
    line: Line
    about: tuple[str, ...]


class RowsAt(NamedTuple):
    """One table, or the facts under the title of a page."""

    place: TextPlace
    rows: tuple[TableRow, ...]


def texts_of(source: PolicySource) -> Iterator[SentenceAt | RowsAt]:
    """All that the documents of a policy say: report, summary, page of the policy and of each indication."""
    policy = source.policy.id
    yield from texts(report_from(source), f"kb report {policy}", source)
    yield from texts(summary_from(source, full=True), f"kb summary {policy} --full", source)
    yield from texts(policy_page_from(source), f"kb policy show {policy}", source)
    for indication in source.policy.indications:
        command = f"kb indication show {policy} {indication.key}"
        for text in texts(indication_page_from(source, indication), command, source):
            yield text._replace(place=text.place._replace(indication=indication.key))


def texts(document: Document, command: str, source: PolicySource) -> Iterator[SentenceAt | RowsAt]:
    """The sentences and tables of one document, in its order."""
    start = TextPlace(command, None, ())
    yield _facts(document, start)
    for block in document.blocks:
        yield from _in_block(block, start, source)


def _facts(document: Document, place: TextPlace) -> RowsAt:
    return RowsAt(place, tuple(TableRow((fact.label, fact.value)) for fact in document.facts))


def _in_block(block: Block, place: TextPlace, source: PolicySource) -> Iterator[SentenceAt | RowsAt]:
    if isinstance(block, Section):
        yield from _in_section(block, _within(block, place, source), source)
    elif isinstance(block, Table):
        yield RowsAt(place, block.rows)
    else:
        for line, about in _lines(block):
            yield from (SentenceAt(place, sentence, about) for sentence in sentences(line))


def _lines(block: Paragraph | Bullets) -> Iterator[tuple[Line, tuple[str, ...]]]:
    if isinstance(block, Paragraph):
        return ((sentence, block.about) for sentence in block.sentences)
    return ((item.line, item.about) for item in block.items)


def _within(section: Section, place: TextPlace, source: PolicySource) -> TextPlace:
    """The place of what stands in a section; that of an indication has its key and its title."""
    titles = {indication.key: indication.title for indication in source.policy.indications}
    if place.indication is None and titles.get(section.key) == section.title.plain:
        return place._replace(indication=section.key, headings=())
    if section.key == "rationale":
        return place  # nearly all of a report
    named = section.title.plain.removesuffix(f": {titles.get(place.indication or '')}")
    return place._replace(headings=(*place.headings, named))


def _in_section(section: Section, place: TextPlace, source: PolicySource) -> Iterator[SentenceAt | RowsAt]:
    if section.key == "references":
        return  # a list of references is no text about them
    for position, block in enumerate(section.blocks):
        # One paragraph for each indication, in their order.
        summed = section.key == "summary-of-evidence"
        key = source.policy.indications[position].key if summed else place.indication
        yield from _in_block(block, place._replace(indication=key), source)


def resting_texts(
    texts: Iterable[SentenceAt | RowsAt], touching: Touching, policy: str | None
) -> list[ImpactItem]:
    """The sentences and tables that say something of the subject, in the order of the documents.

    A sentence that several documents or sections of one policy say is one item, with all its places.
    """
    by_words: dict[tuple[str | None, str], tuple[TouchedText, list[TextPlace]]] = {}
    tables: list[ImpactItem] = []
    for text in texts:
        if isinstance(text, RowsAt):
            tables += _resting_table(text, touching, policy)
            continue
        read = touching.read(text.line, text.about)
        if read.touches:
            _, places = by_words.setdefault((text.place.indication, read.text), (read, []))
            places.append(text.place)
    return [*(_sentence(read, places, policy) for read, places in by_words.values()), *tables]


def _sentence(read: TouchedText, places: list[TextPlace], policy: str | None) -> ImpactItem:
    return ImpactItem(
        kind=ImpactKind.SENTENCE,
        policy=policy,
        indication=places[0].indication,
        place="; ".join(_headings(places)),
        text=read.text,
        why=why(read.touches),
        spans=read.spans,
        figures=figures(read.touches),
    )


def _headings(places: list[TextPlace]) -> list[str]:
    """Where in the report a sentence stands; what only another document says is named by its command."""
    report = [place for place in places if place.command.startswith("kb report ")]
    if report:
        return list(dict.fromkeys(" > ".join(place.headings) for place in report))
    return list(dict.fromkeys(" > ".join((place.command, *place.headings)) for place in places))


def _resting_table(table: RowsAt, touching: Touching, policy: str | None) -> list[ImpactItem]:
    rows = [[touching.read(cell) for cell in row.cells] for row in table.rows]
    touched = [row for row in rows if any(cell.touches for cell in row)]
    return [_table(table.place, policy, touched)] if touched else []


def _table(place: TextPlace, policy: str | None, rows: Sequence[Sequence[TouchedText]]) -> ImpactItem:
    """A table with the rows that rest on the subject, by what stands first in them."""
    touches: dict[Touch, None] = dict.fromkeys(
        touch for row in rows for cell in row for touch in cell.touches
    )
    return ImpactItem(
        kind=ImpactKind.TABLE,
        policy=policy,
        indication=place.indication,
        place=" > ".join((place.command, *place.headings)),
        text="; ".join(dict.fromkeys(row[0].text for row in rows)),
        why=why(touches),
        figures=figures(touches),
    )


def own_pages(reader: Reader, touching: Touching) -> Iterator[ImpactItem]:
    """Tables of ``kb study show`` and ``kb reference show``; of a figure, those that print it."""
    subject = touching.subject
    whole = {study.study for study in subject.studies}
    for study in sorted(subject.holders):
        tables = _tables_of(study_page_from(reader, read_study(reader, study)), f"kb study show {study}")
        if study in whole:
            yield from _whole_tables(tables, touching)
        else:
            yield from resting_texts(tables, touching, None)
    for reference in subject.references:
        page = reference_page_from(reader, reference.reference)
        yield from _whole_tables(_tables_of(page, f"kb reference show {reference.reference}"), touching)


def _tables_of(page: Document, command: str) -> Iterator[RowsAt]:
    start = TextPlace(command, None, ())
    yield _facts(page, start)
    yield from _tables(page.blocks, start)


def _tables(blocks: Iterable[Block], place: TextPlace) -> Iterator[RowsAt]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _tables(block.blocks, place._replace(headings=(*place.headings, block.title.plain)))
        elif isinstance(block, Table):
            yield RowsAt(place, block.rows)


def _whole_tables(tables: Iterable[RowsAt], touching: Touching) -> Iterator[ImpactItem]:
    """Every row of a page that is all about the subject; its facts are no table."""
    for table in tables:
        if table.place.headings:
            rows = [[touching.read(cell) for cell in row.cells] for row in table.rows]
            yield _table(table.place, None, rows)
