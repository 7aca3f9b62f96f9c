"""Notices that records of exports speak of, from both sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.bibliography.formats.exports import read_notices
from kb.bibliography.notices import PublishedNotice
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


def test_a_title_serves_where_there_is_nothing_else(tmp_path: Path) -> None:
    for title in (
        "RETRACTED: Made-up tumors",
        "Retracted Article: Made-up tumors",
        "[RETRACTED: Made-up tumors]",
    ):
        (notice,) = notices(tmp_path, nbib(Article(title=title)))
        assert (notice.nature, notice.basis) == ("retraction", "title")
    for title in (
        "Retracted papers in made-up journals",
        "Retraction: Made-up tumors",
        "Withdrawn: Made-up tumors",
    ):
        assert notices(tmp_path, nbib(Article(title=title))) == []
