"""What a conclusion rests on, as one hash, which changes exactly when something of that does.

The hash is taken over the rows of ``basis_rows.sql``, each as a JSON array of texts and nulls in the order of
its columns, sorted by code point, one a line, in UTF-8. So it is the same on every engine and after every
load, and it does not depend on the order in which anything is listed. The verdict is left out: a verdict that
changed while its basis did not is one of the things the hash is for.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError

_COLUMNS = ("kind", "key", "a", "b", "c", "d")


def basis_hash(reader: Reader, indication: str) -> str:
    """SHA-256, in hexadecimal, of what the conclusion of an indication (policy/key) rests on today.

    Raises KbError when there is no such indication.
    """
    rows = run(reader, "evidence/policy_of_indication", indication=indication)
    if not rows:
        raise KbError(f"There is no indication {indication}. kb policy list and kb policy show name them.")
    policy = rows[0]["policy"]
    return _hashes(reader, policy, policy, indication)[indication]


def basis_hashes(reader: Reader, first: str, last: str) -> dict[str, str]:
    """The hash of every indication of the policies between two numbers, both included, in one read."""
    return _hashes(reader, first, last, None)


def _hashes(reader: Reader, first: str, last: str, indication: str | None) -> dict[str, str]:
    lines: dict[str, list[str]] = defaultdict(list)
    for row in run(reader, "evidence/basis_rows", first=first, last=last, indication=indication):
        line = json.dumps([row[column] for column in _COLUMNS], ensure_ascii=False, separators=(",", ":"))
        lines[row["indication"]].append(line)
    return {
        key: hashlib.sha256("\n".join(sorted(group_lines)).encode("utf-8")).hexdigest()
        for key, group_lines in lines.items()
    }
