"""Holding releases against their seals: what of which version is not as it was published."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from json import loads
from typing import Any

from kb.bibliography.packed_text import unpack
from kb.db.append_only import unprotected_tables
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, Problem, ProblemsFound
from kb.releases.sealing.seal import PARTS, ReleasePart, hash_of_listing, hash_of_release, row_hashes

_NAMED = 10
"""Rows of a part that are named; of more it is said how many."""
_REMEDY = "It was changed in the database without kb: restore it from a backup."
_UNPROTECTED = (
    "Somebody took its triggers away: kb migrate makes them again. Compare new versions with the hashes"
    " that were kept elsewhere: kb policy versions POLICY --verify --expect HASH."
)


@dataclass(frozen=True, slots=True)
class ReleaseDamage:
    """One thing that is not as it was published."""

    policy: str
    """Empty for what is not about one policy."""
    version: str | None
    """Effective date, ISO 8601; None for what is about no single version."""
    what: str
    """Which part it is, and what became of it: ``the document (pdf) was changed``."""
    remedy: str = _REMEDY

    @property
    def place(self) -> str:
        """Policy and version, as far as there are any."""
        return " ".join(part for part in (self.policy, self.version) if part) or "database"

    def __str__(self) -> str:
        return f"{self.place}: {self.what}."


def find_damage(reader: Reader, policy: str | None = None) -> list[ReleaseDamage]:
    """All that is not as it was published, by policy and version; empty when all is well.

    That the newest version was taken away with its review, or all hashes were computed anew, only
    :func:`version_of_hash` can tell.
    """
    damage = [
        ReleaseDamage("", None, f"the table {table} is not protected against changes any more", _UNPROTECTED)
        for table in unprotected_tables(reader)
    ]
    before: Row | None = None
    for seal in run(reader, "releases/sealing/seals", policy=policy):
        if before is not None and before["policy"] != seal["policy"]:
            before = None
        damage += [
            ReleaseDamage(seal["policy"], seal["version"], what) for what in _of_release(reader, seal, before)
        ]
        before = seal
    for row in run(reader, "releases/sealing/unreleased", policy=policy):
        what = (
            f"the version that its review of {row['opened']} ended with, published {row['closed']}, is gone"
        )
        damage.append(ReleaseDamage(row["policy"], None, what))
    return damage


def as_problems(damage: Sequence[ReleaseDamage]) -> list[Problem]:
    """Damage as the problems of an error."""
    return [Problem(each.place, 0, "", f"{each.what}.", each.remedy) for each in damage]


def is_sealed(reader: Reader, release: str, part: str, key: str) -> bool:
    """Whether a row of a part of a release is what it was when it was published."""
    (seal,) = (row for row in run(reader, "releases/sealing/seals", policy=None) if row["id"] == release)
    listings = run(reader, "releases/sealing/listings", release=release)
    kept = {row["part"]: row["sha256"] for row in listings}
    (chosen,) = (candidate for candidate in PARTS if candidate.name == part)
    sealed = next((_sealed(row) for row in listings if row["part"] == part), None) or {}
    is_whole = hash_of_release(release, seal["hash_before"], kept) == seal["hash"]
    now = row_hashes(reader, release, chosen)
    return is_whole and key in sealed and bool(now.get(key) == sealed[key])


def version_of_hash(reader: Reader, policy: str, hash: str) -> tuple[str, int]:
    """The version that has a hash which was kept elsewhere, and how many versions came after it.

    Raises KbError for what is no hash, and ProblemsFound when no version has it.
    """
    wanted = hash.strip().lower()
    if len(wanted) != 64 or set(wanted) - set("0123456789abcdef"):
        raise KbError(
            f"--expect {hash}: a hash is 64 digits and letters from a to f, as kb review publish prints."
        )
    seals = run(reader, "releases/sealing/seals", policy=policy)
    for number, seal in enumerate(seals):
        if seal["hash"] == wanted:
            return str(seal["version"]), len(seals) - number - 1
    newest = (
        f"the newest there is, {seals[-1]['version']}, has {seals[-1]['hash']}" if seals else "none is there"
    )
    raise ProblemsFound(
        f"No version of {policy} has the hash {wanted}: the version that had it was removed, or it or one"
        f" before it was replaced ({newest}). {_REMEDY}"
    )


def _of_release(reader: Reader, seal: Row, before: Row | None) -> Iterator[str]:
    """What is wrong with one release, in words."""
    listings = run(reader, "releases/sealing/listings", release=seal["id"])
    if seal["hash"] is None or not listings:
        yield (
            "the hashes that kb makes of every version are not there: it was added by hand, or"
            " they were removed"
        )
        return
    yield from _place_in_chain(seal, before)
    intact = True
    for what in _of_parts(reader, seal["id"], listings):
        intact = False
        yield what
    kept = {row["part"]: row["sha256"] for row in listings}
    if hash_of_release(seal["id"], seal["hash_before"], kept) == seal["hash"]:
        return
    for part in PARTS:
        if part.name not in kept:
            intact = False
            yield f"the hashes of its {part.plural} are gone"
    also = "" if intact else ", too"
    yield f"the hash over all its parts was changed{also}, or the hashes of the parts were"


def _place_in_chain(seal: Row, before: Row | None) -> Iterator[str]:
    """Whether it follows on the version before it."""
    there = None if before is None else before["id"]
    if seal["supersedes"] != there:
        follows = f"it follows {seal['supersedes']}" if seal["supersedes"] else "it was the first"
        is_now = f"{there} is before it" if there else "that is gone"
        yield f"{follows}, but {is_now}: a version was removed, added or moved"
    elif seal["hash_before"] != (None if before is None else before["hash"]):
        yield f"its hash was made on another version before it than {there}, which was replaced"


def _of_parts(reader: Reader, release: str, listings: Sequence[Row]) -> Iterator[str]:
    by_name = {row["part"]: row for row in listings}
    for name in sorted(by_name.keys() - {part.name for part in PARTS}):
        yield f"its part {name} is of another kb than this one, and cannot be verified"
    for part in PARTS:
        if part.name in by_name:
            yield from _of_part(reader, release, part, by_name[part.name])


def _of_part(reader: Reader, release: str, part: ReleasePart, listing: Row) -> Iterator[str]:
    sealed = _sealed(listing)
    if sealed is None:
        yield f"the hashes of its {part.plural} were changed"
        return
    try:
        now = row_hashes(reader, release, part)
    except KbError as error:  # a text that is none, for example
        yield f"its {part.plural} were changed and cannot be read ({error})"
    else:
        yield from _differences(part, sealed, now)


def _sealed(row: Row) -> dict[str, Any] | None:
    """Key to hash of the rows of a part when it was published; None when that is not what was kept."""
    try:
        listing = unpack(row["listing"])
        sealed = loads(listing)
    except (zlib.error, ValueError, TypeError):
        return None
    return sealed if hash_of_listing(listing) == row["sha256"] and isinstance(sealed, dict) else None


def _differences(part: ReleasePart, sealed: dict[str, Any], now: dict[str, str]) -> Iterator[str]:
    changed = [key for key in sealed if key in now and now[key] != sealed[key]]
    yield from _named(part, changed, "was changed", "were changed")
    yield from _named(part, [key for key in sealed if key not in now], "is gone", "are gone")
    if part.is_closed:
        yield from _named(part, [key for key in now if key not in sealed], "was added", "were added")


def _named(part: ReleasePart, keys: Sequence[str], became: str, many: str) -> Iterator[str]:
    yield from (f"{part.one.format(key)} {became}" for key in keys[:_NAMED])
    if len(keys) > _NAMED:
        yield f"{len(keys) - _NAMED} more of its {part.plural} {many}"
