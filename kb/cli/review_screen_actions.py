"""What ``kb review screen`` does, one action each, told to the person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.cli.database import person_of, settings_of
from kb.cli.output_file import require_new
from kb.cli.reference_output import CitedForm, CitedRows, show_citations
from kb.cli.terminal import note
from kb.formats import OutputFormat
from kb.review.screening.worklist import STAGE_NAMES, STAGES, Screener, Worklist, WorklistItem

if TYPE_CHECKING:
    import typer

    from kb.bibliography.citation import Citation
    from kb.db.connect import Reader
    from kb.review.screening.deciding import DecisionRequest, DecisionsWritten, Event
    from kb.review.screening.tool_import import ToolImport
    from kb.review.screening.workload import Workload

_DECISIONS = {
    "include": "included",
    "exclude": "excluded",
    "unsure": "unsure",
    "not-retrieved": "not retrieved",
    "withdrawn": "taken back",
}


_HOW_CARRIED_COUNT = (
    "kb prisma counts them as removed before screening (excluded in an earlier review), since that review has"
    " counted them as screened; one that somebody decides on afresh counts as screened here."
)


@dataclass(frozen=True, slots=True)
class Desk:
    """A person at work on the review of a policy, in a role."""

    context: typer.Context
    policy: str
    screener: Screener
    stage: str | None
    by_relevance: bool
    indication: str | None

    @property
    def _url(self) -> str:
        return settings_of(self.context).database

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        """The database that decisions go to: a replica may not have the newest ones yet."""
        from kb.db.connect import read
        from kb.db.version import require_current

        with read(self._url) as reader:
            require_current(reader)
            yield reader

    def decide(self, wishes: Sequence[DecisionRequest]) -> None:
        """Put decisions given by flags on record."""
        from kb.review.screening.deciding import decide

        self._tell_taken(decide(self._url, self.policy, self.screener, wishes, self.stage), wishes)

    def take(self, file: Path, names: Mapping[str, str], listed_as: str | None, who: str | None) -> None:
        """Put the decisions of a sheet, or of an export of another tool, on record."""
        from kb.files import require_plain
        from kb.review.screening.sheet_import import take_sheet
        from kb.review.screening.tool_exports import is_tool_export
        from kb.review.screening.tool_import import ToolImport

        require_plain(file)
        if is_tool_export(file):
            self._take_export(ToolImport(file, self.stage, who, self.screener.who, listed_as, names))
            return
        self._tell_taken(take_sheet(self._url, self.policy, self.screener.who, file, self.indication))

    def _take_export(self, how: ToolImport) -> None:
        from kb.review.screening.tool_import import take_tool_export

        result = take_tool_export(self._url, self.policy, how)
        if result.people:
            note(f"Decisions of {', '.join(result.people)} taken from {how.file}.")
        if result.known:
            note(f"{result.known} are on what the policy cites already, which is not screened.")
        if result.names_nobody:
            note(
                f"The export names nobody: these are now decisions of {how.who or how.login}. Where two"
                " people decide, take it once more with --who and the name of the other."
            )
        self._tell_taken(result.taken)

    def _tell_taken(self, taken: DecisionsWritten, wishes: Sequence[DecisionRequest] = ()) -> None:
        for stage in STAGES:
            if events := [event for event in taken.written if event.stage == stage]:
                note(f"{STAGE_NAMES[stage]}: {_summed(events)}.")
        for remark in taken.remarks:
            note(remark)
        if taken.unchanged:
            note(f"{len(taken.unchanged)} stood like this already; nothing new was written for them.")
            if wishes and not taken.written and taken.stage == STAGES[0]:
                note("For decisions on full reports add --stage full-text.")
        if not taken.written and not taken.unchanged:
            note("There was no decision to take.")
        if outweighed := sum(event.is_outweighed for event in taken.written):
            note(f"{outweighed} had been settled by an arbiter, whose decision holds until it is changed.")
        if beside := sum(event.is_beside_others and not event.is_outweighed for event in taken.written):
            note(f"{beside} had been decided by others before; where you differ, an arbiter settles it.")
        self._tell_left()

    def _tell_left(self) -> None:
        note(self._left())

    def _left(self) -> str:
        from kb.review.cycles import cycle_under_way
        from kb.review.screening.workload import read_workload

        with self._reading() as reader:
            return _left(read_workload(reader, cycle_under_way(reader, self.policy), self.screener))

    def list(self, status: str, run: int | None, asked: CitedForm) -> None:
        """List candidates, or write what they cite; ``run`` leaves those that one run of a search found."""
        from kb.review.screening.candidate_list import COLUMNS, counts, found_by, list_row, listed
        from kb.review.screening.decision_history import read_history
        from kb.review.screening.flags import notices_first, read_flags, read_notices_in_force

        with self._reading() as reader:
            worklist, stage = self._worklist(reader)
            chosen = listed(worklist, stage, status)
            if run is not None:
                found = found_by(reader, worklist.cycle, run)
                chosen = [item for item in chosen if item.candidate in found]
            items, scores = self._ordered(reader, worklist, stage, chosen)
            notices = read_notices_in_force(reader, worklist.cycle, items)
            items = notices_first(items, notices)
            flags, history = read_flags(reader, items, notices), read_history(reader, worklist.cycle)
        rows = [list_row(item, stage, self.screener, history, flags) for item in items]
        for row in rows:
            row["score"] = scores.get(row["candidate"])
        counted = ", ".join(f"{number} {name}" for name, number in counts(worklist, stage).items())
        note(f"{STAGE_NAMES[stage]}, {status}: {len(rows)} listed.")
        columns = [*COLUMNS, "score"] if scores else COLUMNS
        show_citations(CitedRows(columns, rows, lambda: self._citations(rows)), asked)
        note(f"{STAGE_NAMES[stage]} in all: {counted or 'no candidates'}.{_elsewhere(worklist, stage)}")

    def _citations(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[tuple[str, Citation]]:
        from kb.extraction.citations import read_citation

        with self._reading() as reader:
            read = [(row["candidate"], read_citation(reader, row["candidate"])) for row in rows]
        return [(key, citation) for key, citation in read if citation is not None]

    def write(self, file: Path) -> None:
        """Write a sheet with what is left for the person."""
        from kb.review.screening.criteria import read_criteria
        from kb.review.screening.decision_history import now
        from kb.review.screening.flags import notices_first, read_flags, read_notices_in_force
        from kb.review.screening.sheet import Purpose
        from kb.review.screening.sheet_writing import SheetContent, write_sheet

        require_new(self.context, file, f"kb review screen {self.policy} --take {file}")
        written = now()  # before reading: what is decided meanwhile counts as decided after it
        with self._reading() as reader:
            worklist, stage = self._worklist(reader)
            items, scores = self._ordered(reader, worklist, stage, worklist.left(stage, self.screener))
            notices = read_notices_in_force(reader, worklist.cycle, items)
            items = notices_first(items, notices)
            flags = read_flags(reader, items, notices)
            criteria = read_criteria(reader, self.policy, self.indication)
        purpose = Purpose(worklist.cycle.id, stage, self.screener, written)
        if not items:
            note(f"{self._left()} There is nothing to write.")
            return
        write_sheet(file, SheetContent(purpose, self.policy, items, flags, scores, criteria))
        note(f"Wrote {file}: {len(items)} candidates for {self.screener.who}, {STAGE_NAMES[stage].lower()}.")
        other = "" if self.screener.who == person_of(self.context, None) else f" --who {self.screener.who}"
        note(f"Fill it in, save it, then: kb review screen {self.policy} --take {file}{other}")

    def _worklist(self, reader: Reader) -> tuple[Worklist, str]:
        from kb.review.cycles import cycle_under_way
        from kb.review.screening.worklist import read_worklist

        worklist = read_worklist(reader, cycle_under_way(reader, self.policy))
        return worklist, self.stage or worklist.stage_for(self.screener)

    def _ordered(
        self, reader: Reader, worklist: Worklist, stage: str, items: Sequence[WorklistItem]
    ) -> tuple[Sequence[WorklistItem], dict[str, float]]:
        """The candidates in the order asked for, with scores when it is that of relevance."""
        if not self.by_relevance:
            return items, {}
        from kb.review.screening.learning import read_lessons, text_of
        from kb.review.screening.relevance import rank

        lessons = read_lessons(reader, worklist, stage, self.screener)
        ranking = rank([text_of(item) for item in items], lessons)
        note(
            f"Ordered by {ranking.examples} decisions and known references."
            if ranking.is_learned
            else "Ordered by likeness to the policy's question: there are no included and excluded ones yet."
        )
        note(_estimate(worklist, stage, self.screener))
        scores = {item.candidate: score for item, score in zip(items, ranking.scores, strict=True)}
        return sorted(items, key=lambda item: -scores[item.candidate]), scores

    def exclude_as_before(self) -> None:
        """Repeat the exclusions of earlier reviews."""
        from kb.review.screening.carrying import exclude_as_before

        carried = exclude_as_before(self._url, self.policy, self.screener)
        if number := len(carried.taken.written):
            note(f"Title and abstract: {number} excluded as in an earlier review, with its reasons.")
            note(_HOW_CARRIED_COUNT)
        else:
            note("Nothing that an earlier review excluded is left for you to decide.")
        for words, number in carried.left.items():
            note(f"Left to decide: {number} {words}.")
        self._tell_left()

    def agreement(self, form: OutputFormat, output: Path | None) -> None:
        """Report how far two reviewers agree."""
        from kb.cli.review_screen_agreement import show_agreement
        from kb.review.screening.agreement import agreements
        from kb.review.screening.decision_history import read_history

        with self._reading() as reader:
            worklist, _ = self._worklist(reader)
            pairs = agreements(worklist, read_history(reader, worklist.cycle))
        show_agreement(pairs, form, output)

    def set_reviewers(self, number: int) -> None:
        """Change how many people decide on each candidate."""
        from kb.review.screening.reviewers import set_reviewers

        changed = set_reviewers(self._url, self.policy, number)
        people = "One person decides" if number == 1 else "Two people decide"
        note(
            f"{people} on each candidate of this review (before: {changed.before}). Candidates waiting for a"
            f" decision: {changed.pending_after} (before: {changed.pending_before})."
        )

    def work(self) -> None:
        """Screen on the terminal, one after the other."""
        from kb.cli.review_screen_terminal import screen_on_terminal
        from kb.review.screening.session import Session, Task

        task = Task(self._url, self.policy, self.screener, self.stage, self.by_relevance, self.indication)
        session = Session(task)
        if not session.left():
            self._tell_left()
            return
        screen_on_terminal(session)
        note(f"{STAGE_NAMES[session.stage]}: {session.saved} decisions put on record in this session.")
        self._tell_left()
        if self.by_relevance:
            with self._reading() as reader:
                note(_estimate(self._worklist(reader)[0], session.stage, self.screener))


def _summed(events: Iterable[Event]) -> str:
    counted = Counter(_DECISIONS[event.choice.decision] for event in events)
    return ", ".join(f"{number} {what}" for what, number in counted.items())


def _left(workload: Workload) -> str:
    """What is left for the person at each stage."""
    screener, parts = workload.screener, []
    for stage, work in workload.stages.items():
        more = []
        if work.conflicts and not screener.is_arbiter:
            more.append(f"{work.conflicts} in conflict, --arbiter settles them")
        if work.pending > work.left and not screener.is_arbiter:
            more.append(f"{work.pending - work.left} waiting for the other reviewer")
        details = f" ({'; '.join(more)})" if more else ""
        if work.asked:
            parts.append(f"{STAGE_NAMES[stage].lower()} {work.left} of {work.asked}{details}")
    return f"Left for {screener.who}: {', '.join(parts) or 'nothing, no candidate was found yet'}."


def _elsewhere(worklist: Worklist, stage: str) -> str:
    """How to list the rest."""
    other = STAGES[1] if stage == STAGES[0] else STAGES[0]
    return f" --status all lists them; --stage {other} lists the {len(worklist.open_to(other))} there."


def _estimate(worklist: Worklist, stage: str, screener: Screener) -> str:
    """How many relevant ones may be left, with the assumption that it rests on."""
    from kb.review.screening.learning import is_carried, judged
    from kb.review.screening.remaining import remaining

    labels = [decision.is_relevant for decision in judged(worklist, stage, screener)]
    to_read = [item for item in worklist.open_to(stage) if not is_carried(item, stage, screener)]
    estimate = remaining(labels, len(to_read) - len(labels))
    least = f", so at least {estimate.recall:.0%} are found" if estimate.recall else ""
    return (
        f"Judged {estimate.judged}, relevant {estimate.found}; of the {estimate.left} left at most"
        f" {estimate.at_most} are relevant{least} (95% confidence, doi:10.1186/s13643-020-01521-4;"
        " holds when what is left is no more likely to be relevant than what was judged last)."
        " Every candidate needs a decision still."
    )
