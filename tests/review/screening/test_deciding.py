"""Decisions by flags: what may be decided by whom, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kb.db.connect import read
from kb.errors import KbError
from kb.review.outcome import FULL_TEXT, TITLE_ABSTRACT, ScreeningStatus
from kb.review.screening import decision_history as clock
from kb.review.screening.deciding import DecisionRequest, decide
from kb.review.screening.reviewers import set_reviewers
from kb.review.screening.rules import ScreeningChoice
from kb.review.screening.worklist import ARBITER, Screener
from tests.builders.reviews import POLICY, Review
from tests.review.screening.acting import ADA, RITA, SAM, events, say, worklist


@pytest.fixture
def review(seed_url: str) -> Review:
    """A review with three candidates and a reference of the policy."""
    review = Review(seed_url).open()
    run = review.run()
    review.candidate("pmid:11", run, doi="10.1000/a,b")
    review.candidate("pmid:12", run)
    review.candidate("pmid:25284802", run, reference_id="wang-2015")
    review.candidate(f"{run}#4", run, title="Without identifiers")
    return review


def test_a_candidate_goes_by_pmid_doi_id_and_number(review: Review) -> None:
    for name in ("11", "PMID: 11", "pmid:11", "https://doi.org/10.1000/A,B", "#1", "1", "11,"):
        taken = say(review, RITA, "include", name)
        assert [event.item.candidate for event in taken.written + taken.unchanged] == ["pmid:11"]
    assert len(events(review)) == 1
    say(review, RITA, "include", f"{review.id}/1#4")
    assert review.standing()[f"{review.id}/1#4"].title_abstract.status is ScreeningStatus.INCLUDE


def test_a_merged_candidate_leads_to_the_one_that_stands_for_it(review: Review) -> None:
    review.candidate("pmid:13", f"{review.id}/1", same_as_id="pmid:12")
    say(review, RITA, "include", "pmid:13")
    assert review.standing()["pmid:12"].title_abstract.status is ScreeningStatus.INCLUDE
    assert [item.number for item in worklist(review).items] == [1, 2, 3, 4]


def test_all_problems_are_told_and_nothing_is_written(review: Review) -> None:
    with pytest.raises(KbError) as error:
        say(review, RITA, "include", "11", "999999", "25284802", "nonsense")
    message = str(error.value)
    assert message.startswith("Nothing was written.")
    assert "999999: is no candidate of this review" in message
    assert "25284802: is in the policy already, as reference wang-2015" in message
    assert "nonsense: is no candidate" in message
    assert len(events(review)) == 0


def test_a_bare_number_that_is_both_a_pmid_and_a_place_is_asked_back(review: Review) -> None:
    review.candidate("pmid:2", f"{review.id}/1")
    with pytest.raises(KbError, match=r"2: may be several candidates \(#2 pmid:12, #5 pmid:2\)"):
        say(review, RITA, "include", "2")
    say(review, RITA, "include", "pmid:2")
    say(review, RITA, "include", "#2")
    assert len(events(review)) == 2


def test_naming_one_twice_with_different_decisions_is_refused(review: Review) -> None:
    wishes = [
        DecisionRequest("11", ScreeningChoice("include")),
        DecisionRequest("#1", ScreeningChoice("exclude")),
        DecisionRequest("12", ScreeningChoice("include")),
    ]
    with pytest.raises(KbError, match="#1: is pmid:11, which is named twice, and differently"):
        decide(review.url, POLICY, RITA, wishes)
    assert say(review, RITA, "include", "11", "#1").written[0].item.candidate == "pmid:11"
    assert len(events(review)) == 1


def test_full_text_comes_after_inclusion_and_its_exclusions_have_reasons(review: Review) -> None:
    with pytest.raises(KbError, match="is not included on title and abstract"):
        say(review, RITA, "include", "11", stage=FULL_TEXT)
    say(review, RITA, "include", "11", "12")
    with pytest.raises(KbError, match=r"needs a reason \(PRISMA 2020, item 16b\)"):
        say(review, RITA, "exclude", "11", stage=FULL_TEXT)
    with pytest.raises(KbError, match="the reason 'other' is told in the note"):
        say(review, RITA, "exclude", "11", stage=FULL_TEXT, reason="other")
    say(review, RITA, "exclude", "11", stage=FULL_TEXT, reason="other", note="No text in it.")
    assert say(review, RITA, "not-retrieved", "12").written[0].stage == FULL_TEXT
    standing = review.standing()
    assert (standing["pmid:11"].full_text.status, standing["pmid:11"].full_text.reason) == (
        "exclude",
        "other",
    )
    assert standing["pmid:12"].full_text.status is ScreeningStatus.NOT_RETRIEVED


@pytest.mark.parametrize(
    ("choice", "stage", "message"),
    [
        (ScreeningChoice("not-retrieved"), TITLE_ABSTRACT, "is said of full reports"),
        (ScreeningChoice("include", "design"), TITLE_ABSTRACT, "a reason belongs to an exclusion"),
        (
            ScreeningChoice("withdrawn"),
            TITLE_ABSTRACT,
            "has no decision of rita at title-abstract to take back",
        ),
    ],
)
def test_what_cannot_be_is_refused(review: Review, choice: ScreeningChoice, stage: str, message: str) -> None:
    with pytest.raises(KbError, match=message):
        decide(review.url, POLICY, RITA, [DecisionRequest("11", choice)], stage)


def test_the_stage_is_the_earliest_with_work_left_for_the_person(review: Review) -> None:
    assert say(review, RITA, "include", "11", "12", "#4").stage == TITLE_ABSTRACT
    assert say(review, RITA, "include", "11").written[0].stage == FULL_TEXT


def test_saying_the_same_again_writes_nothing_and_another_note_does(review: Review) -> None:
    say(review, RITA, "exclude", "11", reason="design", note="A letter.")
    again = say(review, RITA, "exclude", "11", reason="design")
    assert (len(again.written), len(again.unchanged)) == (0, 1)
    assert len(say(review, RITA, "exclude", "11", reason="design", note="A reply.").written) == 1
    assert len(events(review)) == 2


def test_a_decision_for_an_indication_is_kept_with_it(review: Review) -> None:
    say(review, RITA, "include", "11", indication="hcc")
    assert not say(review, RITA, "include", "11", stage=TITLE_ABSTRACT, indication="hcc").written
    assert say(review, RITA, "include", "11", stage=TITLE_ABSTRACT, indication="crc").written
    with pytest.raises(KbError, match=r"7\.01\.75 has no indication 'hc'\. Did you mean hcc"):
        say(review, RITA, "include", "12", indication="hc")
    with read(review.url) as reader:
        found = reader.rows("SELECT indication_id AS i FROM screening_decision ORDER BY decided_at")
    assert [row["i"] for row in found] == ["7.01.75/hcc", "7.01.75/crc"]


def test_undo_takes_back_the_later_stage_first(review: Review) -> None:
    say(review, RITA, "include", "11", "12", "#4")
    say(review, RITA, "include", "11")
    assert say(review, RITA, "withdrawn", "11").written[0].stage == FULL_TEXT
    assert say(review, RITA, "withdrawn", "11").written[0].stage == TITLE_ABSTRACT
    with pytest.raises(KbError, match="has no decision of rita"):
        say(review, RITA, "withdrawn", "11")
    assert review.standing()["pmid:11"].title_abstract.status is ScreeningStatus.PENDING


@contextmanager
def _clock_at(moment: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kb.review.screening.deciding.now", lambda: moment)
        yield


def test_the_newer_decision_holds_also_when_the_clock_went_back(review: Review) -> None:
    with _clock_at("2030-01-01T00:00:00.000000+00:00"):
        say(review, RITA, "include", "11")
        say(review, RITA, "withdrawn", "11")
    with _clock_at("2029-12-31T00:00:00.000000+00:00"):
        say(review, RITA, "exclude", "11", stage=TITLE_ABSTRACT)
    assert review.standing()["pmid:11"].title_abstract.status is ScreeningStatus.EXCLUDE
    assert clock.now().endswith("+00:00")


def test_two_reviewers_decide_without_seeing_each_other_and_an_arbiter_settles(review: Review) -> None:
    set_reviewers(review.url, POLICY, 2)
    say(review, RITA, "include", "11", "12")
    now = worklist(review)
    first = now.items[0]
    assert first.is_left(TITLE_ABSTRACT, SAM)
    assert not first.is_left(TITLE_ABSTRACT, RITA)
    assert first.shows_decisions_to(TITLE_ABSTRACT, RITA)
    assert not first.shows_decisions_to(TITLE_ABSTRACT, SAM)
    assert not first.shows_decisions_to(TITLE_ABSTRACT, ADA), "there is no conflict to settle yet"
    with pytest.raises(KbError, match="has no conflict to settle"):
        say(review, ADA, "include", "11")

    say(review, SAM, "exclude", "11", reason="design")
    now = worklist(review)
    assert [item.candidate for item in now.left(TITLE_ABSTRACT, ADA)] == ["pmid:11"]
    assert now.items[0].shows_decisions_to(TITLE_ABSTRACT, ADA)
    assert not now.left(TITLE_ABSTRACT, Screener("rita", ARBITER)), "who differs does not settle it"
    with pytest.raises(KbError, match="was decided on by rita as a reviewer, so another person settles it"):
        say(review, Screener("rita", ARBITER), "include", "11")
    with pytest.raises(KbError, match="an arbiter settles it: include or exclude"):
        say(review, ADA, "unsure", "11")
    say(review, ADA, "exclude", "11", reason="population")
    assert review.standing()["pmid:11"].title_abstract.reason == "population"
    say(review, ADA, "include", "11", stage=TITLE_ABSTRACT)
    assert review.standing()["pmid:11"].is_sought


def test_a_decision_beside_those_of_others_is_kept_and_told(review: Review) -> None:
    say(review, RITA, "include", "11")
    taken = say(review, SAM, "exclude", "11", stage=TITLE_ABSTRACT)
    assert [event.is_beside_others for event in taken.written] == [True]
    assert review.standing()["pmid:11"].title_abstract.status is ScreeningStatus.CONFLICT


def test_two_who_exclude_at_full_text_for_different_reasons_differ(review: Review) -> None:
    """What PRISMA counts by reason has one reason: the arbiter, or one of the two, says which."""
    set_reviewers(review.url, POLICY, 2)
    for who in (RITA, SAM):
        say(review, who, "include", "11", "12")
    say(review, RITA, "exclude", "11", stage=FULL_TEXT, reason="population")
    say(review, SAM, "exclude", "11", stage=FULL_TEXT, reason="design")
    outcome = review.standing()["pmid:11"].full_text
    assert (outcome.status, outcome.reason) == (ScreeningStatus.CONFLICT, None)
    assert [item.candidate for item in worklist(review).left(FULL_TEXT, ADA)] == ["pmid:11"]
    say(review, ADA, "exclude", "11", stage=FULL_TEXT, reason="design")
    assert review.standing()["pmid:11"].full_text.reason == "design"

    for who in (RITA, SAM):
        say(review, who, "exclude", "12", stage=FULL_TEXT, reason="outcome")
    assert review.standing()["pmid:12"].full_text.reason == "outcome"


def test_different_remarks_on_titles_are_no_conflict(review: Review) -> None:
    set_reviewers(review.url, POLICY, 2)
    say(review, RITA, "exclude", "11", reason="design")
    say(review, SAM, "exclude", "11", reason="population")
    assert review.standing()["pmid:11"].title_abstract.status is ScreeningStatus.EXCLUDE


@pytest.mark.parametrize("typed", ["Rita", "RITA", " rita ", "\uff32ita"])
def test_one_person_is_one_reviewer_however_the_name_is_typed(review: Review, typed: str) -> None:
    set_reviewers(review.url, POLICY, 2)
    say(review, RITA, "include", "11")
    assert len(say(review, Screener(typed), "include", "11", stage=TITLE_ABSTRACT).unchanged) == 1
    assert review.standing()["pmid:11"].title_abstract.status is ScreeningStatus.PENDING
    say(review, SAM, "exclude", "11")
    with pytest.raises(KbError, match="was decided on by rita as a reviewer, so another person settles it"):
        say(review, Screener(typed, ARBITER), "include", "11")
    assert {event["who"] for event in events(review)} == {"rita", "sam"}


def test_the_arbiter_is_none_of_the_reviewers(review: Review) -> None:
    """Who settled a conflict does not also review it; taken back, the person may."""
    say(review, RITA, "include", "11")
    say(review, SAM, "exclude", "11", stage=TITLE_ABSTRACT)
    say(review, ADA, "include", "11")
    with pytest.raises(KbError, match="was settled by ada as the arbiter"):
        say(review, Screener("Ada"), "exclude", "11", stage=TITLE_ABSTRACT)
    say(review, ADA, "withdrawn", "11", stage=TITLE_ABSTRACT)
    say(review, Screener("ada"), "exclude", "11", stage=TITLE_ABSTRACT)
    assert review.standing()["pmid:11"].title_abstract.status is ScreeningStatus.CONFLICT


def test_a_reviewer_who_changes_after_the_arbiter_is_told_that_it_changes_nothing(review: Review) -> None:
    say(review, RITA, "include", "11")
    say(review, SAM, "exclude", "11", stage=TITLE_ABSTRACT)
    say(review, ADA, "include", "11")
    (event,) = say(review, RITA, "exclude", "11", stage=TITLE_ABSTRACT).written
    assert event.is_outweighed
    assert review.standing()["pmid:11"].title_abstract.status is ScreeningStatus.INCLUDE


def test_two_reviewers_become_one_only_without_conflicts(review: Review) -> None:
    changed = set_reviewers(review.url, POLICY, 2)
    assert (changed.before, changed.after) == (1, 2)
    say(review, RITA, "include", "11", "12")
    say(review, SAM, "exclude", "11")
    with pytest.raises(KbError, match=r"1 conflicts are open: #1 pmid:11 \(title-abstract\)"):
        set_reviewers(review.url, POLICY, 1)
    say(review, ADA, "include", "11")
    changed = set_reviewers(review.url, POLICY, 1)
    assert review.cycle().reviewers == 1
    assert (changed.pending_before, changed.pending_after) == (3, 3), "full text of two, and number 4"


def test_a_name_that_is_none_is_refused(review: Review) -> None:
    with pytest.raises(KbError, match="is no name"):
        say(review, Screener(" "), "include", "11")
