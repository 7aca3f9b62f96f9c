"""The view screening_current says of each candidate what the program says that its decisions come to."""

from __future__ import annotations

import random

from kb.db.connect import Row, read
from tests.builders.reviews import Review


def current(url: str) -> list[Row]:
    """What holds, by candidate and stage."""
    with read(url) as reader:
        return reader.rows("SELECT * FROM screening_current ORDER BY candidate, stage")


def test_what_holds_is_the_newest_of_each_person_and_the_arbiter_before_all(seed_url: str) -> None:
    """Two reviewers: agreement, a missing decision, conflicts, an arbiter, one that was taken back."""
    review = Review(seed_url, reviewers=2).open()
    run = review.run(records=6)
    agreed, half, differ, settled, unsure, back = (review.candidate(f"pmid:{n}", run) for n in range(1, 7))
    review.decide(agreed, "include", who="ann")
    review.decide(agreed, "exclude", who="ann", reason="design")
    review.decide(agreed, "exclude", who="bob", reason="population")
    review.decide(half, "include", who="ann")
    for candidate in (differ, settled):
        review.decide(candidate, "include", who="ann")
        review.decide(candidate, "exclude", who="bob", reason="design")
    review.decide(settled, "exclude", who="cleo", role="arbiter", reason="sample-size")
    review.decide(unsure, "unsure", who="ann")
    review.decide(unsure, "include", who="bob")
    review.decide(back, "include", who="ann")
    review.decide(back, "withdrawn", who="ann")
    told = {row["candidate"]: (row["status"], row["reason"], row["decisions"]) for row in current(seed_url)}
    assert told == {
        agreed: ("exclude", "population", 2),
        half: ("pending", None, 1),
        differ: ("conflict", None, 2),
        settled: ("exclude", "sample-size", 3),
        unsure: ("conflict", None, 2),
    }


def test_reasons_that_differ_are_a_conflict_at_full_text_only(seed_url: str) -> None:
    review = Review(seed_url, reviewers=2).open()
    one = review.candidate("pmid:1", review.run(records=1))
    for stage in ("title-abstract", "full-text"):
        review.decide(one, "exclude", stage, who="ann", reason="population")
        review.decide(one, "exclude", stage, who="bob", reason="design")
    told = {row["stage"]: (row["status"], row["reason"]) for row in current(seed_url)}
    assert told == {"title-abstract": ("exclude", "population"), "full-text": ("conflict", None)}


def test_decisions_on_a_merged_candidate_count_as_those_of_the_one_it_is(seed_url: str) -> None:
    """The newer decision was made on the copy; the row is of the one that stands for both."""
    review = Review(seed_url).open()
    run = review.run(records=2)
    kept = review.candidate("pmid:1", run)
    copy = review.candidate("pmid:2", run, same_as_id=kept)
    review.decide(kept, "include")
    review.decide(copy, "exclude", reason="design")
    (row,) = current(seed_url)
    assert (row["policy"], row["opened"], row["candidate"]) == ("7.01.75", "2022-09-01", kept)
    assert (row["status"], row["reason"], row["stage"]) == ("exclude", "design", "title-abstract")


def test_the_view_agrees_with_the_program_on_decisions_of_any_kind(seed_url: str) -> None:
    """Made-up decisions of four people in both roles, at both stages; the seed is fixed."""
    pick = random.Random(7)
    review = Review(seed_url, reviewers=2).open()
    run = review.run(records=40)
    candidates = [review.candidate(f"pmid:{n}", run) for n in range(1, 41)]
    for _ in range(220):
        decision = pick.choice(["include", "exclude", "exclude", "unsure", "withdrawn"])
        reason = pick.choice(["population", "design", None]) if decision == "exclude" else None
        role = pick.choice(["reviewer", "reviewer", "reviewer", "arbiter"])
        stage = pick.choice(["title-abstract", "full-text"])
        review.decide(
            pick.choice(candidates), decision, stage, who=pick.choice("abcd"), role=role, reason=reason
        )
    expected = {
        (key, stage): (outcome.status.value, outcome.reason, len(outcome.standing))
        for key, candidate in review.standing().items()
        for stage, outcome in (
            ("title-abstract", candidate.title_abstract),
            ("full-text", candidate.full_text),
        )
        if outcome.standing
    }
    told = {
        (row["candidate"], row["stage"]): (row["status"], row["reason"], row["decisions"])
        for row in current(seed_url)
    }
    assert told == expected
