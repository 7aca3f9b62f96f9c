"""A reference as read from the database: as printed, with its notices, its studies and who cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.bibliography.citation import Citation, CitationAuthor, Format
from kb.bibliography.citation_json import NOWHERE
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.evidence.dates import is_after, year_of
from kb.evidence.ranges import ranges

_WEIGHT = ("correction", "concern", "retraction")
NOTICE_MARKS = {"retraction": "retracted", "concern": "expression of concern"}
"""What stands beside a publication, or a study, while such a notice about it is in force."""


@dataclass(frozen=True, slots=True)
class Author:
    """A person or an organization (``literal``); every part as printed, null when not."""

    family: str | None
    given: str | None
    suffix: str | None
    literal: str | None

    @property
    def name(self) -> str:
        """The name by which a text calls the author."""
        return self.family or self.literal or ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice: ``kind`` is a code of NOTICE_KIND, ``date`` ISO 8601, null when not known.

    ``text`` is the citation of what publishes it, else what the record says of it; null for neither.
    """

    id: str
    kind: str
    date: str | None
    position: int
    text: str | None = None

    def follows(self, other: Notice) -> bool:
        """Whether it was published after another, by date, else by the order in which they are entered."""
        if is_after(self.date, other.date) or is_after(other.date, self.date):
            return is_after(self.date, other.date)
        return self.position > other.position


def standing_notice(notices: Sequence[Notice]) -> Notice | None:
    """The most serious notice in force; null when there is none.

    A reinstatement lifts the retractions and concerns before it. A later concern or correction does not
    lift a retraction.
    """
    lifting = [notice for notice in notices if notice.kind == "reinstatement"]
    in_force = [
        notice
        for notice in notices
        if notice.kind in _WEIGHT
        and (
            notice.kind == "correction" or not any(reinstatement.follows(notice) for reinstatement in lifting)
        )
    ]
    return max(in_force, key=lambda notice: (_WEIGHT.index(notice.kind), notice.position), default=None)


