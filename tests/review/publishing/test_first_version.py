"""The first version of a policy passes the gates that every other one passes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kb.db.connect import read
from kb.errors import KbError, ProblemsFound
from kb.releases.release import read_releases
from kb.review.concluding.revising import Revision, revise
from kb.review.importing.stored_searches import read_stored_searches
from kb.review.open_review import Opened, Opening, open_review, read_searches
from kb.review.publishing.publish import PublicationResult, Publishing, publish
from kb.store.database import writing
from kb.store.edits import amend
from kb.store.row_changes import ChangeAuthor
from tests.builders.reviews import POLICY, Review
from tests.command_line import Kb

AUTHOR = ChangeAuthor("rita", "a test", "2022-09-01T10:00:00+00:00")
RECORD = f"policies/{POLICY}/policy"
HCC = f"policies/{POLICY}/indications/hcc"


def _open(url: str, **values: Any) -> Opened:
    with writing(url) as writer:
        return open_review(writer, Opening(POLICY, date(2022, 9, 1), AUTHOR, **values))


def _publish(url: str, effective: date, **values: Any) -> PublicationResult:
    with writing(url) as writer:
        return publish(writer, Publishing(POLICY, effective, AUTHOR, **values))


@pytest.fixture
def new_policy(seed_url: str) -> str:
    """A policy that was never in force: it has no history, and says when it is to take effect."""
    amend(seed_url, [(RECORD, lambda record: record.model_copy(update={"history": ()}))], "rita", "as new")
    return seed_url


def _without_basis(record: Any) -> Any:
    return record.model_copy(update={"conclusion": record.conclusion.model_copy(update={"findings": ()})})


def test_opening_freezes_nothing_of_a_policy_that_was_never_in_force(new_policy: str) -> None:
    assert _open(new_policy).baseline is None
    with read(new_policy) as reader:
        assert read_releases(reader, POLICY) == []


def test_a_first_version_is_not_published_unsigned_and_unsearched(new_policy: str) -> None:
    _open(new_policy)
    with pytest.raises(ProblemsFound) as refused:
        _publish(new_policy, date(2022, 11, 1))
    assert [problem.field for problem in refused.value.problems] == ["sign-off"] * 3 + ["search"]


def test_what_a_policy_that_was_never_in_force_searches_has_no_first_day(new_policy: str) -> None:
    """Nobody searched it before: a year before it takes effect would leave out nearly everything."""
    cycle = _open(new_policy).cycle
    with read(new_policy) as reader:
        assert {search.since for search in read_searches(reader, cycle)} == {"1800-01-01"}
        stored = read_stored_searches(reader, cycle, date(2022, 9, 1))
    assert {search.since for search in stored} == {date(1800, 1, 1)}


def test_a_policy_that_was_never_in_force_is_opened_on_any_day(new_policy: str) -> None:
    """There is no search that its review could come before."""
    with writing(new_policy) as writer:
        opened = open_review(writer, Opening(POLICY, date(2020, 1, 1), AUTHOR))
    assert opened.cycle.opened == "2020-01-01"


def test_a_search_that_a_review_left_out_loses_no_days_in_the_next_one(seed_url: str) -> None:
    """Embase was searched for the version of 2021 at the latest; that of 2022 was published without it."""
    _open(seed_url)
    Review(seed_url).run(1, strategy="pubmed", run_at="2022-08-20T09:00:00+00:00")
    _publish(seed_url, date(2022, 11, 1), because="Embase follows")
    with writing(seed_url) as writer:
        cycle = open_review(writer, Opening(POLICY, date(2023, 9, 1), AUTHOR)).cycle
    with read(seed_url) as reader:
        since = {search.strategy: search.since for search in read_searches(reader, cycle)}
        stored = read_stored_searches(reader, cycle, date(2023, 9, 1))
    assert since == {"pubmed": "2022-08-21", "embase": "2020-11-01"}
    assert {search.strategy: search.since.isoformat() for search in stored} == since


def test_a_first_version_takes_effect_on_the_day_that_its_record_says(new_policy: str) -> None:
    _open(new_policy)
    review = Review(new_policy)
    for number, strategy in ((1, "pubmed"), (2, "embase")):
        review.run(number, strategy=strategy, run_at="2022-08-20T09:00:00+00:00")
    with writing(new_policy) as writer:
        revise(writer, POLICY, None, Revision(), ChangeAuthor.now("rita", "It is so."), approve=True)
    published = _publish(new_policy, date(2021, 11, 1))
    assert published.plan.line == "First version; literature review updated through 2022-08"
    with read(new_policy) as reader:
        (release,) = read_releases(reader, POLICY)
    assert (release.supersedes, release.cycle, release.because) == (None, "7.01.75@2022-09-01", None)


def test_a_version_in_force_with_open_questions_is_frozen_for_a_reason_only(seed_url: str) -> None:
    amend(seed_url, [(HCC, _without_basis)], "rita", "a test")
    with pytest.raises(ProblemsFound, match=r"is not opened.*1 question") as refused:
        _open(seed_url)
    assert "On what does it rest?" in str(refused.value)
    assert _open(seed_url, because="As the plan printed it.").baseline is not None
    with read(seed_url) as reader:
        (release,) = read_releases(reader, POLICY)
    assert (release.because or "").startswith("As the plan printed it. (open: ")
    assert "1 question" in (release.because or "")


def test_the_command_asks_for_the_reason(kb: Kb, seed_url: str) -> None:
    amend(seed_url, [(HCC, _without_basis)], "rita", "a test")
    words = ("--database", seed_url, "review", "open", POLICY, "--on", "2022-09-01")
    refused = kb(*words)
    assert (refused.exit_code, "--because" in refused.stderr) == (3, True)
    assert kb(*words, "--because", " ").exit_code == 1
    assert kb(*words, "--because", "As printed.").exit_code == 0


def test_there_has_to_be_such_a_policy(seed_url: str) -> None:
    with writing(seed_url) as writer, pytest.raises(KbError, match=r"There is no policy 1\.2"):
        open_review(writer, Opening("1.2", date(2022, 9, 1), AUTHOR))
