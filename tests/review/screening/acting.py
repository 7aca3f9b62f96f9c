"""Short ways to screen, for tests."""

from __future__ import annotations

from kb.db.connect import Row, read
from kb.review.screening.deciding import DecisionRequest, DecisionsWritten, decide
from kb.review.screening.rules import ScreeningChoice
from kb.review.screening.worklist import ARBITER, Screener, Worklist, read_worklist
from kb.store.database import writing
from tests.builders.reviews import POLICY, Review

RITA, SAM, ADA = Screener("rita"), Screener("sam"), Screener("ada", ARBITER)
"""Two reviewers, and one who settles what they see differently."""


def worklist(review: Review) -> Worklist:
    """What the database holds now."""
    with read(review.url) as reader:
        return read_worklist(reader, review.cycle())


def say(
    review: Review, who: Screener, decision: str, *names: str, stage: str | None = None, **said: str
) -> DecisionsWritten:
    """One decision on several candidates."""
    return decide(
        review.url,
        POLICY,
        who,
        [DecisionRequest(name, ScreeningChoice(decision, **said)) for name in names],
        stage,
    )


def close(review: Review) -> None:
    """End the cycle, so that another can be under way."""
    with writing(review.url) as writer:
        writer.run("UPDATE review_cycle SET state = 'published' WHERE id = ?", (review.id,))


def events(review: Review) -> list[Row]:
    """Decisions on record in the cycle, oldest first."""
    with read(review.url) as reader:
        return reader.rows(
            "SELECT candidate_id AS candidate, stage, role, decision, reason, note, who, decided_at AS at"
            " FROM screening_decision WHERE review_cycle_id = :cycle ORDER BY decided_at, id",
            {"cycle": review.id},
        )
