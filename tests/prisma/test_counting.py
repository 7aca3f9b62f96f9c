"""What is counted where: one small review for each rule."""

from __future__ import annotations

import pytest

from kb.db.connect import read
from kb.db.queries import run
from kb.prisma.flow import FlowReason, FlowSource, Previous
from kb.store.database import writing
from tests.builders.reviews import Year


def year(url: str, **values: object) -> Year:
    """A review that was opened."""
    review = Year(url, **values)  # type: ignore[arg-type]
    review.open()
    return review


def test_each_record_is_identified_once_per_source_and_duplicates_are_removed(seed_url: str) -> None:
    review = year(seed_url)
    pubmed, embase, again = review.run(1), review.run(2, "Embase"), review.run(3, "pubmed")
    register = review.run(4, "ClinicalTrials.gov", "register")
    review.candidate("pmid:1", pubmed)
    review.candidate("pmid:2", pubmed)
    review.hit("pmid:1", embase)
    review.candidate("e#1", embase, same_as_id="pmid:2")
    review.hit("pmid:1", again)
    review.candidate("r#1", register)
    review.hit(None, embase)
    lane = review.flow().databases
    assert lane.sources == (
        FlowSource("PubMed", "database", 3),
        FlowSource("Embase", "database", 3),
        FlowSource("ClinicalTrials.gov", "register", 1),
    )
    assert (lane.identified, lane.duplicates, lane.unreadable, lane.screened) == (7, 3, 1, 3)
    assert lane.automation == 0


def test_what_was_found_in_both_ways_counts_under_databases(seed_url: str) -> None:
    review = year(seed_url)
    website, pubmed = review.run(1, "NICE", "website"), review.run(2)
    review.candidate("pmid:1", website)
    review.hit("pmid:1", pubmed)
    review.candidate("n#1", website)
    flow = review.flow()
    assert flow.other is not None
    assert (flow.databases.identified, flow.databases.duplicates, flow.databases.screened) == (1, 0, 1)
    assert (flow.other.identified, flow.other.duplicates, flow.other.screened) == (2, 1, 1)


def test_without_other_methods_there_is_no_such_lane(seed_url: str) -> None:
    review = year(seed_url)
    review.run()
    assert review.flow().other is None


def test_what_the_policy_cites_is_removed_before_screening(seed_url: str) -> None:
    review = year(seed_url)
    run_id = review.run()
    review.candidate("pmid:25284802", run_id, reference_id="wang-2015")
    review.decide("pmid:25284802", "include")
    lane = review.flow().databases
    assert (lane.known, lane.screened, lane.sought) == (1, 0, 0)


def test_stages_and_reasons(seed_url: str) -> None:
    """Each stage counts who came to it, and exclusions are counted by reason."""
    review = year(seed_url)
    run_id = review.run()
    ids = [review.candidate(f"pmid:{number}", run_id) for number in range(1, 11)]
    for id in ids[:3]:
        review.decide(id, "exclude", reason="preclinical")
    for id in ids[3:9]:
        review.decide(id, "include")
    review.decide(ids[3], "not-retrieved", stage="full-text")
    for id, reason in zip(ids[4:8], ("design", "sample-size", "sample-size", None), strict=True):
        review.decide(id, "exclude", stage="full-text", reason=reason)
    review.decide(ids[8], "include", stage="full-text")
    flow = review.flow()
    lane = flow.databases
    assert (lane.screened, lane.screening_open, lane.excluded, lane.sought) == (10, 1, 3, 6)
    assert (lane.not_retrieved, lane.assessed, lane.assessment_open, lane.included) == (1, 5, 0, 1)
    assert lane.reasons == (
        FlowReason("sample-size", "Too few participants", 2),
        FlowReason("design", "Study design", 1),
        FlowReason(None, "No reason given", 1),
    )
    assert lane.excluded_reasons == (FlowReason("preclinical", "Animals, cells or models", 3),)
    assert flow.is_draft


