"""The flow counted a second time, record by record, straight from the tables: what the program must find too.

Every record gets one fate, in a plain loop over all rows; nothing of ``kb.prisma`` or ``kb.review`` is used.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from kb.db.connect import read

Rows = list[dict[str, Any]]
DATABASES = ("database", "register")


def fates(url: str, cycle: str) -> dict[str, Counter[str]]:
    """Lane -> how many records had which fate. The records of a lane are the sum of its fates."""
    with read(url) as reader:
        runs = _by(reader.rows("SELECT * FROM search_run"), "id")
        hits = reader.rows("SELECT * FROM search_hit ORDER BY id")
        candidates = _by(reader.rows("SELECT * FROM candidate"), "id")
        decisions = reader.rows("SELECT * FROM screening_decision ORDER BY decided_at")
        (own,) = reader.rows("SELECT * FROM review_cycle WHERE id = :id", {"id": cycle})
        cited = {row["reference"] for row in reader.rows("SELECT reference FROM policy_reference")}
        frozen = {row["record_name"] for row in reader.rows("SELECT record_name FROM release_record")}
        extracted = {
            (row["candidate_id"], row["review_cycle_id"]) for row in reader.rows("SELECT * FROM extraction")
        }
    found: dict[str, Counter[str]] = {"databases": Counter(), "other": Counter()}
    seen: set[str] = set()
    for lane in found:
        for hit in hits:
            run = runs[hit["search_run_id"]]
            if run["review_cycle_id"] != cycle or (run["kind"] in DATABASES) != (lane == "databases"):
                continue
            if hit["problem"] is not None:
                found[lane]["unreadable"] += 1
                continue
            id = candidates[hit["candidate_id"]]["same_as_id"] or hit["candidate_id"]
            if id in seen:
                found[lane]["duplicate"] += 1
                continue
            seen.add(id)
            reference = candidates[id]["reference_id"]
            known = (
                f"references/{reference}" in frozen
                if frozen
                else reference in cited and (id, cycle) not in extracted
            )
            merged = {one for one, row in candidates.items() if (row["same_as_id"] or one) == id}
            mine = [
                row for row in decisions if row["review_cycle_id"] == cycle and row["candidate_id"] in merged
            ]
            fate = "known" if known else _fate(mine, own["reviewers"])
            found[lane][fate] += 1
    return found


def included(url: str, cycle: str) -> list[str]:
    """Candidates that went into the review."""
    with read(url) as reader:
        ids = [
            row["id"]
            for row in reader.rows(
                "SELECT DISTINCT COALESCE(c.same_as_id, c.id) AS id FROM candidate AS c"
                " JOIN search_hit AS h ON h.candidate_id = c.id"
                " JOIN search_run AS r ON r.id = h.search_run_id WHERE r.review_cycle_id = :cycle",
                {"cycle": cycle},
            )
        ]
        frozen = reader.rows("SELECT record_name FROM release_record")
        decisions = reader.rows(
            "SELECT d.*, COALESCE(c.same_as_id, c.id) AS stands FROM screening_decision AS d"
            " JOIN candidate AS c ON c.id = d.candidate_id WHERE d.review_cycle_id = :cycle"
            " ORDER BY d.decided_at",
            {"cycle": cycle},
        )
        (own,) = reader.rows("SELECT reviewers FROM review_cycle WHERE id = :id", {"id": cycle})
        references = _by(reader.rows("SELECT id, reference_id FROM candidate"), "id")
        cited = {row["reference"] for row in reader.rows("SELECT reference FROM policy_reference")}
        extracted = {
            row["candidate_id"]
            for row in reader.rows(
                "SELECT candidate_id FROM extraction WHERE review_cycle_id = :c", {"c": cycle}
            )
        }
    names = {row["record_name"] for row in frozen}
    kept = []
    for id in ids:
        reference = references[id]["reference_id"]
        known = f"references/{reference}" in names if names else reference in cited and id not in extracted
        mine = [row for row in decisions if row["stands"] == id]
        if not known and _fate(mine, own["reviewers"]) == "included":
            kept.append(id)
    return kept


def studies_of(url: str, cycle: str, candidate: str) -> set[str]:
    """Studies that a candidate reports."""
    with read(url) as reader:
        (row,) = reader.rows("SELECT reference_id FROM candidate WHERE id = :id", {"id": candidate})
        reported = reader.rows("SELECT study_id, reference_id FROM study_report")
        adopted = reader.rows(
            "SELECT e.study, e.candidate_id FROM extraction AS e JOIN candidate AS c ON c.id = e.candidate_id"
            " WHERE e.review_cycle_id = :cycle AND e.state = 'adopted'"
            " AND COALESCE(c.same_as_id, c.id) = :id",
            {"cycle": cycle, "id": candidate},
        )
    by_reference = {one["study_id"] for one in reported if one["reference_id"] == row["reference_id"]}
    return by_reference | {one["study"] for one in adopted}


def _fate(decisions: Rows, reviewers: int) -> str:
    titles = [row for row in decisions if row["stage"] == "title-abstract"]
    first = _settled(titles, reviewers)
    if first is None:
        return "open at screening"
    if first[0] == "exclude":
        newest = {(row["role"], row["who"]): row for row in titles}.values()
        read = [row for row in newest if row["decision"] != "withdrawn" and row["carried_from_id"] is None]
        return "excluded" if read else "excluded before"
    if first[0] == "not-retrieved":
        return "not retrieved"
    second = _settled([row for row in decisions if row["stage"] == "full-text"], reviewers)
    if second is None:
        return "open at assessment"
    if second[0] == "exclude":
        return f"reason {second[1]}"
    return "not retrieved" if second[0] == "not-retrieved" else "included"


def _settled(decisions: Rows, reviewers: int) -> tuple[str, str | None] | None:
    """What decisions of one stage came to: the decision and its reason, None while it is open."""
    holds: dict[tuple[str, str], dict[str, Any]] = {}
    for row in decisions:
        holds[row["role"], row["who"]] = row
    arbiters = [
        row for (role, _), row in holds.items() if role == "arbiter" and row["decision"] != "withdrawn"
    ]
    if arbiters:
        last = max(arbiters, key=lambda row: row["decided_at"])
        return None if last["decision"] == "unsure" else (last["decision"], last["reason"])
    votes = [row for row in holds.values() if row["decision"] != "withdrawn"]
    said = {row["decision"] for row in votes}
    if len(votes) < reviewers or len(said) != 1 or said == {"unsure"}:
        return None
    reasons = {row["reason"] for row in votes if row["reason"]}
    if len(reasons) > 1 and votes[0]["stage"] == "full-text":
        return None
    return (said.pop(), next(iter(reasons), None))


def _by(rows: Rows, key: str) -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in rows}
