"""Putting screening decisions on record: all that are asked for in one transaction, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.review.cycles import Cycle, cycle_under_way, hold_cycle
from kb.review.outcome import FULL_TEXT, SETTLED
from kb.review.screening.candidate_names import CandidateNames, Unclear
from kb.review.screening.decision_history import ScreeningHistory, now
from kb.review.screening.named_candidates import read_named
from kb.review.screening.rules import NOT_RETRIEVED, WITHDRAWN, ScreeningChoice, obstacle
from kb.review.screening.worklist import ARBITER, STAGES, Screener, ScreeningItem
from kb.review.screening.workload import read_workload
from kb.store.database import Writer, writing


@dataclass(frozen=True, slots=True)
class DecisionRequest:
    """A choice about what a person calls by some name."""

    name: str
    choice: ScreeningChoice


@dataclass(frozen=True, slots=True)
class Event:
    """A decision to be put on record."""

    item: ScreeningItem
    stage: str
    screener: Screener
    choice: ScreeningChoice

    def stands(self, history: ScreeningHistory) -> bool:
        """Whether the decision of the person that holds says the same; what is left out is no difference."""
        own, choice = self.item.own(self.stage, self.screener), self.choice
        if own is None or (own.decision, own.reason) != (choice.decision, choice.reason):
            return False
        if choice.note is not None and choice.note != own.note:
            return False
        if own.carried_from is not None and choice.carried_from is None:
            return False  # what was repeated is now read
        current = history.indication(self.item.candidate, self.stage, own)
        return choice.indication is None or choice.indication == current

    @property
    def is_beside_others(self) -> bool:
        """Whether it comes on top of the decisions of others, which settled it without this person."""
        return (
            self.choice.decision != WITHDRAWN
            and self.item.outcome(self.stage).status in SETTLED
            and self.item.own(self.stage, self.screener) is None
        )

    @property
    def is_outweighed(self) -> bool:
        """Whether an arbiter has settled it, so that a decision of a reviewer changes nothing."""
        standing = self.item.outcome(self.stage).standing
        return not self.screener.is_arbiter and any(decision.role == ARBITER for decision in standing)


@dataclass(slots=True)
class DecisionsWritten:
    """What came of the wishes."""

    stage: str
    """Stage of the decisions; what was taken back may have been made at another."""
    written: list[Event] = field(default_factory=list)
    unchanged: list[Event] = field(default_factory=list)
    """What stood like this before; nothing was written for them."""
    problems: list[tuple[int, str]] = field(default_factory=list)
    """Number of a wish, from 0, and what is wrong with it."""
    remarks: list[str] = field(default_factory=list)
    """What the person should look at."""


def decide(
    url: str, policy: str, screener: Screener, wishes: Sequence[DecisionRequest], stage: str | None = None
) -> DecisionsWritten:
    """Put the wishes on record. Without a stage it is the earliest one with work left for the person.

    What stands already is not written again. Raises KbError with every problem; nothing is written then.
    """
    with writing(url, alone=False) as writer:
        reader = writer.reader()
        screener = screener.on_record(reader)
        cycle = cycle_under_way(reader, policy)
        require_indications(reader, cycle, wishes)
        names, history = read_named(reader, cycle, [wish.name for wish in wishes])
        otherwise = stage or _stage_for(reader, cycle, screener, wishes)
        taken = weigh(names, history, screener, wishes, (stage, otherwise))
        if taken.problems:
            messages = [f"{wishes[number].name}: {message}" for number, message in taken.problems]
            raise KbError("\n".join(["Nothing was written.", *messages]))
        record(writer, cycle, history, taken.written)
    return taken


def weigh(
    names: CandidateNames,
    history: ScreeningHistory,
    screener: Screener,
    wishes: Sequence[DecisionRequest],
    stages: tuple[str | None, str],
) -> DecisionsWritten:
    """What is to be written, what stands already and what is wrong.

    ``stages`` are the stage that the person named, None for none, and the one that it is then.
    """
    stage, otherwise = stages
    seen: dict[str, ScreeningChoice] = {}
    taken = DecisionsWritten(otherwise)
    for number, wish in enumerate(wishes):
        try:
            item = names.find(wish.name)
        except Unclear as problem:
            taken.problems.append((number, str(problem)))
            continue
        at = _stage_of(item, screener, wish.choice, stage) or taken.stage
        event = Event(item, at, screener, wish.choice)
        is_first = item.candidate not in seen
        if seen.setdefault(item.candidate, wish.choice) != wish.choice:
            taken.problems.append((number, f"is {item.candidate}, which is named twice, and differently."))
        elif message := obstacle(item, at, screener, wish.choice):
            taken.problems.append((number, message))
        elif is_first:
            (taken.unchanged if event.stands(history) else taken.written).append(event)
    return taken


def _stage_for(reader: Reader, cycle: Cycle, screener: Screener, wishes: Sequence[DecisionRequest]) -> str:
    if any(wish.choice.decision == NOT_RETRIEVED for wish in wishes):
        return FULL_TEXT
    return read_workload(reader, cycle, screener).stage


def _stage_of(
    item: ScreeningItem, screener: Screener, choice: ScreeningChoice, stage: str | None
) -> str | None:
    """Where to take back a decision when no stage is given: the later stage at which the person made one."""
    if stage is not None or choice.decision != WITHDRAWN:
        return stage
    return next((later for later in reversed(STAGES) if item.own(later, screener)), None)


def record(writer: Writer, cycle: Cycle, history: ScreeningHistory, events: Sequence[Event]) -> None:
    """Append the decisions, in a write transaction that is under way."""
    hold_cycle(writer, cycle)
    moment = now()
    rows = []
    for event in events:
        candidate, who = event.item.candidate, event.screener.who
        at = history.time_for(candidate, event.stage, who, moment)
        rows.append(_row(cycle, event, at))
    writer.insert("screening_decision", rows)


def _row(cycle: Cycle, event: Event, at: str) -> Row:
    candidate, who, choice = event.item.candidate, event.screener.who, event.choice
    return {
        "id": f"{cycle.id}/{candidate}/{event.stage}/{at}/{who}",
        "review_cycle_id": cycle.id,
        "candidate_id": candidate,
        "indication_id": None if choice.indication is None else f"{cycle.policy}/{choice.indication}",
        "stage": event.stage,
        "role": event.screener.role,
        "decision": choice.decision,
        "reason": choice.reason,
        "note": choice.note,
        "carried_from_id": choice.carried_from,
        "who": who,
        "decided_at": at,
    }


def require_indications(reader: Reader, cycle: Cycle, wishes: Iterable[DecisionRequest]) -> None:
    """Raises KbError that names the nearest ones for an indication that the policy has not."""
    wanted = {wish.choice.indication for wish in wishes if wish.choice.indication is not None}
    if not wanted:
        return
    known = [row["indication"] for row in run(reader, "evidence/indication_list", policy=cycle.policy)]
    for key in sorted(wanted - set(known)):
        raise KbError(f"{cycle.policy} has no indication {key!r}. {nearest(key, known)}".strip())
