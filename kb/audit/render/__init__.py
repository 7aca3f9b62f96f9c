"""An audit as text for a terminal, JSON, CSV, Markdown and HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import KbError, nearest

if TYPE_CHECKING:
    from kb.audit.audit import Audit

FORMS = ("table", "json", "csv", "markdown", "html")


def render(audit: Audit, form: str, width: int | None = None) -> str:
    """An audit in one of FORMS, ending in a newline; ``width`` wraps the table (null: lines stay whole).

    Raises KbError for an unknown form.
    """
    # Imported where used: a run needs one form only.
    if form in {"table", "markdown"}:
        from kb.audit.page import build_page
        from kb.documents.render import render as render_document

        return render_document(build_page(audit), "text" if form == "table" else form, width)
    if form == "json":
        from kb.audit.render.as_json import render_json

        return render_json(audit)
    if form == "csv":
        from kb.audit.render.as_csv import render_csv

        return render_csv(audit)
    if form == "html":
        from kb.audit.render.as_html import render_html

        return render_html(audit)
    raise KbError(f"There is no form {form!r} of an audit. {nearest(form, FORMS)}")
