"""The sentences and tables of the documents of a policy, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb.documents.content import Block, Bullets, Document, Paragraph, Section, Table
from kb.impact.sentences import sentences
from kb.impact.tracing import TracedSource
from kb.inlines import Line
from kb.reports.pages import indication_page_from, policy_page_from
from kb.reports.report import report_from
from kb.reports.summary import summary_from


class Place(NamedTuple):
    """Where a text stands: the command that shows it, its indication (null outside one), and headings."""

    command: str
    indication: str | None
    headings: tuple[str, ...]


class Sentence(NamedTuple):
    """One sentence, its marks kept."""

    place: Place
    marked: str


class Rows(NamedTuple):
    """One table, or the facts under the title of a page; the marks in its cells kept."""

    place: Place
    rows: tuple[tuple[str, ...], ...]


def texts_of(source: TracedSource) -> Iterator[Sentence | Rows]:
    """All that the documents of a policy say: report, summary, page of the policy and of each indication."""
    policy = source.policy.header.policy
    yield from texts(report_from(source), f"kb report {policy}", source)
    yield from texts(summary_from(source, full=True), f"kb summary {policy} --full", source)
    yield from texts(policy_page_from(source), f"kb policy show {policy}", source)
    for one in source.policy.indications:
        command = f"kb indication show {policy} {one.key}"
        for text in texts(indication_page_from(source, one), command, source):
            yield text._replace(place=text.place._replace(indication=one.key))


def texts(document: Document, command: str, source: TracedSource) -> Iterator[Sentence | Rows]:
    """The sentences and tables of one document, in its order."""
    start = Place(command, None, ())
    yield Rows(start, tuple((fact.label.plain, fact.value.plain) for fact in document.facts))
    for block in document.blocks:
        yield from _in_block(block, start, source)


def _in_block(block: Block, place: Place, source: TracedSource) -> Iterator[Sentence | Rows]:
    if isinstance(block, Section):
        yield from _in_section(block, _within(block, place, source), source)
    elif isinstance(block, Table):
        yield Rows(place, tuple(tuple(cell.plain for cell in row.cells) for row in block.rows))
    else:
        for line in _lines(block):
            for sentence in sentences(source.tracer.line(line)):
                yield Sentence(place, sentence)


def _lines(block: Paragraph | Bullets) -> Iterable[Line]:
    return (block.line,) if isinstance(block, Paragraph) else tuple(item.line for item in block.items)


def _within(section: Section, place: Place, source: TracedSource) -> Place:
    """The place of what stands in a section; that of an indication has its key and its title."""
    titles = {one.key: one.title for one in source.policy.indications}
    if place.indication is None and titles.get(section.key) == section.title.plain:
        return place._replace(indication=section.key, headings=())
    if section.key == "rationale":
        return place  # nearly all of a report
    named = section.title.plain.removesuffix(f": {titles.get(place.indication or '')}")
    return place._replace(headings=(*place.headings, named))


def _in_section(section: Section, place: Place, source: TracedSource) -> Iterator[Sentence | Rows]:
    if section.key == "references":
        return  # a list of references is no text about them
    for position, block in enumerate(section.blocks):
        # One paragraph for each indication, in their order.
        summed = section.key == "summary-of-evidence"
        key = source.policy.indications[position].key if summed else place.indication
        yield from _in_block(block, place._replace(indication=key), source)
