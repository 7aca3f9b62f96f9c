"""Notices from a file, matched with our references: what is new, what is ours already, what stays unclear.

A notice belongs to a reference when its PMID or its DOI says so, and the other one does not contradict.
Publications without PMID and DOI cannot be looked up, which is not the same as being without notice
(Cochrane Handbook, section 4.4.6; the check for retractions is to be repeated at every update).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kb.bibliography.citation import Format, Malformed
from kb.bibliography.notices import PublishedNotice
from kb.db.connect import Reader
from kb.records.references import NoticeEntry as NoticeRecord

_ORDER = ("retraction", "concern", "correction", "reinstatement")
_SOURCES = {"register": "Retraction Watch"}


@dataclass(frozen=True, slots=True)
class KnownReferences:
    """The references of a knowledge base: which one a PMID or DOI names, and which have neither."""

    by_identifier: dict[tuple[str, str], str]
    identifiers: dict[str, dict[str, str]]
    unnamed: tuple[str, ...]


@dataclass(slots=True)
class MatchedNotices:
    """What a file says about our references.

    ``entries`` are its notices by reference, as the record would hold them. ``doubtful`` are notices whose
    PMID and DOI disagree about the reference, in words. ``malformed`` could not be read. ``read`` counts
    all notices of the file.
    """

    entries: dict[str, list[NoticeRecord]] = field(default_factory=dict)
    doubtful: list[str] = field(default_factory=list)
    malformed: list[Malformed] = field(default_factory=list)
    read: int = 0


def read_known_references(reader: Reader) -> KnownReferences:
    """The identifiers of all references."""
    rows = reader.rows(
        "SELECT scheme, value, reference_id AS reference FROM reference_identifier"
        " WHERE scheme IN ('pmid', 'doi') ORDER BY id"
    )
    identifiers: dict[str, dict[str, str]] = {}
    for row in rows:
        identifiers.setdefault(row["reference"], {})[row["scheme"]] = row["value"]
    keys = [row["id"] for row in reader.rows("SELECT id FROM reference ORDER BY id")]
    return KnownReferences(
        {(row["scheme"], row["value"]): row["reference"] for row in rows},
        identifiers,
        tuple(key for key in keys if key not in identifiers),
    )


def match_notices(known: KnownReferences, notices: Iterable[PublishedNotice | Malformed]) -> MatchedNotices:
    """Every notice of a file that is about one of our references."""
    matched = MatchedNotices()
    for notice in notices:
        if isinstance(notice, Malformed):
            matched.malformed.append(notice)
            continue
        matched.read += 1
        named = dict(_named(notice))
        references = {key for pair in named.items() if (key := known.by_identifier.get(pair)) is not None}
        for reference in sorted(references):
            identifiers = known.identifiers[reference]
            if any(identifiers.get(scheme, value) != value for scheme, value in named.items()):
                matched.doubtful.append(_doubt(reference, identifiers, named, notice))
            else:
                matched.entries.setdefault(reference, []).append(_entry(notice))
    return matched


def _named(notice: PublishedNotice) -> Iterator[tuple[str, str]]:
    if notice.pmid is not None:
        yield "pmid", notice.pmid
    if notice.doi is not None:
        yield "doi", notice.doi


def _doubt(
    reference: str, identifiers: dict[str, str], named: dict[str, str], notice: PublishedNotice
) -> str:
    ours = ", ".join(f"{scheme}:{value}" for scheme, value in identifiers.items())
    theirs = ", ".join(f"{scheme}:{value}" for scheme, value in named.items())
    return (
        f"{reference} has {ours}, a {notice.nature} in the file is about {theirs}: one identifier fits, the"
        " other does not. Look both up, and enter the notice by hand if it is this publication."
    )


def source_of(notice: PublishedNotice) -> str:
    """Who tells a notice: Retraction Watch, PubMed or a citation export."""
    is_pubmed = notice.format in (Format.NBIB, Format.PUBMED_XML)
    return _SOURCES.get(notice.basis, "PubMed" if is_pubmed else "citation export")


def _entry(notice: PublishedNotice) -> NoticeRecord:
    """The notice as a record holds it."""
    given = {
        "kind": notice.nature,
        "date": notice.date,
        "pmid": notice.notice_pmid,
        "doi": notice.notice_doi,
        "source": source_of(notice),
        "text": f"Reasons given: {'; '.join(notice.reasons)}" if notice.reasons else None,
    }
    return NoticeRecord.model_validate({name: value for name, value in given.items() if value is not None})


def merge_notices(stored: Sequence[NoticeRecord], new: Sequence[NoticeRecord]) -> tuple[NoticeRecord, ...]:
    """All notices, oldest first, each once; what one source leaves out is filled in from another.

    The same whatever the order in which sources came. Two of a kind are the same notice when no identifier
    contradicts and, for corrections, of which an article may have several, something agrees.
    """
    kept: list[NoticeRecord] = []
    for entry in sorted((*stored, *new), key=_rank):
        place = next((index for index, notice in enumerate(kept) if _same(notice, entry)), None)
        if place is None:
            kept.append(entry)
        else:
            kept[place] = _filled(kept[place], entry)
    return tuple(sorted(kept, key=_place))


def _rank(entry: NoticeRecord) -> tuple[int, bool, str, str, str, str]:
    """Those that say most come first, so that those that say less find what they belong to."""
    known = sum(value is not None for value in (entry.pmid, entry.doi, entry.date))
    return (-known, entry.by is None, *_words(entry))


def _words(entry: NoticeRecord) -> tuple[str, str, str, str]:
    return (entry.kind, entry.date or "", entry.pmid or "", entry.doi or "")


def _place(entry: NoticeRecord) -> tuple[str, int, str, str]:
    return (entry.date or "", _ORDER.index(entry.kind), entry.pmid or "", entry.doi or "")


def _same(first: NoticeRecord, second: NoticeRecord) -> bool:
    pairs = [(first.pmid, second.pmid), (first.doi, second.doi)]
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    if first.kind != second.kind or any(a != b for a, b in known):
        return False
    if first.kind == "correction":
        return bool(known) or (first.date is not None and first.date == second.date)
    return bool(known) or first.date is None or second.date is None or _near(first.date, second.date)


def _near(first: str, second: str) -> bool:
    """Whether two dates can be those of one notice: online and in print may fall into different years."""
    return abs(int(first[:4]) - int(second[:4])) <= 1


def _filled(first: NoticeRecord, second: NoticeRecord) -> NoticeRecord:
    """What both know, the more precise date where one begins with the other."""
    names = ("by", "date", "pmid", "doi", "source", "text")
    missing = {name: getattr(second, name) for name in names if getattr(first, name) is None}
    if first.date and second.date and second.date.startswith(first.date):
        missing["date"] = second.date
    return first.model_copy(update={name: value for name, value in missing.items() if value is not None})


def stored_notices(reader: Reader, references: Sequence[str]) -> dict[str, tuple[NoticeRecord, ...]]:
    """The notices that the records of these references hold, in their order."""
    wanted = set(references)
    rows = reader.rows(
        "SELECT reference_id, kind, date, notice_reference_id, pmid, doi, source, text"
        " FROM notice ORDER BY reference_id, position"
    )
    stored: dict[str, list[NoticeRecord]] = {}
    for row in rows:
        if (key := row.pop("reference_id")) in wanted:
            row["by"] = row.pop("notice_reference_id")
            given = {name: value for name, value in row.items() if value is not None}
            stored.setdefault(key, []).append(NoticeRecord.model_validate(given))
    return {key: tuple(entries) for key, entries in stored.items()}
