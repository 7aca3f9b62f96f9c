"""Problems as text, grouped by record."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from kb.checks.listing import Item, Listing, by_record

_INDENT = " " * 4


def render(listing: Listing, width: int | None) -> str:
    """The listing as text; lines of at most ``width`` columns, whole when it is null."""
    return "\n".join([*_lines(listing, width)]) + "\n"


def _lines(listing: Listing, width: int | None) -> Iterator[str]:
    yield from _groups(listing.open, width)
    if listing.acknowledged:
        yield "Acknowledged"
        yield ""
        yield from _groups(listing.acknowledged, width)
    yield listing.sentence


def _groups(items: Sequence[Item], width: int | None) -> Iterator[str]:
    for _, of_record in by_record(items):
        yield of_record[0].file
        for item in of_record:
            yield from _item(item, width)
        yield ""


def _item(item: Item, width: int | None) -> Iterator[str]:
    judged, problem = item.judged, item.judged.problem
    yield f"  {problem.severity:<8} {problem.rule}, line {item.line}  [{judged.id}]"
    yield from _wrapped(item.message, width)
    facts = {
        "at": problem.place,
        "found": problem.found,
        "expected": problem.expected,
        "acknowledged": judged.reason,
        "which said": judged.before or "",
    }
    for word, text in facts.items():
        if text:
            yield from _wrapped(f"{word}: {text}", width)


def _wrapped(text: str, width: int | None) -> Iterator[str]:
    if width is None:
        yield _INDENT + text
        return
    yield from textwrap.wrap(
        text,
        max(width, 40),
        initial_indent=_INDENT,
        subsequent_indent=_INDENT + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
