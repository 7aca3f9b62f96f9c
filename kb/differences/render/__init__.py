"""Differences as text for a terminal, Markdown, HTML, JSON and Word."""

from __future__ import annotations

from collections.abc import Sequence

from kb.differences.difference import Difference

FORMS = ("table", "ansi", "markdown", "html", "json")


def render(difference: Difference, levels: Sequence[str], form: str) -> str:
    """Levels of a difference in one of FORMS (table: plain text; ansi: in colours), newline at the end."""
    # Imported where used: a run needs one form only.
    if form == "markdown":
        from kb.differences.render.as_markdown import render_markdown

        return render_markdown(difference, levels)
    if form == "html":
        from kb.differences.render.as_html import render_html

        return render_html(difference, levels)
    if form == "json":
        from kb.differences.render.as_json import render_json

        return render_json(difference, levels)
    from kb.differences.render.as_text import render_text

    return render_text(difference, levels, colours=form == "ansi")
