"""Deciding as before: what an earlier review of the policy excluded is excluded again, in one step.

It is each person's own decision: where two people decide, both have to repeat it, or to read it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kb.errors import KbError
from kb.review.candidate_status import Earlier
from kb.review.cycles import cycle_under_way
from kb.review.outcome import TITLE_ABSTRACT
from kb.review.screening.deciding import DecisionsWritten, Event, record
from kb.review.screening.decision_history import read_history
from kb.review.screening.flags import of_earlier
from kb.review.screening.rules import EXCLUDE, ScreeningChoice
from kb.review.screening.worklist import Screener, WorklistItem, read_worklist
from kb.store.database import writing

_AS_IN = "As in the review of "


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What came of it."""

    taken: DecisionsWritten
    left: dict[str, int]
    """How an earlier review ended, in words -> candidates of that kind that are left to decide anew."""


def exclude_as_before(url: str, policy: str, screener: Screener) -> CarriedOver:
    """Repeat the exclusions of earlier published reviews, with reason, where the person has yet to decide.

    It is a decision on title and abstract, also where the earlier review had read the full report. What was
    included, not retrieved or left open then, or decided in a review that was given up, is left.
    """
    if screener.is_arbiter:
        raise KbError("--as-before is for reviewers: an arbiter settles what they see differently.")
    with writing(url, alone=False) as writer:
        reader = writer.reader()
        screener = screener.on_record(reader)
        cycle = cycle_under_way(reader, policy)
        history, worklist = read_history(reader, cycle), read_worklist(reader, cycle)
        carried, left = DecisionsWritten(TITLE_ABSTRACT), Counter[str]()
        for item in worklist.left(TITLE_ABSTRACT, screener):
            earlier = item.standing.earlier
            if earlier is None:
                continue
            if item.standing.was_excluded:
                carried.written.append(Event(item, TITLE_ABSTRACT, screener, _choice(earlier)))
            else:
                left[_told(item, earlier)] += 1
        record(writer, cycle, history, carried.written)
    return CarriedOver(carried, dict(left))


def _choice(earlier: Earlier) -> ScreeningChoice:
    note = f"{_AS_IN}{earlier.cycle.rpartition('@')[2]}"
    if earlier.note:
        note = earlier.note if earlier.note.startswith(_AS_IN) else f"{note}: {earlier.note}"
    return ScreeningChoice(EXCLUDE, earlier.reason, note, carried_from=earlier.cycle)


def _told(item: WorklistItem, earlier: Earlier) -> str:
    words = of_earlier(earlier)
    return words if earlier.is_published else f"{words} that was given up"
