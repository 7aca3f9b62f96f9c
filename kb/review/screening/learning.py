"""What past decisions say about relevance: examples to learn from, and the order in which they were found."""

from __future__ import annotations

from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.queries import run
from kb.review.cycles import Cycle, read_cycles
from kb.review.outcome import SETTLED, TITLE_ABSTRACT, ScreeningStatus
from kb.review.screening.question_terms import read_terms
from kb.review.screening.rules import EXCLUDE, NOT_RETRIEVED
from kb.review.screening.worklist import Screener, Worklist, WorklistItem, read_worklist


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate that was judged."""

    candidate: str
    text: str
    is_relevant: bool
    at: str
    """When it was judged, UTC, ISO 8601; empty for what the policy cited before."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """All that an order by relevance may learn from."""

    now: tuple[Example, ...]
    """Judged in this cycle, in the order of the decisions."""
    before: tuple[Example, ...]
    """Judged in earlier cycles of the policy, or cited by it already."""
    question: str
    """Words of the policy's question and titles of what it cites: what to start from without examples."""


def text_of(item: WorklistItem) -> str:
    """What is read of a candidate at the first stage; the title twice, because it says most."""
    standing = item.standing
    return "\n".join(part for part in (standing.title, standing.title, standing.abstract) if part)


def judged(worklist: Worklist, stage: str, screener: Screener) -> tuple[Example, ...]:
    """Candidates that are judged at a stage as far as the person may know, in the order of the decisions.

    Where two people decide without seeing each other's decisions, the order must not tell one what the other
    did: a reviewer learns from own decisions only, until both have decided.
    """
    examples = []
    for item in worklist.open_to(stage):
        outcome = item.outcome(stage)
        own = item.own(stage, screener)
        if is_carried(item, stage, screener):
            continue  # judged in an earlier cycle: an example of that one
        if outcome.status in SETTLED and (worklist.cycle.reviewers == 1 or own or screener.is_arbiter):
            relevant, at = outcome.status is ScreeningStatus.INCLUDE, outcome.standing[-1].at
        elif own is not None:
            relevant, at = own.decision not in (EXCLUDE, NOT_RETRIEVED), own.at
        else:
            continue
        examples.append(Example(item.candidate, text_of(item), relevant, at))
    return tuple(sorted(examples, key=lambda example: (example.at, example.candidate)))


def is_carried(item: WorklistItem, stage: str, screener: Screener) -> bool:
    """Whether it is excluded as before, by all or by the person: read in an earlier review only."""
    own = item.own(stage, screener)
    return item.outcome(stage).is_carried or (own is not None and own.carried_from is not None)


def read_lessons(reader: Reader, worklist: Worklist, stage: str, screener: Screener) -> Lessons:
    """Examples of this cycle and of earlier ones, and what the policy is about."""
    cycle = worklist.cycle
    known = {
        item.candidate: Example(item.candidate, text_of(item), True, "")
        for item in worklist.items
        if item.standing.in_policy
    }
    for earlier in read_cycles(reader, cycle.policy):
        if earlier.opened < cycle.opened:
            known |= {example.candidate: example for example in _settled(reader, earlier, stage)}
    now = judged(worklist, stage, screener)
    for example in now:
        known.pop(example.candidate, None)
    terms = [term.text for term in read_terms(reader, cycle.policy)]
    titles = [row["title"] for row in run(reader, "review/screening/references", policy=cycle.policy)]
    return Lessons(now, tuple(known.values()), "\n".join([*terms, *titles]))


def _settled(reader: Reader, cycle: Cycle, stage: str) -> list[Example]:
    """What an earlier cycle settled: at the full text where it came to that, else on title and abstract."""
    examples = []
    for item in read_worklist(reader, cycle).items:
        outcome = item.outcome(stage)
        if stage != TITLE_ABSTRACT and outcome.status not in SETTLED:
            outcome = item.outcome(TITLE_ABSTRACT)
        if outcome.status in SETTLED:
            relevant = outcome.status is ScreeningStatus.INCLUDE
            examples.append(Example(item.candidate, text_of(item), relevant, outcome.standing[-1].at))
    return examples
