"""What a person is told about a candidate before deciding."""

from __future__ import annotations

from functools import partial

from kb.db.connect import read
from kb.records.references import NoticeEntry
from kb.review.candidate_status import Earlier
from kb.review.outcome import ScreeningStatus
from kb.review.screening.flags import of_earlier, read_flags, read_notices_in_force
from kb.store.edits import amend, with_notices
from tests.builders.reviews import Review
from tests.review.screening.acting import worklist


def _flags(review: Review) -> dict[str, tuple[str, ...]]:
    with read(review.url) as reader:
        items = worklist(review).items
        return read_flags(reader, items, read_notices_in_force(reader, review.cycle(), items))


def test_a_notice_in_the_knowledge_base_is_told_until_it_is_lifted(seed_url: str) -> None:
    review = Review(seed_url).open()
    review.candidate("pmid:25284802", review.run(), reference_id="wang-2015")
    known = "known: wang-2015 (study wang-2015, policy 7.01.75)"
    told = []
    notices: list[NoticeEntry] = []
    for kind in ("concern", "retraction", "reinstatement"):
        notices.append(NoticeEntry.model_validate({"kind": kind, "date": f"2022-0{len(notices) + 1}-01"}))
        amend(
            seed_url, [("references/wang-2015", partial(with_notices, notices=list(notices)))], "rita", kind
        )
        told.append(_flags(review)["pmid:25284802"])
    assert told == [
        ("expression of concern (2022-01-01)", known),
        ("retracted (2022-02-01)", known),
        (known,),
    ]


def test_nothing_to_tell(seed_url: str) -> None:
    """A candidate of which nothing is known has no flags."""
    review = Review(seed_url).open()
    review.candidate("pmid:1100", review.run())
    assert _flags(review) == {"pmid:1100": ()}


def test_how_an_earlier_review_ended_reads_as_a_sentence_part() -> None:
    cycle = "7.01.75@2021-09-01"
    assert (
        of_earlier(Earlier(cycle, "full-text", ScreeningStatus.EXCLUDE, "sample-size"))
        == "excluded at full text in the review of 2021-09-01: Too few participants"
    )
    assert (
        of_earlier(Earlier(cycle, "title-abstract", ScreeningStatus.PENDING, None))
        == "left undecided on title and abstract in the review of 2021-09-01"
    )
