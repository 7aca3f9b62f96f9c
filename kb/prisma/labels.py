"""What reasons and sources are called in a flow diagram: short, as a journal prints them."""

from __future__ import annotations

from collections.abc import Mapping

#: A code of ``SCREENING_REASON`` -> what is printed. None: no reason was given.
REASONS: Mapping[str | None, str] = {
    "population": "Other population",
    "intervention": "Other intervention",
    "comparator": "Other comparator or none",
    "outcome": "No relevant outcome",
    "design": "Study design",
    "publication-type": "Not an original report",
    "sample-size": "Too few participants",
    "follow-up": "Follow-up too short",
    "language": "Language",
    "superseded": "Later or fuller report used",
    "preclinical": "Animals, cells or models",
    "retracted": "Retracted",
    "other": "Other reason",
    None: "No reason given",
}

DATABASE_KINDS = ("database", "register")
"""Codes of ``SEARCH_SOURCE`` of the first lane; all others are other methods."""

KINDS: Mapping[str, str] = {
    "database": "Databases",
    "register": "Registers",
    "website": "Websites",
    "organization": "Organizations",
    "citation": "Citation searching",
    "other": "Other sources",
}
"""A code of ``SEARCH_SOURCE`` -> the heading of its sources."""


def with_n(words: str, count: int) -> str:
    """Words with their number as PRISMA prints it, which no end of a line takes apart."""
    return f"{words} (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{count:,})"