def test_what_is_undecided_is_told_apart(seed_url: str) -> None:
    review = year(seed_url, reviewers=2)
    run_id = review.run()
    for id in ("pmid:1", "pmid:2", "pmid:3"):
        review.candidate(id, run_id)
        review.decide(id, "include", who="ann")
    review.decide("pmid:2", "exclude", who="bob", reason="design")
    review.decide("pmid:3", "include", who="bob")
    review.decide("pmid:3", "unsure", stage="full-text", who="ann")
    review.decide("pmid:3", "include", stage="full-text", who="bob")
    lane = review.flow().databases
    assert (lane.screened, lane.screening_open, lane.sought) == (3, 2, 1)
    assert (lane.assessed, lane.assessment_open, lane.included) == (1, 1, 0)


def included(review: Year, *candidates: str) -> None:
    """Both stages passed."""
    for candidate in candidates:
        review.decide(candidate, "include")
        review.decide(candidate, "include", stage="full-text")


def test_reports_of_one_study_make_one_study(seed_url: str) -> None:
    review = year(seed_url)
    review.release({"wang-2015": ["wang-2015"]})
    run_id = review.run()
    review.report("chen-2021", "cha-2020")
    review.candidate("pmid:1", run_id, reference_id="chen-2021")
    review.candidate("pmid:2", run_id, reference_id="ko-2020")
    review.report("chen-2021", "ko-2020")
    review.candidate("pmid:3", run_id)
    included(review, "pmid:1", "pmid:2", "pmid:3")
    flow = review.flow()
    assert flow.previous == Previous("2021-11-01", 1, 1)
    assert (flow.new_studies, flow.new_reports, flow.unextracted) == (2, 2, 1)  # ko-2020 is a study as well
    assert (flow.total_studies, flow.total_reports) == (3, 3)
    assert flow.is_draft


def test_a_new_report_of_a_known_study_is_no_new_study(seed_url: str) -> None:
    review = year(seed_url)
    review.release({"wang-2015": ["wang-2015"], "ei-2015": ["ei-2015"]})
    run_id = review.run()
    with read(seed_url) as reader:
        spare = next(
            row["reference"]
            for row in run(reader, "evidence/reference_names")
            if not run(reader, "evidence/study_in_use", policy=review.policy, study=row["reference"])
        )
    review.report("wang-2015", spare)
    review.candidate("pmid:1", run_id, reference_id=spare)
    included(review, "pmid:1")
    flow = review.flow()
    assert (flow.new_studies, flow.new_reports, flow.further_reports) == (0, 0, 1)
    assert (flow.total_studies, flow.total_reports) == (2, 3)
    assert not flow.is_draft


def test_an_adopted_extraction_ties_a_candidate_to_its_study(seed_url: str) -> None:
    review = year(seed_url)
    review.release({"wang-2015": ["wang-2015"]})
    run_id = review.run()
    for id in ("pmid:1", "pmid:2"):
        review.candidate(id, run_id)
    included(review, "pmid:1", "pmid:2")
    review.extract("pmid:1", "dunne-2014")
    review.extract("pmid:2", "wei-2020", state="draft")
    flow = review.flow()
    assert (flow.new_studies, flow.new_reports, flow.unextracted) == (1, 1, 1)


def test_a_new_study_that_no_indication_uses_is_told_while_the_review_is_under_way(seed_url: str) -> None:
    review = year(seed_url)
    review.release({"wang-2015": ["wang-2015"]})
    run_id = review.run()
    with read(seed_url) as reader:
        (row,) = reader.rows("SELECT * FROM study WHERE id = 'chen-2021'")
    review._insert("study", **(row | {"id": "doe-2022"}))
    for number, study in enumerate(("doe-2022", "ei-2015"), 1):
        review.candidate(f"pmid:{number}", run_id)
        review.extract(f"pmid:{number}", study)
    included(review, "pmid:1", "pmid:2")
    flow = review.flow()
    assert (flow.new_studies, flow.unused, flow.is_draft) == (2, 1, True)
    with writing(seed_url) as writer:
        writer.run("UPDATE review_cycle SET state = 'published' WHERE id = ?", (review.id,))
    flow = review.flow()
    assert (flow.new_studies, flow.unused, flow.is_draft) == (2, 0, False)


