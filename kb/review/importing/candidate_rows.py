"""Rows of a record of an export: the record itself, its candidate, and what the candidate is tied to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from kb.bibliography.citation import Citation, CitationAuthor, Malformed
from kb.bibliography.citation_json import storable_text
from kb.bibliography.links import PublicationLink
from kb.bibliography.notice_titles import title_key
from kb.bibliography.notices import is_notice
from kb.bibliography.packed_text import pack
from kb.store.database import Writer
from kb.store.rows import Row

HIT = ("id", "search_run_id", "position", "line", "candidate_id", "raw", "citation", "problem")
CANDIDATE = (
    *("id", "title", "original_title", "authors", "journal", "issued", "volume", "issue", "pages"),
    *("abstract", "publication_types", "languages", "pmid", "pmcid", "doi", "title_key"),
)
LINK = ("id", "candidate_id", "position", "kind", "pmid", "doi", "text")
Values = tuple[Any, ...]

_LISTS = ("publication_types", "languages")
_ASKED = 500
"""Candidates that are looked up in one statement."""


def hit_row(run: str, position: int, citation: Citation, candidate: str, text: str) -> Values:
    """The row of a record that was read, in the order of :data:`HIT`; ``text`` is the citation as JSON."""
    raw = storable_text(citation.raw)
    kept = (pack(raw), pack(text, raw))
    return (f"{run}#{position}", run, position, citation.place.line, candidate, *kept, None)


def unread_row(run: str, position: int, item: Malformed) -> Values:
    """The row of a record that could not be read."""
    problem = storable_text(f"{item.message} {item.remedy}".rstrip())
    raw = pack(storable_text(item.raw))
    return (f"{run}#{position}", run, position, item.place.line, None, raw, None, problem)


def candidate_row(id: str, citation: Citation) -> Values:
    """What the record says of its publication, in the order of :data:`CANDIDATE`."""
    return (
        id,
        citation.title,
        citation.original_title,
        _joined(author_name(author) for author in citation.authors),
        citation.journal,
        citation.issued,
        citation.volume,
        citation.issue,
        citation.pages,
        citation.abstract,
        _joined(citation.publication_types),
        _joined(citation.languages),
        citation.pmid,
        citation.pmcid,
        citation.doi,
        None if is_notice(citation) else title_key(citation.title),
    )


def author_name(author: CitationAuthor) -> str:
    """A name as it is listed: ``Wang, Chunping`` or that of a group."""
    if author.family is None:
        return author.literal or ""
    given = " ".join(part for part in (author.given, author.suffix) if part)
    return f"{author.family}, {given}" if given else author.family


def link_row(candidate: str, position: int, link: PublicationLink) -> Values:
    """The row of a tie, in the order of :data:`LINK`."""
    return (f"{candidate}/{position}", candidate, position, link.kind, link.pmid, link.doi, link.text)


def _joined(texts: Iterable[str]) -> str | None:
    return "; ".join(text for text in texts if text) or None


def add_what_is_new(writer: Writer, records: Sequence[tuple[str, Citation]]) -> None:
    """Fill in what candidates lack, and add types and ties, from further records of the same PMID.

    So which retraction a candidate has does not depend on the order of imports.
    """
    for start in range(0, len(records), _ASKED):
        batch = records[start : start + _ASKED]
        ids = list(dict.fromkeys(candidate for candidate, _ in batch))
        _complete(writer, _stored(writer, "candidate", "id", ids), batch)
        _add_ties(writer, _stored(writer, "candidate_link", "candidate_id", ids), batch)


def _stored(writer: Writer, table: str, column: str, ids: Sequence[str]) -> list[Row]:
    marks = ", ".join("?" * len(ids))
    names = ", ".join(CANDIDATE if table == "candidate" else LINK)
    sql = f"SELECT {names} FROM {table} WHERE {column} IN ({marks}) ORDER BY id"  # noqa: S608 - names of ours
    return writer.rows(sql, ids)


def _complete(writer: Writer, stored: Sequence[Row], records: Sequence[tuple[str, Citation]]) -> None:
    rows = {row["id"]: row for row in stored}
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


def _add_ties(writer: Writer, stored: Sequence[Row], records: Sequence[tuple[str, Citation]]) -> None:
    known: defaultdict[str, list[Values]] = defaultdict(list)
    last: defaultdict[str, int] = defaultdict(int)
    for row in stored:
        known[row["candidate_id"]].append((row["kind"], row["pmid"], row["doi"], row["text"]))
        last[row["candidate_id"]] = max(last[row["candidate_id"]], row["position"])
    rows = []
    for candidate, citation in records:
        for link in citation.links:
            values = link_row(candidate, last[candidate] + 1, link)
            if not any(_is_same(tie, values[3:]) for tie in known[candidate]):
                known[candidate].append(values[3:])
                last[candidate] += 1
                rows.append(values)
    writer.insert_values("candidate_link", LINK, rows)


def _is_same(first: Values, second: Values) -> bool:
    """Whether two ties are one: of one kind, to the same PMID or DOI, else of the same words."""
    if first[0] != second[0]:
        return False
    for mine, theirs in zip(first[1:], second[1:], strict=True):
        if mine is not None and theirs is not None:
            return bool(mine == theirs)
    return first[1:] == second[1:] or not any(second[1:])
