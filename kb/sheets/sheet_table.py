"""What a sheet of a workbook is: its columns, and what its rows belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.sheets.sheet_columns import FieldKind, Path, SheetColumn

RESULTS, LISTS, INSTRUCTIONS = "Results", "Lists", "Instructions"
Around = tuple[str, str]
"""What an entry belongs to: what it is called, and the list of its keys."""
IN_ROWS = ("references", "guidelines", "gradings", "documents", "tests", "instruments")
"""Kinds of records of which a workbook has many: one a row. Of others each has a sheet, or a column of it."""
LEVEL, RULE, AT_LEAST = "level", "rule", "at least "
NUMBER = "no"
"""Column that numbers entries which other sheets name, where nothing else tells them apart."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet with a header row and one entry of a record per row."""

    name: str
    path: Path
    """Where its entries are in the entry or record around them."""
    form: FieldKind
    """ENTRY (the first of a tree), ENTRIES, ENTRY_MAP or GROUPS."""
    columns: tuple[SheetColumn, ...]
    """The fields of an entry; not its key, nor what it belongs to."""
    help: str = ""
    key: SheetColumn | None = None
    """The column of the key that an entry is under."""
    identity: str = ""
    """Header of the column by which other sheets name an entry; empty where none does."""
    around: tuple[str, ...] = ()
    """Headers of the columns that name the record and the entries it belongs to, from outside in."""
    around_lists: tuple[str, ...] = ()
    """What the drop-downs of these offer."""
    stored: str = ""
    """Table of the database that its entries are rows of; empty for none."""
    below: tuple[SheetTable, ...] = ()
    nodes: tuple[str, ...] = ()
    """Fields that hold entries of the same kind: then rows have a level. Empty for others."""

    @property
    def numbered(self) -> bool:
        """Whether it has a column of numbers."""
        return self.identity == NUMBER

    def header(self) -> tuple[SheetColumn, ...]:
        """All columns, in order."""
        around = tuple(
            SheetColumn(
                head, f"The {head.removeprefix('of ')} that the row belongs to", list=listed, width=20
            )
            for head, listed in zip(self.around, self.around_lists, strict=True)
        )
        number = (SheetColumn(NUMBER, "A number by which other sheets name the row", width=6),)
        key = (self.key,) if self.key is not None else ()
        return (*around, *key, *(number if self.numbered else ()), *self._tree(), *self.columns)

    def _tree(self) -> Iterator[SheetColumn]:
        if self.nodes:
            deep = "1 for the outermost, 2 for what stands under it, and so on; several at 1 must all hold"
            yield SheetColumn(LEVEL, deep, width=7)
        if len(self.nodes) > 1:
            rules = tuple(f"{AT_LEAST}2" if name == "of" else name for name in self.nodes)
            told = f"Of what stands under it: {', '.join(rules)}; empty for a single one"
            yield SheetColumn(RULE, told, list="rules", width=12, codes=rules)

    def walk(self) -> Iterator[SheetTable]:
        """This table and all below."""
        yield self
        for table in self.below:
            yield from table.walk()


@dataclass(frozen=True, slots=True)
class RecordLayout:
    """The sheets of one kind of record."""

    kind: str
    sheet: str
    """Sheet of the records themselves; its lines, or columns, are ``fields``."""
    word: str
    """What one record is called: indication."""
    fields: tuple[SheetColumn, ...]
    tables: tuple[SheetTable, ...]
    single: bool
    """Whether the workbook has one record of this kind, which no column has to name."""
    vocabulary: bool = False
    help: str = ""
    stored: str = ""
    """Table whose rows the records are."""
    empty: tuple[Path, ...] = ()
    """Mappings that every record has, if only an empty one."""

    @property
    def in_rows(self) -> bool:
        """Whether each record is a row, and no sheet or column of its own."""
        return self.kind in IN_ROWS

    @property
    def results(self) -> str:
        """Name of the sheet of results; empty for what has none."""
        return "" if self.kind != "studies" else RESULTS if self.single else f"Study {RESULTS.lower()}"

    def names(self) -> Iterator[str]:
        """Names of all its sheets."""
        yield from (self.sheet, *(table.name for table in self.all_tables()))
        if self.results:
            yield self.results

    def all_tables(self) -> Iterator[SheetTable]:
        """Every sheet with entries, in order."""
        for table in self.tables:
            yield from table.walk()
