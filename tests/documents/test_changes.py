"""A document that shows what changed since an earlier version, in every form."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from lxml import html

from kb.documents import render, rendered
from kb.documents.content import Document, Paragraph, Section
from kb.documents.render.as_json import read_json
from kb.errors import KbError
from kb.formats import DOCUMENTS
from kb.inlines import Hyperlink, Line, LinkTarget, Marked
from tests.differences.word import revisions, texts
from tests.documents.generated import CHANGED, SAMPLE, documents

_NOWHERE = Line(Hyperlink(Line("nowhere"), "#r2"))


@pytest.mark.parametrize("form", DOCUMENTS.formats)
def test_every_form_takes_changes(form: str) -> None:
    """No form fails on a deleted, an inserted, or a marked part, and each tells them from other words."""
    assert rendered(CHANGED, form) != rendered(SAMPLE, form)


def test_plain_text_puts_signs_around_changes() -> None:
    """Deleted, inserted and marked words each have their own."""
    text = render(CHANGED, "text")
    assert "Pain fell in [-7-]{+8+} patients {+at last [1]+}." in text
    assert "[-A paragraph that went.-]" in text and "{+A paragraph that came.+}" in text
    assert "[-1.-]{+2.+} kept" in text
    assert "See *40%* and the page" in text


def test_a_terminal_is_shown_colors_and_no_sign_that_would_steer_it() -> None:
    """Red and struck out went, green and underlined came; what a text brings itself is left out."""
    text = render(CHANGED, "text", colors=True)
    assert "Pain fell in \x1b[31;9m7\x1b[0m\x1b[32;4m8\x1b[0m patients" in text
    steering = Document("\x1b[2Ja\u202eb", (), (Paragraph("c\x07d"),))
    assert render(steering, "text", colors=True) == "[2Jab\n=====\n\ncd\n"


def test_links_lead_to_anchors_of_the_same_document() -> None:
    """A link to a name that nothing has is plain words; names never clash with those of headings."""
    there, back = Line("Row", LinkTarget(Line(" 1"), "r1")), Line(Hyperlink(Line("to the row"), "#r1"))
    document = Document("t", (), (Section("At r1", (Paragraph(there, back),), "at-r1"), Paragraph(_NOWHERE)))
    page = html.document_fromstring(rendered(document, "html"))
    (link,) = page.xpath("//a[text()='to the row']")
    assert page.xpath(f"//*[@id='{link.get('href')[1:]}']")[0].text_content() == " 1"
    assert not page.xpath("//a[text()='nowhere']") and "nowhere" in page.text_content()
    with zipfile.ZipFile(io.BytesIO(rendered(document, "docx"))) as file:
        word = file.read("word/document.xml").decode()
    targets = set(re.findall(r'w:hyperlink w:anchor="(at_[^"]+)"', word))
    assert targets == {"at_r1", "at_r1_2"}, "the heading, in the contents, and the anchor"
    assert all(f'w:name="{target}"' in word for target in targets)
    assert rendered(document, "pdf").startswith(b"%PDF-")


def test_marks_say_their_kind_and_more_on_hovering() -> None:
    """Of a page that marks what is good and what is bad."""
    line = Line(Marked(Line("97%"), "good"), Marked(Line("98%"), "bad", 'Recorded "97%".'))
    page = html.document_fromstring(rendered(Document("t", (), (Paragraph(line),)), "html"))
    assert [(one.get("class"), one.get("title")) for one in page.xpath("//mark")] == [
        ("good", None),
        ("bad", 'Recorded "97%".'),
    ]


def test_markdown_strikes_what_went_and_makes_bold_what_came() -> None:
    """In a document with changes only what came is bold."""
    text = render(CHANGED, "markdown")
    assert "Pain fell in ~~7~~**8** patients **at last \\[1\\]**." in text
    assert "- ~~1.~~**2.** kept" in text
    assert "| ~~2020~~ | ~~1~~ |" in text
    assert "Effective date: ~~2021-11-01~~**2022-11-01**" in text


def test_html_has_an_element_for_every_kind_of_change() -> None:
    """``ins``, ``del`` and ``mark`` hold the words that came, went and are marked; links lead out."""
    page = html.document_fromstring(rendered(CHANGED, "html"))
    assert [one.text_content() for one in page.xpath("//main//p[1]/ins")][:2] == ["8", "at last [1]"]
    assert "A paragraph that went." in [one.text_content() for one in page.xpath("//del")]
    assert [one.text_content() for one in page.xpath("//mark")] == ["40%"]
    assert page.xpath("//a[@href='https://x.org/a']")


def test_word_has_revisions_that_can_be_accepted_and_rejected() -> None:
    """Accepting gives the later version to the word, rejecting the earlier one."""
    content = rendered(CHANGED, "docx")
    after = [text for text in texts(content, accept=True) if text.strip()]
    before = [text for text in texts(content, accept=False) if text.strip()]
    assert after[0] == "1.02 A better title" and before[0] == "1.02 A title"
    assert "Pain fell in 8 patients at last [1]." in after and "Pain fell in 7 patients ." in before
    assert "A paragraph that came." in after and "A paragraph that came." not in before
    assert "Gone" in before and "Gone" not in after and "b" in before and "b" not in after
    assert "20" in after and "2020" in before and "2020" not in after
    assert {one[1:] for one in revisions(content)} == {("Ann Other", "2022-10-01T12:00:00Z")}


@given(documents)
def test_json_is_read_back_exactly(document: Document) -> None:
    """What was frozen in a release is the document it was, ids and all."""
    assert read_json(render(document, "json")) == document


def test_json_of_changes_is_read_back_exactly() -> None:
    """Changes, their author and new numbers of items are kept too."""
    assert read_json(render(CHANGED, "json")) == CHANGED


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"title": [], "facts": [], "blocks": [{"type": "?"}]}'])
def test_another_json_is_refused(text: str) -> None:
    """The message says that the text is not a document of ours."""
    with pytest.raises(KbError, match="not one that this kb can read"):
        read_json(text)
