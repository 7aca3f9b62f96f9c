"""Screening by single keys, driven as a person does, without a terminal."""

from __future__ import annotations

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from kb.cli.review_screen_page import REASON_KEYS, header, keys, page, reasons, told_progress, wrapped
from kb.cli.review_screen_state import Mode, Screen
from kb.cli.review_screen_terminal import application
from kb.codes import SCREENING_REASON
from kb.review.outcome import FULL_TEXT
from kb.review.screening.question_terms import PicoSpan
from kb.review.screening.reviewers import set_reviewers
from kb.review.screening.session import Progress, Session, Task
from kb.review.screening.worklist import Screener
from tests.builders.reviews import POLICY, Review
from tests.review.screening.acting import ADA, RITA, SAM, events, say


@pytest.fixture
def review(seed_url: str) -> Review:
    """Three candidates; the first speaks of what the policy asks, the second was excluded last year."""
    review = Review(seed_url).open()
    run = review.run()
    review.candidate(
        "pmid:1100",
        run,
        title="Cryosurgical ablation versus RFA",
        abstract="METHODS: Overall survival in hepatocellular carcinoma.\nRESULTS: \x1b[2Jnone.",
        authors="Madeup A; Other B",
        journal="Journal of Made-Up Medicine",
        issued="2021-05-01",
    )
    review.candidate("pmid:1200", run)
    review.candidate("pmid:1300", run)
    return review


def press(review: Review, typed: str, who: Screener = RITA) -> Screen:
    """Screen by these keys; the last one should leave."""
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        keyboard.send_text(typed)
        screen = Screen(Session(Task(review.url, POLICY, who)))
        application(screen).run()
    return screen


def decided(review: Review) -> list[tuple[str, str, str | None, str | None]]:
    """Events in short."""
    return [
        (one["candidate"].removeprefix("pmid:"), one["decision"], one["reason"], one["note"])
        for one in events(review)
    ]


def test_single_keys_decide_and_q_leaves(review: Review) -> None:
    screen = press(review, "ie5uq")
    assert decided(review) == [
        ("1100", "include", None, None),
        ("1200", "exclude", "design", None),
        ("1300", "unsure", None, None),
    ]
    assert screen.mode is Mode.DONE
    assert "All is decided here" in screen.lines(80)[0][0][1]
    assert screen.session.saved == 3


def test_it_goes_on_where_it_stopped(review: Review) -> None:
    press(review, "iq")
    press(review, "Iq")
    assert [one[0] for one in decided(review)] == ["1100", "1200"]


def test_every_reason_has_a_key() -> None:
    assert list(REASON_KEYS.values()) == list(SCREENING_REASON)
    assert len(set(REASON_KEYS)) == len(REASON_KEYS)


def test_an_exclusion_without_a_reason_by_enter(review: Review) -> None:
    press(review, "e\rq")
    assert decided(review) == [("1100", "exclude", None, None)]


def test_a_note_goes_with_the_decision_that_follows(review: Review) -> None:
    press(review, "nquite like our question\riq")
    assert decided(review) == [("1100", "include", None, "quite like our question")]


def test_the_reason_other_asks_for_its_note(review: Review) -> None:
    other = next(key for key, code in REASON_KEYS.items() if code == "other")
    press(review, f"e{other}Printed twice.\rq")
    assert decided(review) == [("1100", "exclude", "other", "Printed twice.")]


def test_skip_and_undo(review: Review) -> None:
    """A skipped candidate stays, the last decision can be taken back, and b goes on to what was skipped."""
    screen = press(review, "sibq")
    assert decided(review) == [("1200", "include", None, None), ("1200", "withdrawn", None, None)]
    assert screen.message == "#2: your decision is taken back."
    assert screen.item is not None
    assert screen.item.candidate == "pmid:1200"
    screen.step_back()
    assert (screen.item.candidate, screen.message) == ("pmid:1100", "#1: back to this one.")


