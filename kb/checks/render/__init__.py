"""A listing of problems in the forms people and programs take it in."""

from __future__ import annotations

from collections.abc import Callable

from kb.checks.listing import Listing
from kb.checks.render import as_html, as_markdown, as_sarif, as_table, as_text

RENDERERS: dict[str, Callable[[Listing], str]] = {
    "csv": as_table.render_csv,
    "json": as_table.render_json,
    "markdown": as_markdown.render,
    "html": as_html.render,
    "sarif": as_sarif.render,
}
"""Form to its renderer; the text for a terminal also takes a width, see :func:`kb.checks.render.render`."""


def render(listing: Listing, form: str, width: int | None = None) -> str:
    """The listing in a form; ``table`` is text for a terminal of a width (null: lines stay whole)."""
    return as_text.render(listing, width) if form == "table" else RENDERERS[form](listing)
