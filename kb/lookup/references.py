"""Finding references."""

from __future__ import annotations

from typing import Any

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.lookup.studies import holds_words


def find_references(
    reader: Reader,
    policy: str | None = None,
    indication: str | None = None,
    words: tuple[str, ...] = (),
    since: int | None = None,
    until: int | None = None,
) -> list[dict[str, Any]]:
    """References that fit; those of a policy by citation number, else by year and key.

    Those of an indication are cited in its section of the policy.
    """
    rows = run(
        reader, "lookup/reference_list", policy=policy, indication=indication, since=since, until=until
    )
    return [dict(row) for row in rows if holds_words(f"{row['citation']} {row['reference']}", words)]


def reference_key(reader: Reader, name: str) -> str:
    """The key of the reference that goes by a name: its key, ``pmid:25284802``, ``doi:10...``.

    Raises KbError that names the nearest ones when there is none.
    """
    known = {row["name"]: str(row["reference"]) for row in run(reader, "evidence/reference_names")}
    full_name = f"pmid:{name}" if name.isdigit() else name
    for candidate in (full_name, full_name.lower()):
        if candidate in known:
            return known[candidate]
    remedy = nearest(name, list(known)) or "kb reference list shows them."
    raise KbError(f"There is no reference {name!r}. {remedy}")
