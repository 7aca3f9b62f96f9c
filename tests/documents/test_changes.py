"""A document that shows what changed since an earlier version, in every form."""

from __future__ import annotations

import pytest
from hypothesis import given
from lxml import html

from kb.documents import render, rendered
from kb.documents.content import Document
from kb.documents.render import FILE_FORMS, FORMS
from kb.documents.render.as_json import read_json
from kb.errors import KbError
from tests.differences.word import revisions, texts
from tests.documents.generated import CHANGED, SAMPLE, documents


@pytest.mark.parametrize("form", [*FORMS, *FILE_FORMS])
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
