"""What an export says about one publication, and what it says that cannot be read.

A value that the export does not give is None, an empty tuple or an empty mapping; an empty text never
stands for it. Texts are cleaned (:mod:`kb.bibliography.cleaning`); the record as it is in the file is
kept in ``raw``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kb.bibliography.links import PublicationLink


class Format(StrEnum):
    """What a file is written in."""

    NBIB = "nbib"
    """PubMed's text format, also called MEDLINE."""
    PUBMED_XML = "pubmed-xml"
    RIS = "ris"
    ENDNOTE_XML = "endnote-xml"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"
    TABLE = "table"
    """CSV, or a table with another separator."""
    RETRACTION_WATCH = "retraction-watch"


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record starts in its file."""

    record: int
    """Number of the record in the file, from 1; 0 = lines outside of the records, or the file as a whole."""
    line: int
    """Line, from 1; 0 = the file as a whole."""
    offset: int | None
    """Bytes before it; None in files in UTF-16 and UTF-32, which are read in another form."""

    def __str__(self) -> str:
        if not self.line:
            return "whole file"
        return f"line {self.line} (record {self.record})" if self.record else f"line {self.line}"


@dataclass(frozen=True, slots=True)
class CitationAuthor:
    """A person (``family``, perhaps ``given`` and ``suffix``) or a group (``literal``)."""

    family: str | None = None
    given: str | None = None
    """Given names or initials as printed."""
    suffix: str | None = None
    literal: str | None = None
    """Name of a group, or of a person that could not be taken apart; never together with ``family``."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One record of an export."""

    format: Format
    """Format it was read from."""
    place: RecordPlace
    raw: str
    """The record as it is in the file, decoded."""
    type: str | None = None
    """Kind of publication, as CSL names it: article-journal, book, chapter, report, dataset ..."""
    title: str | None = None
    """Without the full stop that PubMed adds; brackets around a translated title are kept."""
    original_title: str | None = None
    """Title in the language of the publication, where ``title`` is a translation."""
    authors: tuple[CitationAuthor, ...] = ()
    authors_truncated: bool = False
    """Whether the export says that there are further authors (et al)."""
    journal: str | None = None
    """Full name of the journal, else of the book or series that the publication is part of."""
    journal_abbreviation: str | None = None
    publisher: str | None = None
    issued: str | None = None
    """Date of publication, ISO 8601, as precise as it is certain: 2015, 2015-03 or 2015-03-12."""
    issued_text: str | None = None
    """The same as printed: a season or a range of months (2015 Mar-Apr) is only here."""
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    """Pages or article number as printed; a double hyphen of BibTeX is a single one here."""
    abstract: str | None = None
    """One line; headings of its parts come before them with a colon (METHODS: ...)."""
    languages: tuple[str, ...] = ()
    """As the export writes them: eng, English, en."""
    publication_types: tuple[str, ...] = ()
    """As the database calls them: Randomized Controlled Trial, Retracted Publication, Conference Abstract."""
    mesh: tuple[str, ...] = ()
    """Headings as PubMed prints them: Liver Neoplasms/*surgery; the asterisk marks a main topic."""
    keywords: tuple[str, ...] = ()
    pmid: str | None = None
    pmcid: str | None = None
    """With the letters: PMC123."""
    dois: tuple[str, ...] = ()
    """Bare and in lower case, each once, in the order of the export."""
    issns: tuple[str, ...] = ()
    isbns: tuple[str, ...] = ()
    registrations: tuple[str, ...] = ()
    """Numbers of trial registries that the export files the publication under: NCT01234567."""
    urls: tuple[str, ...] = ()
    database: str | None = None
    """Database that the record came from, as the export names it."""
    accession: str | None = None
    """Number of the record in that database, where it is no PMID: L600012345, CN-01234567."""
    links: tuple[PublicationLink, ...] = ()
    """Notices, corrections, comments and updates that it is tied to."""
    extra: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What was read into no other field: tag or element -> its values in order."""
    remarks: tuple[str, ...] = ()
    """What had to be mended while reading, in words for the person who imports."""

    @property
    def doi(self) -> str | None:
        """The first DOI."""
        return self.dois[0] if self.dois else None


@dataclass(frozen=True, slots=True)
class Malformed:
    """A record, or a part of a file, that could not be read. It is kept, never dropped."""

    format: Format
    place: RecordPlace
    raw: str
    """Its text as far as it is kept: of what is monstrously long only the beginning."""
    message: str
    """What is wrong."""
    remedy: str
    """What to do about it."""
    is_record: bool = True
    """Whether it counts among the records of the file: lines between records and a word about the file as a
    whole do not."""

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.remedy}".rstrip()
