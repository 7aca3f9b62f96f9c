"""What documents rest on is read off from them: every figure, and every sentence once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from kb.db.connect import Reader
from kb.documents.content import Block, Bullets, Paragraph, Section, lines_of
from kb.impact.document_texts import RowsAt, SentenceAt, texts_of
from kb.impact.touching import Touching
from kb.inlines import Line, TermText, figure_ids, leaves, printed
from kb.reports.pages import policy_page_from
from kb.reports.policy_source import PolicySource
from kb.reports.report import build_report, report_from
from kb.reports.study_page import build_study_page
from kb.reports.summary import summary_from
from tests.impact.everything import everything


def _said_by(text: SentenceAt | RowsAt) -> Iterator[Line]:
    return iter([text.line]) if isinstance(text, SentenceAt) else (c for row in text.rows for c in row.cells)


@pytest.mark.parametrize("full_prose", [False, True])
def test_every_figure_that_a_policy_can_say_is_in_its_texts(seed: Reader, full_prose: bool) -> None:
    """All 28 studies are used: each of their figures stands in a sentence, or in a table below."""
    texts = [*texts_of(PolicySource.read(seed, "7.01.75", None, full_prose=full_prose))]
    kept = [text for text in texts if isinstance(text, SentenceAt) or not full_prose]
    said = {id for text in kept for line in _said_by(text) for id in figure_ids(line)}
    figures = {row["id"] for row in seed.rows("SELECT id FROM figure WHERE result_id IS NOT NULL")}
    assert len(figures) > 400
    assert figures - said == set()


def test_every_figure_of_a_study_is_on_its_page(seed: Reader) -> None:
    """In the tables too, where a cell has all figures of its result."""
    page = build_study_page(seed, "wang-2015")
    tables = [block for block in page.blocks if block.key != "words"]
    shown = {id for line in lines_of(tables) for id in figure_ids(line)}
    figures = {
        row["id"]
        for row in seed.rows(
            "SELECT f.id FROM figure f JOIN result r ON r.id = f.result_id WHERE r.study_id = 'wang-2015'"
        )
    }
    assert figures - shown == set()


def test_numbers_are_found_in_the_sentence_that_says_them(seed: Reader) -> None:
    """What is marked is never empty and never begins or ends in a space."""
    touching = Touching(everything(seed))
    spans = 0
    for text in texts_of(PolicySource.read(seed, "7.01.75", None, full_prose=True)):
        if isinstance(text, SentenceAt):
            read = touching.read(text.line, text.about)
            for start, end in read.spans:
                assert read.text[start:end].strip() == read.text[start:end] != ""
            spans += len(read.spans)
    assert spans > 800


def test_no_sentence_is_lost_or_doubled(seed: Reader) -> None:
    """The sentences of a document, one after the other, are its paragraphs and lists."""
    texts = texts_of(PolicySource.read(seed, "7.01.75", None))
    said = [
        t.line.plain for t in texts if isinstance(t, SentenceAt) and t.place.command.startswith("kb report")
    ]
    assert " ".join(said) == " ".join(_lines(build_report(seed, "7.01.75").blocks))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section) and block.key != "references":
            yield from _lines(block.blocks)
        elif isinstance(block, Paragraph | Bullets):
            lines = (block.line,) if isinstance(block, Paragraph) else (item.line for item in block.items)
            yield from (line.plain for line in lines)


def test_a_sentence_knows_its_indication_and_headings(seed: Reader) -> None:
    texts = [
        text for text in texts_of(PolicySource.read(seed, "7.01.75", None)) if isinstance(text, SentenceAt)
    ]
    places = {
        text.place.headings: text.place.indication for text in texts if "Wang et al (2015)" in text.line.plain
    }
    assert places[("Review of evidence", "Randomized controlled trials")] == "hcc"
    summed = [text.place for text in texts if text.place.headings == ("Summary of evidence",)]
    assert list(dict.fromkeys(place.indication for place in summed)) == ["hcc", "net", "crc"]
    assert {text.place.indication for text in texts if text.place.headings[:1] == ("Background",)} == {None}


def test_a_label_of_a_study_always_knows_its_study(seed: Reader) -> None:
    """A label that stands as mere words in a sentence, list or table is one that `kb impact` misses."""
    source = PolicySource.read(seed, "7.01.75", None)
    keys = {study.label: f"study:{key}" for key, study in source.studies.items()}
    labels = [
        (label, leaf)
        for document in (report_from(source), summary_from(source, full=True), policy_page_from(source))
        for line in lines_of(document.blocks)
        for leaf in leaves(line)
        for label in keys
        if label in printed(leaf)
    ]
    assert {label for label, _ in labels} == set(keys)
    strays = [
        leaf for label, leaf in labels if not (isinstance(leaf, TermText) and keys[label] in leaf.about)
    ]
    assert strays == []
