"""Correcting what is recorded of a search run, or withdrawing the run: rows that are only added.

What was recorded first stays. A withdrawn run counts for nothing: its records are in no list and no sum, but
their numbers in the list stay taken, and decisions on publications that another search finds still hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError
from kb.review.cycles import Cycle, cycle_under_way
from kb.review.importing.origin import NOT_TOLD, StoredStrategies, ToldSearch, check_told_search
from kb.review.importing.redirects import lock_candidates
from kb.review.people import recorded_name
from kb.store.database import Writer, writing

RECORDED = ("source", "kind", "strategy", "run_at", "query", "since", "until", "found")
"""Columns of a search run that can be corrected."""
NAMES = {"run_at": "searched"}
"""Column -> what people call it, where that is another word."""
NOTHING = "none"
"""What a person writes to take a value away."""
_REQUIRED = ("source", "kind", "run_at")
_CORRECTION = (
    *("id", "search_run_id", "number", *RECORDED, "is_withdrawn"),
    *("because", "who", "corrected_at"),
)


@dataclass(frozen=True, slots=True)
class RunChange:
    """What is recorded of a run since, and what was before."""

    policy: str
    number: int
    changed: tuple[tuple[str, Any, Any], ...]
    """Name of what was corrected, before and after; None for nothing."""
    is_withdrawn: bool
    records: int


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """The import of a run, a correction, or that it was withdrawn or restored."""

    at: str | None
    """When, UTC, ISO 8601; None for the import."""
    who: str
    what: str
    because: str | None


@dataclass(frozen=True, slots=True)
class RunRequest:
    """Which run somebody wants to change, and why."""

    policy: str | None
    """None for the only policy that is under review."""
    number: int
    because: str | None
    who: str


def correct_run(url: str, request: RunRequest, corrections: Mapping[str, str]) -> RunChange:
    """Record a run anew: column of :data:`RECORDED` -> its value as typed, ``none`` for nothing.

    Raises KbError for a run that there is not, for values that cannot be, and when nothing would change.
    """
    with writing(url, alone=False) as writer:
        cycle, recorded = _locked(writer, request)
        if recorded["withdrawn"]:
            raise KbError(f"Run {request.number} is withdrawn. Restore it first: --restore --because TEXT")
        strategies = StoredStrategies(writer.reader(), cycle.policy)
        wanted = recorded | _values(corrections, strategies, recorded)
        changed = [name for name in RECORDED if wanted[name] != recorded[name]]
        if not changed:
            raise KbError(f"Run {request.number} says so already; nothing was written.")
        _add(writer, request, wanted)
    told = tuple((NAMES.get(name, name), recorded[name], wanted[name]) for name in changed)
    return RunChange(cycle.policy, request.number, told, False, recorded["records"])


def withdraw_run(url: str, request: RunRequest, *, restore: bool = False) -> RunChange:
    """Withdraw a run, or take that back.

    Raises KbError when a study was extracted from what only this run found, and when the run would count
    twice, because its file was imported again.
    """
    with writing(url, alone=False) as writer:
        cycle, recorded = _locked(writer, request)
        if bool(recorded["withdrawn"]) is not restore:
            state = "is not withdrawn" if restore else "is withdrawn already"
            raise KbError(f"Run {request.number} {state}; nothing was written.")
        if restore:
            _require_once(writer.reader(), cycle, recorded)
        else:
            _require_unused(writer.reader(), cycle, recorded)
        _add(writer, request, recorded | {"withdrawn": not restore})
    return RunChange(cycle.policy, request.number, (), not restore, recorded["records"])


def read_run_events(reader: Reader, policy: str | None, number: int) -> list[RecordedEvent]:
    """What was recorded of a run of the review under way, oldest first."""
    cycle = cycle_under_way(reader, policy)
    rows = run(reader, "review/importing/run_history", run=_recorded(reader, cycle, number)["id"])
    events = []
    for before, row in zip([None, *rows], rows, strict=False):
        events.append(RecordedEvent(row["at"], row["who"], "; ".join(_told(before, row)), row["because"]))
    return events


def _locked(writer: Writer, request: RunRequest) -> tuple[Cycle, Row]:
    """The review and the run as they are, while nobody else imports or corrects."""
    if not (request.because or "").strip():
        raise KbError("Say why with --because TEXT: it is kept with what was recorded before.")
    lock_candidates(writer)
    reader = writer.reader()
    cycle = cycle_under_way(reader, request.policy)
    return cycle, _recorded(reader, cycle, request.number)


def _recorded(reader: Reader, cycle: Cycle, number: int) -> Row:
    rows = {row["number"]: row for row in run(reader, "review/importing/recorded_runs", cycle=cycle.id)}
    if number not in rows:
        listed = ", ".join(map(str, rows)) or "none"
        raise KbError(f"The review of {cycle.policy} has no run {number}. It has: {listed}. kb review runs")
    return rows[number]


def _values(corrections: Mapping[str, str], strategies: StoredStrategies, recorded: Row) -> dict[str, Any]:
    """The values to record. Raises KbError for what cannot be meant."""
    values: dict[str, Any] = {}
    for name, text in corrections.items():
        if text.strip().lower() != NOTHING:
            values[name] = _number(text) if name == "found" else text.strip()
        elif name in _REQUIRED:
            raise KbError(f"--{NAMES.get(name, name)} {text}: a run always has one. Say what it is.")
        else:
            values[name] = None
        if values[name] == "":
            raise KbError(f"--{NAMES.get(name, name)} is empty. Write `none` to take it away.")
    if values.get("strategy"):
        values = _of_strategy(strategies, values["strategy"], recorded) | values
    wanted = recorded | values
    told = {name: wanted[name] for name in ("kind", "since", "until", "found")}
    check_told_search(ToldSearch(**told, searched=values.get("run_at")), files=1)
    return values


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise KbError(f"--found {text}: is no number of records.") from None


def _of_strategy(strategies: StoredStrategies, key: str, recorded: Row) -> dict[str, Any]:
    """What a run takes over from its strategy, unless it was told otherwise when it was imported."""
    new, old = strategies.row(key), strategies.known(recorded["strategy"])
    return {
        name: new[name] for name in ("source", "query") if recorded[name] in (None, NOT_TOLD, old.get(name))
    }


def _require_unused(reader: Reader, cycle: Cycle, recorded: Row) -> None:
    rows = run(reader, "review/importing/resting_on_run", cycle=cycle.id, run=recorded["id"])
    if rows:
        studies = ", ".join(row["study"] for row in rows)
        raise KbError(
            f"Only run {recorded['number']} found what these studies were extracted from: {studies}."
            " Import the right file first, or correct what is recorded of this run instead."
        )


def _require_once(reader: Reader, cycle: Cycle, recorded: Row) -> None:
    for row in run(reader, "review/importing/recorded_runs", cycle=cycle.id):
        is_same = recorded["text_sha256"] and row["text_sha256"] == recorded["text_sha256"]
        if is_same and not row["withdrawn"]:
            raise KbError(f"The same file was imported again since, as run {row['number']}.")


def _add(writer: Writer, request: RunRequest, wanted: Row) -> None:
    number = wanted["corrections"] + 1
    who = recorded_name(writer.reader(), request.who)
    row = {
        "id": f"{wanted['id']}/{number}",
        "search_run_id": wanted["id"],
        "number": number,
        **{name: wanted[name] for name in RECORDED},
        "is_withdrawn": bool(wanted["withdrawn"]),
        "because": " ".join((request.because or "").split()),
        "who": who,
        "corrected_at": datetime.now(UTC).isoformat(timespec="microseconds"),
    }
    writer.insert_values("search_run_correction", _CORRECTION, [tuple(row[name] for name in _CORRECTION)])


def _told(before: Row | None, row: Row) -> Iterator[str]:
    """What an event says, in words."""
    if before is None:
        yield "imported"
    elif before["withdrawn"] != row["withdrawn"]:
        yield "withdrawn" if row["withdrawn"] else "restored"
    for name in RECORDED:
        old = None if before is None else before[name]
        if row[name] != old:
            yield (
                f"{NAMES.get(name, name)} {shown(old)} -> {shown(row[name])}"
                if before
                else (f"{NAMES.get(name, name)} {row[name]}")
            )


def shown(value: Any) -> str:
    """A value as people read it."""
    return NOTHING if value is None else str(value)
