"""Reference records <-> rows."""

from __future__ import annotations

from typing import Any

from kb.records.references import Reference
from kb.store.citations import cite
from kb.store.rows import Rows, numbered, said

_SAME = ("type", "title", "publisher", "issued", "volume", "issue", "page", "note")
_SAME_TOO = ("version", "number", "genre", "accessed", "url", "container_title", "authors_truncated")


def reference_rows(reference: Reference, record_id: str) -> Rows:
    """The rows of a reference record."""
    rows = Rows(record_id)
    key = reference.reference
    fields = {name: getattr(reference.csl, name) for name in _SAME + _SAME_TOO}
    rows.add("reference", key, **fields, citation_text=cite(reference))
    for position, author in numbered(reference.csl.author):
        rows.add(
            "reference_author",
            f"{key}/{position}",
            reference_id=key,
            position=position,
            family=author.family,
            given=author.given,
            literal=author.literal,
        )
    for scheme, value in reference.identifiers.model_dump(exclude_none=True).items():
        id = f"{scheme}:{value}"
        rows.add("reference_identifier", id, reference_id=key, scheme=scheme, value=value)
    for position, notice in numbered(reference.notices):
        rows.add(
            "reference_notice",
            f"{key}/{position}",
            reference_id=key,
            position=position,
            kind=notice.kind,
            date=notice.date,
            notice_reference_id=notice.by,
            pmid=notice.pmid,
            doi=notice.doi,
            source=notice.source,
            text=notice.text,
        )
    for old in reference.merged:
        rows.add("reference_merge", old, into_id=key)
    return rows


def reference_record(rows: Rows) -> dict[str, Any]:
    """The data of a reference record from its rows."""
    row = rows.one("reference")
    authors = tuple(
        said({"family": author["family"], "given": author["given"], "literal": author["literal"]})
        for author in rows.ordered("reference_author")
    )
    csl = {name: row[name] for name in _SAME} | {
        "author": authors,
        "author-truncated": row["authors_truncated"] or None,
        "container-title": row["container_title"],
        "version": row["version"],
        "number": row["number"],
        "genre": row["genre"],
        "URL": row["url"],
        "accessed": row["accessed"],
    }
    notices = (
        said(
            {
                "kind": notice["kind"],
                "date": notice["date"],
                "by": notice["notice_reference_id"],
                **{name: notice[name] for name in ("pmid", "doi", "source", "text")},
            }
        )
        for notice in rows.ordered("reference_notice")
    )
    return said(
        {
            "reference": row["id"],
            "identifiers": {item["scheme"]: item["value"] for item in rows.of("reference_identifier")},
            "csl": said(csl),
            "notices": tuple(notices),
            "merged": tuple(item["id"] for item in rows.ordered("reference_merge", "id")),
        }
    )
