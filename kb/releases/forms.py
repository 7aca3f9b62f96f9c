"""A document in every form that a release keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.formats import DOCUMENTS

if TYPE_CHECKING:
    from kb.documents.content import Document

KEPT = DOCUMENTS.formats
"""The forms in which a release keeps a document."""


def render_all(document: Document, prefix: str = "") -> dict[str, bytes]:
    """A document in every form that is kept; ``prefix`` goes before the names of the forms.

    Plain text keeps its lines whole, so that the bytes do not depend on a terminal.
    """
    from kb.documents.render import rendered

    return {f"{prefix}{form}": rendered(document, form) for form in KEPT}
