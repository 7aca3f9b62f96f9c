"""A table as an Excel workbook of one sheet; how values look there, :mod:`kb.forms.sheet` says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kb.forms.sheet import SheetColumn, fill_sheet
from kb.forms.values import Value


def write(
    file: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]], types: Mapping[str, str]
) -> None:
    """Write the rows to one sheet. Raises KbError when they do not fit into Excel."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "kb"
    fill_sheet(book.create_sheet("rows"), [SheetColumn(name, types.get(name, "")) for name in columns], rows)
    book.save(file)
