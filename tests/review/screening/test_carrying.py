"""Deciding as before: what may be repeated, by whom, and how PRISMA counts it."""

from __future__ import annotations

import pytest

from kb.db.connect import read
from kb.errors import KbError
from kb.prisma.counting import count_flow
from kb.prisma.flow import Flow, FlowReason, sums_of
from kb.review.outcome import FULL_TEXT, TITLE_ABSTRACT, ScreeningStatus
from kb.review.screening.agreement import agreements
from kb.review.screening.carrying import CarriedOver, exclude_as_before
from kb.review.screening.decision_history import read_history
from kb.review.screening.learning import judged, read_lessons
from kb.review.screening.reviewers import set_reviewers
from kb.review.screening.worklist import Screener
from kb.store.database import writing
from tests.builders.reviews import POLICY, Review
from tests.review.screening.acting import ADA, RITA, SAM, close, events, say, worklist


@pytest.fixture
def review(seed_url: str) -> Review:
    """This year's review finds six publications, five of which last year's has decided on, and a new one."""
    before = Review(seed_url, opened="2021-09-01").open()
    run = before.run(records=5)
    for number in range(1, 6):
        before.candidate(f"pmid:{number}000", run)
    before.decide("pmid:1000", "exclude", reason="design")
    before.decide("pmid:2000", "include")
    before.decide("pmid:2000", "exclude", FULL_TEXT, reason="other", note="Published twice.")
    before.decide("pmid:3000", "include")
    before.decide("pmid:3000", "not-retrieved", FULL_TEXT)
    before.decide("pmid:4000", "unsure")
    before.decide("pmid:5000", "exclude")
    close(before)
    review = Review(seed_url).open()
    run = review.run(records=6)
    for number in range(1, 6):
        review.hit(f"pmid:{number}000", run)
    review.candidate("pmid:6000", run)
    return review


def carry(review: Review, who: Screener = RITA) -> CarriedOver:
    """As last year."""
    return exclude_as_before(review.url, POLICY, who)


def flow(review: Review) -> Flow:
    """What is counted."""
    cycle = review.cycle()
    with read(review.url) as reader:
        return count_flow(reader, cycle)


def test_exclusions_of_either_stage_are_repeated_with_reason_and_note(review: Review) -> None:
    """What was read in full then is not sought again; what was not excluded is left, and told."""
    carried = carry(review)
    assert [(one["candidate"], one["stage"], one["reason"], one["note"]) for one in events(review)] == [
        ("pmid:1000", TITLE_ABSTRACT, "design", "As in the review of 2021-09-01"),
        ("pmid:2000", TITLE_ABSTRACT, "other", "As in the review of 2021-09-01: Published twice."),
        ("pmid:5000", TITLE_ABSTRACT, None, "As in the review of 2021-09-01"),
    ]
    assert carried.left == {
        "not retrieved at full text in the review of 2021-09-01": 1,
        "left in conflict on title and abstract in the review of 2021-09-01": 1,
    }
    left = worklist(review).left(TITLE_ABSTRACT, RITA)
    assert [item.candidate for item in left] == ["pmid:3000", "pmid:4000", "pmid:6000"]


def test_they_are_removed_before_screening_and_the_sums_hold(review: Review) -> None:
    """Six records: three excluded before, three screened; of these one excluded, two sought."""
    carry(review)
    say(review, RITA, "exclude", "6000", reason="population")
    say(review, RITA, "include", "3000", "4000")
    lane = flow(review).databases
    assert (lane.identified, lane.excluded_before, lane.removed, lane.screened) == (6, 3, 3, 3)
    assert (lane.excluded, lane.sought, lane.screening_open) == (1, 2, 0)
    assert lane.excluded_reasons == (FlowReason("population", "Other population", 1),)
    assert all(equation.holds for equation in sums_of(flow(review)))


def test_one_that_somebody_reads_again_is_screened(review: Review) -> None:
    carry(review)
    again = say(review, RITA, "exclude", "1000", reason="design", stage=TITLE_ABSTRACT)
    assert len(again.written) == 1, "the same decision, but now its own"
    lane = flow(review).databases
    assert (lane.excluded_before, lane.screened, lane.excluded) == (2, 4, 1)
    say(review, RITA, "withdrawn", "5000")
    lane = flow(review).databases
    assert (lane.excluded_before, lane.screened, lane.screening_open) == (1, 5, 4)


def test_where_two_decide_both_repeat_it_or_read_it(review: Review) -> None:
    set_reviewers(review.url, POLICY, 2)
    carry(review)
    assert review.standing()["pmid:1000"].title_abstract.status is ScreeningStatus.PENDING
    assert flow(review).databases.excluded_before == 0
    say(review, SAM, "include", "1000")
    say(review, SAM, "exclude", "5000", reason="design")
    carry(review, SAM)
    standing = review.standing()
    assert standing["pmid:1000"].title_abstract.status is ScreeningStatus.CONFLICT
    assert standing["pmid:2000"].title_abstract.is_carried
    lane = flow(review).databases
    assert (lane.excluded_before, lane.screened, lane.excluded) == (1, 5, 1), "sam has read 5000"


def test_what_was_decided_in_a_review_that_was_given_up_is_left(review: Review) -> None:
    """No published flow has counted it."""
    with writing(review.url) as writer:
        writer.run("UPDATE review_cycle SET state = 'abandoned' WHERE opened = '2021-09-01'")
    carried = carry(review)
    assert not carried.taken.written
    assert (
        carried.left[
            "excluded on title and abstract in the review of 2021-09-01: Study design that was given up"
        ]
        == 1
    )


def test_the_next_year_points_at_the_year_in_which_it_was_read(review: Review) -> None:
    carry(review)
    close(review)
    later = Review(review.url, opened="2023-09-01").open()
    later.hit("pmid:2000", later.run())
    carry(later)
    (event,) = events(later)
    assert event["note"] == "As in the review of 2021-09-01: Published twice."


def test_an_arbiter_does_not_repeat(review: Review) -> None:
    with pytest.raises(KbError, match="is for reviewers"):
        carry(review, ADA)


def test_it_is_no_example_of_this_year_and_no_agreement(review: Review) -> None:
    """Order, estimate and kappa go by what was read this year; the order knows last year's anyway."""
    set_reviewers(review.url, POLICY, 2)
    carry(review)
    carry(review, SAM)
    now = worklist(review)
    assert judged(now, TITLE_ABSTRACT, RITA) == ()
    with read(review.url) as reader:
        assert agreements(now, read_history(reader, review.cycle())) == []
        lessons = read_lessons(reader, now, TITLE_ABSTRACT, RITA)
    assert {(one.candidate, one.is_relevant) for one in lessons.before} >= {("pmid:1000", False)}
