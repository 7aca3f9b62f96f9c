"""The redline of two documents, block by block and word by word."""

from __future__ import annotations

import pytest
from hypothesis import given

from kb.db.connect import read
from kb.differences.comparing import redline
from kb.differences.redline import (
    MarkedList,
    MarkedTable,
    Redline,
    document_of,
    renumbered,
    spots,
)
from kb.differences.words import Op, Span, compare
from kb.documents import render
from kb.documents.content import Bullets, Document, ListItem, Paragraph, Section, Table
from kb.documents.render.as_json import read_json
from kb.inlines import CitationNumber, Emphasis, Line, Strong
from kb.reports.report import build_report
from tests.differences.documents import DOCUMENTS, document


def marked(words: tuple[Span, ...]) -> str:
    """Words with their changes in brackets."""
    forms = {Op.KEEP: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return "".join(forms[span.op].format(span.text) for span in words)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "Survival was 40% at 5 years.",
            "Survival was 41% at 5 years.",
            "Survival was [-40%-]{+41%+} at 5 years.",
        ),
        ("It differed (p=.043).", "It differed (p=.051).", "It differed (p=[-.043-]{+.051+})."),
        ("One trial was found.", "One trial was found.", "One trial was found."),
        ("It was a large trial.", "It was a trial.", "It was a [-large -]trial."),
        ("", "New.", "{+New.+}"),
        ("Cats and dogs play.", "Survival improves.", "[-Cats and dogs play.-]{+Survival improves.+}"),
    ],
)
def test_words(before: str, after: str, shown: str) -> None:
    assert marked(compare(Line(before), Line(after))) == shown


def test_a_citation_that_got_another_number_is_the_same_citation() -> None:
    before = Line("As shown ", CitationNumber("wang-2015", 12), ".")
    after = Line("As shown ", CitationNumber("wang-2015", 13), ".")
    words = compare(before, after)
    assert marked(words) == "As shown [-12-]{+13+}."
    assert [span.renumbered for span in words] == [False, True, True, False]
    line = redline(document(Paragraph(before)), document(Paragraph(after)))
    assert (spots(line), renumbered(line)) == ([], 1)


def test_emphasis_that_came_is_a_change() -> None:
    assert marked(compare(Line("Lancet"), Line(Emphasis("Lancet")))) == "[-Lancet-]{+Lancet+}"
    line = Line("It is ", Strong("covered"))
    assert marked(compare(line, line)) == "It is covered"


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(text)


def test_an_inserted_paragraph_leaves_its_neighbours_alone() -> None:
    first, last = (
        paragraph("The first trial found no difference."),
        paragraph("The last series had no control."),
    )
    new = paragraph("A further trial of another kind was published.")
    blocks = redline(document(first, last), document(first, new, last)).blocks
    assert [block.op for block in blocks] == [Op.KEEP, Op.INSERT, Op.KEEP]


def test_a_table_shows_rows_and_cells() -> None:
    before = Table("", ("Date", "Action"), (("2020", "Adopted"), ("2021", "Reviewed")))
    after = Table(
        "", ("Date", "Action"), (("2020", "Adopted"), ("2021", "Reviewed again"), ("2022", "Reviewed"))
    )
    (table,) = redline(document(before), document(after)).blocks
    assert isinstance(table, MarkedTable)
    assert [(row.op, [marked(cell) for cell in row.cells]) for row in table.rows] == [
        (Op.KEEP, ["2020", "Adopted"]),
        (Op.KEEP, ["2021", "Reviewed{+ again+}"]),
        (Op.INSERT, ["{+2022+}", "{+Reviewed+}"]),
    ]


def test_a_reference_that_moved_up_keeps_its_words() -> None:
    before = Bullets((ListItem("Wang C. Randomized trial.", 1), ListItem("Adam R. A comparison.", 2)))
    new, last = ListItem("Chen Q. Another series.", 2), ListItem("Adam R. A comparison.", 3)
    after = Bullets((before.items[0], new, last))
    line = redline(document(before), document(after))
    (block,) = line.blocks
    assert isinstance(block, MarkedList)
    assert [item.op for item in block.items] == [Op.KEEP, Op.INSERT, Op.KEEP]
    assert renumbered(line) == 1


def test_sections_are_known_by_their_keys() -> None:
    text = paragraph("The evidence is insufficient.")
    before = document(Section("Liver cancer", (text,), "hcc"), Section("Other", (text,), "net"))
    after = document(Section("Other", (text,), "net"), Section("Hepatocellular cancer", (text,), "hcc"))
    assert document_of(redline(before, after), Op.INSERT) == after
    renamed = document(Section("Hepatocellular carcinoma", (text,), "hcc"), before.blocks[1])
    (spot,) = spots(redline(before, renamed))
    assert spot.headings == ("Hepatocellular carcinoma",)


@given(DOCUMENTS, DOCUMENTS)
def test_accepting_gives_the_later_document_and_rejecting_the_earlier(
    before: Document, after: Document
) -> None:
    line = redline(before, after)
    assert document_of(line, Op.INSERT) == after
    assert document_of(line, Op.DELETE) == before


@given(DOCUMENTS)
def test_a_document_does_not_differ_from_itself(one: Document) -> None:
    line = redline(one, one)
    assert (spots(line), renumbered(line)) == ([], 0)


@given(DOCUMENTS, DOCUMENTS)
def test_exchanging_the_sides_exchanges_deleted_and_inserted(before: Document, after: Document) -> None:
    def counted(line: Redline, op: Op) -> int:
        return sum(spot.block.op is op for spot in spots(line))

    forward, back = redline(before, after), redline(after, before)
    assert counted(forward, Op.INSERT) == counted(back, Op.DELETE)
    assert len(spots(forward)) == len(spots(back))


def test_the_report_does_not_differ_from_itself_read_back(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        report = build_report(reader, "7.01.75")
    frozen = read_json(render(report, "json"))
    assert frozen == report
    assert spots(redline(report, frozen)) == []
