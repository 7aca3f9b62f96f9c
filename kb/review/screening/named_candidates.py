"""The few candidates that a person names, without reading all others of the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from kb.bibliography.identifiers import doi_of, pmcid_of, pmid_of
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.review.candidate_status import ScreeningState
from kb.review.cycles import Cycle
from kb.review.outcome import UNDECIDED
from kb.review.screening.candidate_names import CandidateNames, number_in
from kb.review.screening.decision_history import ScreeningHistory, read_history_of
from kb.review.screening.worklist import ScreeningItem
from kb.review.screening.workload import read_in_policy


def read_named(reader: Reader, cycle: Cycle, names: Iterable[str]) -> tuple[CandidateNames, ScreeningHistory]:
    """What the names may mean, with all that was decided on it."""
    places, in_policy = _RecordPlaces(reader, cycle), read_in_policy(reader, cycle)
    history = ScreeningHistory()
    items, records = [], []
    for candidate in sorted({id for name in names for id in _meant(reader, places, name)}):
        rows = run(reader, "review/screening/names_of_one", cycle=cycle.id, candidate=candidate)
        if all(row["withdrawn"] for row in rows):
            continue  # another review found it, or only a search that was withdrawn
        numbered = [row | {"number": places.number(row)} for row in rows]
        records += [*numbered, _of_root(numbered[0])]
        items.append(_item(reader, cycle, numbered[0], history))
    items = [item.of_policy() if item.candidate in in_policy else item for item in items]
    return CandidateNames(items, records), history


def _of_root(row: Row) -> Row:
    """The identifiers of the candidate that stands for a record, which another review may have found."""
    names = {name: row[f"root_{name}"] for name in ("pmid", "pmcid", "doi")}
    return names | {"id": row["candidate"], "candidate": row["candidate"], "number": row["number"]}


def _item(reader: Reader, cycle: Cycle, row: Row, history: ScreeningHistory) -> ScreeningItem:
    of_one, rows = read_history_of(reader, cycle, row["candidate"])
    history.join(of_one)
    state = ScreeningState(row["candidate"], row["reference"], False, UNDECIDED, UNDECIDED)
    return ScreeningItem(row["number"], state).with_decisions(rows, cycle.reviewers)


def _meant(reader: Reader, places: _RecordPlaces, text: str) -> Iterator[str]:
    """Candidates that a name may mean; more than it does, which the reading of names sorts out."""
    name = text.strip().rstrip(",;").strip()
    rows = run(
        reader,
        "review/screening/named",
        id=name,
        pmid=pmid_of(name),
        pmcid=pmcid_of(name),
        doi=doi_of(name),
    )
    yield from (row["candidate"] for row in rows)
    if (number := number_in(name)) is not None and (candidate := places.candidate(number)):
        yield candidate


class _RecordPlaces:
    """Numbers of the list: the place of a record among those of the cycle that could be read."""

    def __init__(self, reader: Reader, cycle: Cycle) -> None:
        self._reader = reader
        rows = run(reader, "review/screening/readable", cycle=cycle.id)
        before = accumulate((row["readable"] for row in rows), initial=0)
        self._before = {row["run"]: count for row, count in zip(rows, before, strict=False)}
        self._readable = {row["run"]: row["readable"] for row in rows}

    def number(self, row: Row) -> int:
        """The number of a record, of which the run and the place in it are known."""
        unread = sum(place < row["position"] for place in self._unread(row["run"]))
        return int(self._before[row["run"]] + row["position"] - unread)

    def candidate(self, number: int) -> str | None:
        """The candidate that stands for the record with a number; None when there is no such record."""
        for name, before in self._before.items():
            if before < number <= before + self._readable[name]:
                position = number - before
                for place in self._unread(name):
                    position += place <= position
                rows = run(self._reader, "review/screening/at_place", run=name, position=position)
                return rows[0]["candidate"] if rows else None
        return None

    def _unread(self, name: str) -> list[int]:
        return [row["position"] for row in run(self._reader, "review/screening/unread_places", run=name)]
