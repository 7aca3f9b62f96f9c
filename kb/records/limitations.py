"""Checks that limitations of a study and of its use for an indication share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from kb.records.base import Flaw
from kb.records.reading import Path

OWNER = {
    "conduct": "Limitations of conduct belong to the study record.",
    "relevance": "Limitations of relevance belong to the indication record.",
}


class Item(Protocol):
    """A limitation as written: code or domain, and a note."""

    @property
    def code(self) -> str | None: ...
    @property
    def domain(self) -> str | None: ...
    @property
    def note(self) -> str | None: ...


def limitation_flaws(item: Item, table: str, path: Path) -> Iterator[Flaw]:
    """A limitation has a code, or a domain with a note, of the right table."""
    if (item.code is None) == (item.domain is None):
        yield Flaw(path, "needs either `code` or `domain`.", "Write code: conduct/allocation/2.")
        return
    if item.code is None and item.note is None:
        yield Flaw(path, "a limitation without a code needs a note.", "Say what limits the study.")
    named = (item.code or item.domain or "").partition("/")[0]
    if named != table:
        yield Flaw((*path, "code" if item.code else "domain"), f"is of the table {named}.", OWNER[named])