def test_back_after_a_skip_returns_and_takes_nothing_back(review: Review) -> None:
    screen = press(review, "isbq")
    assert screen.item is not None
    assert screen.item.candidate == "pmid:1200"
    assert decided(review) == [("1100", "include", None, None)]


def test_g_goes_to_any_candidate_by_number_pmid_or_doi(review: Review) -> None:
    """A jump decides nothing; b leads back to where one was."""
    screen = press(review, "gpmid:1300\rq")
    assert screen.item is not None
    assert screen.item.candidate == "pmid:1300"
    screen.step_back()
    assert screen.item.candidate == "pmid:1100"
    assert press(review, "g3\riq").item is not None
    assert decided(review) == [("1300", "include", None, None)]


def test_a_jump_to_what_is_decided_lets_it_be_changed(review: Review) -> None:
    press(review, "e5q")
    screen = press(review, "g1\rq")
    assert screen.message == "You decided: exclude (design). Another decision replaces it."
    screen.decide("include")
    assert decided(review)[-1] == ("1100", "include", None, None)
    assert screen.item is not None
    assert screen.item.candidate == "pmid:1200", "it goes on with what is left"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("77", "77 is no candidate of this review"),
        ("x y", "x y is no candidate"),
        ("25284802", "is in the policy"),
    ],
)
def test_a_jump_to_nowhere_says_so_and_stays(review: Review, typed: str, message: str) -> None:
    review.candidate("pmid:25284802", f"{review.id}/1", reference_id="wang-2015")
    screen = press(review, f"g{typed}\rq")
    assert message in screen.message
    assert screen.item is not None
    assert screen.item.candidate == "pmid:1100"
    assert press(review, "g\r\x1bq").message == ""


def test_back_from_the_first_one_says_so(review: Review) -> None:
    assert press(review, "bq").message == "There is nothing before this one to go back to."


def test_not_retrieved_is_for_full_reports(review: Review) -> None:
    assert "Not saved: not retrieved is said of full reports" in press(review, "rq").message
    say(review, RITA, "include", "1100", "1200", "1300")
    screen = press(review, "rq")
    assert screen.session.stage == FULL_TEXT
    assert decided(review)[-1] == ("1100", "not-retrieved", None, None)
    assert "needs a reason" in press(review, "e\rq").message


def test_an_arbiter_sees_both_decisions_and_settles(review: Review) -> None:
    say(review, RITA, "include", "1100")
    say(review, SAM, "exclude", "1100", stage="title-abstract", reason="design")
    screen = Screen(Session(Task(review.url, POLICY, ADA)))
    assert "rita: include; sam: exclude (design)" in _text(screen)
    assert "unsure" not in keys(screen.session)
    press(review, "iq", ADA)
    assert review.standing()["pmid:1100"].is_sought


def test_a_second_reviewer_sees_nothing_of_the_first(review: Review) -> None:
    set_reviewers(review.url, POLICY, 2)
    say(review, RITA, "exclude", "1100", reason="design", note="No arm of it.")
    shown = _text(Screen(Session(Task(review.url, POLICY, SAM))))
    assert "rita" not in shown
    assert "No arm" not in shown


def _text(screen: Screen) -> str:
    return "\n".join("".join(text for _, text in line) for line in screen.lines(100))


def test_the_page_shows_what_is_known_and_marks_the_question(review: Review) -> None:
    at = Session(Task(review.url, POLICY, RITA))
    item = at.current()
    assert item is not None
    fragments = [fragment for line in page(at, item, 60) for fragment in line]
    assert ("class:title class:intervention", "Cryosurgical ablation") in fragments
    assert ("class:title class:comparator", "RFA") in fragments
    assert ("class:outcome", "Overall survival") in fragments
    assert ("class:population", "hepatocellular carcinoma") in fragments
    shown = "".join(text for _, text in fragments)
    assert "Journal of Made-Up Medicine. 2021-05-01" in shown
    assert "\x1b" not in shown
    assert header(at) == " 7.01.75  title and abstract  rita  0 of 3 (0%) "


