"""Writing who stands for whom, as :mod:`kb.review.importing.redirects` derives it."""

from __future__ import annotations

from kb.db.connect import Reader
from kb.db.queries import run
from kb.review.importing.redirects import SAME, Pair, Redirect, derive_redirects
from kb.store.database import Writer

CERTAIN = 100.0
"""Score of the same PMID, as that of other identifiers."""


def lock_candidates(writer: Writer) -> None:
    """Wait for others who import or judge: what is one publication depends on all that is there.

    Screening goes on meanwhile. On SQLite there is one writer at a time in any case.
    """
    if writer.is_postgres:
        writer.run("LOCK TABLE candidate IN SHARE ROW EXCLUSIVE MODE")


def read_pairs(reader: Reader) -> list[Pair]:
    """All pairs with the judgement that holds, and what the same PMID or an adopted extraction settles."""
    judged = {row["pair"]: row for row in run(reader, "review/importing/standing_judgements")}
    pairs = [
        Pair(
            id=row["id"],
            one=row["one_id"],
            other=row["other_id"] or row["reference_id"],
            is_reference=row["other_id"] is None,
            relation=row["relation"],
            score=row["score"],
            judgement=judged[row["id"]]["judgement"] if row["id"] in judged else None,
            judged_at=judged[row["id"]]["judged_at"] if row["id"] in judged else "",
        )
        for row in run(reader, "review/importing/all_pairs")
    ]
    stored = {pair.id for pair in pairs}
    for row in run(reader, "review/importing/candidates_of_references"):
        id = pair_id(row["candidate"], row["reference"])
        if id not in stored:
            pairs.append(Pair(id, row["candidate"], row["reference"], True, SAME, CERTAIN))
    return pairs


def pair_id(one: str, other: str) -> str:
    """Id of the pair of a candidate and another one or a reference."""
    return f"{one} = {other}"


def redirect(writer: Writer) -> int:
    """Bring candidates in line with all pairs and judgements; how many changed.

    To be called when candidates, pairs, judgements or references are new. Writes only what differs.
    """
    reader = writer.reader()
    pmids = {row["node"]: row["pmid"] for row in run(reader, "review/importing/pmids_of_pairs")}
    wanted = derive_redirects(read_pairs(reader), pmids)
    rows = writer.rows(
        "SELECT id, same_as_id, reference_id FROM candidate"
        " WHERE same_as_id IS NOT NULL OR reference_id IS NOT NULL"
    )
    there = {row["id"]: Redirect(row["same_as_id"], row["reference_id"]) for row in rows}
    changed = [
        (id, wanted.get(id, Redirect()))
        for id in sorted(there.keys() | wanted.keys())
        if there.get(id) != wanted.get(id)
    ]
    for id, new in changed:
        writer.run(
            "UPDATE candidate SET same_as_id = ?, reference_id = ? WHERE id = ?",
            (new.same_as, new.reference, id),
        )
    return len(changed)
