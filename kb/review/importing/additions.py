"""A further record of a candidate: what it adds to what is known, without replacing anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kb.bibliography.citation import Citation
from kb.review.importing.rows import CANDIDATE, LINK, Values, candidate_row, link_row, ties_of
from kb.store.database import Writer
from kb.store.rows import Row

_LISTS = ("publication_types", "languages")
_ASKED = 500
"""Candidates that are looked up in one statement."""


def add_what_is_new(writer: Writer, records: Sequence[tuple[str, Citation]]) -> None:
    """Fill in what candidates lack, and add types and ties, from further records of the same PMID.

    Which retraction a candidate bears so does not depend on the order of imports.
    """
    for start in range(0, len(records), _ASKED):
        batch = records[start : start + _ASKED]
        ids = list(dict.fromkeys(candidate for candidate, _ in batch))
        _complete(writer, _held(writer, "candidate", "id", ids), batch)
        _tie(writer, _held(writer, "candidate_link", "candidate_id", ids), batch)


def _held(writer: Writer, table: str, column: str, ids: Sequence[str]) -> list[Row]:
    marks = ", ".join("?" * len(ids))
    names = ", ".join(CANDIDATE if table == "candidate" else LINK)
    sql = f"SELECT {names} FROM {table} WHERE {column} IN ({marks}) ORDER BY id"  # noqa: S608 - names of ours
    return writer.rows(sql, ids)


def _complete(writer: Writer, held: Sequence[Row], records: Sequence[tuple[str, Citation]]) -> None:
    rows = {row["id"]: row for row in held}
    before = {id: dict(row) for id, row in rows.items()}
    for candidate, citation in records:
        row = rows[candidate]
        for name, value in zip(CANDIDATE, candidate_row(candidate, citation), strict=True):
            if name in _LISTS and row[name] and value:
                row[name] = "; ".join(dict.fromkeys((*row[name].split("; "), *value.split("; "))))
            elif row[name] is None:
                row[name] = value
    columns = ", ".join(f"{name} = ?" for name in CANDIDATE[1:])
    sql = f"UPDATE candidate SET {columns} WHERE id = ?"  # noqa: S608 - names of ours
    for id, row in rows.items():
        if row != before[id]:
            values = (*(row[name] for name in CANDIDATE[1:]), id)
            writer.run(sql, values)


def _tie(writer: Writer, held: Sequence[Row], records: Sequence[tuple[str, Citation]]) -> None:
    known: defaultdict[str, list[Values]] = defaultdict(list)
    last: defaultdict[str, int] = defaultdict(int)
    for row in held:
        known[row["candidate_id"]].append((row["kind"], row["pmid"], row["doi"], row["text"]))
        last[row["candidate_id"]] = max(last[row["candidate_id"]], row["position"])
    rows = []
    for candidate, citation in records:
        for link in ties_of(citation):
            values = link_row(candidate, last[candidate] + 1, link)
            if not any(_is_same(one, values[3:]) for one in known[candidate]):
                known[candidate].append(values[3:])
                last[candidate] += 1
                rows.append(values)
    writer.insert_values("candidate_link", LINK, rows)


def _is_same(one: Values, other: Values) -> bool:
    """Whether two ties are one: of one kind, to the same PMID or DOI, else of the same words."""
    if one[0] != other[0]:
        return False
    for mine, theirs in zip(one[1:], other[1:], strict=True):
        if mine is not None and theirs is not None:
            return bool(mine == theirs)
    return one[1:] == other[1:] or not any(other[1:])
