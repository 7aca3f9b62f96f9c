"""A retraction, concern or correction marks the candidate that it is about, in any order and format."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from kb.bibliography.formats.exports import read_notices
from kb.bibliography.notices import PublishedNotice
from kb.db.connect import read
from kb.review.candidate_notices import notice_in_force, read_candidate_notices
from kb.review.importing.kept_notices import NewlyFlagged, keep_register
from tests.builders.reviews import Review
from tests.review.importing.exports import TITLE, import_text, nbib, ris
from tests.tiers import mostly_slow

WORDS = ("invented", "imaginary", "fictional", "supposed", "pretended", "assumed", "feigned", "devised")
THINGS = ["liver", "lung", "kidney", "bone", "skin", "heart", "eye", "ear", "knee", "hip"]


@dataclass(frozen=True)
class Pair:
    """A made-up article that was retracted, and the notice about it."""

    number: int
    title: str
    wording: str

    @property
    def pmid(self) -> str:
        return str(99_000_000 + self.number)

    @property
    def notice_pmid(self) -> str:
        return str(99_500_000 + self.number)

    @property
    def doi(self) -> str:
        return f"10.5555/made.up.{self.number}"

    @property
    def notice_title(self) -> str:
        return self.wording.format(self.title)


WORDINGS = (
    *(
        "Retraction: {}",
        "Retraction notice to \u201c{}\u201d [J Made Up Med 7 (2020) 1\u20139]",
        "Notice of Retraction: {}",
    ),
    *("Retraction Note: {}", "Statement of Retraction: {}", "{} (Retraction of vol 7, pg 1, 2020)"),
    'Retraction of "{}"',
)


def pairs(count: int, seed: int = 7) -> list[Pair]:
    """Articles with titles of their own."""
    chance = random.Random(seed)
    return [
        Pair(
            number,
            f"{chance.choice(WORDS).title()} surgery of the {chance.choice(THINGS)} in {chance.choice(WORDS)}"
            f" patients of ward {number} in town {chance.randrange(10_000)}",
            chance.choice(WORDINGS),
        )
        for number in range(count)
    ]


def _csv(rows: list[tuple[str, ...]]) -> str:
    head = "Title,Authors,Journal,Year,Volume,Pages,DOI,PMID\n"
    return head + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def _articles_nbib(made: list[Pair]) -> str:
    return "\n".join(nbib(pair.pmid, pair.title) for pair in made)


def _articles_ris(made: list[Pair]) -> str:
    return "".join(ris(pair.title, page=str(pair.number + 1), doi=pair.doi) for pair in made)


def _articles_titles(made: list[Pair]) -> str:
    return "".join(ris(pair.title, page=str(pair.number + 1)) for pair in made)


def _articles_csl(made: list[Pair]) -> str:
    return json.dumps(
        [
            {
                "id": pair.pmid,
                "type": "article-journal",
                "title": pair.title,
                "author": [{"family": "Madeup", "given": "Anna"}],
                "container-title": "Journal of Made-Up Medicine",
                "issued": {"date-parts": [[2020]]},
                "DOI": pair.doi,
                "PMID": pair.pmid,
            }
            for pair in made
        ]
    )


def _notices_nbib(made: list[Pair]) -> str:
    """PubMed ties the notice to the article by its PMID; the title tells nothing."""
    links = "PT  - Retraction of Publication\nROF - J Made Up Med. 2020;7:1. PMID: {}\n"
    return "\n".join(
        nbib(pair.notice_pmid, f"Notice {pair.number}", links.format(pair.pmid), author="Board, Ed")
        for pair in made
    )


def _notices_ris(made: list[Pair]) -> str:
    """Elsewhere the title is all there is."""
    return "".join(ris(pair.notice_title, page=str(pair.number + 501), year="2021") for pair in made)


def _notices_doi(made: list[Pair]) -> str:
    """The abstract names the DOI."""
    text = "AB  - [This retracts the article DOI: {}.]\n"
    return "".join(
        ris(
            f"Retraction: {pair.number}", page=str(pair.number + 501), year="2021", more=text.format(pair.doi)
        )
        for pair in made
    )


def _notices_csv(made: list[Pair]) -> str:
    return _csv(
        [
            (f"Retraction: {pair.title}", "Madeup A", "Journal of Made-Up Medicine", "2021", "8", "1", "", "")
            for pair in made
        ]
    )


def _notices_bibtex(made: list[Pair]) -> str:
    return "".join(
        f"@article{{n{pair.number}, title = {{Retraction: {pair.title}}}, author = {{Board, Ed}},"
        " journal = {Journal of Made-Up Medicine}, year = 2021}\n"
        for pair in made
    )


ARTICLES: dict[str, Callable[[list[Pair]], str]] = {
    "articles.nbib": _articles_nbib,
    "articles.ris": _articles_ris,
    "titles.ris": _articles_titles,
    "articles.json": _articles_csl,
}
NOTICES: dict[str, Callable[[list[Pair]], str]] = {
    "notices.nbib": _notices_nbib,
    "notices.ris": _notices_ris,
    "dois.ris": _notices_doi,
    "notices.csv": _notices_csv,
    "notices.bib": _notices_bibtex,
}
CAN_MEET = [
    (articles, notices)
    for articles, notices in product(ARTICLES, NOTICES)
    if not (notices == "notices.nbib" and articles in ("articles.ris", "titles.ris"))  # by PMID only
    and not (notices == "dois.ris" and articles in ("articles.nbib", "titles.ris"))  # by DOI only
]


@pytest.fixture
def review(seed_url: str) -> Review:
    """A review of the bundled policy, opened."""
    return Review(seed_url).open()


def retracted(review: Review) -> set[str | None]:
    """Titles of the candidates that count as retracted."""
    with read(review.url) as reader:
        told = read_candidate_notices(reader, review.id)
    titles = {candidate: standing.title for candidate, standing in review.standing().items()}
    in_force = {candidate: notice_in_force(notices) for candidate, notices in told.items()}
    return {titles[id] for id, notice in in_force.items() if notice and notice.kind == "retraction"}


@pytest.mark.parametrize("case", mostly_slow([(*names, first) for first in (0, 1) for names in CAN_MEET]))
def test_78_of_78_retracted_articles_are_flagged_when_only_the_notices_say_so(
    review: Review, tmp_path: Path, case: tuple[str, str, int]
) -> None:
    """In either order, in runs of their own, whatever the format; and no other candidate is."""
    articles, notices, first = case
    made = pairs(79)
    files = [(articles, ARTICLES[articles](made)), (notices, NOTICES[notices](made[:78]))]
    for name, text in (files[first], files[1 - first]):
        report = import_text(review.url, tmp_path, name, text)
    assert retracted(review) == {pair.title for pair in made[:78]}
    assert report.counts()["retracted"] == 78


@pytest.mark.both_engines
def test_an_article_and_its_notice_in_one_file_meet(review: Review, tmp_path: Path) -> None:
    (pair,) = pairs(1)
    text = _notices_nbib([pair]) + "\n" + _articles_nbib([pair])
    report = import_text(review.url, tmp_path, "both.nbib", text)
    assert [(flagged.candidate, flagged.why) for flagged in report.flagged] == [
        (f"pmid:{pair.pmid}", f"retracted (pmid:{pair.notice_pmid}, 2020-03)")
    ]


def test_the_notice_may_come_to_the_review_of_another_policy_or_year(seed_url: str, tmp_path: Path) -> None:
    (pair,) = pairs(1)
    before = Review(seed_url, opened="2021-09-01").open()
    import_text(seed_url, tmp_path, "notices.nbib", _notices_nbib([pair]))
    close(before)
    now = Review(seed_url).open()
    import_text(seed_url, tmp_path, "articles.nbib", _articles_nbib([pair]))
    assert retracted(now) == {pair.title}


def close(review: Review) -> None:
    """End the cycle, so that another can be under way."""
    from kb.store.database import writing

    with writing(review.url) as writer:
        writer.run("UPDATE review_cycle SET state = 'published' WHERE id = ?", (review.id,))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Expression of concern: {}", "concern"),
        ("Corrigendum to \u201c{}\u201d [J Made Up Med 7 (2020) 12\u201319]", "correction"),
        ("Erratum to: {}", "correction"),
    ],
)
def test_concerns_and_corrections_reach_candidates_too(
    review: Review, tmp_path: Path, title: str, kind: str
) -> None:
    import_text(review.url, tmp_path, "a.ris", ris() + ris(title.format(TITLE), page="99", year="2021"))
    assert _kinds(review) == {TITLE: [kind]}


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize(
    "notice",
    [
        nbib(
            "99500001",
            f"Retraction: {TITLE}",
            "PT  - Retraction of Publication\nROF - J Made Up Med. 2020;7:1. PMID: 99000001\n",
        ),
        nbib(
            "99500001",
            f"Correction to {TITLE}",
            "PT  - Published Erratum\nEFR - J Made Up Med. 2020;7:1. PMID: 99000001\n",
        ),
        ris(
            "Notice",
            page="99",
            year="2021",
            more=f"N1  - Retraction of: Madeup A. {TITLE}. J Made Up Med. 2020;7:1. doi: 10.5555/ours\n",
        ),
    ],
)
def test_a_notice_with_an_identifier_reaches_a_publication_without_it_by_title(
    review: Review, tmp_path: Path, notice: str, is_first: bool
) -> None:
    """PubMed names the PMID, and Embase has the publication without one."""
    files = [("notice.txt", notice), ("article.ris", ris())]
    for name, text in files if is_first else reversed(files):
        import_text(review.url, tmp_path, name, text)
    assert _kinds(review) == {TITLE: ["correction" if "Erratum" in notice else "retraction"]}


def _kinds(review: Review) -> dict[str | None, list[str]]:
    with read(review.url) as reader:
        told = read_candidate_notices(reader, review.id)
    titles = {candidate: standing.title for candidate, standing in review.standing().items()}
    return {titles[id]: [notice.kind for notice in notices] for id, notices in told.items()}


def test_a_clinical_title_marks_nothing_but_a_publication_of_that_title(
    review: Review, tmp_path: Path
) -> None:
    other = ris("Correction of scoliosis in made-up adolescents: a review", page="40")
    import_text(review.url, tmp_path, "a.ris", ris() + other)
    assert _kinds(review) == {}
    import_text(review.url, tmp_path, "b.ris", ris("Scoliosis in made-up adolescents: a review", page="3"))
    assert _kinds(review) == {"Scoliosis in made-up adolescents: a review": ["correction"]}


def test_a_namesake_is_not_taken_for_the_retracted_one(review: Review, tmp_path: Path) -> None:
    """Of the same title but with another DOI than the notice names, or issued years after it."""
    notice = "AB  - Retraction of DOI 10.5555/right.\n"
    wrong = ris(page="3", doi="10.5555/wrong") + ris(page="900", year="2025")
    import_text(
        review.url,
        tmp_path,
        "a.ris",
        wrong + ris(f"Retraction: {TITLE}", page="99", year="2021", more=notice),
    )
    assert _kinds(review) == {}


def test_two_identifiers_that_disagree_raise_a_doubt(review: Review, tmp_path: Path) -> None:
    import_text(review.url, tmp_path, "a.ris", ris(pmid="90000001", doi="10.5555/ours"))
    (flagged,) = _take(review, tmp_path, "Retraction", pmid="90000001", doi="10.5555/theirs")
    assert flagged.notice.in_words() == (
        "perhaps retracted (pmid:90000009, 2022-03-04, Retraction Watch, it names the DOI 10.5555/theirs)"
    )


REGISTER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,"
    "RetractionNature,Reason,Paywalled,Notes\n"
)


def _take(
    review: Review,
    folder: Path,
    nature: str,
    *,
    title: str = "",
    pmid: str = "0",
    doi: str = "unavailable",
    date: str = "3/4/2022 0:00",
) -> list[NewlyFlagged]:
    """Take a register of one row."""
    file = folder / f"register-{nature}.csv"
    file.write_text(
        REGISTER + f"1,{title},,,Journal of Made-Up Medicine,,,,,,{date},unavailable,90000009,"
        f"1/1/2020 0:00,{doi},{pmid},{nature},+Made Up;,No,\n"
    )
    told = (notice for notice in read_notices(file) if isinstance(notice, PublishedNotice))
    return keep_register(review.url, told)


@pytest.mark.parametrize("named", [{"doi": "10.5555/ours"}, {"pmid": "90000001"}, {"title": TITLE.upper()}])
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.both_engines
def test_retraction_watch_meets_candidates_by_doi_pmid_or_title_before_and_after_the_import(
    review: Review, tmp_path: Path, named: dict[str, str], is_first: bool
) -> None:
    article = ris(pmid="90000001", doi="10.5555/ours")
    if is_first:
        assert _take(review, tmp_path, "Retraction", **named) == []
    import_text(review.url, tmp_path, "a.ris", article)
    if not is_first:
        (flagged,) = _take(review, tmp_path, "Retraction", **named)
        assert (flagged.policy, flagged.candidate) == ("7.01.75", "pmid:90000001")
    assert retracted(review) == {TITLE}
    assert _take(review, tmp_path, "Retraction", **named) == []  # the same register again says nothing new


def test_a_reinstatement_lifts_the_retraction(review: Review, tmp_path: Path) -> None:
    import_text(review.url, tmp_path, "a.ris", ris(doi="10.5555/ours"))
    _take(review, tmp_path, "Retraction", doi="10.5555/ours")
    assert retracted(review) == {TITLE}
    _take(review, tmp_path, "Reinstatement", doi="10.5555/ours", date="5/4/2022 0:00")
    assert retracted(review) == set()


def test_an_extracted_study_gets_the_notice_that_another_record_told(review: Review, tmp_path: Path) -> None:
    from kb.extraction.citations import read_citation

    (pair,) = pairs(1)
    import_text(review.url, tmp_path, "a.nbib", _articles_nbib([pair]))
    import_text(review.url, tmp_path, "b.nbib", _notices_nbib([pair]))
    with read(review.url) as reader:
        citation = read_citation(reader, f"pmid:{pair.pmid}")
    assert citation is not None
    assert [(link.kind, link.pmid) for link in citation.links] == [("retracted-by", pair.notice_pmid)]
