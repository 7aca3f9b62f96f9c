"""Screening one candidate after the other: what comes next, each decision saved at once, one step back.

All state is in the database; a session that was killed goes on where it stopped by starting another.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from kb.db.connect import Reader, read
from kb.db.version import require_current
from kb.errors import KbError
from kb.review.cycles import Cycle, cycle_under_way
from kb.review.screening.candidate_names import CandidateNames, Unclear
from kb.review.screening.criteria import read_criteria
from kb.review.screening.deciding import Event, record
from kb.review.screening.decision_history import ScreeningHistory, read_history_of
from kb.review.screening.flags import notices_first, read_flags, read_notices_in_force
from kb.review.screening.learning import read_lessons, text_of
from kb.review.screening.question_terms import read_terms
from kb.review.screening.relevance import Ranker
from kb.review.screening.rules import WITHDRAWN, ScreeningChoice, obstacle
from kb.review.screening.worklist import Screener, WorklistItem, read_worklist
from kb.store.database import writing

_AGAIN = 10
"""Decisions after which the order by relevance is learned anew; a tenth of those made when that is more."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a person sets out to do."""

    url: str
    policy: str
    screener: Screener
    stage: str | None = None
    """None for the earliest stage with work left for the person."""
    by_relevance: bool = False
    indication: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the person is at the stage."""

    done: int
    total: int
    seconds_left: float | None
    """By the usual pace of this session; None before there is one."""

    @property
    def percent(self) -> int:
        """Share done, rounded down, so that 100 means all."""
        return self.done * 100 // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class StepBack:
    """Where a step back led."""

    item: WorklistItem
    is_taken_back: bool
    """Whether a decision on it was taken back; False: it had been skipped, or left to jump elsewhere."""


class Session:
    """A person at work on a stage."""

    def __init__(self, task: Task) -> None:
        self.task = task
        with read(task.url) as reader:
            require_current(reader)
            self.screener = task.screener.on_record(reader)
            worklist = read_worklist(reader, cycle_under_way(reader, task.policy))
            self.cycle = worklist.cycle
            self.stage = task.stage or worklist.stage_for(self.screener)
            self._worklist = worklist
            self._items = {item.candidate: item for item in worklist.items}
            self._names = CandidateNames(worklist.items, worklist.names)
            self._queue = [item.candidate for item in worklist.left(self.stage, self.screener)]
            self._ranker: Ranker | None = None
            self._notices = read_notices_in_force(reader, self.cycle, worklist.items)
            self._order(reader)
            self.terms = read_terms(reader, task.policy)
            self.criteria = read_criteria(reader, task.policy, task.indication)
            self.flags = read_flags(reader, worklist.items, self._notices)
        self._total = self._size()
        self._pace: list[float] = []
        self._shown = time.monotonic()
        self._decided = 0
        self._trail: list[tuple[str, bool]] = []
        """Candidates that were shown before, oldest first, each with whether it was decided on."""

    def _size(self) -> int:
        """All that the person has to do or did at the stage."""
        if self.screener.is_arbiter:
            return len(self._queue)
        return len(self._worklist.open_to(self.stage))

    def _order(self, reader: Reader) -> None:
        """Put what is left in the order asked for, after what was retracted or called in question."""
        if self.task.by_relevance and self._queue:
            self._rank(reader)
        left = notices_first((self._items[candidate] for candidate in self._queue), self._notices)
        self._queue = [item.candidate for item in left]

    def _rank(self, reader: Reader) -> None:
        """Put what is left in the order by relevance."""
        worklist = replace(self._worklist, items=tuple(self._items.values()))
        lessons = read_lessons(reader, worklist, self.stage, self.screener)
        if self._ranker is None:
            self._ranker = Ranker(map(text_of, self._items.values()), lessons)
        scores = self._ranker.rank(
            [text_of(self._items[candidate]) for candidate in self._queue], lessons
        ).scores
        ranked = sorted(zip(scores, self._queue, strict=True), key=lambda pair: -pair[0])
        self._queue = [candidate for _, candidate in ranked]

    def current(self) -> WorklistItem | None:
        """The candidate to decide on now, as the database has it; None when nothing is left.

        What others settled meanwhile is passed over.
        """
        with read(self.task.url) as reader:
            cycle = cycle_under_way(reader, self.task.policy)
            while self._queue:
                item, _ = self._fresh(reader, cycle, self._queue[0])
                if item.is_left(self.stage, self.screener):
                    return item
                self._queue.pop(0)
        return None

    def _fresh(self, reader: Reader, cycle: Cycle, candidate: str) -> tuple[WorklistItem, ScreeningHistory]:
        history, rows = read_history_of(reader, cycle, candidate)
        item = self._items[candidate].with_decisions(rows, cycle.reviewers)
        self._items[candidate] = item
        return item, history

    def decide(self, candidate: str, choice: ScreeningChoice) -> str | None:
        """Put a decision on record now; what is in its way instead, None when it is saved."""
        choice = replace(choice, indication=choice.indication or self.task.indication)
        message = self._save(candidate, choice)
        if message is None:
            self._pace.append(time.monotonic() - self._shown)
            self._shown = time.monotonic()
            self._queue = [waiting for waiting in self._queue if waiting != candidate]
            self._trail.append((candidate, True))
            self._learn()
        return message

    def _save(self, candidate: str, choice: ScreeningChoice) -> str | None:
        with writing(self.task.url, alone=False) as writer:
            reader = writer.reader()
            cycle = cycle_under_way(reader, self.task.policy)
            item, history = self._fresh(reader, cycle, candidate)
            if message := obstacle(item, self.stage, self.screener, choice):
                return message
            event = Event(item, self.stage, self.screener, choice)
            if not event.stands(history):
                record(writer, cycle, history, [event])
            self._fresh(reader, cycle, candidate)
        return None

    def _learn(self) -> None:
        self._decided += 1
        if self.task.by_relevance and self._decided >= max(_AGAIN, (self._total - len(self._queue)) // 10):
            self._decided = 0
            with read(self.task.url) as reader:
                self._order(reader)

    def back(self) -> StepBack | None:
        """One step back: to what was skipped or left, or to the newest decision, which is taken back.

        Before the first step of this session come the decisions of earlier ones. None when there is neither.
        """
        while self._trail:
            candidate, was_decided = self._trail.pop()
            if was_decided and self._save(candidate, ScreeningChoice(WITHDRAWN)) is None:
                return self._at(candidate, is_taken_back=True)
            if not was_decided and candidate in self._queue:
                return self._at(candidate, is_taken_back=False)
        newest = self._newest_own()
        if newest is None or self._save(newest, ScreeningChoice(WITHDRAWN)) is not None:
            return None
        return self._at(newest, is_taken_back=True)

    def _at(self, candidate: str, *, is_taken_back: bool) -> StepBack:
        self._bring_forward(candidate)
        return StepBack(self._items[candidate], is_taken_back)

    def _bring_forward(self, candidate: str) -> None:
        self._shown = time.monotonic()
        self._queue = [candidate, *(waiting for waiting in self._queue if waiting != candidate)]

    def jump(self, name: str, leaving: str | None = None) -> WorklistItem:
        """The candidate of that number, PMID or DOI, to decide on; ``back`` leads to what was left.

        It may be decided already: a decision then replaces that of the person. Raises KbError for a name that
        is no candidate, or none at this stage.
        """
        try:
            candidate = self._names.find(name).candidate
        except Unclear as problem:
            raise KbError(f"{name.strip() or 'Nothing'} {problem}") from problem
        with read(self.task.url) as reader:
            item, _ = self._fresh(reader, cycle_under_way(reader, self.task.policy), candidate)
        if not item.is_open_to(self.stage):
            known = "is in the policy already" if item.standing.in_policy else "is not at this stage"
            raise KbError(f"#{item.number} {known}.")
        if leaving is not None and leaving != candidate:
            self._trail.append((leaving, False))
        if item.is_left(self.stage, self.screener):
            self._bring_forward(candidate)
        self._shown = time.monotonic()
        return item

    def _newest_own(self) -> str | None:
        own = [
            (decision.at, item.candidate)
            for item in self._items.values()
            if (decision := item.own(self.stage, self.screener)) is not None
        ]
        return max(own)[1] if own else None

    def skip(self) -> None:
        """Leave the current candidate for later: it comes again after the others."""
        if self._queue:
            self._trail.append((self._queue[0], False))
            self._queue.append(self._queue.pop(0))
        self._shown = time.monotonic()

    def left(self) -> Sequence[str]:
        """Candidates that are left, in the order in which they come."""
        return tuple(self._queue)

    def progress(self) -> Progress:
        """How far the person is."""
        left = len(self._queue)
        pace = median(self._pace) if len(self._pace) > 2 else None
        return Progress(max(self._total - left, 0), self._total, pace and pace * left)

    @property
    def saved(self) -> int:
        """Decisions put on record in this session, those taken back later included."""
        return len(self._pace)
