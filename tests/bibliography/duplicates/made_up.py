"""Made-up records, as the databases would export them. None is of a real publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kb.bibliography.citation import Citation, CitationAuthor, Format, RecordPlace
from kb.bibliography.duplicates.compared_record import ComparedRecord, compared_record
from kb.bibliography.duplicates.find import Duplicates, find_duplicates

ARTICLE = Citation(
    format=Format.RIS,
    place=RecordPlace(1, 1, 0),
    raw="",
    type="article-journal",
    title="Cryoablation of made-up tumors in adults with cirrhosis: a randomized trial",
    authors=(
        CitationAuthor("Wang", "Chunping"),
        CitationAuthor("Müller", "Jean-Pierre"),
        CitationAuthor("van der Berg", "Anna"),
        CitationAuthor("O'Brien", "Kate"),
    ),
    journal="European Journal of Made-Up Hepatology",
    issued="2015-03",
    volume="12",
    issue="3",
    pages="123-129",
    abstract="BACKGROUND: Little is known about tumors that were made up. METHODS: We made up forty adults.",
)


def record(**changes: Any) -> Citation:
    """The made-up article, changed."""
    return replace(ARTICLE, **changes)


def people(*names: str) -> tuple[CitationAuthor, ...]:
    """Authors from ``Wang, C``; a name without a comma is a group."""
    return tuple(
        CitationAuthor(family=name.split(", ")[0], given=name.split(", ")[1])
        if ", " in name
        else CitationAuthor(literal=name)
        for name in names
    )


def entries(records: Sequence[Citation]) -> list[ComparedRecord]:
    """The records ready to be compared, all of them new, by their place in the list."""
    return [compared_record(one, number) for number, one in enumerate(records)]


def found(*records: Citation) -> Duplicates:
    """What is found among records of one run."""
    return find_duplicates(entries(records))


def groups(*records: Citation) -> list[tuple[int, ...]]:
    """The groups that are merged."""
    return [group.members for group in found(*records).groups]
