"""Why statements, verdicts and findings were changed, as it was said when they were."""

from __future__ import annotations

import json

from kb.db.connect import Reader
from kb.db.queries import run
from kb.releases.release import Release

_SAID = frozenset({"text", "determination", "verdict", "effect"})
"""Columns that a reader sees; a row that only moved has no reason of its own."""


def read_reasons(reader: Reader, policy: str, since: Release | None) -> dict[str, str]:
    """Row (``finding 7.01.75/hcc/need``) to the reason of its newest change since a release."""
    if since is None:
        return {}
    found = {}
    for row in run(reader, "review/publishing/reasons", policy=policy, since=since.published_at):
        columns = json.loads(row["after"]) if row["after"] is not None else {}
        if row["action"] != "update" or _SAID & columns.keys():
            found[f"{row['table_name']} {row['row_id']}"] = row["why"]
    return found
