"""What a published version is, and which there are."""

from __future__ import annotations

from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError


@dataclass(frozen=True, slots=True)
class Release:
    """One published version of a policy; nothing of it ever changes."""

    id: str
    """``policy@effective date``."""
    policy: str
    effective_date: str
    """When it takes effect, ISO 8601 date."""
    cycle: str | None
    """Id of the review cycle that it ended; None for a version published before kb."""
    supersedes: str | None
    """Id of the version before; None for the first one kept."""
    published_at: str
    """UTC, ISO 8601."""
    who: str
    because: str | None
    """Why it was published with problems or missing sign-offs; None when there were none."""
    program: str
    """Version of the program that rendered it."""


def read_releases(reader: Reader, policy: str | None = None) -> list[Release]:
    """All releases, of one policy when it is given, by policy and effective date."""
    return [Release(**row) for row in run(reader, "releases/list", policy=policy)]


def newest_release(reader: Reader, policy: str) -> Release | None:
    """The release of a policy with the latest effective date; None when nothing was released."""
    releases = read_releases(reader, policy)
    return releases[-1] if releases else None


def release_of(reader: Reader, policy: str, version: str) -> Release:
    """The release of a policy that took effect on a date.

    Raises KbError that lists the versions there are.
    """
    releases = read_releases(reader, policy)
    for release in releases:
        if release.effective_date == version:
            return release
    if not releases:
        raise KbError(
            f"No version of {policy} was released here, so none is kept."
            f" kb review open {policy} freezes the one in force; kb report {policy} writes today's state."
        )
    listed = ", ".join(release.effective_date for release in releases)
    raise KbError(f"There is no version of {policy} of {version}. Versions: {listed}.")
