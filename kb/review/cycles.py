"""Review cycles: which policy is under review, since when, by how many people, and from which release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError
from kb.releases.release import Release, read_releases

if TYPE_CHECKING:
    from kb.store.database import Writer


def release_before(reader: Reader, cycle: Cycle) -> Release | None:
    """The newest release before a cycle, whatever came later; None when there is none."""
    releases = {row["release"] for row in run(reader, "review/base", cycle=cycle.id)}
    return next((release for release in read_releases(reader, cycle.policy) if release.id in releases), None)


def choose_cycle(reader: Reader, policy: str, opened: str | None = None) -> Cycle:
    """The cycle of a policy opened on a date (ISO 8601); without one that under way, else the newest.

    Raises KbError that lists the cycles there are, or says how to open the first one.
    """
    cycles = read_cycles(reader, policy)
    if not cycles:
        raise KbError(
            f"No review of {policy} was opened yet: there is nothing to count. kb review open {policy}"
        )
    if opened is None:
        return next((cycle for cycle in cycles if cycle.state in UNDER_WAY), cycles[-1])
    for cycle in cycles:
        if opened in (cycle.opened, cycle.id):
            return cycle
    listed = ", ".join(cycle.opened for cycle in cycles)
    raise KbError(f"No review of {policy} was opened on {opened}. Reviews were opened on: {listed}.")


UNDER_WAY = ("open", "concluded")
"""States of a cycle in which work goes on; a policy has one such cycle at most."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """One literature-review update of a policy."""

    id: str
    """``policy@date opened``."""
    policy: str
    opened: str
    """ISO 8601 date."""
    opened_by: str
    reviewers: int
    """How many people decide on each record, 1 or 2."""
    due: str | None
    """ISO 8601 date; None when not set."""
    closed: str | None
    """ISO 8601 date; None while it is under way."""
    state: str
    """A code of ``CYCLE_STATE``."""


def hold_cycle(writer: Writer, cycle: Cycle) -> None:
    """Keep a cycle from being published until this transaction ends: what it adds belongs to the version.

    On SQLite there is one writer at a time in any case. Raises KbError when it was published, or given up,
    since it was read.
    """
    if not writer.is_postgres:
        return
    rows = writer.rows("SELECT state FROM review_cycle WHERE id = ? FOR SHARE", (cycle.id,))
    if not rows or rows[0]["state"] not in UNDER_WAY:
        raise KbError(f"The review of {cycle.policy} opened on {cycle.opened} was closed meanwhile.")


def read_cycles(reader: Reader, policy: str | None = None) -> list[Cycle]:
    """All cycles, of one policy when it is given, by policy and date opened."""
    return [Cycle(**row) for row in run(reader, "review/cycles", policy=policy)]


def cycle_under_way(reader: Reader, policy: str | None) -> Cycle:
    """The cycle that work belongs to: that of the policy, or without one the only one there is.

    Raises KbError that says how to open one, or which there are to choose from.
    """
    cycles = [cycle for cycle in read_cycles(reader, policy) if cycle.state in UNDER_WAY]
    if len(cycles) == 1:
        return cycles[0]
    if cycles:
        listed = ", ".join(cycle.policy for cycle in cycles)
        raise KbError(f"Reviews of several policies are under way ({listed}). Say which with --policy.")
    if policy is not None:
        raise KbError(f"No review of {policy} is under way. Open one: kb review open {policy}")
    raise KbError("No review is under way. kb review due lists what is due; kb review open POLICY opens one.")
