"""Order by relevance: learned where there is something to learn from, blind, and never excluding."""

from __future__ import annotations

import pytest

from kb.db.connect import read
from kb.review.outcome import TITLE_ABSTRACT
from kb.review.screening.learning import Example, Lessons, judged, read_lessons, text_of
from kb.review.screening.relevance import rank
from tests.builders.reviews import Review
from tests.review.screening.acting import ADA, RITA, SAM, close, say, worklist

ABOUT_LIVER = "Cryoablation of hepatocellular carcinoma and survival"
ABOUT_ASTHMA = "Inhaled steroids for asthma in children"


def _examples(*labels: tuple[str, bool]) -> tuple[Example, ...]:
    return tuple(Example(f"c{number}", text, relevant, "") for number, (text, relevant) in enumerate(labels))


def test_it_learns_from_decisions_against_the_question() -> None:
    examples = _examples(
        (ABOUT_LIVER, False), ("Liver cryoablation in a series", False), (ABOUT_ASTHMA, True)
    )
    ranking = rank(
        ["Asthma and inhaled steroids", "Survival after cryoablation of the liver"],
        Lessons(examples, (), ABOUT_LIVER),
    )
    assert ranking.is_learned
    assert ranking.scores[0] > ranking.scores[1]
    assert all(0 <= score <= 1 for score in ranking.scores)


@pytest.mark.parametrize("examples", [(), ((ABOUT_LIVER, True),), ((ABOUT_ASTHMA, False),)])
def test_before_there_are_both_it_goes_by_the_question(examples: tuple[tuple[str, bool], ...]) -> None:
    lessons = Lessons(_examples(*examples), (), "cryoablation hepatocellular carcinoma overall survival")
    ranking = rank([ABOUT_ASTHMA, ABOUT_LIVER], lessons)
    assert not ranking.is_learned
    assert ranking.scores[1] > ranking.scores[0]


def test_it_scores_every_text_also_an_empty_one_and_the_same_way_each_time() -> None:
    lessons = Lessons((), _examples((ABOUT_LIVER, True), (ABOUT_ASTHMA, False)), "")
    texts = ["", "!!", ABOUT_LIVER, "Änderung der Leber", "肝"]
    assert len(rank(texts, lessons).scores) == 5
    assert rank(texts, lessons) == rank(texts, lessons)
    assert rank([], lessons).scores == ()


@pytest.fixture
def review(seed_url: str) -> Review:
    """Two reviewers and some candidates; one of them was excluded the year before."""
    before = Review(seed_url, opened="2021-09-01").open()
    before.candidate("pmid:5000", before.run(), title=ABOUT_ASTHMA)
    before.decide("pmid:5000", "exclude", reason="population")
    close(before)
    review = Review(seed_url, reviewers=2).open()
    run = review.run()
    review.candidate("pmid:1000", run, title=ABOUT_LIVER)
    review.candidate("pmid:2000", run, title=ABOUT_ASTHMA)
    review.candidate("pmid:25284802", run, title="Known", reference_id="wang-2015")
    return review


def test_examples_come_from_this_cycle_earlier_ones_and_the_policy(review: Review) -> None:
    with read(review.url) as reader:
        lessons = read_lessons(reader, worklist(review), TITLE_ABSTRACT, RITA)
    assert {(one.candidate, one.is_relevant) for one in lessons.before} == {
        ("pmid:5000", False),
        ("pmid:25284802", True),
    }
    assert lessons.now == ()
    assert "cryosurgical ablation" in lessons.question


def test_what_one_reviewer_decided_does_not_order_the_list_of_the_other(review: Review) -> None:
    say(review, RITA, "include", "1000")
    now = worklist(review)
    assert [(one.candidate, one.is_relevant) for one in judged(now, TITLE_ABSTRACT, RITA)] == [
        ("pmid:1000", True)
    ]
    assert judged(now, TITLE_ABSTRACT, SAM) == ()
    assert judged(now, TITLE_ABSTRACT, ADA) == ()


def test_an_unsure_one_counts_as_relevant_and_the_order_is_that_of_the_decisions(review: Review) -> None:
    say(review, RITA, "exclude", "2000")
    say(review, RITA, "unsure", "1000")
    found = judged(worklist(review), TITLE_ABSTRACT, RITA)
    assert [(one.candidate, one.is_relevant) for one in found] == [("pmid:2000", False), ("pmid:1000", True)]


def test_what_is_read_is_title_and_abstract(review: Review) -> None:
    assert text_of(worklist(review).items[0]) == f"{ABOUT_LIVER}\n{ABOUT_LIVER}"


def test_forms_and_spellings_of_a_word_count_as_one() -> None:
    """What was learned of a tumor is known of tumours, in whatever number and spelling."""
    examples = _examples(
        ("Randomized trials of tumor ablation", True), ("Hypertension in adolescents", False)
    )
    lessons = Lessons(examples, (), "")
    ranking = rank(["Ablating tumours: a randomised trial", "Hypertensive adolescent"], lessons)
    assert ranking.scores[0] > 0.5 > ranking.scores[1]
