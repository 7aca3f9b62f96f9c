"""A compared record as it is kept in the database, so that the next import need not make it again."""

from __future__ import annotations

import json
from functools import lru_cache
from sys import intern
from typing import Any

from kb.bibliography.duplicates.authors import Person
from kb.bibliography.duplicates.compared_record import ComparedRecord
from kb.bibliography.duplicates.headings import PublicationKind
from kb.bibliography.duplicates.page_ranges import Pages

RULES = "2"
"""Rules by which records are taken apart and keys are made: raised with every change of these, so that what
was kept by older ones is made anew. A test holds the number to what comes out."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_kinds = {kind.value: kind for kind in PublicationKind}


def kept_text(record: ComparedRecord) -> str:
    """A compared record as text, without its titles, which its outline has."""
    pages = record.pages
    return _encode(
        (
            (record.kind.value, record.filed_as.value, record.part),
            " ".join(record.numbers),
            [(" ".join(person.words), " ".join(person.given), person.is_group) for person in record.people],
            [" ".join(name) for name in record.journals],
            (record.year, record.volume, record.issue),
            pages and (pages.letters, pages.first, pages.last),
            record.abstract,
            (record.pmid, record.pmcid, record.dois, record.issns),
            record.cochrane,
        )
    )


def record_of_text(text: str, titles: str, number: int, *, is_new: bool) -> ComparedRecord:
    """The record of such a text and the titles of its outline."""
    kinds, numbers, people, journals, dates, pages, abstract, identifiers, cochrane = json.loads(text)
    year, volume, issue = dates
    pmid, pmcid, dois, issns = identifiers
    return ComparedRecord(
        number=number,
        is_new=is_new,
        reference=None,
        kind=_kinds[kinds[0]],
        filed_as=_kinds[kinds[1]],
        part=kinds[2],
        titles=tuple(_words(line) for line in titles.split("\n")) if titles else (),
        numbers=_words(numbers),
        people=tuple(_person(*person) for person in people),
        year=year,
        journals=tuple(map(_words, journals)),
        issns=tuple(issns),
        volume=volume,
        issue=issue,
        pages=pages and Pages(*pages),
        abstract=abstract,
        pmid=pmid,
        pmcid=pmcid,
        dois=tuple(dois),
        cochrane=cochrane and tuple(cochrane),
    )


@lru_cache(maxsize=65536)
def _person(words: str, given: str, is_group: Any) -> Person:
    family = _words(words)
    return Person(intern("".join(family)), family, _words(given), is_group)


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text; each is kept in memory once."""
    return tuple(map(intern, text.split()))
