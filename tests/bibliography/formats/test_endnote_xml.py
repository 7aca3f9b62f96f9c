"""EndNote XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import KbError
from tests.bibliography.formats.comparing import assert_same_bibliography
from tests.bibliography.formats.made_up import Article, articles
from tests.bibliography.formats.made_up_exports import endnote_xml
from tests.bibliography.formats.reading_whole import citations, malformed


def test_every_field_of_every_record_is_read(tmp_path: Path) -> None:
    made = articles(200, seed=8)
    for citation, article in zip(citations(tmp_path, endnote_xml(made)), made, strict=True):
        assert_same_bibliography(citation, article)
        assert citation.journal_abbreviation == article.abbreviation
        assert citation.pmcid == (article.pmcid or None)
        assert citation.type == "article-journal"


def test_styles_within_a_text_are_put_together(tmp_path: Path) -> None:
    title = '<title>The <style face="italic">in vitro</style> fast<style face="normal"> growth of 10</style>'
    title += '<style face="superscript">6</style><style face="normal"> cells &lt; 5</style></title>'
    text = endnote_xml([Article(title="TITLE")])
    start, end = text.index("<title>"), text.index("</title>") + len("</title>")
    (citation,) = citations(tmp_path, text[:start] + title + text[end:])
    assert citation.title == "The in vitro fast growth of 10^6 cells < 5"


def test_a_number_is_a_pmid_only_where_the_record_says_so(tmp_path: Path) -> None:
    text = endnote_xml([Article(pmid="600123456")]).replace(">PubMed<", ">Embase<")
    (citation,) = citations(tmp_path, text)
    assert (citation.pmid, citation.accession) == (None, "600123456")
    address = (
        "<urls><related-urls><url>https://www.ncbi.nlm.nih.gov/pubmed/600123456</url></related-urls></urls>"
    )
    (citation,) = citations(tmp_path, text.replace("<urls/>", address))
    assert (citation.pmid, citation.accession) == ("600123456", None)


def test_editors_and_other_journals_are_not_taken_for_the_article(tmp_path: Path) -> None:
    editor = "<secondary-authors><author><style>Ed, A</style></author></secondary-authors></contributors>"
    other = "</periodical><alt-periodical><full-title>Other</full-title></alt-periodical>"
    text = endnote_xml([Article()]).replace("</contributors>", editor).replace("</periodical>", other)
    (citation,) = citations(tmp_path, text)
    assert_same_bibliography(citation, Article())
    assert citation.extra["secondary-authors/author"] == ("Ed, A",)
    assert citation.extra["alt-periodical/full-title"] == ("Other",)


def test_unread_elements_are_kept(tmp_path: Path) -> None:
    text = endnote_xml([Article()]).replace("</record>", "<label><style>for later</style></label></record>")
    (citation,) = citations(tmp_path, text)
    assert citation.extra["label"] == ("for later",)


def test_entities_are_refused(tmp_path: Path) -> None:
    """A file that declares entities could read files of this machine."""
    text = endnote_xml([Article()]).replace(
        "<xml>", '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/hosts">]><xml>'
    )
    with pytest.raises(KbError, match="declares entities"):
        citations(tmp_path, text)


def test_a_file_cut_short_says_so(tmp_path: Path) -> None:
    text = endnote_xml(articles(3))
    (problem,) = malformed(tmp_path, text[: text.rindex("<electronic")])
    assert problem.message == "The file ends in the middle of this record."
    assert problem.place.record == 3
