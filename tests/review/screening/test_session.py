"""Screening one after the other: what comes next, saving at once, undo, going on, two people at once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.db.connect import read
from kb.db.migrate import migrate
from kb.errors import KbError
from kb.review.outcome import TITLE_ABSTRACT, ScreeningStatus
from kb.review.screening.reviewers import set_reviewers
from kb.review.screening.rules import ScreeningChoice
from kb.review.screening.session import Session, Task
from kb.review.screening.worklist import Screener
from tests.builders.reviews import POLICY, Review
from tests.review.screening.acting import ADA, RITA, SAM, close, events, say

INCLUDE, EXCLUDE = ScreeningChoice("include"), ScreeningChoice("exclude", "design")


@pytest.fixture
def review(seed_url: str) -> Review:
    """A review with five candidates."""
    review = Review(seed_url).open()
    run = review.run()
    for number in range(1, 6):
        review.candidate(f"pmid:{number}00", run)
    return review


def session(review: Review, who: Screener = RITA, **said: bool) -> Session:
    """A person sits down."""
    return Session(Task(review.url, POLICY, who, **said))  # type: ignore[arg-type]


def current(at: Session) -> str | None:
    """The candidate that is shown."""
    item = at.current()
    return None if item is None else item.candidate


def test_each_decision_is_saved_at_once_and_another_session_goes_on(review: Review) -> None:
    first = session(review)
    assert current(first) == "pmid:100"
    assert first.decide("pmid:100", INCLUDE) is None
    assert [one["candidate"] for one in events(review)] == ["pmid:100"]
    assert current(first) == "pmid:200"
    again = session(review)
    assert current(again) == "pmid:200"
    assert (again.progress().done, again.progress().total, again.progress().percent) == (1, 5, 20)


def test_skipped_ones_come_after_the_others(review: Review) -> None:
    at = session(review)
    at.skip()
    assert current(at) == "pmid:200"
    assert at.left()[-1] == "pmid:100"


def test_undo_takes_back_the_newest_decision_also_of_an_earlier_session(review: Review) -> None:
    at = session(review)
    at.decide("pmid:100", INCLUDE)
    at.decide("pmid:200", EXCLUDE)
    again = session(review)
    undone = again.back()
    assert undone is not None
    assert undone.item.candidate == current(again) == "pmid:200"
    assert [one["decision"] for one in events(review)] == ["include", "exclude", "withdrawn"]
    again.back()
    assert current(again) == "pmid:100"
    assert again.back() is None
    assert again.progress().done == 0


def test_what_is_wrong_is_told_and_not_saved(review: Review) -> None:
    at = session(review)
    assert (
        at.decide("pmid:100", ScreeningChoice("exclude", "other"))
        == "the reason 'other' is told in the note. Write one."
    )
    assert events(review) == []
    assert current(at) == "pmid:100"


def test_what_another_settled_meanwhile_is_passed_over(review: Review) -> None:
    rita, sam = session(review), session(review, SAM)
    assert current(rita) == current(sam) == "pmid:100"
    sam.decide("pmid:100", INCLUDE)
    sam.decide("pmid:200", INCLUDE)
    assert current(rita) == "pmid:300"


def test_two_who_look_at_the_same_one_lose_no_decision(review: Review) -> None:
    rita, sam = session(review), session(review, SAM)
    assert current(rita) == current(sam)
    assert rita.decide("pmid:100", INCLUDE) is None
    assert sam.decide("pmid:100", EXCLUDE) is None
    assert review.standing()["pmid:100"].title_abstract.status is ScreeningStatus.CONFLICT
    assert current(session(review, ADA)) == "pmid:100"


def test_the_number_of_reviewers_may_change_while_somebody_works(review: Review) -> None:
    at = session(review)
    at.decide("pmid:100", INCLUDE)
    set_reviewers(review.url, POLICY, 2)
    assert at.decide("pmid:200", INCLUDE) is None
    assert current(session(review, SAM)) == "pmid:100"


def test_after_the_cycle_was_closed_nothing_is_written(review: Review) -> None:
    at = session(review)
    close(review)
    with pytest.raises(KbError, match=r"No review of 7\.01\.75 is under way"):
        at.decide("pmid:100", INCLUDE)
    assert events(review) == []


def test_the_order_by_relevance_leaves_nothing_out(review: Review) -> None:
    run = f"{review.id}/1"
    review.candidate("pmid:600", run, title="Cryosurgical ablation for hepatocellular carcinoma")
    at = session(review, by_relevance=True)
    assert current(at) == "pmid:600"
    assert sorted(at.left()) == [f"pmid:{number}00" for number in range(1, 7)]
    for _ in range(6):
        candidate = current(at)
        assert candidate is not None
        at.decide(candidate, EXCLUDE)
    assert current(at) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["include", "exclude", "unsure", "undo", "skip"]), max_size=12))
def test_undoing_all_leaves_all_to_do(review: Review, keys: list[str]) -> None:
    at = session(review)
    for key in keys:
        candidate = current(at)
        if key == "undo":
            at.back()
        elif key == "skip":
            at.skip()
        elif candidate is not None:
            at.decide(candidate, ScreeningChoice(key))
    done = at.progress().done
    steps = list(iter(at.back, None))
    assert sum(step.is_taken_back for step in steps if step) == done
    assert current(at) is not None
    assert sorted(session(review).left()) == [f"pmid:{number}00" for number in range(1, 6)]
    assert all(one.title_abstract.status is ScreeningStatus.PENDING for one in review.standing().values())


def _screen_all(review: Review, who: Screener, wrong: list[BaseException]) -> None:
    try:
        at = session(review, who)
        while (candidate := current(at)) is not None:
            at.decide(candidate, INCLUDE if who is RITA else EXCLUDE)
    except BaseException as error:  # noqa: BLE001  # shown by the test
        wrong.append(error)


@pytest.mark.both_engines
def test_two_people_who_screen_at_once_lose_no_decision(seed_url: str) -> None:
    review = Review(seed_url, reviewers=2).open()
    run = review.run()
    for number in range(12):
        review.candidate(f"pmid:{number}000", run)
    wrong: list[BaseException] = []
    people = [threading.Thread(target=_screen_all, args=(review, who, wrong)) for who in (RITA, SAM)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert not wrong
    assert len(events(review)) == 24
    assert all(one.title_abstract.status is ScreeningStatus.CONFLICT for one in review.standing().values())


def test_two_who_decide_by_flags_at_once_lose_no_decision(review: Review) -> None:
    names = [f"pmid:{number}00" for number in range(1, 6)]
    people = [
        threading.Thread(target=say, args=(review, who, decision, *names), kwargs={"stage": TITLE_ABSTRACT})
        for who, decision in ((RITA, "include"), (SAM, "exclude"))
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len(events(review)) == 10


_WORK = """
import sys
from kb.review.screening.rules import ScreeningChoice
from kb.review.screening.session import Session, Task
from kb.review.screening.worklist import Screener
at = Session(Task(sys.argv[1], sys.argv[2], Screener("rita")))
while (item := at.current()) is not None:
    at.decide(item.candidate, ScreeningChoice("include"))
    print(item.candidate, flush=True)
"""


def test_killed_in_the_middle_all_that_was_said_to_be_saved_is_there(seed_url: str, tmp_path: Path) -> None:
    review = Review(seed_url).open()
    run = review.run()
    for number in range(40):
        review.candidate(f"pmid:{number}000", run)
    script = tmp_path / "work.py"
    script.write_text(_WORK)
    command = [sys.executable, str(script), review.url, POLICY]
    root = str(Path(__file__).parents[3])
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(3)]
        time.sleep(0.02)
        process.kill()
        said += process.stdout.read().split()
    migrate(review.url)  # what was killed within a commit, no reader can take back
    saved = [one["candidate"] for one in events(review)]
    assert said == saved[: len(said)]
    assert len(saved) <= len(said) + 1
    rest = session(review)
    assert rest.progress().done == len(saved)
    with read(review.url) as reader:
        assert (
            reader.rows("SELECT COUNT(*) AS n FROM screening_decision WHERE decision <> 'include'")[0]["n"]
            == 0
        )
