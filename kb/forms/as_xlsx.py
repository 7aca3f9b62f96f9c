"""A table as an Excel workbook of one sheet; how values look there, :mod:`kb.forms.workbook_sheet` says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kb.forms.values import Value
from kb.forms.workbook_sheet import WorkbookColumn, fill_sheet


def write(
    file: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]], types: Mapping[str, str]
) -> None:
    """Write the rows to one sheet. Raises KbError when they do not fit into Excel."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "kb"
    typed = [WorkbookColumn(name, types.get(name, "")) for name in columns]
    fill_sheet(book.create_sheet("rows"), typed, rows)
    book.save(file)
