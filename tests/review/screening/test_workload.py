"""What is left for a person, counted by the database: the same as counting the worklist."""

from __future__ import annotations

import pytest

from kb.db.connect import read
from kb.review.screening.candidate_names import CandidateNames, Unclear
from kb.review.screening.named_candidates import read_named
from kb.review.screening.worklist import ARBITER, STAGES, Screener, read_worklist
from kb.review.screening.workload import StageWorkload, read_workload
from kb.store.database import writing
from tests.builders.reviews import Review

PEOPLE = (Screener("rita"), Screener("sam"), Screener("ada", ARBITER), Screener("nobody"))


@pytest.fixture
def review(seed_url: str) -> Review:
    """Candidates in every state, one known to the policy, one merged, one found by a merged record only."""
    review = Review(seed_url, reviewers=2).open()
    first, second = review.run(1, records=8), review.run(2, "Embase", records=2)
    review.hit(None, first)
    for number in range(1, 7):
        review.candidate(f"pmid:{number}", first, doi=f"10.9999/{number}")
    review.candidate("pmid:25284802", first, reference_id="wang-2015")
    review.candidate("ovid#1", second, same_as_id="pmid:1")
    with writing(seed_url, alone=False) as writer:  # a root that only another review found
        writer.insert("candidate", [{"id": "pmid:90", "pmid": "90", "doi": "10.9999/90"}])
    review.candidate("ovid#2", second, same_as_id="pmid:90")
    for who, decisions in {"rita": "ieuiw", "sam": "iieii"}.items():
        for number, sign in enumerate(decisions, start=1):
            words = {"i": "include", "e": "exclude", "u": "unsure", "w": "withdrawn"}
            review.decide(f"pmid:{number}", words[sign], who=who)
    review.decide("ovid#1", "include", "full-text", who="rita")
    review.decide("pmid:4", "exclude", "full-text", reason="design", who="sam")
    return review


def test_what_is_left_is_what_the_worklist_leaves(review: Review) -> None:
    """For reviewers, arbiters and those who did nothing yet, at both stages."""
    with read(review.url) as reader:
        worklist = read_worklist(reader, review.cycle())
        for screener in PEOPLE:
            workload = read_workload(reader, review.cycle(), screener)
            assert workload.stage == worklist.stage_for(screener)
            for stage in STAGES:
                asked = worklist.open_to(stage)
                statuses = [item.outcome(stage).status for item in asked]
                assert workload.stages[stage] == StageWorkload(
                    asked=len(asked),
                    left=len(worklist.left(stage, screener)),
                    pending=statuses.count("pending"),
                    conflicts=statuses.count("conflict"),
                )
        assert workload.stages["title-abstract"].asked == 7  # six, and the root that another review found


@pytest.mark.parametrize(
    "name",
    ["1", "#3", "#10", "pmid:2", "PMID: 2", "10.9999/90", "ovid#1", "90", "8", "#1", "#99", "pmid:77", "x"],
)
def test_a_name_means_the_same_as_in_the_whole_worklist(review: Review, name: str) -> None:
    """By number, PMID, DOI or id, of a merged candidate too; what means nothing says so in the same words."""
    with read(review.url) as reader:
        worklist = read_worklist(reader, review.cycle())
        few, _ = read_named(reader, review.cycle(), [name])

    def meant(names: CandidateNames) -> tuple[object, ...]:
        try:
            item = names.find(name)
        except Unclear as unclear:
            return (str(unclear),)
        return (item.candidate, item.number, item.standing.in_policy, item.outcome("title-abstract"))

    assert meant(few) == meant(CandidateNames(worklist.items, worklist.names))
