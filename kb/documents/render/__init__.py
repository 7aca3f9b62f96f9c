"""Document content as text: Markdown, plain text for a terminal, JSON."""

from __future__ import annotations

from kb.documents.content import Document
from kb.documents.render.markdown import render_markdown
from kb.documents.render.text import render_text
from kb.errors import KbError, nearest

FORMS = ("text", "markdown", "json")


def render(document: Document, form: str, width: int | None = None) -> str:
    """A document in one of FORMS, ending in a newline; ``width`` wraps plain text (null: lines stay whole).

    Raises KbError for an unknown form.
    """
    if form == "markdown":
        return render_markdown(document)
    if form == "text":
        return render_text(document, width)
    if form == "json":
        # Imported here: most runs ask for text.
        from kb.documents.render.as_json import render_json

        return render_json(document)
    raise KbError(f"There is no form {form!r} of a document. {nearest(form, FORMS)}")
