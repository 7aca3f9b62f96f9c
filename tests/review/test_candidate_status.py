"""Where the candidates of a cycle stand."""

from __future__ import annotations

import pytest

from kb.db.connect import read
from kb.errors import KbError
from kb.review.cycles import cycle_under_way
from kb.review.outcome import TITLE_ABSTRACT, RecordedDecision, ScreeningStatus, outcome_of
from tests.builders.reviews import Review


def said(
    who: str, decision: str, at: int, reason: str | None = None, role: str = "reviewer"
) -> RecordedDecision:
    """A decision at a time."""
    return RecordedDecision(who, role, decision, reason, None, f"{at:03}")


@pytest.mark.parametrize(
    ("decisions", "reviewers", "status", "reason"),
    [
        ([], 1, ScreeningStatus.PENDING, None),
        ([said("a", "include", 1)], 1, ScreeningStatus.INCLUDE, None),
        ([said("a", "include", 1)], 2, ScreeningStatus.PENDING, None),
        ([said("a", "include", 1), said("b", "include", 2)], 2, ScreeningStatus.INCLUDE, None),
        ([said("a", "include", 1), said("b", "exclude", 2)], 2, ScreeningStatus.CONFLICT, None),
        ([said("a", "include", 1), said("b", "exclude", 2)], 1, ScreeningStatus.CONFLICT, None),
        ([said("a", "unsure", 1)], 1, ScreeningStatus.CONFLICT, None),
        ([said("a", "include", 1), said("a", "withdrawn", 2)], 1, ScreeningStatus.PENDING, None),
        ([said("a", "include", 1), said("a", "exclude", 2, "design")], 1, ScreeningStatus.EXCLUDE, "design"),
        (
            [said("a", "exclude", 1, "other"), said("b", "exclude", 2, "population")],
            2,
            ScreeningStatus.EXCLUDE,
            "population",
        ),
        (
            [said("a", "include", 1), said("b", "exclude", 2), said("c", "exclude", 3, "design", "arbiter")],
            2,
            ScreeningStatus.EXCLUDE,
            "design",
        ),
        ([said("c", "not-retrieved", 1, None, "arbiter")], 2, ScreeningStatus.NOT_RETRIEVED, None),
        (
            [said("a", "include", 1), said("c", "unsure", 2, None, "arbiter")],
            1,
            ScreeningStatus.CONFLICT,
            None,
        ),
    ],
)
def test_what_decisions_come_to(
    decisions: list[RecordedDecision], reviewers: int, status: ScreeningStatus, reason: str | None
) -> None:
    outcome = outcome_of(decisions, reviewers, TITLE_ABSTRACT)
    assert (outcome.status, outcome.reason) == (status, reason)
    assert outcome_of(reversed(decisions), reviewers, TITLE_ABSTRACT) == outcome


def test_candidates_stand_in_the_order_found_and_merged_ones_count_as_one(seed_url: str) -> None:
    review = Review(seed_url).open()
    run = review.run()
    review.candidate("pmid:2", run)
    review.candidate("pmid:1", run, same_as_id="pmid:2")
    review.candidate("pmid:3", run)
    review.decide("pmid:1", "include")
    review.decide("pmid:3", "exclude", reason="design")
    review.hit(None, run)
    standing = review.standing()
    assert list(standing) == ["pmid:2", "pmid:3"]
    assert standing["pmid:2"].runs == (run, run)
    assert standing["pmid:2"].is_sought
    assert not standing["pmid:2"].is_included
    assert standing["pmid:3"].title_abstract.reason == "design"


def test_a_reference_of_the_policy_is_known_and_not_sought(seed_url: str) -> None:
    review = Review(seed_url).open()
    run = review.run()
    review.candidate("pmid:25284802", run, reference_id="wang-2015")
    review.candidate("pmid:9", run)
    standing = review.standing()
    assert standing["pmid:25284802"].in_policy
    assert not standing["pmid:9"].in_policy


def test_how_the_year_before_ended_comes_along(seed_url: str) -> None:
    before = Review(seed_url, opened="2021-09-01").open()
    before.candidate("pmid:5", before.run())
    before.decide("pmid:5", "include")
    before.decide("pmid:5", "exclude", stage="full-text", reason="sample-size")
    now = Review(seed_url).open()
    now.hit("pmid:5", now.run())
    earlier = now.standing()["pmid:5"].earlier
    assert earlier is not None
    assert (earlier.cycle, earlier.stage, earlier.status, earlier.reason) == (
        "7.01.75@2021-09-01",
        "full-text",
        ScreeningStatus.EXCLUDE,
        "sample-size",
    )


def test_the_cycle_under_way_is_found_or_the_error_says_what_to_do(seed_url: str) -> None:
    with read(seed_url) as reader, pytest.raises(KbError, match=r"kb review open 7\.01\.75"):
        cycle_under_way(reader, "7.01.75")
    review = Review(seed_url).open()
    with read(seed_url) as reader:
        assert cycle_under_way(reader, None).id == cycle_under_way(reader, "7.01.75").id == review.id
