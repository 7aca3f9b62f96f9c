"""Sealing a release: its parts, the hash of each row of a part, and the hash that covers them all.

A row is hashed as JSON of the columns that its select names, so that both engines and every later schema
give the same. Such a select is therefore never changed once a release was published with it: what is to be
sealed otherwise becomes a part with another name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.bibliography.packed_text import pack
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.store.database import Writer

_BATCH = 2000
"""Rows held in memory at once."""


@dataclass(frozen=True, slots=True)
class ReleasePart:
    """A kind of rows that belong to a release, read by the select of this name."""

    name: str
    one: str
    """What a row of it is called; ``{}`` stands for its key, or for the field."""
    is_closed: bool = True
    """Whether nothing is ever added to it after publication."""
    by_field: bool = False
    """Whether it is a single row, of which each column is hashed by itself."""

    @property
    def plural(self) -> str:
        """What its rows are called."""
        return self.name.replace("_", " ")


PARTS = (
    ReleasePart("facts", "its {}", by_field=True),
    ReleasePart("cycle", "its review ({})", by_field=True),
    ReleasePart("records", "the record {}"),
    ReleasePart("documents", "the document ({})"),
    ReleasePart("conclusions", "the published conclusion on {}"),
    ReleasePart("searches", "the search {}"),
    ReleasePart("search_corrections", "the correction of a search {}"),
    ReleasePart("hits", "the record of a search {}"),
    ReleasePart("decisions", "the screening decision {}"),
    ReleasePart("pairs", "the pair of duplicates {}"),
    ReleasePart("judgements", "the judgement on duplicates {}", is_closed=False),
    ReleasePart("sign_offs", "the sign-off {}"),
    ReleasePart("adjudications", "the settled difference {}", is_closed=False),
    ReleasePart("offers", "the answer to an offer {}", is_closed=False),
    ReleasePart("changes", "line {} of the change log", is_closed=False),
    ReleasePart("conclusion_changes", "change {} of a conclusion", is_closed=False),
)


def seal(writer: Writer, policy: str, release: str, supersedes: str | None) -> str:
    """Keep what every part of a release is now; returns the hash that covers it and all versions before."""
    reader = writer.reader()
    rows: list[Row] = []
    for part in PARTS:
        listing = listing_of(row_hashes(reader, release, part))
        rows.append(
            {
                "id": f"{release}/{part.name}",
                "release_id": release,
                "part": part.name,
                "listing": pack(listing),
                "sha256": hash_of_listing(listing),
            }
        )
    writer.insert("release_part", rows)
    hashes = {row["id"]: row["hash"] for row in run(reader, "releases/sealing/seals", policy=policy)}
    before = None if supersedes is None else hashes.get(supersedes)
    hash = hash_of_release(release, before, {row["part"]: row["sha256"] for row in rows})
    row = {"id": release, "release_id": release, "hash_before": before, "hash": hash}
    writer.insert("release_seal", [row])
    return hash


def row_hashes(reader: Reader, release: str, part: ReleasePart) -> dict[str, str]:
    """Key of each row of a part, as the database has it now, to its SHA-256."""
    hashes: dict[str, str] = {}
    for row in _rows(reader, release, part.name):
        if part.by_field:
            hashes |= {field.replace("_", " "): _hash([field, value]) for field, value in row.items()}
        else:
            hashes[str(row["key"])] = _hash(list(row.items()))
    return hashes


def _rows(reader: Reader, release: str, name: str) -> Iterator[Row]:
    after = ""
    while rows := run(reader, f"releases/sealing/{name}", release=release, after=after, batch=_BATCH):
        yield from rows
        after = rows[-1]["key"]


def _hash(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=bytes.hex)
    return hashlib.sha256(text.encode()).hexdigest()


def listing_of(hashes: Mapping[str, str]) -> str:
    """The rows of a part as one text, by key."""
    return json.dumps(hashes, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def hash_of_listing(listing: str) -> str:
    """SHA-256 of the UTF-8 of a listing."""
    return hashlib.sha256(listing.encode()).hexdigest()


def hash_of_release(release: str, hash_before: str | None, parts: Mapping[str, str]) -> str:
    """The hash of a release, which covers all versions before it.

    ``parts`` is the SHA-256 of the listing of each part. It is that of the JSON object of these three with
    sorted keys and no spaces, in UTF-8.
    """
    whole = {"before": hash_before, "parts": dict(parts), "release": release}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
