"""Document content in every format of :data:`kb.formats.DOCUMENTS`: one module ``as_<format>`` each.

Such a module has one function, ``render``, which takes the document and returns text, or bytes for a format
that only a file can hold. The same document gives the same bytes at every run.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kb.formats import DOCUMENTS, OutputFormat

if TYPE_CHECKING:
    from kb.documents.content import Document


def render(
    document: Document, form: OutputFormat | str, width: int | None = None, *, colors: bool = False
) -> str:
    """A document in a format that is text, ending in a newline.

    Plain text is wrapped at ``width`` columns (null: lines stay whole); ``colors`` shows changes by colors
    instead of signs, as a terminal can.
    """
    if form == OutputFormat.TEXT:
        from kb.documents.render.as_text import render as render_text

        return render_text(document, width, colors=colors)
    return rendered(document, form).decode()


def rendered(document: Document, form: OutputFormat | str) -> bytes:
    """A document in any format; text is UTF-8, its lines whole.

    Raises KbError when a library that the format needs is missing.
    """
    form = DOCUMENTS.named(form)
    form.require()
    # Imported where used: a run needs one format only, and some need heavy libraries.
    made: str | bytes = import_module(f"kb.documents.render.as_{form}").render(document)
    return made.encode() if isinstance(made, str) else made
