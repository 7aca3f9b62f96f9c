"""Taking a screening sheet back: every cell is checked first, then all new decisions are put on record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kb.codes import SCREENING_REASON
from kb.errors import Problem, ProblemsFound, nearest
from kb.review.cycles import Cycle, cycle_under_way
from kb.review.people import is_same_person, recorded_name
from kb.review.screening.candidate_list import in_words
from kb.review.screening.candidate_names import CandidateNames, Unclear, bare_title
from kb.review.screening.deciding import (
    DecisionRequest,
    DecisionsWritten,
    Event,
    record,
    require_indications,
)
from kb.review.screening.decision_history import ScreeningHistory, read_history
from kb.review.screening.rules import WITHDRAWN, ScreeningChoice, obstacle
from kb.review.screening.sheet import (
    DECISION,
    ID,
    KEY,
    NOTE,
    REASON,
    TITLE,
    Purpose,
    decisions_for,
    purpose_of,
    reason_of,
)
from kb.review.screening.sheet_reading import Line, SheetCell, read_sheet
from kb.review.screening.worklist import Screener, Worklist, read_worklist
from kb.store.database import writing


def take_sheet(
    url: str, policy: str, who: str, file: Path, indication: str | None = None
) -> DecisionsWritten:
    """Put on record what a sheet says that is not on record yet. Taken twice, it writes nothing new.

    Raises ProblemsFound with every problem and its cell, among them rows on which the person decided
    otherwise after the sheet was written; nothing is written then.
    """
    lines = read_sheet(file)
    with writing(url, alone=False) as writer:
        reader = writer.reader()
        who = recorded_name(reader, who)
        cycle = cycle_under_way(reader, policy)
        if indication is not None:
            require_indications(
                reader, cycle, [DecisionRequest("", ScreeningChoice("include", indication=indication))]
            )
        history = read_history(reader, cycle)
        worklist = read_worklist(reader, cycle)
        names = CandidateNames(worklist.items, worklist.names)
        taking = _Taking(cycle, who, history, names, indication)
        taking.know_titles(worklist)
        for line in lines:
            taking.add(line)
        if taking.problems:
            raise ProblemsFound(f"{file}: nothing was written.", taking.problems)
        record(writer, cycle, history, taking.taken.written)
    if taking.hidden:
        taking.taken.remarks.append(_hidden_remark(taking.hidden))
    return taking.taken


def _hidden_remark(cells: list[SheetCell]) -> str:
    many = f"{len(cells)} of these decisions stand" if len(cells) > 1 else "1 of these decisions stands"
    listed = ", ".join(cell.field for cell in cells[:3]) + (", ..." if len(cells) > 3 else "")
    return f"{many} in hidden rows ({listed}). Filled down over a filter? Take them back with --undo ID."


class _Wrong(Exception):
    """A cell that says what cannot be."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def _reason(cell: SheetCell) -> str | None:
    if not cell.text:
        return None
    code = reason_of(cell.text)
    if code is None:
        remedy = nearest(cell.text, list(SCREENING_REASON)) or "Choose one from the list."
        raise _Wrong(cell.problem(f"{cell.text!r} is no reason.", remedy))
    return code


@dataclass(slots=True)
class _Row:
    """A row that says something: the cells, read."""

    line: Line
    purpose: Purpose
    event: Event


