"""Document content as text (Markdown, plain text, JSON, HTML) or as a file (Word, PDF)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import KbError, nearest

if TYPE_CHECKING:
    from kb.documents.content import Document

FORMS = ("text", "markdown", "json", "html")
"""Forms that are text."""

FILE_FORMS = ("docx", "pdf")
"""Forms that only a file can hold."""


def rendered(document: Document, form: str, width: int = 0) -> bytes:
    """A document in one of FORMS (as UTF-8) or FILE_FORMS; ``width`` wraps plain text (0: lines stay whole).

    The same document gives the same bytes at every run. Raises KbError for an unknown form, and when a form
    needs a library that is not installed.
    """
    # Imported where used: a run needs one form only, and some need heavy libraries.
    if form == "docx":
        from kb.documents.render.as_docx import render_docx

        return render_docx(document)
    if form == "pdf":
        from kb.documents.render.as_pdf import render_pdf

        return render_pdf(document)
    if form not in FORMS:
        raise KbError(f"There is no form {form!r} of a document. {nearest(form, (*FORMS, *FILE_FORMS))}")
    return render(document, form, width or None).encode()


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
    if form == "html":
        from kb.documents.render.as_html import render_html

        return render_html(document)
    raise KbError(f"There is no form {form!r} of a document as text. {nearest(form, FORMS)}")
