"""Several versions of a record as trees whose lists have keys, the same key for the same item.

Records are taken as their YAML says them, not through today's models: a text that was frozen years ago
is compared as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from kb.differences.identity import RESULT_FIELDS, labels
from kb.differences.pairing import pairs

Data: TypeAlias = Any
"""Data of a record: str, tuple of data, dict of data."""


@dataclass(slots=True)
class Branch:
    """A mapping or a list; its children in order, those of a list by the key that identifies each.

    ``form`` is mapping or list; ``text`` for a mapping that is written as its text where it says nothing
    else; ``bare`` for a list that is written without brackets where it holds one thing.
    """

    form: str
    children: dict[str, Node] = field(default_factory=dict)

    @property
    def is_list(self) -> bool:
        """Whether it represents a list."""
        return self.form in ("list", "bare")


Node: TypeAlias = str | Branch


def grow(versions: Sequence[Data | None], name: str = "") -> list[Node | None]:
    """Each version as a tree; None where a version has nothing. Items known to be one get one key."""
    present = [version for version in versions if version is not None]
    if all(isinstance(version, str) for version in present):
        return list(versions)
    if len({_shape(version) for version in present} - {"text"}) > 1 or _is_timed_in_part(present):
        return [None if version is None else grow([version], name)[0] for version in versions]
    if any(isinstance(version, tuple) for version in present):
        return _lists(versions, name)
    return _mappings(versions)


def _shape(data: Data) -> str:
    if isinstance(data, str):
        return "text"
    return "list" if isinstance(data, tuple) else "cells" if isinstance(data, Timed) else "mapping"


def _is_timed_in_part(present: Sequence[Data]) -> bool:
    """Whether one version gives a column by time, and another one value for all times."""
    return any(isinstance(version, Timed) for version in present) and any(
        isinstance(version, str) for version in present
    )


def plain(node: Node) -> Data:
    """The data that a tree represents."""
    if isinstance(node, str):
        return node
    if node.is_list:
        items = tuple(plain(child) for child in node.children.values())
        return items[0] if node.form == "bare" and len(items) == 1 else items
    if node.form == "text" and list(node.children) == ["text"]:
        return plain(node.children["text"])
    return {key: plain(child) for key, child in node.children.items()}


def says(node: Node | None) -> str:
    """What a tree says, in one line for people; empty for nothing."""
    if node is None or isinstance(node, str):
        return node or ""
    if node.is_list:
        return ", ".join(says(child) for child in node.children.values())
    if list(node.children) == ["text"]:
        return says(node.children["text"])
    return "; ".join(f"{key}: {says(child)}" for key, child in node.children.items())


def _mappings(versions: Sequence[Data | None]) -> list[Node | None]:
    as_mappings = [{"text": mapping} if isinstance(mapping, str) else mapping for mapping in versions]
    form = "text" if any(isinstance(mapping, str | _Text) for mapping in versions) else "mapping"
    form = "bare" if any(isinstance(mapping, Timed) for mapping in versions) else form
    branches = [None if mapping is None else Branch(form) for mapping in as_mappings]
    for key in _keys(mapping for mapping in as_mappings if mapping is not None):
        grown = grow([None if mapping is None else mapping.get(key) for mapping in as_mappings], key)
        for branch, child in zip(branches, grown, strict=True):
            if branch is not None and child is not None:
                branch.children[key] = child
    for branch, mapping in zip(branches, as_mappings, strict=True):
        if branch is not None and mapping is not None:
            branch.children = {key: branch.children[key] for key in mapping}
    return list(branches)


def _keys(mappings: Iterable[dict[str, Data]]) -> dict[str, None]:
    return dict.fromkeys(key for mapping in mappings for key in mapping)


def _lists(versions: Sequence[Data | None], name: str) -> list[Node | None]:
    bare = any(isinstance(version, str) for version in versions)
    lists = [
        None if version is None else (version,) if isinstance(version, str) else version
        for version in versions
    ]
    lists = [None if items is None else tuple(_timed(item, name) for item in items) for items in lists]
    slots = _slots(lists, name)
    names = _names(slots, lists, name)
    branches = [None if items is None else Branch("bare" if bare else "list") for items in lists]
    texts_are_mappings = any(isinstance(item, dict) for items in lists for item in items or ())
    for slot, key in zip(slots, names, strict=True):
        items = [_item(lists, version, position) for version, position in enumerate(slot)]
        if texts_are_mappings:
            items = [_Text(item) if isinstance(item, str) else item for item in items]
        for branch, child in zip(branches, grow(items), strict=True):
            if branch is not None and child is not None:
                branch.children[key] = child
    for version, branch in enumerate(branches):
        if branch is not None:
            order = sorted(
                (position, key)
                for slot, key in zip(slots, names, strict=True)
                if (position := slot[version]) is not None
            )
            branch.children = {key: branch.children[key] for _, key in order}
    return list(branches)


class _Text(dict[str, Data]):
    """An item that is only a text, in a list where other items say more."""

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


Slot: TypeAlias = list[int | None]
"""Positions of one item in each version; None in those that lack it."""


def _slots(lists: Sequence[tuple[Data, ...] | None], name: str) -> list[Slot]:
    """The items of all versions, each once: paired with the first version, then with the later ones."""
    slots: list[Slot] = []
    for version, items in enumerate(lists):
        open_positions = list(range(len(items or ())))
        for earlier in range(version):
            holders = [slot for slot in slots if _first_holder(slot) == earlier and slot[version] is None]
            earlier_items = [_item(lists, earlier, slot[earlier]) for slot in holders]
            new_items = [(items or ())[position] for position in open_positions]
            paired = set()
            for holder, index in pairs(earlier_items, new_items, name):
                holders[holder][version] = open_positions[index]
                paired.add(index)
            open_positions = [
                position for index, position in enumerate(open_positions) if index not in paired
            ]
        for position in open_positions:
            slots.append([position if index == version else None for index in range(len(lists))])
    return slots


def _first_holder(slot: Slot) -> int:
    return next(version for version, position in enumerate(slot) if position is not None)


def _item(lists: Sequence[tuple[Data, ...] | None], version: int, position: int | None) -> Data | None:
    items = lists[version]
    return None if items is None or position is None else items[position]


def _names(slots: Sequence[Slot], lists: Sequence[tuple[Data, ...] | None], name: str) -> list[str]:
    """A key for each item: the shortest that no other has, whichever version comes first."""
    called: list[list[str]] = []
    order: list[tuple[str, ...]] = []
    for slot in slots:
        items = [_item(lists, version, position) for version, position in enumerate(slot)]
        known = [labels(item, name) for item in items if item is not None]
        longest = max(len(item_labels) for item_labels in known)
        called.append(
            [
                min(item_labels[min(level, len(item_labels) - 1)] for item_labels in known)
                for level in range(longest)
            ]
        )
        order.append(tuple(sorted(repr(item) for item in items if item is not None)))
    names = [item_labels[0] for item_labels in called]
    for level in (1, 2):
        count = Counter(names)
        names = [
            item_labels[min(level, len(item_labels) - 1)] if count[key] > 1 else key
            for key, item_labels in zip(names, called, strict=True)
        ]
    return _numbered(names, order)


def _numbered(names: list[str], order: Sequence[tuple[str, ...]]) -> list[str]:
    """What still has one name gets numbers, by what it says."""
    numbers_used: Counter[str] = Counter()
    count = Counter(names)
    numbered = list(names)
    for index in sorted(range(len(names)), key=lambda index: order[index]):
        if count[names[index]] > 1:
            numbers_used[names[index]] += 1
            numbered[index] = f"{names[index]} ({numbers_used[names[index]]})"
    # A text may happen to end like a number of ours.
    return (
        numbered if len(set(numbered)) == len(numbered) else [f"{name}#{n}" for n, name in enumerate(names)]
    )


def _timed(item: Data, name: str) -> Data:
    """A result whose cells over several times are kept by time; anything else as it is."""
    if name != "results" or not isinstance(item, dict) or not isinstance(item.get("at"), tuple | str):
        return item
    at = item["at"]
    times = (at,) if isinstance(at, str) else at
    if len(set(times)) != len(times):
        return item
    return {key: _by_time(key, value, times, at) for key, value in item.items()}


def _by_time(key: str, value: Data, times: Sequence[str], at: Data) -> Data:
    if key in RESULT_FIELDS:
        return value
    cells = (value,) if isinstance(value, str) and isinstance(at, str) else value
    if isinstance(cells, tuple) and len(cells) == len(times):
        return Timed(zip(times, cells, strict=True))
    return value


class Timed(dict[str, Data]):
    """The cells of a column by time: a list, or one bare cell, in the record."""
