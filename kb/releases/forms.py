"""A document in every form that can be rendered here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.documents.content import Document

FORMS: Mapping[str, tuple[str, ...]] = {
    "markdown": (),
    "text": (),
    "json": (),
    "html": (),
    "docx": ("docx",),
    "pdf": ("typst",),
}
"""Form of a document -> modules of an extra that it needs."""


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

    can = {form: all(find_spec(module) is not None for module in FORMS[form]) for form in FORMS}
    made = {f"{prefix}{form}": rendered(document, form) for form, able in can.items() if able}
    return Rendered(made, tuple(f"{prefix}{form}" for form, able in can.items() if not able))
