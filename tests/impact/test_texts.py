"""The marked documents are the documents: without their marks they say the same to the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.db.connect import Reader
from kb.db.queries import run
from kb.documents import render
from kb.documents.content import Block, Bullets, Document, Paragraph, Section
from kb.evidence.policies import read_prose_figures
from kb.evidence.studies import read_study
from kb.impact.marks import BOUNDARY, MARKS
from kb.impact.texts import Sentence, texts_of
from kb.impact.tracing import TracedSource, Tracer
from kb.reports.pages import build_indication_page, build_policy_page, indication_page_from, policy_page_from
from kb.reports.report import build_report, report_from
from kb.reports.study_page import build_study_page, study_page_from
from kb.reports.summary import build_summary, summary_from
from tests.impact.changing import NOTHING
from tests.impact.everything import everything

_OURS = dict.fromkeys([*range(ord(MARKS[0]), ord(MARKS[-1]) + 1), ord(BOUNDARY)])


def _plain(document: Document) -> str:
    return render(document, "markdown").translate(_OURS)


def _says_the_same(db: Reader) -> None:
    tracer = Tracer(everything(db))
    for policy in [row["policy"] for row in run(db, "evidence/policy_numbers")]:
        source = TracedSource.trace(db, policy, None, tracer)
        assert _plain(report_from(source)) == render(build_report(db, policy), "markdown")
        assert _plain(summary_from(source, full=True)) == render(
            build_summary(db, policy, full=True), "markdown"
        )
        assert _plain(policy_page_from(source)) == render(build_policy_page(db, policy), "markdown")
        for one in source.policy.indications:
            page = render(build_indication_page(db, policy, one.key), "markdown")
            assert _plain(indication_page_from(source, one)) == page


def test_every_document_of_the_evidence_says_the_same(seed: Reader) -> None:
    _says_the_same(seed)


def test_every_document_of_other_policies_says_the_same(busy: Reader) -> None:
    _says_the_same(busy)


def test_every_page_of_a_study_says_the_same(seed: Reader) -> None:
    tracer = Tracer(everything(seed))
    studies = [row["study"] for row in run(seed, "evidence/study_keys")]
    assert len(studies) == 28
    for study in studies:
        figures = tracer.tokens(read_prose_figures(seed, study=study))
        page = study_page_from(seed, tracer.study(read_study(seed, study)), figures)
        assert _plain(page) == render(build_study_page(seed, study), "markdown")


def test_every_figure_that_a_policy_can_say_is_marked_in_it(seed: Reader) -> None:
    """All 28 studies are used, so that each of their figures stands in some sentence."""
    tracer = Tracer(everything(seed))
    source = TracedSource.trace(seed, "7.01.75", None, tracer)
    read = [tracer.marks.read(text.marked) for text in texts_of(source) if isinstance(text, Sentence)]
    said = {touch.key for one in read for touch in one.touches}
    figures = {row["id"] for row in seed.rows("SELECT id FROM figure WHERE result_id IS NOT NULL")}
    assert len(figures) > 400
    assert figures - said == set()


def test_numbers_are_found_in_the_sentence_that_says_them(seed: Reader) -> None:
    tracer = Tracer(everything(seed))
    source = TracedSource.trace(seed, "7.01.75", None, tracer)
    spans = 0
    for text in texts_of(source):
        if isinstance(text, Sentence):
            read = tracer.marks.read(text.marked)
            for start, end in read.spans:
                assert read.text[start:end].strip() == read.text[start:end] != ""
            spans += len(read.spans)
    assert spans > 800


def test_no_sentence_is_lost_or_doubled(seed: Reader) -> None:
    """The sentences of a document, one after the other, are its paragraphs and lists."""
    source = TracedSource.trace(seed, "7.01.75", None, Tracer(NOTHING))
    texts = texts_of(source)
    said = [t.marked for t in texts if isinstance(t, Sentence) and t.place.command.startswith("kb report")]
    report = build_report(seed, "7.01.75")
    assert " ".join(said) == " ".join(_lines(report.blocks))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section) and block.key != "references":
            yield from _lines(block.blocks)
        elif isinstance(block, Paragraph | Bullets):
            lines = (block.line,) if isinstance(block, Paragraph) else (item.line for item in block.items)
            yield from (Tracer(NOTHING).line(line) for line in lines)


def test_a_sentence_knows_its_indication_and_headings(seed: Reader) -> None:
    source = TracedSource.trace(seed, "7.01.75", None, Tracer(NOTHING))
    texts = [text for text in texts_of(source) if isinstance(text, Sentence)]
    places = {
        text.place.headings: text.place.indication for text in texts if "Wang et al (2015)" in text.marked
    }
    assert places[("Review of evidence", "Randomized controlled trials")] == "hcc"
    summed = [text.place for text in texts if text.place.headings == ("Summary of evidence",)]
    assert list(dict.fromkeys(place.indication for place in summed)) == ["hcc", "net", "crc"]
    assert {text.place.indication for text in texts if text.place.headings[:1] == ("Background",)} == {None}
