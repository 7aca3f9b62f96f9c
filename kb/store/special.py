"""What a special mapping is: the rows of the fields that no rule derives, made and read in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kb.store.names import Names
from kb.store.rows import Rows


@dataclass(frozen=True, slots=True)
class SpecialTable:
    """Columns that a special mapping fills: those that hold true or false, and those with authored prose."""

    flags: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpecialMapping:
    """Owns fields of a kind of record in both directions; each special field has exactly one owner."""

    owns: Mapping[type[Any], tuple[str, ...]]
    """Model -> its special fields, or all fields where the model has no row of its own."""
    tables: Mapping[str, SpecialTable]
    """Tables that it adds rows to, or columns."""
    add: Callable[[Rows, Any, Names], None]
    """Adds to the derived rows of a record."""
    read: Callable[[Rows, dict[str, Any], Names], None]
    """Adds to the data that was read from the derived rows."""


FIGURES = {"figure": SpecialTable(flags=("is_main",)), "figure_source": SpecialTable(flags=("inherited",))}
"""The tables that every mapping of cells of figures fills."""
FACTS = {"fact": SpecialTable(prose=("label", "flag")), **FIGURES}
"""Those of cells that belong to no study."""