def test_without_a_release_the_uses_stand_for_it_but_for_what_the_cycle_brought(seed_url: str) -> None:
    review = year(seed_url)
    run_id = review.run()
    review.candidate("pmid:1", run_id, reference_id="chen-2021")
    review.extract("pmid:1", "chen-2021")
    included(review, "pmid:1")
    flow = review.flow()
    assert flow.previous == Previous(None, 27, 27)
    assert (flow.new_studies, flow.new_reports) == (1, 1)
    assert (flow.total_studies, flow.total_reports) == (28, 28)


def test_the_base_is_the_release_before_the_cycle_whatever_came_later(seed_url: str) -> None:
    review = year(seed_url)
    review.candidate("pmid:1", review.run(), reference_id="chen-2021")
    included(review, "pmid:1")
    review.release({"ei-2015": ["ei-2015"]}, "2020-11-01")
    review.release({"wang-2015": ["wang-2015"], "ei-2015": ["ei-2015"]}, "2021-11-01")
    review.release({"chen-2021": ["chen-2021"]}, "2022-11-01", review_cycle_id=review.id)
    assert review.flow().previous == Previous("2021-11-01", 2, 2)
    assert review.flow().new_studies == 1
    later = year(seed_url, opened="2023-09-01")
    later.run()
    later.release({"wang-2015": ["wang-2015"]}, "2023-11-01", review_cycle_id=later.id)
    later.release({"chen-2021": ["chen-2021"]}, "2024-11-01")
    assert later.flow().previous == Previous("2022-11-01", 1, 1)
    assert review.flow().previous == Previous("2021-11-01", 2, 2)
    assert review.flow().databases.known == 0


def test_a_review_of_a_policy_without_studies_is_a_new_one(engine_url: str) -> None:
    with writing(engine_url) as writer:
        writer.insert(
            "record",
            [{"id": "policies/9", "kind": "policies", "name": "9", "content_hash": "", "synced_hash": ""}],
        )
        writer.insert(
            "health_plan",
            [
                {
                    "id": "p",
                    "record_id": "policies/9",
                    "name": "P",
                    "date_style": "iso",
                    "disclaimer_place": "back",
                }
            ],
        )
        writer.insert(
            "policy",
            [{"id": "9", "record_id": "policies/9", "title": "T", "plan_id": "p", "section": "S"}],
        )
    review = year(engine_url, policy="9")
    review.candidate("pmid:1", review.run())
    flow = review.flow()
    assert flow.previous is None
    assert flow.total_studies == 0


@pytest.mark.parametrize(("judgement", "open_"), [(None, 1), ("same", 0), ("different", 0), ("withdrawn", 1)])
def test_doubtful_pairs_that_nobody_judged_make_a_draft(
    seed_url: str, judgement: str | None, open_: int
) -> None:
    review = year(seed_url)
    run_id = review.run()
    for id in ("pmid:1", "pmid:2"):
        review.candidate(id, run_id)
        review.decide(id, "exclude", reason="design")
    review.doubt("pmid:1", "pmid:2", judgement)
    flow = review.flow()
    assert (flow.doubtful, flow.is_draft) == (open_, bool(open_))


def test_a_real_release_gives_its_studies_and_reports(seed_url: str) -> None:
    from kb.releases.freeze import NewRelease, freeze
    from kb.store.row_changes import ChangeAuthor

    with writing(seed_url) as writer:
        author = ChangeAuthor("rita", "before the review", "2021-11-01T10:00:00Z")
        freeze(writer, NewRelease("7.01.75", "2021-11-01", author))
    review = year(seed_url)
    review.run()
    assert review.flow().previous == Previous("2021-11-01", 28, 28)


def test_reports_excluded_for_different_reasons_await_a_decision(seed_url: str) -> None:
    """Until it is settled for which reason, the report is under none of them."""
    review = year(seed_url, reviewers=2)
    one = review.candidate("pmid:1", review.run())
    for who in ("ann", "bob"):
        review.decide(one, "include", who=who)
    review.decide(one, "exclude", "full-text", who="ann", reason="population")
    review.decide(one, "exclude", "full-text", who="bob", reason="design")
    lane = review.flow().databases
    assert (lane.assessed, lane.assessment_open, lane.reasons) == (1, 1, ())
    review.decide(one, "exclude", "full-text", who="bob", reason="population")
    assert review.flow().databases.reasons == (FlowReason("population", "Other population", 1),)
