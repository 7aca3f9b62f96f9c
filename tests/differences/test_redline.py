"""The redline of two documents, block by block and word by word."""

from __future__ import annotations

import pytest
from hypothesis import given

from kb.db.connect import read
from kb.differences.changed_places import ChangedPlace, changed_places, renumbered
from kb.differences.redline import redline
from kb.differences.words import compare, is_changed
from kb.documents import render
from kb.documents.content import Bullets, ChangedBy, Document, ListItem, Paragraph, Section, Table, TableRow
from kb.documents.render.as_json import read_json
from kb.inlines import CitationNumber, Deleted, Emphasis, FigureText, Inserted, Line, Strong
from kb.reports.report import build_report
from tests.differences.documents import DOCUMENTS, content, document, one_side

BY = ChangedBy("Rita", "2022-11-01T10:00:00Z")


def marked(line: Line) -> str:
    """A line with its changes in brackets."""
    forms = {Deleted: "[-{}-]", Inserted: "{{+{}+}}"}
    pieces = (
        (type(piece), piece.line if isinstance(piece, Deleted) else Line(piece)) for piece in line.pieces
    )
    return "".join(forms.get(kind, "{}").format(words.plain) for kind, words in pieces)


def places(before: Document, after: Document) -> list[ChangedPlace]:
    """The places that changed."""
    return changed_places(redline(before, after, BY))[1]


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
    """Words that went and came are marked, and those that stayed are not."""
    assert marked(compare(Line(before), Line(after))) == shown


def test_a_citation_that_got_another_number_is_the_same_citation() -> None:
    """Its numbers are shown, but nothing else changed."""
    before = Line("As shown ", CitationNumber("wang-2015", 12), ".")
    after = Line("As shown ", CitationNumber("wang-2015", 13), ".")
    assert marked(compare(before, after)) == "As shown [-[12]-]{+[13]+}."
    assert not is_changed(compare(before, after))
    line = redline(document(Paragraph(before)), document(Paragraph(after)), BY)
    assert (changed_places(line)[1], renumbered(line)) == ([], 1)


def test_emphasis_that_came_is_a_change() -> None:
    """The same words of the same look are kept."""
    assert marked(compare(Line("Lancet"), Line(Emphasis("Lancet")))) == "[-Lancet-]{+Lancet+}"
    words = Line("It is ", Strong("covered"))
    assert compare(words, words) == words


def test_words_that_changed_still_know_their_figures() -> None:
    """What went and what came say the figures that they print; what stayed, those of the later version."""
    id = ("wang-2015/pain/cryo:percent",)
    before, after = (Line("It fell to ", FigureText(text, id), " of all.") for text in ("40%", "41%"))
    assert compare(before, after) == Line(
        "It fell to ",
        Deleted(Line(FigureText("40%", id))),
        Inserted(Line(FigureText("41%", id))),
        " of all.",
    )
    bound = Line("It fell to ", FigureText("40%", ("other/pain/cryo:percent",)), " of all.")
    assert compare(before, bound) == bound, "bound to another figure of the same number it prints the same"


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(text)


def test_an_inserted_paragraph_leaves_its_neighbours_alone() -> None:
    """Blocks are aligned before their words are compared."""
    first = paragraph("The first trial found no difference.")
    last = paragraph("The last series had no control.")
    new = paragraph("A further trial of another kind was published.")
    blocks = redline(document(first, last), document(first, new, last), BY).blocks
    assert [block.change for block in blocks] == ["", "inserted", ""]


def test_a_table_shows_rows_and_cells() -> None:
    """Rows that came are whole; in others words are compared cell by cell."""
    before = Table("", ("Date", "Action"), (("2020", "Adopted"), ("2021", "Reviewed")))
    after = Table(
        "", ("Date", "Action"), (("2020", "Adopted"), ("2021", "Reviewed again"), ("2022", "Reviewed"))
    )
    (table,) = redline(document(before), document(after), BY).blocks
    assert isinstance(table, Table)
    assert table.rows == (
        TableRow(("2020", "Adopted")),
        TableRow(("2021", Line("Reviewed", Inserted(Line(" again"))))),
        TableRow(("2022", "Reviewed"), change="inserted"),
    )


def test_a_reference_that_moved_up_keeps_its_words() -> None:
    """Only its number changed, which is no changed place."""
    first, moved = "Wang C. Randomized trial.", "Adam R. A comparison."
    before = Bullets([ListItem(first, 1), ListItem(moved, 2)])
    after = Bullets([ListItem(first, 1), ListItem("Chen Q. Another series.", 2), ListItem(moved, 3)])
    line = redline(document(before), document(after), BY)
    (block,) = line.blocks
    assert isinstance(block, Bullets)
    assert [item.change for item in block.items] == ["", "inserted", ""]
    assert block.items[2].label == Line(Deleted(Line("2.")), Inserted(Line("3.")))
    assert renumbered(line) == 1
    assert [place.kind for place in changed_places(line)[1]] == ["item"]


def test_sections_are_known_by_their_keys() -> None:
    """A title that changed is a change of the title; without a key the title says which it is."""
    text = paragraph("The evidence is insufficient.")
    before = document(Section("Liver cancer", (text,), "hcc"), Section("Other", (text,), "net"))
    after = document(Section("Other", (text,), "net"), Section("Hepatocellular cancer", (text,), "hcc"))
    assert one_side(redline(before, after, BY), accept=True) == content(after)
    renamed = document(Section("Hepatocellular carcinoma", (text,), "hcc"), before.blocks[1])
    (place,) = places(before, renamed)
    assert (place.kind, place.headings) == ("section", ("Hepatocellular carcinoma",))


def test_every_changed_place_has_an_anchor_that_links_lead_to() -> None:
    """A list of the changes can lead to each."""
    before = document(Section("Evidence", (paragraph("It is so."),), "e"))
    after = document(Section("Evidence now", (paragraph("It is not so."),), "e"))
    shown, found = changed_places(redline(before, after, BY))
    assert [place.anchor for place in found] == ["change-1", "change-2"]
    page = render(shown, "html")
    assert 'id="change-1"' in page and 'id="at-change-2"' in page


@given(DOCUMENTS, DOCUMENTS)
def test_accepting_gives_the_later_document_and_rejecting_the_earlier(
    before: Document, after: Document
) -> None:
    """To the word, with the numbers of lists."""
    line = redline(before, after, BY)
    assert one_side(line, accept=True) == content(after)
    assert one_side(line, accept=False) == content(before)


@given(DOCUMENTS)
def test_a_document_does_not_differ_from_itself(one: Document) -> None:
    """Nothing is marked in it."""
    assert redline(one, one, BY).blocks == one.blocks
    assert (places(one, one), renumbered(redline(one, one, BY))) == ([], 0)


@given(DOCUMENTS, DOCUMENTS)
def test_exchanging_the_sides_exchanges_deleted_and_inserted(before: Document, after: Document) -> None:
    """Whichever version comes first, the same places differ."""
    forward, back = places(before, after), places(after, before)
    assert [one.change for one in forward].count("inserted") == [one.change for one in back].count("deleted")
    assert len(forward) == len(back)


def test_the_report_is_read_back_and_does_not_differ_from_itself(loaded_url: str) -> None:
    """What a release froze is compared as it is."""
    with read(loaded_url) as reader:
        report = build_report(reader, "7.01.75")
    assert read_json(render(report, "json")) == report
    assert places(report, report) == []
