"""What a special mapping is: the rows of the fields that no rule derives, made and read in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from kb.records.yaml_source import Path
from kb.store.rows import RecordRows


class RecordNames(Protocol):
    """Lookups across records, answered by a database and a folder, or by plain dictionaries in tests."""

    def role(self, outcome: str) -> str:
        """Usual role of the results of an outcome; ``outcome`` when the outcome is unknown."""
        ...

    def main_figure(self, owner: str) -> str | None:
        """Id of the figure that a result or fact is quoted by; None when there is none."""
        ...

    def statements(self, owner: str) -> dict[str, int]:
        """Ids of the figures of a result or fact, with the statement that each is in, in order."""
        ...

    def has_row(self, table: str, id: str) -> bool:
        """Whether a row of ``figure``, ``fact`` or ``recommendation`` with this id exists."""
        ...

    def has_reference(self, key: str) -> bool:
        """Whether there is a reference with this key."""
        ...

    def answer(self, study: str, name: str) -> str | None:
        """Id of the limitation of conduct, or strength, of a study that is called ``name``."""
        ...


class Pointer(NamedTuple):
    """Something that has to exist. ``kind`` is a kind of record, ``items`` or ``recommendations``."""

    path: Path
    kind: str
    key: str


def _points_nowhere(record: Any) -> Iterable[Pointer]:
    """Most special fields point at nothing, or by typed keys."""
    return ()


@dataclass(frozen=True, slots=True)
class SpecialTable:
    """Columns that a special mapping fills: those that hold true or false, prose, other free words."""

    flags: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpecialMapping:
    """Owns fields of a kind of record in both directions; each special field has exactly one owner."""

    owns: Mapping[type[Any], tuple[str, ...]]
    """Model -> its special fields, or all fields where the model has no row of its own."""
    tables: Mapping[str, SpecialTable]
    """Tables that it adds rows to, or columns."""
    add: Callable[[RecordRows, Any, RecordNames], None]
    """Adds to the derived rows of a record."""
    read: Callable[[RecordRows, dict[str, Any], RecordNames], None]
    """Adds to the data that was read from the derived rows."""
    points: Callable[[Any], Iterable[Pointer]] = _points_nowhere
    """What a record points at besides its typed keys."""


FIGURES = {
    "figure": SpecialTable(flags=("is_main",)),
    "qualifier": SpecialTable(),
    "figure_source": SpecialTable(flags=("inherited",)),
}
"""The tables that every mapping of cells of figures fills."""
FACTS = {"fact": SpecialTable(prose=("label", "flag")), **FIGURES}
"""Those of cells that belong to no study."""
