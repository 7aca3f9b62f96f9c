"""How far a review is."""

from __future__ import annotations

import json

from kb.db.connect import read
from kb.evidence.basis import basis_hash
from kb.review.progress import Step, read_progress
from kb.store.database import writing
from tests.builders.forging import forge
from tests.builders.reviews import Review
from tests.command_line import Kb


def steps(review: Review) -> dict[str, Step]:
    """The steps by their name."""
    with read(review.url) as reader:
        return {one.name: one for one in read_progress(reader, review.cycle())}


def counts(review: Review) -> dict[str, tuple[int, int]]:
    """Done and total of each step."""
    return {name: (one.done, one.total) for name, one in steps(review).items()}


def test_a_review_begins_with_its_strategies(seed_url: str) -> None:
    found = steps(Review(seed_url).open())
    assert (found["search"].done, found["search"].total) == (0, 2)
    assert found["search"].told == "no search yet; not searched: pubmed, embase"
    assert not found["duplicates"].is_open
    assert found["conclusions"].told == "to sign: hcc, net, crc"


def test_each_stage_counts_what_reaches_it(seed_url: str) -> None:
    review = Review(seed_url).open()
    run = review.run()
    for number in range(1, 5):
        review.candidate(f"pmid:{number}", run)
    review.candidate("pmid:25284802", run, reference_id="wang-2015")
    for number in (1, 2):
        review.decide(f"pmid:{number}", "include")
    review.decide("pmid:3", "exclude")
    review.decide("pmid:1", "include", stage="full-text")
    found = steps(review)
    assert (found["titles and abstracts"].done, found["titles and abstracts"].total) == (3, 4)
    told = "1 pending, 2 include, 1 exclude; 1 in the policy already"
    assert found["titles and abstracts"].told == told
    assert (found["full texts"].done, found["full texts"].total) == (1, 2)
    assert (found["extraction"].done, found["extraction"].total) == (0, 1)
    assert found["extraction"].command == "kb extract new 1"


def test_an_included_study_is_extracted_and_then_put_to_use(seed_url: str) -> None:
    review = Review(seed_url, policy="7.01.75").open()
    run = review.run()
    review.candidate("pmid:7", run, reference_id="sohn-2003")
    for stage in ("title-abstract", "full-text"):
        review.decide("pmid:7", "include", stage=stage)
    # The policy cites it as background and has no study of it.
    assert counts(review)["extraction"] == (0, 0)


def test_a_conclusion_counts_as_signed_while_its_basis_stands(seed_url: str) -> None:
    review = Review(seed_url).open()
    with read(seed_url) as reader:
        basis = basis_hash(reader, "7.01.75/hcc")
    with writing(seed_url) as writer:
        row = {"id": "a", "indication_id": "7.01.75/hcc", "review_cycle_id": review.id, "who": "olga"}
        signed = {"approved_at": "2022-10-01T10:00:00+00:00", "verdict": "insufficient", "basis_hash": basis}
        writer.insert("approval", [row | signed])
    assert counts(review)["conclusions"] == (1, 3)
    forge(seed_url, "UPDATE approval SET basis_hash = 'another'")
    assert counts(review)["conclusions"] == (0, 3)


def test_the_command_says_what_comes_next(kb: Kb, seed_url: str) -> None:
    Review(seed_url).open()
    result = kb("--database", seed_url, "review", "status", "--format", "json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)[0]["step"] == "search"
    assert "Next: kb review search 7.01.75" in result.stderr


def test_without_a_review_it_says_how_to_open_one(kb: Kb, seed_url: str) -> None:
    result = kb("--database", seed_url, "review", "status", "7.01.75")
    assert result.exit_code == 1
    assert "kb review open 7.01.75" in result.stderr
