"""What the exports of a review say about a candidate, from the JSON that the import kept of each record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from kb.bibliography.author_names import person
from kb.bibliography.citation import Citation, Format
from kb.bibliography.citation_json import NOWHERE, citation_from_json
from kb.bibliography.links import PublicationLink
from kb.bibliography.packed_text import unpack
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.review.candidate_notices import read_notices_about


def read_citation(reader: Reader, candidate: str) -> Citation | None:
    """All that is known of a candidate: its newest record, completed by older ones and its table.

    None when there is no such candidate.
    """
    rows = run(reader, "extraction/candidate_page", candidate=candidate)
    if not rows:
        return None
    records = run(reader, "extraction/candidate_citations", candidate=candidate)
    known = [citation_from_json(unpack(row["citation"], unpack(row["raw"]))) for row in records]
    citation = _completed([*known, _from_table(rows[0])])
    links = [
        PublicationLink(row["kind"], row["pmid"], row["doi"], row["text"])
        for row in run(reader, "extraction/candidate_links", candidate=candidate)
    ]
    links += [*citation.links, *_told_by_others(reader, candidate)]
    return replace(citation, links=tuple(dict.fromkeys(links)))


_LINKS = {"retraction": "retracted-by", "concern": "concern-by", "correction": "corrected-by"}


def _told_by_others(reader: Reader, candidate: str) -> Iterator[PublicationLink]:
    """Notices that other records or a register tell of the candidate, where they are sure to mean it."""
    for notice in read_notices_about(reader, candidate):
        if notice.found_by != "record" and notice.doubt is None and (kind := _LINKS.get(notice.kind)):
            yield PublicationLink(kind, notice.notice_pmid, notice.notice_doi, None)


def _from_table(row: Row) -> Citation:
    """What the table of candidates holds; names of persons are those of the exports, so these stay whole."""
    names = [name.strip() for name in (row["authors"] or "").split(";") if name.strip()]
    values: Mapping[str, Any] = {
        name: row[name]
        for name in ("title", "journal", "issued", "volume", "issue", "pages", "abstract", "pmid", "pmcid")
    }
    types = tuple(part.strip() for part in (row["publication_types"] or "").split(";") if part.strip())
    return Citation(
        Format.NBIB,
        NOWHERE,
        "",
        authors=tuple(map(person, names)),
        dois=(row["doi"],) if row["doi"] else (),
        publication_types=types,
        **values,
    )


def _completed(known: list[Citation]) -> Citation:
    """The first citation, with what it leaves out taken from those after it."""
    first, *others = known
    for other in others:
        missing = {
            field.name: getattr(other, field.name)
            for field in fields(Citation)
            if not getattr(first, field.name) and getattr(other, field.name)
        }
        missing.pop("authors_truncated", None)
        first = replace(first, **missing)
    return first
