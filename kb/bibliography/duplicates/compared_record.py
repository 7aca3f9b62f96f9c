"""A record as far as it is compared: small, so that tens of thousands fit into memory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.bibliography.citation import Citation
from kb.bibliography.duplicates.authors import Person, is_et_al, person_of
from kb.bibliography.duplicates.headings import PublicationKind, heading_of, kind_of_types, numeral
from kb.bibliography.duplicates.journals import JournalName, journal_name
from kb.bibliography.duplicates.page_ranges import Pages, pages_of
from kb.bibliography.duplicates.similarity import words_of

ABSTRACT = 160
"""Signs of an abstract that are kept to compare."""
_HEADING = re.compile(
    r"^\W*(?:abstract|background|introduction|objectives?|aims?|purpose|context|importance)\b(?:[^:.]{0,30}:)?\W*",
    re.I,
)
_NO_TITLE = frozenset(
    (
        "retracted",
        "withdrawn",
        "untitled",
        "no title",
        "no title available",
        "not available",
        "title not available",
    )
)
_VOLUME = re.compile(r"\d+")
_COCHRANE = re.compile(r"^(10\.1002/14651858\.[a-z]+\d+)(?:\.pub(\d+))?$")
_PREPRINTS = ("10.1101/", "10.21203/", "10.20944/", "10.2139/", "10.31219/", "10.31234/", "10.36227/")
"""Prefixes of DOIs of bioRxiv and medRxiv, Research Square, Preprints.org, SSRN, OSF, PsyArXiv, TechRxiv."""
_SERVERS = ("medrxiv", "biorxiv", "researchsquare", "ssrn", "arxiv")
"""How their names begin."""


@dataclass(frozen=True, slots=True)
class ComparedRecord:
    """A record as it is compared. A text that is not given is ""; a number, None."""

    number: int
    """Number of the record among all that are compared, from 0."""
    is_new: bool
    """Whether it is of this run. Pairs of records that were there before are not looked at."""
    reference: str | None
    """Key of the reference in the knowledge base; None for a record of an export."""
    kind: PublicationKind
    """What its title says it is."""
    filed_as: PublicationKind
    """What its database calls it; databases differ in this."""
    part: str
    titles: tuple[tuple[str, ...], ...]
    """Words of the title without its marks, and of the original title."""
    numbers: tuple[str, ...]
    """Numbers in the title, sorted: phase 2 is not phase 3."""
    people: tuple[Person, ...]
    year: int | None
    journals: tuple[JournalName, ...]
    issns: tuple[str, ...]
    volume: str
    issue: str
    pages: Pages | None
    abstract: str
    pmid: str
    pmcid: str
    dois: tuple[str, ...]
    cochrane: tuple[str, int] | None
    """Cochrane review and number of its version, from its DOI."""

    @property
    def title(self) -> tuple[str, ...]:
        """Words of the title; empty when there is none."""
        return self.titles[0] if self.titles else ()


def compared_record(
    record: Citation, number: int, *, is_new: bool = True, reference: str | None = None
) -> ComparedRecord:
    """A record made ready to be compared."""
    heading = heading_of(record.title or "")
    given = (words_of(text) for text in (heading.bare, record.original_title or ""))
    titles = [words for words in given if words and " ".join(words) not in _NO_TITLE]
    names = [name for name in (record.journal, record.journal_abbreviation) if name]
    return ComparedRecord(
        number=number,
        is_new=is_new,
        reference=reference,
        kind=heading.kind,
        filed_as=_filed_as(record, names),
        part=heading.part,
        titles=tuple(dict.fromkeys(titles)),
        numbers=numbers_in(titles[0]) if titles else (),
        people=tuple(person_of(author) for author in record.authors if not is_et_al(author)),
        year=int(record.issued[:4]) if record.issued and record.issued[:4].isdigit() else None,
        journals=tuple(dict.fromkeys(filter(None, map(journal_name, names)))),
        issns=record.issns,
        volume=_number(record.volume),
        issue=_number(record.issue),
        pages=pages_of(record.pages),
        abstract=_beginning(record.abstract),
        pmid=record.pmid or "",
        pmcid=record.pmcid or "",
        dois=record.dois,
        cochrane=_cochrane(record.dois),
    )


def numbers_in(words: Sequence[str]) -> tuple[str, ...]:
    """The numbers among words, sorted, Roman ones as digits."""
    return tuple(sorted(filter(None, map(_number_in, words))))


@lru_cache(maxsize=65536)
def _number_in(word: str) -> str:
    """A word with a digit in it, or a Roman number; "" for any other."""
    return numeral(word) if any(sign.isdigit() for sign in word) or _is_roman(word) else ""


def _is_roman(word: str) -> bool:
    return len(word) > 1 and numeral(word).isdigit() and set(word) <= set("ivx")


def _filed_as(record: Citation, journals: Sequence[str]) -> PublicationKind:
    filed = kind_of_types(record.publication_types)
    if filed is not PublicationKind.ARTICLE:
        return filed
    is_preprint = any(doi.startswith(_PREPRINTS) for doi in record.dois) or any(map(_is_server, journals))
    return PublicationKind.PREPRINT if is_preprint else filed


@lru_cache(maxsize=16384)
def _is_server(journal: str) -> bool:
    """Whether a journal is a server of preprints."""
    return journal.lower().replace(" ", "").startswith(_SERVERS)


def _number(text: str | None) -> str:
    """A volume or issue as it is compared: its last number (``Drug Discovery. 9``), else its words."""
    if not text:
        return ""
    if text.isdigit():
        return text.lstrip("0")
    numbers = _VOLUME.findall(text)
    return numbers[0].lstrip("0") if numbers else "".join(words_of(text))


def _beginning(text: str | None) -> str:
    if not text:
        return ""
    text = text[: 3 * ABSTRACT]
    heading = _HEADING.match(text)
    return "".join(words_of(text[heading.end() :] if heading else text))[:ABSTRACT]


def _cochrane(dois: Sequence[str]) -> tuple[str, int] | None:
    for doi in dois:
        if match := _COCHRANE.match(doi):
            return match[1], int(match[2] or 1)
    return None
