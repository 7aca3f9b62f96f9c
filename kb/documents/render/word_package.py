"""A Word document as the bytes of its file: nothing of the day, the machine or the writer in it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kb.documents.render.dating import date_of
from kb.documents.render.linked import Linked

_FIXED = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the package: the earliest that a ZIP file can tell."""

_WORD_2013 = "15"
"""The mode in which Word shows the file as its own and not in "compatibility mode"."""

_UNIX = 3
_LONGEST_PROPERTY = 255


def set_properties(word: Any, document: Linked) -> None:
    """Title, subject, plan and dates of the document; nothing of python-docx and its template."""
    made, policy = date_of(document), document.fact("Policy")
    effective = f", effective {made.isoformat()}" if made and document.fact("Effective date") else ""
    properties = word.core_properties
    properties.title = document.title[:_LONGEST_PROPERTY]
    properties.subject = f"Policy {policy}{effective}"[:_LONGEST_PROPERTY] if policy else ""
    properties.author = document.fact("Plan")[:_LONGEST_PROPERTY]
    properties.comments = properties.keywords = properties.last_modified_by = properties.category = ""
    properties.language, properties.revision = "en-US", 1
    if made is None:
        _remove_dates(properties)
    else:
        # python-docx wants times without a zone and writes them as UTC.
        noon = datetime.combine(made, time(12), UTC).replace(tzinfo=None)
        properties.created = properties.modified = noon


def _remove_dates(properties: Any) -> None:
    root = properties._element
    for child in list(root):
        if child.tag.rpartition("}")[2] in {"created", "modified"}:
            root.remove(child)


def as_package(word: Any) -> bytes:
    """The file; the same document gives the same bytes whenever and wherever it is made."""
    from docx.oxml.ns import qn

    _without_picture(word)
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)
    saved, fixed = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as parts, ZipFile(fixed, "w") as package:
        for name in parts.namelist():
            entry = ZipInfo(name, _FIXED)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, 0o644 << 16
            package.writestr(entry, parts.read(name), compresslevel=6)
    return fixed.getvalue()


def _without_picture(word: Any) -> None:
    """The template carries a small picture of an empty page."""
    relations = word.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[name]
