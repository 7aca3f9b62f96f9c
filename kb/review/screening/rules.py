"""What may be decided: the rules that all doors to screening share.

PRISMA 2020 (doi:10.1136/bmj.n71, item 16b) asks for the reason of each exclusion at full text.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.review.outcome import FULL_TEXT, ScreeningStatus
from kb.review.screening.worklist import ARBITER, Screener, ScreeningItem

INCLUDE, EXCLUDE, UNSURE = "include", "exclude", "unsure"
NOT_RETRIEVED, WITHDRAWN = "not-retrieved", "withdrawn"


@dataclass(frozen=True, slots=True)
class ScreeningChoice:
    """What a person wants to be on record about a candidate; codes are those of ``ScreeningDecision``."""

    decision: str
    reason: str | None = None
    note: str | None = None
    indication: str | None = None
    """Key of the indication decided for; None for the policy as a whole."""
    carried_from: str | None = None
    """The earlier cycle whose exclusion this repeats; None for a decision of its own."""


def obstacle(item: ScreeningItem, stage: str, screener: Screener, choice: ScreeningChoice) -> str | None:
    """Why the person may not decide so, and what to do; None when all is well."""
    return (
        _of_place(item, stage, choice)
        or _of_person(item, stage, screener, choice)
        or obstacle_of(stage, choice)
    )


def obstacle_of(stage: str, choice: ScreeningChoice) -> str | None:
    """What is wrong with a choice at a stage, whatever the candidate; None when nothing is."""
    if choice.decision == NOT_RETRIEVED and stage != FULL_TEXT:
        return "not retrieved is said of full reports. On title and abstract, include, exclude or be unsure."
    if choice.reason is not None and choice.decision != EXCLUDE:
        return f"a reason belongs to an exclusion, not to {choice.decision}. Leave it out, or write a note."
    if choice.decision == EXCLUDE and stage == FULL_TEXT and choice.reason is None:
        return "an exclusion at full text needs a reason (PRISMA 2020, item 16b). Give one."
    if choice.reason == "other" and not choice.note:
        return "the reason 'other' is told in the note. Write one."
    return None


def _of_place(item: ScreeningItem, stage: str, choice: ScreeningChoice) -> str | None:
    standing = item.standing
    if choice.decision == WITHDRAWN:
        return None
    if standing.in_policy:
        return f"is in the policy already, as reference {standing.reference}: nothing to screen."
    if stage == FULL_TEXT and not item.is_open_to(stage):
        return "is not included on title and abstract, which comes before the full text."
    return None


def _of_person(item: ScreeningItem, stage: str, screener: Screener, choice: ScreeningChoice) -> str | None:
    own = item.own(stage, screener)
    if choice.decision == WITHDRAWN:
        return None if own else f"has no decision of {screener.who} at {stage} to take back."
    if not screener.is_arbiter:
        return _of_one_who_settled(item, stage, screener)
    if item.has_reviewed(stage, screener.who):
        return (
            f"was decided on by {screener.who} as a reviewer, so another person settles it."
            " After talking it over, change your own decision without --arbiter."
        )
    if own is None and item.outcome(stage).status is not ScreeningStatus.CONFLICT:
        return "has no conflict to settle. Leave --arbiter out to decide as a reviewer."
    if choice.decision == UNSURE:
        return "an arbiter settles it: include or exclude."
    return None


def _of_one_who_settled(item: ScreeningItem, stage: str, screener: Screener) -> str | None:
    if item.own(stage, Screener(screener.who, ARBITER)) is None:
        return None
    return (
        f"was settled by {screener.who} as the arbiter, who is not one of those who differ. Take that back"
        " (--undo with --arbiter) to decide as a reviewer, or change it with --arbiter."
    )
