"""Notices that records of exports speak of, from both sides."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kb.bibliography.citation import Citation
from kb.bibliography.formats.exports import read_citations, read_notices
from kb.bibliography.notice_titles import TitleNotice, notice_in_title, title_key
from kb.bibliography.notices import PublishedNotice, notices_of
from tests.bibliography.formats.made_up import Article, articles, nbib, pubmed_set

SOURCE = "J Made Up Hepatol. 2016 Apr 2;13(4):1-2. doi: 10.5555/n.1."


def notices(folder: Path, content: str) -> list[PublishedNotice]:
    path = folder / "export.txt"
    path.write_text(content, encoding="utf-8")
    found = list(read_notices(path))
    assert all(isinstance(item, PublishedNotice) for item in found)
    return [item for item in found if isinstance(item, PublishedNotice)]


@pytest.mark.parametrize(
    ("kind", "nature"),
    [
        ("retracted-by", "retraction"),
        ("concern-by", "concern"),
        ("corrected-by", "correction"),
        ("corrected-and-republished-in", "correction"),
    ],
)
def test_a_publication_names_the_notice(kind: str, nature: str, tmp_path: Path) -> None:
    (notice,) = notices(tmp_path, nbib(Article(links=((kind, SOURCE, "90000002"),))))
    assert (notice.nature, notice.basis) == (nature, "link")
    assert (notice.pmid, notice.doi) == ("90000001", "10.5555/jmuh.2015.1")
    assert (notice.notice_pmid, notice.notice_doi, notice.date) == ("90000002", "10.5555/n.1", "2016-04-02")
    assert notice.original_date == "2015-03-12"


@pytest.mark.parametrize(
    ("kind", "nature"),
    [("retraction-of", "retraction"), ("concern-about", "concern"), ("correction-of", "correction")],
)
def test_a_notice_names_the_publication(kind: str, nature: str, tmp_path: Path) -> None:
    (notice,) = notices(tmp_path, nbib(Article(links=((kind, SOURCE, "90000002"),))))
    assert (notice.nature, notice.pmid, notice.doi) == (nature, "90000002", "10.5555/n.1")
    assert (notice.notice_pmid, notice.date) == ("90000001", "2015-03-12")


@pytest.mark.parametrize("kind", ["comment-on", "comment-by", "updated-by", "update-of"])
def test_comments_and_updates_are_no_notices(kind: str, tmp_path: Path) -> None:
    assert notices(tmp_path, nbib(Article(links=((kind, SOURCE, "90000002"),)))) == []


def test_both_formats_give_the_same_notices(tmp_path: Path) -> None:
    made = articles(100, seed=6)
    both = [notices(tmp_path, text) for text in ("".join(map(nbib, made)), pubmed_set(made))]
    essence = [
        [(notice.nature, notice.pmid, notice.doi, notice.notice_pmid, notice.date) for notice in found]
        for found in both
    ]
    assert essence[0] == essence[1]
    assert len(essence[0]) == 40


def test_a_publication_type_serves_where_there_is_no_link(tmp_path: Path) -> None:
    (notice,) = notices(tmp_path, nbib(Article(types=("Journal Article", "Retracted Publication"))))
    assert (notice.nature, notice.basis, notice.pmid) == ("retraction", "publication type", "90000001")
    assert (notice.notice_pmid, notice.date) == (None, None)


@pytest.mark.parametrize("name", ["Retraction of Publication", "Retraction Notice", "Expression of Concern"])
def test_a_notice_that_names_nothing_is_told_all_the_same(name: str, tmp_path: Path) -> None:
    (notice,) = notices(tmp_path, nbib(Article(types=(name,))))
    assert (notice.pmid, notice.doi, notice.notice_pmid) == (None, None, "90000001")


def test_a_publication_type_adds_nothing_to_its_link(tmp_path: Path) -> None:
    links = (("retracted-by", SOURCE, "90000002"),)
    found = notices(tmp_path, nbib(Article(types=("Retracted Publication",), links=links)))
    assert [notice.basis for notice in found] == ["link"]


TITLE = "Cryoablation of made-up tumors: a randomized trial"
RETRACTED = (
    *("RETRACTED: {}", "Retracted Article: {}", "[RETRACTED: {}]", "[Retracted] {}", "RETRACTED {}"),
    *("WITHDRAWN: {}", "REMOVED: {}", "TEMPORARY REMOVAL: {}", "{} [retracted]", "{} (Retracted)"),
    *(
        "{} (Retracted article. See vol. 388, pg 1, 2016)",
        "{} - RETRACTED",
        "{}. This article has been retracted.",
    ),
    *("{} [Retraction in: J Made Up. 2020]", "THIS ARTICLE HAS BEEN RETRACTED: {}", "*RETRACTED* {}"),
    *("Zur\u00fcckgezogen: {}", "Art\u00edculo retractado: {}", "R\u00e9tract\u00e9 : {}"),
    *("Retracted and republished: {}", "RETRACTED: {} (vol 3, pg 1, 2019)", "RETRACTED-- {}"),
    *("{} RETRACTED", "{}. RETRACTED ARTICLE", "Article retracted: {}", "Paper withdrawn: {}"),
)
"""How publishers and databases write that the article itself was retracted."""
RETRACTIONS = (
    *("Retraction: {}", "Retraction Note: {}", "Retraction Note to: {}", "Retraction. {}", "[Retraction] {}"),
    "Retraction notice to \u201c{}\u201d [J Made Up 12 (2019) 1\u20139]",
    *("Notice of Retraction: {}", "Statement of Retraction: {}", "Retraction of: {}", 'Retraction of "{}"'),
    *("Retraction of \u201c{}\u201d by A. Madeup et al.", "Retraction\u2014{}", "Withdrawal notice to: {}"),
    *("Retraction for Madeup et al., {}", "Retraction: Madeup et al. {}. N Made Up J 2019;3:1-9."),
    *("{} (Retraction of vol 4, pg 2, 2015)", "{}: retraction", "Partial retraction: {}"),
    "Retraction notice for: \u201c{}\u201d [J Made Up 12 (2019) 1-9] (doi: 10.5555/x)",
    "Notice of Retraction and Replacement. Madeup A, et al. {}. JAMA Madeup. 2019;1(2):3-4",
    "Retraction of Madeup A, Trent B. {}. J Made Up. 2019;3:1-9",
    *("Article retraction: {}", "Journal retraction notice: {}", "Voluntary retraction: {}"),
    *("Notification of retraction: {}", "Retraction: {} by A. Madeup and B. Trent", "Zur\u00fcckziehung: {}"),
)
CONCERNS = (
    *("Expression of concern: {}", "Editorial Expression of Concern: {}", "Notice of concern: {}"),
    "Editorial note: expression of concern regarding {}",
)
CORRECTIONS = (
    *(
        "Correction: {}",
        "Correction to: {}",
        "Author Correction: {}",
        "Publisher Correction: {}",
        "Erratum: {}",
    ),
    *(
        "Erratum to: {}",
        "Corrigendum: {}",
        "Corrigendum to \u201c{}\u201d [J Made Up 12 (2019) 1-9]",
        "{}: erratum",
    ),
    *("{} (vol 4, pg 2, 2015)", "Correction for Madeup et al., {}", "Addendum: {}"),
)


@pytest.mark.parametrize("wording", RETRACTED)
def test_a_title_says_in_any_wording_that_its_article_was_retracted(wording: str) -> None:
    title = wording.format(TITLE)
    assert notice_in_title(title) == TitleNotice("retraction", is_own=True)
    assert title_key(title) == title_key(TITLE)


@pytest.mark.parametrize(
    ("wording", "nature"),
    [
        *((wording, "retraction") for wording in RETRACTIONS),
        *((wording, "concern") for wording in CONCERNS),
        *((wording, "correction") for wording in CORRECTIONS),
        ("Reinstatement: {}", "reinstatement"),
        ("Retraction of retraction: {}", "reinstatement"),
    ],
)
def test_the_title_of_a_notice_names_the_article_in_any_wording(wording: str, nature: str) -> None:
    notice = notice_in_title(wording.format(TITLE))
    assert notice is not None
    assert (notice.nature, notice.is_own) == (nature, False)
    assert title_key(TITLE) in map(title_key, notice.about)


@pytest.mark.parametrize(
    "title",
    [
        "Retraction pockets of the ear",
        "Gum retraction: a made-up comparison",
        "Drug withdrawal: a review",
        "Removed teeth: outcomes",
        "Gums that are retracted",
        "Retracted papers in made-up journals",
        "Corrected visual acuity: results",
        "Concerns about screening",
        "A trial of withdrawn therapy (withdrawn patients excluded)",
    ],
)
def test_a_clinical_title_is_no_notice(title: str) -> None:
    assert notice_in_title(title) is None


@pytest.mark.parametrize(
    "title", ["Correction of scoliosis: a review", "Retraction of the eyelid after surgery"]
)
def test_a_title_that_may_be_clinical_is_a_notice_only_when_asked_for(title: str, tmp_path: Path) -> None:
    assert notices(tmp_path, nbib(Article(title=title))) == []
    (citation,) = read_citations(tmp_path / "export.txt")
    assert isinstance(citation, Citation)
    (notice,) = notices_of(citation, doubtful=True)
    assert (notice.basis, notice.is_own) == ("title", False)


def test_a_title_of_monstrous_length_is_looked_at_in_no_time() -> None:
    """Brackets and signs without end take no longer than the rest of reading them."""
    start = time.process_time()
    for signs in (
        "(" * 20_000,
        "[retracted " * 9_000,
        "retraction: " * 9_000,
        '"' * 20_000,
        "et al " * 9_000,
    ):
        notice_in_title(f"Retraction of {signs}")
        title_key(signs + "retracted")
    assert time.process_time() - start < 5


def test_a_title_serves_where_there_is_nothing_else(tmp_path: Path) -> None:
    (notice,) = notices(tmp_path, nbib(Article(title="RETRACTED: Made-up tumors")))
    assert (notice.nature, notice.basis, notice.is_own) == ("retraction", "title", True)
    (notice,) = notices(tmp_path, nbib(Article(title="Retraction: Made-up tumors")))
    assert (notice.nature, notice.basis, notice.title) == ("retraction", "title", "Made-up tumors")
    assert (notice.pmid, notice.notice_pmid) == (None, "90000001")


def test_a_review_that_cochrane_withdrew_is_not_retracted(tmp_path: Path) -> None:
    article = Article(
        title="WITHDRAWN: Made-up tumors", journal="The Cochrane database of systematic reviews"
    )
    assert notices(tmp_path, nbib(article)) == []


def test_the_text_of_a_notice_names_the_article(tmp_path: Path) -> None:
    text = "[This retracts the article DOI: 10.5555/Made.Up.7.]"
    article = Article(types=("Retraction of Publication",), abstract=(("", text),))
    (notice,) = notices(tmp_path, nbib(article))
    assert (notice.doi, notice.pmid, notice.basis) == ("10.5555/made.up.7", None, "publication type")


@pytest.mark.parametrize(
    ("title", "sentences"),
    [("Retraction of the eyelid after surgery", 1), ("Retraction: a surgical skill", 60)],
)
def test_a_study_that_cites_another_by_its_doi_is_no_notice_about_it(
    title: str, sentences: int, tmp_path: Path
) -> None:
    text = "We did as others (doi: 10.5555/others) had done. " * sentences
    (tmp_path / "export.txt").write_text(nbib(Article(title=title, abstract=(("METHODS", text),))))
    (citation,) = read_citations(tmp_path / "export.txt")
    assert isinstance(citation, Citation)
    assert [notice.doi for notice in notices_of(citation, doubtful=True)] == [None]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Retraction in: J Made Up. 2021;8:1. PMID: 90000002", ("retraction", "90000001", "90000002")),
        (
            "Retraction of: Madeup A. J Made Up. 2019;6:1. PMID: 90000002",
            ("retraction", "90000002", "90000001"),
        ),
        ("Erratum in: J Made Up. 2021;8:1 PMID: 90000002", ("correction", "90000001", "90000002")),
        ("Expression of concern in: J Made Up 2021;8:1 PMID: 90000002", ("concern", "90000001", "90000002")),
    ],
)
def test_a_note_of_a_reference_manager_serves_as_a_link(
    note: str, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    """Ovid and EndNote keep the ties of PubMed as notes."""
    text = (
        f"TY  - JOUR\nAU  - Madeup, Anna\nTI  - {TITLE}\nAN  - 90000001\nDB  - PubMed\nN1  - {note}\nER  -\n"
    )
    (notice,) = notices(tmp_path, text)
    assert (notice.nature, notice.pmid, notice.notice_pmid) == expected
    assert notice.basis == "note"
