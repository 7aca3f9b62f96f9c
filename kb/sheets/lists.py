"""What the drop-downs of a workbook offer: the vocabulary, the keys of records, and the closed code lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kb.db.connect import Reader
from kb.db.queries import run
from kb.notation.units import NOUN_WORDS
from kb.records.kinds import name_of
from kb.sheets.cell_values import MEANING
from kb.sheets.sheet_columns import SheetColumn

CONDUCT, RELEVANCE = "limitation codes", "relevance limitation codes"
"""Lists of codes of limitations: of a study, and of its use for an indication."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Terms by the name of their list, and what the reading of a sheet has to know of them."""

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name of a list -> what its drop-down offers, in order."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Outcome -> the role that its results have unless they say otherwise."""
    meanings: Mapping[str, str] = field(default_factory=dict)
    """Limitation code -> what it means in the edition used."""

    def with_closed(self, columns: Iterable[SheetColumn]) -> Lists:
        """With the closed lists of codes that some columns take values from."""
        closed = {column.list: column.codes for column in columns if column.codes}
        return replace(self, terms=dict(self.terms) | closed | {"yes-no": ("yes", "no")})


def read_lists(reader: Reader, instrument: str | None, design: str | None = None) -> Lists:
    """The lists of this knowledge base. Limitation codes are those of the edition that the study uses.

    Without one they are those of the newest edition for studies of its design: of tests, else of treatments.
    """
    lists: dict[str, dict[str, str]] = {}
    for row in run(reader, "sheets/terms_of_sheets"):
        lists.setdefault(row["list"], {})[row["term"]] = row["meaning"]
    roles = lists.pop("roles", {})
    editions = run(reader, "sheets/usual_edition", design=design)
    edition = instrument or next((row["edition"] for row in editions), None)
    meanings = lists.pop(f"codes of {edition}", {})
    terms = {name: tuple(items) for name, items in lists.items() if not name.startswith("codes of ")}
    terms |= {kind: keys for kind, keys in _keys_of_records(reader).items() if kind not in terms}
    for name, table in ((CONDUCT, "conduct/"), (RELEVANCE, "relevance/")):
        codes = {code: label for code, label in meanings.items() if code.startswith(table)}
        terms[name] = tuple(f"{code}{MEANING}{label}" for code, label in codes.items())
        terms[name.replace("codes", "domains")] = tuple(
            dict.fromkeys(code.rpartition("/")[0] for code in codes)
        )
    terms["units"] = tuple(sorted(set(NOUN_WORDS.values())))
    return Lists({name: some for name, some in terms.items() if some}, roles, meanings)


def _keys_of_records(reader: Reader) -> dict[str, tuple[str, ...]]:
    """The keys of the records of each kind."""
    keys: dict[str, list[str]] = {}
    for row in run(reader, "sheets/record_ids"):
        name = name_of(row["id"])
        if name is not None and name.key:
            key = f"{name.policy}/{name.key}" if name.policy else name.key
            keys.setdefault(name.kind, []).append(key)
    return {kind: tuple(some) for kind, some in keys.items()}
