"""Which view a column points at, derived from the keys of the views and the meaning of their columns.

A view is the home of its key when it is named after it: ``indication_overview`` of ``policy, indication``,
``outcome`` of ``outcome``. Columns of the same names and meanings in other views point at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kb.export.views import ExportedView, ViewColumn

Key = tuple[str, ...]


class ForeignKey(NamedTuple):
    """Columns of a view that, where none is null, are the key of a row of the view ``home``."""

    columns: Key
    home: str


def foreign_keys(views: Sequence[ExportedView]) -> dict[str, list[ForeignKey]]:
    """View -> what its columns point at, in the order of the homes."""
    homes = _homes(views)
    return {view.name: list(_pointing(view, homes)) for view in views}


def _homes(views: Iterable[ExportedView]) -> dict[Key, ExportedView]:
    with_key: dict[Key, list[ExportedView]] = {}
    for view in views:
        is_named_after = f"{view.name}_".startswith(f"{view.key[-1]}_")
        if is_named_after and not any(column.null for column in view.columns if column.name in view.key):
            with_key.setdefault(view.key, []).append(view)
    return {key: _home(candidates) for key, candidates in with_key.items()}


def _home(candidates: Sequence[ExportedView]) -> ExportedView:
    """Of several views with one key the overview, else the one with the shortest name."""
    return min(candidates, key=lambda view: (not view.name.endswith("_overview"), len(view.name)))


def _pointing(view: ExportedView, homes: Mapping[Key, ExportedView]) -> Iterator[ForeignKey]:
    meanings = {column.name: _meaning(column) for column in view.columns}
    for key, home in homes.items():
        its_meanings = {column.name: _meaning(column) for column in home.columns}
        if home.name != view.name and all(meanings.get(column) == its_meanings[column] for column in key):
            yield ForeignKey(key, home.name)


def _meaning(column: ViewColumn) -> str:
    """What the column is, without its example and when it is null."""
    return re.split("[,;]", column.description)[0]
