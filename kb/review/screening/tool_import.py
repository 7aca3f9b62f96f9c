"""Taking in what was decided in Rayyan or Covidence: each record finds its candidate; all or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.bibliography.citation import Citation
from kb.db.connect import Reader, Row
from kb.errors import KbError, Problem, ProblemsFound
from kb.review.cycles import cycle_under_way
from kb.review.outcome import FULL_TEXT, TITLE_ABSTRACT, RecordedDecision
from kb.review.people import is_same_person, recorded_name
from kb.review.screening.candidate_list import in_words
from kb.review.screening.candidate_names import CandidateNames, Unclear, bare_title
from kb.review.screening.deciding import DecisionsWritten, Event, record
from kb.review.screening.decision_history import ScreeningHistory, read_history
from kb.review.screening.rules import WITHDRAWN, ScreeningChoice, obstacle
from kb.review.screening.tool_exports import ToolDecision, read_tool_decisions
from kb.review.screening.worklist import Screener, Worklist, WorklistItem, read_worklist
from kb.store.database import writing


@dataclass(frozen=True, slots=True)
class ToolImport:
    """How an export is to be taken."""

    file: Path
    stage: str | None = None
    """None: the full text for a list with reasons of Covidence, else title and abstract."""
    who: str | None = None
    """Take the decisions of this person only; whose decisions they are where the export names nobody."""
    login: str = ""
    """Who it is where nobody is named, neither there nor by ``who``."""
    listed_as: str | None = None
    """What a list of Covidence stands for: a code of ``SCREENING_DECISION``."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Name in the export -> name in kb, where they differ."""


@dataclass(slots=True)
class ToolDecisionsTaken:
    """What came of it."""

    taken: DecisionsWritten
    people: list[str] = field(default_factory=list)
    """Those under whose names decisions stand now, in the order of the file."""
    known: int = 0
    """Decisions on what the policy cites already, which is not screened: left out."""
    names_nobody: bool = False
    """Whether the export does not tell who decided."""


def take_tool_export(url: str, policy: str, how: ToolImport) -> ToolDecisionsTaken:
    """Put on record what an export says that is not on record yet. Taken twice, it writes nothing new.

    Raises ProblemsFound with every record that is no candidate of the review, may be several, or on which the
    person decided otherwise in kb; nothing is written then.
    """
    decisions = _of_person(read_tool_decisions(how.file, how.listed_as), how)
    with writing(url, alone=False) as writer:
        reader = writer.reader()
        cycle = cycle_under_way(reader, policy)
        worklist, history = read_worklist(reader, cycle), read_history(reader, cycle)
        taking = _Taking(
            _CandidateMatches(worklist), history, _people(reader, decisions, how), _stage(decisions, how)
        )
        for decision in decisions:
            taking.add(decision)
        if taking.problems:
            raise ProblemsFound(f"{how.file}: nothing was written.", taking.problems)
        record(writer, cycle, history, taking.result.taken.written)
    taking.result.names_nobody = any(decision.who is None for decision in decisions)
    return taking.result


def _of_person(decisions: Sequence[ToolDecision], how: ToolImport) -> Sequence[ToolDecision]:
    if not decisions:
        raise KbError(f"{how.file}: holds no decision of Rayyan or Covidence.")
    if how.who is None:
        return decisions
    wanted = [one for one in decisions if one.who is None or is_same_person(_called(one.who, how), how.who)]
    if not wanted:
        names = ", ".join(dict.fromkeys(one.who for one in decisions if one.who))
        raise KbError(
            f"{how.file}: holds no decision of {how.who}, but of {names}. Leave --who out to take all, or say"
            f' who is who: --called "NAME={how.who}".'
        )
    return wanted


def _called(who: str, how: ToolImport) -> str:
    return next((name for other, name in how.names.items() if is_same_person(other, who)), who)


def _people(reader: Reader, decisions: Sequence[ToolDecision], how: ToolImport) -> dict[str | None, str]:
    """Name in the export, or None -> the name on record."""
    names = dict.fromkeys(decision.who for decision in decisions)
    return {
        name: recorded_name(reader, _called(name, how) if name else how.who or how.login) for name in names
    }


def _stage(decisions: Sequence[ToolDecision], how: ToolImport) -> str:
    of_full_texts = all(decision.who is None and decision.reason for decision in decisions)
    return how.stage or (FULL_TEXT if of_full_texts else TITLE_ABSTRACT)


