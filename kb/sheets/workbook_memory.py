"""What a workbook remembers of records, in properties that nobody sees: as which state they were in it.

By that it can be told whether somebody else changed a record meanwhile. When a workbook was taken, it holds
what the knowledge base says, and this is noted in it; so the person can correct it and take it once more.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kb.errors import KbError
from kb.files import replacing
from kb.forms.workbook_input import open_workbook
from kb.records.kinds import name_of

_PART = "docProps/custom.xml"
_OURS = "kb"
"""Property of every workbook of ours, so that there is a place for the others."""


def remember(book: Any, states: Mapping[str, str]) -> None:
    """Note states in a workbook that is open: id of a record -> hash of what it says."""
    from openpyxl.packaging.custom import StringProperty

    for name, state in {_OURS: "workbook", **states}.items():
        if name in book.custom_doc_props.names:
            del book.custom_doc_props[name]
        book.custom_doc_props.append(StringProperty(name=name, value=state))


def remembered(file: Path) -> dict[str, str]:
    """What a workbook remembers: id of a record -> hash of what it said."""
    properties = open_workbook(file).custom_doc_props
    return {name: str(properties[name].value) for name in properties.names if name_of(name) is not None}


def note_taken(file: Path, states: Mapping[str, str]) -> bool:
    """Note in a workbook that what it says is held now; no other part of the file is touched.

    False when that is impossible: Excel has it open, or another program left no place for it.
    """
    from openpyxl.xml.functions import tostring

    book = open_workbook(file)
    remember(book, states)
    with zipfile.ZipFile(file) as before:  # closed before it is replaced, as Windows wants it
        parts = {part.filename: before.read(part) for part in before.infolist()}
    if _PART not in parts:
        return False
    parts[_PART] = tostring(book.custom_doc_props.to_tree())
    try:
        with replacing(file) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as after:
            for name, content in parts.items():
                after.writestr(name, content)
    except (OSError, KbError):
        return False
    return True
