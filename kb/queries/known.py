"""Whether something asked for is there, and what comes near when it is not."""

from __future__ import annotations

from kb.db.connect import Reader
from kb.errors import KbError, nearest
from kb.queries.named import run


def require_policy(reader: Reader, policy: str) -> None:
    """Raises KbError that names the nearest policies when there is none of this number."""
    known = [row["policy"] for row in run(reader, "known_policies")]
    if policy not in known:
        hint = nearest(policy, known) or "kb policy list shows all."
        raise KbError(f"There is no policy {policy!r}. {hint}")
