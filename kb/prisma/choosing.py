"""Which review cycle of a policy a flow is drawn for."""

from __future__ import annotations

from kb.db.connect import Reader
from kb.errors import KbError
from kb.review.cycles import UNDER_WAY, Cycle, read_cycles


def choose_cycle(reader: Reader, policy: str, opened: str | None = None) -> Cycle:
    """The cycle of a policy opened on a date (ISO 8601); without one that under way, else the newest.

    Raises KbError that lists the cycles there are, or says how to open the first one.
    """
    found = read_cycles(reader, policy)
    if not found:
        raise KbError(
            f"No review of {policy} was opened yet: there is nothing to count. kb review open {policy}"
        )
    if opened is None:
        return next((one for one in found if one.state in UNDER_WAY), found[-1])
    for one in found:
        if opened in (one.opened, one.id):
            return one
    listed = ", ".join(one.opened for one in found)
    raise KbError(f"No review of {policy} was opened on {opened}. Reviews were opened on: {listed}.")
