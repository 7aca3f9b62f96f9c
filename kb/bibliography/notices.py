"""Notices about publications: retractions, expressions of concern, corrections, reinstatements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.bibliography.citation import Citation, Format, RecordPlace
from kb.bibliography.links import PublicationLink
from kb.bibliography.publication_dates import iso_date

RETRACTION, CONCERN, CORRECTION, REINSTATEMENT = "retraction", "concern", "correction", "reinstatement"
NATURES = (RETRACTION, CONCERN, CORRECTION, REINSTATEMENT)


@dataclass(frozen=True, slots=True)
class PublishedNotice:
    """One announcement about one publication, as one source has it."""

    format: Format
    """Format of the file it was read from."""
    place: RecordPlace
    raw: str
    """The record of the file."""
    basis: str
    """What it was read from: ``register`` (Retraction Watch), ``link``, ``publication type`` or ``title``."""
    nature: str
    """retraction, concern, correction or reinstatement."""
    pmid: str | None = None
    """PMID of the publication that the notice is about. With ``doi`` None too, the source names it only by
    its title, or (PubMed, no link) not at all."""
    doi: str | None = None
    title: str | None = None
    """Title of that publication."""
    journal: str | None = None
    original_date: str | None = None
    """When that publication was issued, ISO 8601; None when not known."""
    date: str | None = None
    """When the notice was issued, ISO 8601, as precise as known; None when not known."""
    notice_pmid: str | None = None
    """PMID of the notice itself."""
    notice_doi: str | None = None
    text: str | None = None
    """Citation of the notice as printed, or the number of the row in its register."""
    reasons: tuple[str, ...] = ()
    """Reasons, as Retraction Watch names them."""


_BY = {
    "retracted-by": RETRACTION,
    "retracted-and-republished-in": RETRACTION,
    "partly-retracted-by": CORRECTION,
    "concern-by": CONCERN,
    "corrected-by": CORRECTION,
    "corrected-and-republished-in": CORRECTION,
}
"""Links of a publication to the notices about it. A partial retraction counts as a correction, as the
National Library of Medicine has it (Errata, Retractions, and Other Linked Citations in PubMed)."""

_OF = {
    "retraction-of": RETRACTION,
    "retracted-and-republished-from": RETRACTION,
    "partial-retraction-of": CORRECTION,
    "concern-about": CONCERN,
    "correction-of": CORRECTION,
    "corrected-and-republished-from": CORRECTION,
}
"""Links of a notice to what it is about."""

_ABOUT_ITSELF = {"Retracted Publication": RETRACTION}
_ABOUT_ANOTHER = {
    "Retraction of Publication": RETRACTION,
    "Retraction Notice": RETRACTION,
    "Expression of Concern": CONCERN,
    "Published Erratum": CORRECTION,
}
"""Publication types of PubMed (MeSH); "Retraction Notice" is the newer name of the first."""

_RETRACTED_TITLE = re.compile(r"\W*retracted(?: article)?\s*:", re.IGNORECASE)
_DATE = re.compile(r"\.\s+((?:1[89]|20)\d\d(?:\s+[A-Z][a-z]{2,8}(?:\s+\d{1,2})?)?)\b")


def notices_of(citation: Citation) -> Iterator[PublishedNotice]:
    """The notices that a record of any export speaks of: by its links, else its publication type or title.

    A notice and its publication in one file both speak of the same; putting them together is left to
    the reader of both.
    """
    told = set()
    for link in citation.links:
        if nature := _BY.get(link.kind):
            told.add((nature, True))
            yield _about(citation, "link", nature, link)
        elif nature := _OF.get(link.kind):
            told.add((nature, False))
            yield _by(citation, "link", nature, link)
    for type_ in citation.publication_types:
        if (nature := _ABOUT_ITSELF.get(type_)) and (nature, True) not in told:
            told.add((nature, True))
            yield _about(citation, "publication type", nature, None)
        elif (nature := _ABOUT_ANOTHER.get(type_)) and (nature, False) not in told:
            told.add((nature, False))
            yield _by(citation, "publication type", nature, None)
    if (RETRACTION, True) not in told and citation.title and _RETRACTED_TITLE.match(citation.title):
        yield _about(citation, "title", RETRACTION, None)


def _about(citation: Citation, basis: str, nature: str, notice: PublicationLink | None) -> PublishedNotice:
    """A notice about the record itself."""
    return PublishedNotice(
        format=citation.format,
        place=citation.place,
        raw=citation.raw,
        basis=basis,
        nature=nature,
        pmid=citation.pmid,
        doi=citation.doi,
        title=citation.title,
        journal=citation.journal_abbreviation or citation.journal,
        original_date=citation.issued,
        date=_date_of(notice),
        notice_pmid=notice.pmid if notice else None,
        notice_doi=notice.doi if notice else None,
        text=notice.text if notice else None,
    )


def _by(citation: Citation, basis: str, nature: str, original: PublicationLink | None) -> PublishedNotice:
    """A notice that is the record itself."""
    return PublishedNotice(
        format=citation.format,
        place=citation.place,
        raw=citation.raw,
        basis=basis,
        nature=nature,
        pmid=original.pmid if original else None,
        doi=original.doi if original else None,
        original_date=_date_of(original),
        date=citation.issued,
        notice_pmid=citation.pmid,
        notice_doi=citation.doi,
        text=citation.title,
    )


def _date_of(link: PublicationLink | None) -> str | None:
    """The date in a printed citation: ``Lancet. 2016 Apr 2;387(1):9.``"""
    match = _DATE.search(link.text) if link and link.text else None
    return iso_date(match[1]) if match else None
