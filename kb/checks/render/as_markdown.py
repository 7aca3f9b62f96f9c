"""Problems as Markdown: a table for each record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.listing import Item, Listing, by_record
from kb.forms.text import as_markdown


def render(listing: Listing) -> str:
    """The listing as GitHub Flavored Markdown."""
    return "\n".join(["# Checks", "", listing.sentence, "", *_sections(listing)])


def _sections(listing: Listing) -> Iterator[str]:
    yield from _tables(listing.open, ("Severity", "Rule", "Line", "Problem", "Found", "Expected"))
    if listing.acknowledged:
        yield "# Acknowledged"
        yield ""
        yield from _tables(listing.acknowledged, ("Severity", "Rule", "Line", "Problem", "Found", "Reason"))


def _tables(items: Sequence[Item], columns: tuple[str, ...]) -> Iterator[str]:
    for _, of_record in by_record(items):
        yield f"## {of_record[0].file}"
        yield ""
        yield "".join(as_markdown(columns, [_row(item) for item in of_record]))


def _row(item: Item) -> list[str | int]:
    judged, problem = item.judged, item.judged.problem
    last = problem.expected if judged.is_open else judged.reason
    before = f" (acknowledged for: {judged.before})" if judged.before is not None else ""
    return [
        str(problem.severity),
        problem.rule,
        item.line,
        item.message + before,
        problem.found,
        last,
    ]