class _CandidateMatches:
    """Finds the candidate of a record: by PMID, DOI or PMC number, else by its title and year."""

    def __init__(self, worklist: Worklist) -> None:
        self._names = CandidateNames(worklist.items, worklist.names)
        self._titles: dict[str, list[Row]] = defaultdict(list)
        for row in worklist.names:
            if title := bare_title(row["title"]):
                self._titles[title].append(row)
        self._items = {item.candidate: item for item in worklist.items}

    def find(self, citation: Citation) -> WorklistItem:
        """The candidate. Raises Unclear when there is none, or more than one."""
        identified = {item.candidate for name in _identifiers(citation) if (item := self._named(name))}
        if not identified:
            identified = {row["candidate"] for row in self._titled(citation)} & self._items.keys()
        if len(identified) == 1:
            return self._items[identified.pop()]
        if identified:
            listed = ", ".join(sorted(f"#{self._items[id].number} {id}" for id in identified))
            raise Unclear(f"may be several candidates: {listed}.")
        raise Unclear("is no candidate of this review.")

    def _named(self, name: str) -> WorklistItem | None:
        try:
            return self._items.get(self._names.find(name).candidate)
        except Unclear:
            return None

    def _titled(self, citation: Citation) -> list[Row]:
        """The records with its title, repeated ones too, of its year where they have one."""
        alike = self._titles.get(bare_title(citation.title), [])
        year = (citation.issued or "")[:4]
        of_year = [row for row in alike if not year or (row["issued"] or year)[:4] == year]
        is_one = len({row["candidate"] for row in alike}) == 1
        return of_year or (alike if is_one and not year else [])


def _identifiers(citation: Citation) -> list[str]:
    pmid = [f"pmid:{citation.pmid}"] if citation.pmid else []
    return [*pmid, *citation.dois, *([citation.pmcid] if citation.pmcid else [])]


class _Taking:
    """The decisions of an export, one after the other."""

    def __init__(
        self,
        matches: _CandidateMatches,
        history: ScreeningHistory,
        people: Mapping[str | None, str],
        stage: str,
    ) -> None:
        self._matches, self._history, self._people, self._stage = matches, history, people, stage
        self._seen: dict[tuple[str, str], ScreeningChoice] = {}
        self.problems: list[Problem] = []
        self.result = ToolDecisionsTaken(DecisionsWritten(stage))

    def add(self, decision: ToolDecision) -> None:
        """Take one decision, or keep what is wrong with it."""
        try:
            item = self._matches.find(decision.citation)
        except Unclear as problem:
            remedy = "Import the file first: kb review import FILE; or decide on it by its number."
            self.problems.append(decision.problem(str(problem), remedy))
            return
        if item.standing.in_policy:
            self.result.known += 1
            return
        choice = ScreeningChoice(decision.decision, decision.reason, decision.note)
        event = Event(item, self._stage, Screener(self._people[decision.who]), choice)
        if wrong := self._wrong(event):
            self.problems.append(decision.problem(wrong))

    def _wrong(self, event: Event) -> str | None:
        """What is in the way; None when the decision was taken."""
        who, candidate, choice = event.screener.who, event.item.candidate, event.choice
        is_first = (candidate, who) not in self._seen
        first = self._seen.setdefault((candidate, who), choice)
        if not _alike(first, choice):
            return f"is {candidate}, on which {who} decided otherwise in another record of the file."
        if not is_first:
            return None
        newest = event.screener.newest(self._history.decisions.get((candidate, self._stage), ()))
        if newest is not None and _alike(newest, choice):
            self.result.taken.unchanged.append(event)
            return None
        if newest is not None:
            change = "took it back" if newest.decision == WITHDRAWN else f"decided {in_words(newest)}"
            return f"{who} {change} in kb, which is not written over. Decide there if it is to be another."
        if wrong := obstacle(event.item, self._stage, event.screener, choice):
            return wrong
        self.result.taken.written.append(event)
        self.result.people = list(dict.fromkeys((*self.result.people, who)))
        return None


def _alike(one: ScreeningChoice | RecordedDecision, other: ScreeningChoice) -> bool:
    """Whether both say the same, whatever the remark."""
    return (one.decision, one.reason) == (other.decision, other.reason)
