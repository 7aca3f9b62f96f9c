"""A document in every form that can be rendered here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.formats import DOCUMENTS

if TYPE_CHECKING:
    from kb.documents.content import Document


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a document by form, and the forms whose extra is not installed."""

    forms: Mapping[str, bytes]
    left_out: tuple[str, ...]


def render_all(document: Document, prefix: str = "") -> Rendered:
    """A document in every form that can be had here; ``prefix`` goes before the names of the forms.

    Plain text keeps its lines whole, so that the bytes do not depend on a terminal.
    """
    from kb.documents.render import rendered

    can = [form for form in DOCUMENTS.formats if form.is_available()]
    made = {f"{prefix}{form}": rendered(document, form) for form in can}
    return Rendered(made, tuple(f"{prefix}{form}" for form in DOCUMENTS.formats if form not in can))
