"""The closed lists of codes, each once, with the columns that take their values from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb import codes
from kb.reference.relation import ColumnEntry, Relation


@dataclass(frozen=True, slots=True)
class CodeList:
    """One list: its name in words, its codes with their meanings, and ``relation.column`` of its users."""

    name: str
    codes: dict[str, str]
    places: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The name as Markdown makes a link target of it."""
        return self.name.lower().replace(" ", "-")


def code_lists(relations: Sequence[Relation]) -> list[CodeList]:
    """Every list that a column uses, by name."""
    users: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for relation in relations:
        for column in relation.columns:
            if column.codes:
                users.setdefault(_key(column), []).append(f"{relation.name}.{column.name}")
    names = _names()
    lists = [
        CodeList(
            names.get(listed, places[0].partition(".")[2].replace("_", " ")), dict(listed), tuple(places)
        )
        for listed, places in users.items()
    ]
    return sorted(lists, key=lambda code_list: code_list.name)


def list_of(column: ColumnEntry, lists: Sequence[CodeList]) -> CodeList:
    """The list that a coded column uses."""
    return next(code_list for code_list in lists if tuple(code_list.codes.items()) == _key(column))


def _key(column: ColumnEntry) -> tuple[tuple[str, str], ...]:
    return tuple(column.codes.items())


def _names() -> dict[tuple[tuple[str, str], ...], str]:
    """The lists of the schema by their content; the list of statistics is named by its column."""
    lists = {name: value for name, value in vars(codes).items() if name.isupper()}
    return {tuple(value.items()): name.lower().replace("_", " ") for name, value in lists.items()}
