"""Judging pairs: merged and taken apart, and exactly what was before when a judgement is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.db.connect import read
from kb.errors import KbError
from kb.review.importing.pairs import DuplicatePair, Judgements, PairState, judge_pairs, read_pairs_of
from kb.review.importing.runs import read_runs
from kb.store.database import writing
from tests.builders.reviews import Review
from tests.review.importing.exports import TITLE, candidates, import_text, nbib, ris, rows

ID = "7.01.75@2022-09-01"
ONE, TWO, THREE = f"{ID}/1#1", f"{ID}/1#2", f"{ID}/1#3"


@pytest.fixture
def review(seed_url: str, tmp_path: Path) -> Review:
    """A review with three records of one title: the third is the first, the second is doubtful."""
    review = Review(seed_url).open()
    text = ris() + ris(page="45") + ris(TITLE.upper(), page="12")
    import_text(seed_url, tmp_path, "a.ris", text, source="Embase")
    return review


def pairs(review: Review) -> dict[PairState, DuplicatePair]:
    """One pair of each state."""
    with read(review.url) as reader:
        return {one.state: one for one in read_pairs_of(reader, review.cycle())}


def judge(review: Review, *judged: tuple[str, str]) -> list[DuplicatePair]:
    """Judge pairs by their names."""
    with writing(review.url, alone=False) as writer:
        return judge_pairs(writer, review.cycle(), Judgements(judged, "Looked at both", "ada"))


def test_a_pair_shows_both_citations_and_what_was_found(review: Review) -> None:
    found = pairs(review)
    assert set(found) == {PairState.OPEN, PairState.MERGED}
    asked = found[PairState.OPEN]
    assert {asked.one.pages, asked.other.pages} == {"12", "45"} and not asked.is_together
    assert asked.one.authors == "Madeup, Anna; Invented, Bo"
    assert "different first page" in asked.why
    assert (found[PairState.MERGED].one.id, found[PairState.MERGED].other.id) == (THREE, ONE)


def test_judged_the_same_they_count_as_one_until_it_is_taken_back(review: Review) -> None:
    before = candidates(review.url)
    assert before == {ONE: (None, None), TWO: (None, None), THREE: (ONE, None)}
    name = pairs(review)[PairState.OPEN].name
    (judged,) = judge(review, (name[:4], "same"))
    assert judged.is_together and judged.judgement is not None
    assert (judged.judgement.because, judged.judgement.who) == ("Looked at both", "ada")
    together = candidates(review.url)
    assert len(review.standing()) == 1 == sum(root is None for root, _ in together.values())
    judge(review, (name, "same"))
    assert len(rows(review.url, "SELECT id FROM duplicate_judgement")) == 1
    judge(review, (name, "withdrawn"))
    assert candidates(review.url) == before
    assert len(rows(review.url, "SELECT id FROM duplicate_judgement")) == 2


def test_what_the_program_merged_can_be_taken_apart(review: Review) -> None:
    before = candidates(review.url)
    name = pairs(review)[PairState.MERGED].name
    judge(review, (name, "different"))
    assert candidates(review.url) == {ONE: (None, None), TWO: (None, None), THREE: (None, None)}
    judge(review, (name, "withdrawn"))
    assert candidates(review.url) == before


def test_a_judgement_outlives_the_next_import(review: Review, tmp_path: Path) -> None:
    judge(review, (pairs(review)[PairState.MERGED].name, "different"))
    report = import_text(review.url, tmp_path, "b.nbib", nbib("90000001"))
    assert report.counts()["seen"] == 1
    roots = candidates(review.url)
    assert roots[THREE][0] != ONE
    assert roots[ONE][0] is None or roots[THREE][0] is None


def test_a_reference_can_be_given_and_taken(review: Review, tmp_path: Path) -> None:
    wang = rows(
        review.url,
        "SELECT title, volume, page FROM reference WHERE id = 'wang-2015'",
    )[0]
    text = (
        f"TY  - JOUR\nAU  - Wang, C.\nTI  - {wang['title']}\nT2  - Hepatology\nPY  - 2015\n"
        f"VL  - {wang['volume']}\nSP  - {wang['page']}\nER  -\n"
    )
    import_text(review.url, tmp_path, "wang.ris", text)
    assert candidates(review.url)[f"{ID}/2#1"] == (None, "wang-2015")
    with read(review.url) as reader:
        (pair,) = [one for one in read_pairs_of(reader, review.cycle()) if one.other.is_reference]
    assert pair.other.title == wang["title"] and pair.other.pmid == "25284802"
    judge(review, (pair.name, "different"))
    assert candidates(review.url)[f"{ID}/2#1"] == (None, None)


def test_two_that_are_kept_apart_cannot_be_called_the_same(review: Review) -> None:
    found = pairs(review)
    judge(review, (found[PairState.OPEN].name, "same"))
    with read(review.url) as reader:
        names = [one.name for one in read_pairs_of(reader, review.cycle())]
    before = candidates(review.url)
    with pytest.raises(KbError, match="is judged twice"):
        judge(review, (names[0], "same"), (names[0], "different"))
    with pytest.raises(KbError, match="There is no pair 'zz'"):
        judge(review, (names[0], "different"), ("zz", "same"))
    assert candidates(review.url) == before


def test_nothing_to_take_back(review: Review) -> None:
    with pytest.raises(KbError, match="Nobody has judged the pair"):
        judge(review, (pairs(review)[PairState.OPEN].name, "withdrawn"))
    assert not rows(review.url, "SELECT id FROM duplicate_judgement")


def test_runs_say_what_each_brought(review: Review, tmp_path: Path) -> None:
    import_text(
        review.url, tmp_path, "b.ris", ris() + "TY  - JOUR\nER  -\n\n" + ris("Yet another one", page="3")
    )
    with read(review.url) as reader:
        found = read_runs(reader, review.cycle())
    assert [(one.run, one.source, one.records, one.not_read, one.duplicates, one.new) for one in found] == [
        (1, "Embase", 3, 0, 1, 2),
        (2, "not told", 3, 1, 1, 1),
    ]


def test_the_reference_of_an_adopted_extraction_stays_with_the_next_import(
    review: Review, tmp_path: Path
) -> None:
    report = rows(
        review.url, "SELECT study_id, reference_id FROM study_report WHERE reference_id = 'wang-2015'"
    )[0]
    row = {
        "id": f"{report['study_id']}/ada",
        "study": report["study_id"],
        "review_cycle_id": ID,
        "candidate_id": TWO,
        "who": "ada",
        "state": "adopted",
        "record_text": "",
        "saved_at": "2022-09-05",
    }
    with writing(review.url, alone=False) as writer:
        writer.insert("extraction", [row])
        writer.run("UPDATE candidate SET reference_id = 'wang-2015' WHERE id = ?", (TWO,))
    import_text(review.url, tmp_path, "b.ris", ris("Something else that is made up", page="3"))
    assert candidates(review.url)[TWO] == (None, "wang-2015")
    assert candidates(review.url)[ONE] == (None, None)
