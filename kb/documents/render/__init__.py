"""Document content as text: Markdown, plain text for a terminal, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import KbError, nearest

if TYPE_CHECKING:
    from kb.documents.content import Document

FORMS = ("text", "markdown", "json")


def render(document: Document, form: str, width: int | None = None) -> str:
    """A document in one of FORMS, ending in a newline; ``width`` wraps plain text (null: lines stay whole).

    Raises KbError for an unknown form.
    """
    # Imported where used: a run needs one form only.
    if form == "markdown":
        from kb.documents.render.markdown import render_markdown

        return render_markdown(document)
    if form == "text":
        from kb.documents.render.text import render_text

        return render_text(document, width)
    if form == "json":
        from kb.documents.render.as_json import render_json

        return render_json(document)
    raise KbError(f"There is no form {form!r} of a document. {nearest(form, FORMS)}")
