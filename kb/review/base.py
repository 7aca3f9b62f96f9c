"""The release that a review cycle starts from, for screening, conclusions, publication and PRISMA."""

from __future__ import annotations

from kb.db.connect import Reader
from kb.db.queries import run
from kb.releases.release import Release, read_releases
from kb.review.cycles import Cycle


def release_before(reader: Reader, cycle: Cycle) -> Release | None:
    """The newest release before a cycle, whatever came later; None when there is none."""
    found = {row["release"] for row in run(reader, "review/base", cycle=cycle.id)}
    return next((one for one in read_releases(reader, cycle.policy) if one.id in found), None)
