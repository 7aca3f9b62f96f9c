"""What the drop-downs of a workbook offer: the vocabulary, and the closed code lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.db.connect import Reader
from kb.db.queries import run
from kb.extraction.sheet.sheet_tables import DIMENSIONS, FIELDS, TABLES
from kb.notation.units import NOUN_WORDS

MEANING = " = "
"""Parts a limitation code from what it means, in cells and drop-downs."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Terms by the name of their list, and what the reading of a sheet has to know of them."""

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of a list -> what its drop-down offers, in order."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Outcome -> the role that its results have unless they say otherwise."""
    meanings: Mapping[str, str] = field(default_factory=dict)
    """Limitation code -> what it means in the edition used."""


def read_lists(reader: Reader, instrument: str | None) -> Lists:
    """The lists of this knowledge base. Limitation codes are those of the edition that the study uses.

    Without one they are those of the only edition for treatments, else of the first by key.
    """
    lists: dict[str, dict[str, str]] = {}
    for row in run(reader, "extraction/terms_of_sheets"):
        lists.setdefault(row["list"], {})[row["term"]] = row["meaning"]
    roles = lists.pop("roles", {})
    edition = instrument or usual_instrument(tuple(lists.get("instruments", ())))
    meanings = lists.get(f"codes of {edition}", {})
    terms = {name: tuple(items) for name, items in lists.items() if not name.startswith("codes of ")}
    terms |= _closed()
    terms["limitation codes"] = tuple(f"{code}{MEANING}{label}" for code, label in meanings.items())
    terms["limitation domains"] = tuple(dict.fromkeys(code.rpartition("/")[0] for code in meanings))
    return Lists(terms, roles, meanings)


def usual_instrument(instruments: tuple[str, ...]) -> str | None:
    """The newest edition for treatments, else the first there is; None without any."""
    treatments = [key for key in instruments if "therapeutic" in key]
    return max(treatments, default=min(instruments, default=None))


def _closed() -> dict[str, tuple[str, ...]]:
    columns = [*FIELDS, *DIMENSIONS, *(column for table in TABLES for column in table.columns)]
    closed = {column.list: column.codes for column in columns if column.codes}
    return closed | {"units": tuple(sorted(set(NOUN_WORDS.values()))), "yes-no": ("yes", "no")}