def test_what_was_retracted_or_called_in_question_comes_first_and_says_so(review: Review) -> None:
    review.notice("pmid:1300", "concern")
    review.notice("pmid:1200")
    at = Session(Task(review.url, POLICY, RITA))
    assert at.left() == ("pmid:1200", "pmid:1300", "pmid:1100")
    first = at.current()
    assert first is not None
    lines = ["".join(text for _, text in line) for line in page(at, first, 60)]
    assert lines[:2] == ["#2 pmid:1200", "! retracted"]


def test_lines_are_cut_between_words_and_marks_go_on() -> None:
    text = "one two three four"
    lines = list(wrapped(text, [PicoSpan(4, 13, "outcome")], 20))
    assert lines == [[("", "one "), ("class:outcome", "two three"), ("", " four")]]
    narrow = list(wrapped("alpha beta gamma delta", [PicoSpan(6, 16, "outcome")], 20))
    assert ["".join(part for _, part in line) for line in narrow] == ["alpha beta gamma", "delta"]
    long = list(wrapped("x" * 70, [], 20))
    assert "".join(part for line in long for _, part in line) == "x" * 70


def test_the_page_has_the_whole_citation_and_the_criteria(seed_url: str) -> None:
    """What a person decides by is on the page: where it appeared, its identifiers, what the review asks."""
    review = Review(seed_url).open()
    review.candidate(
        "pmid:1100",
        review.run(),
        title="Madeup ablation",
        original_title="Erfundene Ablation",
        journal="Journal of Made-Up Medicine",
        issued="2021-05-01",
        volume="12",
        issue="3",
        pages="101-9",
        doi="10.1000/madeup.1",
        pmcid="PMC99000001",
        publication_types="Journal Article; Letter",
        languages="ger",
    )
    screen = Screen(Session(Task(review.url, POLICY, RITA)))
    shown = _text(screen)
    assert "[Erfundene Ablation]" in shown
    assert "Journal of Made-Up Medicine. 2021-05-01; 12(3): 101-9" in shown
    assert "PMID 1100; PMC99000001; https://doi.org/10.1000/madeup.1" in shown
    assert "Journal Article; Letter. ger" in shown
    assert "What the review asks" in shown
    assert "hcc: Hepatocellular carcinoma" in shown
    assert "Population: " in shown
    assert "Interventions: cryosurgical ablation" in shown
    assert "Criteria: For benefit, controlled prospective comparisons were sought" in shown
    screen.to_criteria()
    assert "".join(text for _, text in screen.lines(100)[screen.scroll]) == "What the review asks"
    screen.to_criteria()
    assert screen.scroll == 0
    of_one = Screen(Session(Task(review.url, POLICY, RITA, indication="net")))
    assert "hcc: " not in _text(of_one)


def test_time_left_is_told_by_the_pace() -> None:
    assert told_progress(Progress(3, 10, 95.0)) == "3 of 10 (30%), about 2 min left"
    assert told_progress(Progress(3, 10, 7800.0)) == "3 of 10 (30%), about 2 h 10 min left"
    assert told_progress(Progress(0, 0, None)) == "0 of 0 (100%)"


def test_reasons_are_listed_with_their_keys(review: Review) -> None:
    at = Session(Task(review.url, POLICY, RITA))
    shown = ["".join(text for _, text in line) for line in reasons(at, 80)]
    assert shown[0] == "Why exclude? Esc: back. Enter: no reason."
    assert "5 design: Study design" in shown


def test_escape_leaves_the_reasons(review: Review) -> None:
    screen = Screen(Session(Task(review.url, POLICY, RITA)))
    screen.ask_reason()
    screen.leave()
    assert screen.mode is Mode.DECIDE
    screen.ask_note()
    screen.take_note("  ")
    assert (screen.note, screen.message) == (None, "No note.")