class _Taking:
    """The rows of a sheet, one after the other."""

    def __init__(
        self, cycle: Cycle, who: str, history: ScreeningHistory, names: CandidateNames, indication: str | None
    ) -> None:
        self._cycle, self._who, self._history, self._names = cycle, who, history, names
        self._indication = indication
        self._seen: dict[tuple[str, str, Screener], ScreeningChoice] = {}
        self.problems: list[Problem] = []
        self.taken = DecisionsWritten("")
        self.hidden: list[SheetCell] = []
        """Decisions that are put on record from hidden rows."""
        self._titles: dict[str, set[str]] = {}
        """Title without blanks and signs -> its candidates."""

    def know_titles(self, worklist: Worklist) -> None:
        """Keep the titles, to tell rows that were sorted in part."""
        for item in worklist.items:
            if key := bare_title(item.standing.title):
                self._titles.setdefault(key, set()).add(item.candidate)

    def add(self, line: Line) -> None:
        """Read one row; a row without decision, reason and note says nothing yet."""
        if not any(line[name].text for name in (DECISION, REASON, NOTE)):
            return
        try:
            self._settle(self._read(line))
        except _Wrong as wrong:
            self.problems.append(wrong.problem)

    def _read(self, line: Line) -> _Row:
        for name, cell in line.items():
            if cell.fault and name != TITLE:
                raise _Wrong(cell.problem(*cell.fault))
        purpose = self._purpose(line)
        choice = self._choice(line, purpose)
        try:
            item = self._names.find(line[ID].text)
        except Unclear as problem:
            raise _Wrong(line[ID].problem(f"{line[ID].text!r} {problem}")) from problem
        self._refuse_sorted_in_part(line, item.candidate)
        return _Row(line, purpose, Event(item, purpose.stage, purpose.screener, choice))

    def _refuse_sorted_in_part(self, line: Line, candidate: str) -> None:
        """A row with the title of one candidate and the id of another says nothing of either."""
        cell = line.get(TITLE)
        named = self._titles.get(bare_title(cell.text), ()) if cell else ()
        if cell and named and candidate not in named:
            message = f"is the title of {', '.join(sorted(named))}, but the row is that of {candidate}."
            remedy = "Was only a part of the columns sorted? Undo that, or write a new sheet with --sheet."
            raise _Wrong(cell.problem(message, remedy))

    def _purpose(self, line: Line) -> Purpose:
        cell = line[KEY]
        purpose = purpose_of(cell.text)
        if purpose is None:
            raise _Wrong(cell.problem("is not what was written there.", "Copy it from another row."))
        if purpose.cycle != self._cycle.id:
            message = f"the sheet is of review {purpose.cycle}; {self._cycle.id} is under way."
            raise _Wrong(cell.problem(message, "Write a new one with --sheet."))
        if not is_same_person(purpose.screener.who, self._who):
            message = f"the sheet was written for {purpose.screener.who}, not for {self._who}."
            raise _Wrong(
                cell.problem(message, f"Write one for {self._who}, or add --who {purpose.screener.who}.")
            )
        return replace(purpose, screener=replace(purpose.screener, who=self._who))

    def _choice(self, line: Line, purpose: Purpose) -> ScreeningChoice:
        decision = "-".join(line[DECISION].text.casefold().split())
        offered = decisions_for(purpose.stage, purpose.screener)
        if not decision:
            message = "is empty, but the row has a reason or a note."
            raise _Wrong(line[DECISION].problem(message, "Choose a decision, or empty the others."))
        if decision not in offered:
            message = f"{line[DECISION].text!r} is no decision."
            raise _Wrong(line[DECISION].problem(message, f"Choose one of: {', '.join(offered)}."))
        return ScreeningChoice(decision, _reason(line[REASON]), line[NOTE].text or None, self._indication)

    def _settle(self, row: _Row) -> None:
        event = row.event
        place = (event.item.candidate, event.stage, event.screener)
        is_first = place not in self._seen
        if self._seen.setdefault(place, event.choice) != event.choice:
            message = f"{event.item.candidate} is in another row with another decision."
            raise _Wrong(row.line[DECISION].problem(message, "Keep one of the two."))
        if wrong := obstacle(event.item, event.stage, event.screener, event.choice):
            cell = row.line[REASON if "reason" in wrong else DECISION]
            raise _Wrong(cell.problem(f"{event.item.candidate} {wrong}"))
        if event.stands(self._history):
            if is_first:
                self.taken.unchanged.append(event)
            return
        self._refuse_older(row)
        if is_first:
            if row.line[DECISION].is_hidden:
                self.hidden.append(row.line[DECISION])
            self.taken.written.append(event)
            self.taken.stage = event.stage

    def _refuse_older(self, row: _Row) -> None:
        """What the person decided is not written over: when the sheet was written, nothing of it stood."""
        event = row.event
        decisions = self._history.decisions.get((event.item.candidate, event.stage), [])
        newest = event.screener.newest(decisions)
        if newest is None or (newest.decision == WITHDRAWN and newest.at <= row.purpose.written):
            return
        change = "took it back" if newest.decision == WITHDRAWN else f"decided {in_words(newest)}"
        message = f"you {change} on {newest.at[:16].replace('T', ' ')} UTC, which the sheet does not know."
        remedy = "Empty the row to leave it so; to change it, decide by kb review screen, or in a new sheet."
        raise _Wrong(row.line[DECISION].problem(message, remedy))