@dataclass(frozen=True, slots=True)
class ReportedStudy:
    """A study that a reference reports. ``role`` is a code of REPORT_ROLE; ``primaries`` counts the primary
    reports of the study."""

    study: str
    record: str
    label: str
    role: str
    primaries: int


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference, every text as printed and null where nothing is; ``citation_text`` is its printed form.

    ``type`` is a CSL type. ``issued`` and ``accessed`` are ISO 8601, as precise as known;
    ``issued_text`` is printed instead of the former: Spring 2015. ``identifiers`` are
    pairs of scheme and normalized value. ``policies`` are the keys of the policies that cite or list it.
    """

    id: str
    record: str
    type: str
    title: str
    citation_text: str
    authors: tuple[Author, ...]
    authors_truncated: bool
    journal: str | None
    publisher: str | None
    issued: str | None
    issued_text: str | None
    volume: str | None
    issue: str | None
    page: str | None
    version: str | None
    number: str | None
    genre: str | None
    note: str | None
    url: str | None
    accessed: str | None
    identifiers: tuple[tuple[str, str], ...] = ()
    notices: tuple[Notice, ...] = ()
    studies: tuple[ReportedStudy, ...] = ()
    policies: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """Year of publication, null when not known."""
        return year_of(self.issued)

    @property
    def is_article(self) -> bool:
        """Whether it appeared in a journal."""
        return self.type == "article-journal"


def citation_of(reference: Reference) -> Citation:
    """A reference as a citation, as exports and styles write it. What only reports have is in ``extra``."""
    identifiers: dict[str, list[str]] = defaultdict(list)
    for scheme, value in reference.identifiers:
        identifiers[scheme].append(value)
    further = {name: getattr(reference, name) for name in ("version", "number", "genre", "note", "accessed")}
    return Citation(
        format=Format.CSL_JSON,
        place=NOWHERE,
        raw="",
        type=reference.type,
        title=reference.title,
        authors=tuple(
            CitationAuthor(author.family, author.given, author.suffix, author.literal)
            for author in reference.authors
        ),
        authors_truncated=reference.authors_truncated,
        journal=reference.journal,
        publisher=reference.publisher,
        issued=reference.issued,
        issued_text=reference.issued_text,
        volume=reference.volume,
        issue=reference.issue,
        pages=reference.page,
        pmid=next(iter(identifiers["pmid"]), None),
        pmcid=next(iter(identifiers["pmcid"]), None),
        dois=tuple(identifiers["doi"]),
        isbns=tuple(identifiers["isbn"]),
        urls=(reference.url,) if reference.url else (),
        extra={name: (value,) for name, value in further.items() if value},
    )


def cited_by_key(reader: Reader, keys: Sequence[str]) -> list[tuple[str, Citation]]:
    """The citations of references under their keys, in the order of the keys."""
    read = {reference.id: citation_of(reference) for reference in read_references(reader, keys)}
    return [(key, read[key]) for key in keys]


def reference_keys(reader: Reader) -> list[str]:
    """Keys of all references, in the order in which the database sorts them."""
    return [row["reference"] for row in run(reader, "evidence/reference_keys")]


def read_reference(reader: Reader, key: str) -> Reference:
    """The reference of a key that is known."""
    return next(read_references(reader, [key]))


def read_notices(reader: Reader, keys: Sequence[str]) -> dict[str, tuple[Notice, ...]]:
    """The notices about references by their keys, in order; a reference without any is left out."""
    notices: dict[str, tuple[Notice, ...]] = {}
    for first, last, keys_in_range in ranges(set(keys), reference_keys(reader)):
        for row in run(reader, "evidence/reference_notices", first=first, last=last):
            key = row["reference"]
            if key in keys_in_range:
                notices[key] = (*notices.get(key, ()), _notice(row))
    return notices


def read_references(reader: Reader, keys: Sequence[str]) -> Iterator[Reference]:
    """The references of these keys, in the order of the database, a range of neighboring keys at a time."""
    guidelines = _by_reference(run(reader, "evidence/guideline_documents"))
    for first, last, keys_in_range in ranges(set(keys), reference_keys(reader)):
        references = _read_range(reader, (first, last), guidelines)
        yield from (reference for reference in references if reference.id in keys_in_range)


def _by_reference(rows: Sequence[Row]) -> dict[str, list[Row]]:
    rows_by_reference: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        rows_by_reference[row["reference"]].append(row)
    return rows_by_reference


def _read_range(
    reader: Reader, ends: tuple[str, str], guidelines: dict[str, list[Row]]
) -> Iterator[Reference]:
    first, last = ends
    authors, identifiers, notices, studies, citing = (
        _by_reference(run(reader, name, first=first, last=last))
        for name in (
            "evidence/reference_authors",
            "evidence/reference_identifiers",
            "evidence/reference_notices",
            "evidence/reference_studies",
            "evidence/reference_policies",
        )
    )
    for row in run(reader, "evidence/references", first=first, last=last):
        key = row["id"]
        row["authors_truncated"] = bool(row["authors_truncated"])
        policies = {item["policy"] for item in (*citing[key], *guidelines.get(key, ()))}
        yield Reference(
            **row,
            authors=tuple(map(_author, authors[key])),
            identifiers=tuple((item["scheme"], item["value"]) for item in identifiers[key]),
            notices=tuple(_notice(item) for item in notices[key]),
            studies=tuple(_reported(item) for item in studies[key]),
            policies=tuple(sorted(policies)),
        )


def _author(row: Row) -> Author:
    return Author(row["family"], row["given"], row["suffix"], row["literal"])


def _notice(row: Row) -> Notice:
    return Notice(row["id"], row["kind"], row["date"], row["position"], row["text"])


def _reported(row: Row) -> ReportedStudy:
    return ReportedStudy(row["study"], row["record"], row["label"], row["role"], row["primaries"])
