"""Publishing names what is stale besides the literature, and asks what only a person knows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kb.db.connect import read
from kb.review.due import months_between
from kb.review.publishing.obstacles import read_record_obstacles
from kb.review.publishing.publish import Publishing, plan_publication
from kb.review.publishing.stale import _issued, _numbers
from kb.store.edits import amend, put
from kb.store.record_texts import record_text
from kb.store.row_changes import ChangeAuthor
from tests.builders.forging import forge
from tests.builders.releases import frozen
from tests.builders.reviews import POLICY, Review
from tests.command_line import Kb

RECORD = f"policies/{POLICY}/policy"
HCC = f"policies/{POLICY}/indications/hcc"
WANG = "studies/wang-2015"


@pytest.fixture
def review(seed_url: str) -> Review:
    frozen(seed_url)
    return Review(seed_url).open()


def _stale(review: Review) -> list[str]:
    author = ChangeAuthor("rita", "a test", "2022-10-15T10:00:00+00:00")
    with read(review.url) as reader:
        plan = plan_publication(reader, Publishing(POLICY, date(2022, 11, 1), author))
    return list(plan.stale)


def _amend(review: Review, record: str, **update: Any) -> None:
    amend(review.url, [(record, lambda old: old.model_copy(update=update))], "rita", "a test")


def test_what_was_not_looked_at_again_is_named(review: Review) -> None:
    """The shipped policy as it is, in a review of September 2022 that touched nothing of this."""
    assert _stale(review) == [
        "the guideline nccn-colon (NCCN, Colon Cancer, version 2.2021) is older than this review: of 2021."
        " Look whether there is a newer version.",
        "the guideline nccn-hepatobiliary (NCCN, Hepatobiliary Cancers, version 3.2021) is older than this"
        " review: of 2021. Look whether there is a newer version.",
        "the guideline nccn-neuroendocrine (NCCN, Neuroendocrine and Adrenal Tumors, version 2.2021) is older"
        " than this review: of 2021. Look whether there is a newer version.",
        "ongoing trials were looked for in ClinicalTrials.gov on 2021-07, before this review.",
        "the coverage positions (USPSTF, Medicare) are those of the version before. Do they still hold?",
    ]


def test_a_newer_version_of_a_guideline_on_file_is_named(review: Review) -> None:
    with read(review.url) as reader:
        text = record_text(reader, "guidelines/nccn-colon")
    newer = text.replace("guideline: nccn-colon", "guideline: nccn-colon-2022", 1).replace(
        "2.2021", "1.2022", 1
    )
    put(review.url, {"guidelines/nccn-colon-2022": newer}, "rita", "a test")
    assert _stale(review)[0] == (
        "the guideline nccn-colon (NCCN, Colon Cancer, version 2.2021) has a newer version on file:"
        " nccn-colon-2022 (1.2022). The policy still reports the older one."
    )


def test_what_was_looked_at_again_is_not_named(review: Review) -> None:
    with read(review.url) as reader:
        policy = _record(reader)
    (search,) = policy.trial_search
    coverage = tuple(entry.model_copy(update={"text": "Looked up again."}) for entry in policy.coverage)
    looked = search.model_copy(update={"date": "2022-09"})
    _amend(review, RECORD, trial_search=(looked,), coverage=coverage)
    for guideline in ("colon", "hepatobiliary", "neuroendocrine"):
        _amend(review, f"guidelines/nccn-{guideline}", version="1.2022")
    assert _stale(review) == []


def _record(reader: Any) -> Any:
    from kb.review.publishing.update import policy_record

    return policy_record(reader, POLICY)


def test_no_trial_search_at_all_is_named(review: Review) -> None:
    _amend(review, RECORD, trial_search=())
    assert "no search for ongoing and unpublished trials is in the policy (`trial_search`)." in _stale(review)


def test_a_review_without_any_search_is_named(review: Review) -> None:
    nothing = "nothing was searched in this review, and no search is in the policy (`searches`)."
    assert nothing not in _stale(review)
    _amend(review, RECORD, searches=())
    assert nothing in _stale(review)
    review.run(1, source="PubMed")
    assert nothing not in _stale(review)


def test_sources_that_were_searched_and_are_not_in_the_text_are_named(review: Review) -> None:
    review.run(1, source="PubMed", strategy="pubmed")
    review.run(2, source="CENTRAL", kind="register")
    review.run(3, source="Embase (Ovid)")
    review.run(4, source="CENTRAL", kind="register")
    named = [sentence for sentence in _stale(review) if "was searched" in sentence]
    assert named == [
        "CENTRAL was searched in this review (runs 2, 4) and is not among the `searches` of the policy."
    ]


@pytest.mark.parametrize(
    ("version", "numbers"),
    [
        ("2.2021", (2021, 2)),
        ("Version 1.2022", (2022, 1)),
        ("2021.4", (2021, 4)),
        ("4th", None),
        (None, None),
    ],
)
def test_versions_are_ordered_by_their_year(version: str | None, numbers: tuple[int, ...] | None) -> None:
    assert _numbers(version) == numbers
    assert _issued(None, version) == (None if numbers is None else str(numbers[0]))


def test_a_study_without_any_limitation_is_asked_about(review: Review) -> None:
    of_wang = "appraisal_id IN (SELECT id FROM appraisal WHERE study_id = 'wang-2015')"
    answers = f"SELECT id FROM appraisal_answer WHERE {of_wang}"  # noqa: S608
    forge(
        review.url,
        f"DELETE FROM finding_basis WHERE answer_id IN ({answers})",  # noqa: S608
        f"DELETE FROM appraisal_answer WHERE {of_wang}",  # noqa: S608
    )
    with read(review.url) as reader:
        questions = [
            problem for problem in read_record_obstacles(reader, POLICY) if problem.field == "question"
        ]
    ((record, message),) = [(question.file, question.message) for question in questions]
    assert record == WANG
    assert message == "no limitation of Wang et al (2015) (wang-2015) is entered. Is there none?"


def test_a_conclusion_without_basis_is_asked_about(review: Review) -> None:
    def bare(record: Any) -> Any:
        return record.model_copy(update={"conclusion": record.conclusion.model_copy(update={"findings": ()})})

    amend(review.url, [(HCC, bare)], "rita", "a test")
    with read(review.url) as reader:
        questions = [
            problem for problem in read_record_obstacles(reader, POLICY) if problem.field == "question"
        ]
    assert [question.file for question in questions] == [f"{POLICY}/hcc"]
    assert "no finding says what the conclusion (insufficient) rests on" in questions[0].message


def test_a_conclusion_for_which_no_study_was_identified_rests_on_none(review: Review) -> None:
    """Neither it nor the indication that shares it has a study, and somebody looked for some."""

    def unstudied(record: Any) -> Any:
        nothing = tuple(
            group.model_copy(update={"studies": (), "none_identified": True}) for group in record.groups
        )
        finding = record.conclusion.findings[0].model_copy(
            update={"text": "No study was found.", "basis": ()}
        )
        conclusion = record.conclusion.model_copy(update={"findings": (finding,)})
        return record.model_copy(
            update={"groups": nothing, "limitations": (), "certainty": (), "conclusion": conclusion}
        )

    def questions() -> list[str]:
        with read(review.url) as reader:
            return [at.file for at in read_record_obstacles(reader, POLICY) if at.field == "question"]

    amend(review.url, [(HCC, unstudied)], "rita", "a test")
    assert questions() == []
    shared = {"conclusion": None, "concluded_with": "hcc"}
    amend(
        review.url,
        [(f"policies/{POLICY}/indications/crc", lambda old: old.model_copy(update=shared))],
        "rita",
        "a test",
    )
    assert questions() == [f"{POLICY}/hcc"]


def test_a_plan_that_reviews_twice_a_year_calls_no_review_annual(review: Review) -> None:
    """The line of the policy history and the PRISMA flow of a living review say how often."""
    plan = "plans/blue-shield-of-california"
    amend(review.url, [(plan, lambda old: old.model_copy(update={"review_months": 6}))], "rita", "a test")
    author = ChangeAuthor("rita", "a test", "2022-10-15T10:00:00+00:00")
    with read(review.url) as reader:
        planned = plan_publication(reader, Publishing(POLICY, date(2022, 11, 1), author))
        assert planned.line.startswith("Review;")
        assert months_between(reader, POLICY) == 6


def test_the_command_names_it_and_is_refused_for_questions_only(kb: Kb, review: Review) -> None:
    words = ("--database", review.url, "review", "publish", POLICY, "--effective", "2022-11-01", "--dry-run")
    result = kb(*words, "--because", "A test.")
    assert result.exit_code == 0
    assert "Besides the literature: ongoing trials were looked for in ClinicalTrials.gov on 2021-07" in (
        result.stderr
    )


def test_a_publication_that_was_done_says_so_when_it_is_repeated(kb: Kb, review: Review) -> None:
    """Whoever was cut off before the answer came types the command again."""
    words = ("--database", review.url, "review", "publish", POLICY, "--because", "A test.", "--effective")
    first = kb(*words, "2022-11-01", "--who", "rita")
    assert first.exit_code == 0
    (hash,) = [word for word in first.stderr.split() if len(word) == 64]
    again = kb(*words, "2022-11-01")
    assert again.exit_code == 0
    assert "The version of 7.01.75 of 2022-11-01 was published already, at " in again.stderr
    assert "by rita. Nothing was done." in again.stderr
    assert hash in again.stderr
    assert kb(*words, "2022-12-01").exit_code == 1
    with read(review.url) as reader:
        assert len(reader.rows("SELECT id FROM release")) == 2
