"""The three-way merge of records as trees: what upstream changed, what the plan changed, what both did.

Base is the version that was adopted last, ours the plan's records, theirs the newer version upstream.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kb.differences.changes import Change, Kind, Path, applied
from kb.differences.trees import Branch, Node, plain

ORDER = "(order)"
"""Last part of a place that stands for the order of a list."""


class MergeState(StrEnum):
    """What a place asks for."""

    CONFLICT = "conflict"
    """Both sides changed it, differently: somebody decides."""
    CLEAN = "take over"
    """Only upstream changed it."""
    KEPT = "kept"
    """Only the plan changed it."""
    SAME = "same"
    """Both sides made the same change."""


@dataclass(frozen=True, slots=True)
class MergeItem:
    """One place that is not the same in all three versions; None where a version has nothing there."""

    path: Path
    state: MergeState
    base: Node | None
    ours: Node | None
    theirs: Node | None

    @property
    def place(self) -> str:
        """The place in one word: ``hcc/conclusion/findings/need/text``."""
        return "/".join(self.path)


def merge(base: Node, ours: Node, theirs: Node, path: Path = ()) -> Iterator[MergeItem]:
    """Every place that differs between three trees that were grown together; none for three equal ones."""
    if not (_are_like(base, ours) and _are_like(base, theirs)):
        yield from _judged(path, base, ours, theirs)
        return
    assert isinstance(base, Branch) and isinstance(ours, Branch) and isinstance(theirs, Branch)
    for key in dict.fromkeys([*theirs.children, *ours.children, *base.children]):
        children = base.children.get(key), ours.children.get(key), theirs.children.get(key)
        place = (*path, key)
        if children[0] is not None and children[1] is not None and children[2] is not None:
            yield from merge(children[0], children[1], children[2], place)
        elif children[0] is None and _are_like(children[1], children[2]):
            assert isinstance(children[1], Branch) and isinstance(children[2], Branch)
            yield from merge(Branch(children[1].form), children[1], children[2], place)
        else:
            yield from _judged(place, *children)
    yield from _order(base, ours, theirs, path)


def _are_like(node: Node | None, other: Node | None) -> bool:
    return isinstance(node, Branch) and isinstance(other, Branch) and node.is_list == other.is_list


def _judged(path: Path, base: Node | None, ours: Node | None, theirs: Node | None) -> Iterator[MergeItem]:
    values = [None if node is None else plain(node) for node in (base, ours, theirs)]
    if values[1] == values[2]:
        if values[0] != values[1]:
            yield MergeItem(path, MergeState.SAME, base, ours, theirs)
    elif values[0] == values[1]:
        yield MergeItem(path, MergeState.CLEAN, base, ours, theirs)
    elif values[0] == values[2]:
        yield MergeItem(path, MergeState.KEPT, base, ours, theirs)
    else:
        yield MergeItem(path, MergeState.CONFLICT, base, ours, theirs)


def _order(base: Branch, ours: Branch, theirs: Branch, path: Path) -> Iterator[MergeItem]:
    """The order of what all three versions of a list have."""
    if base.is_list:
        common = base.children.keys() & ours.children.keys() & theirs.children.keys()
        orders = [
            Branch("list", {key: key for key in node.children if key in common})
            for node in (base, ours, theirs)
        ]
        yield from _judged((*path, ORDER), *orders)


def taken(ours: Node, theirs: Node, items: Iterable[MergeItem]) -> Node:
    """Our tree with what upstream says at the places of these items."""
    return applied(ours, [_change(ours, theirs, item) for item in items])


def _change(ours: Node, theirs: Node, item: MergeItem) -> Change:
    if item.path[-1:] == (ORDER,):
        path = item.path[:-1]
        mine, other = _at(ours, path), _at(theirs, path)
        assert isinstance(mine, Branch) and isinstance(other, Branch)
        return Change(path, Kind.MOVED, order=(tuple(mine.children), _merged_order(mine, other)))
    if item.theirs is None:
        return Change(item.path, Kind.REMOVED, item.ours, None)
    if item.ours is not None:
        return Change(item.path, Kind.CHANGED, item.ours, item.theirs)
    parent = _at(theirs, item.path[:-1])
    assert isinstance(parent, Branch)
    return Change(item.path, Kind.ADDED, None, item.theirs, _behind(ours, parent, item.path))


def _behind(ours: Node, parent: Branch, path: Path) -> str | None:
    """The item that an added one follows: the nearest before it upstream that we have, or add too."""
    keys = list(parent.children)
    before = keys[: keys.index(path[-1])]
    mine = _at(ours, path[:-1])
    present = mine.children if isinstance(mine, Branch) else {}
    # What is before it upstream and is lacking here may be added by the same merge.
    return (
        before[-1]
        if before and before[-1] not in present
        else next((key for key in reversed(before) if key in present), None)
    )


def _merged_order(ours: Branch, theirs: Branch) -> tuple[str, ...]:
    """Their order; what only we have stays behind what it follows here."""
    order = list(theirs.children)
    for place, key in enumerate(ours.children):
        if key not in theirs.children:
            before = list(ours.children)[:place]
            order.insert(order.index(before[-1]) + 1 if before else 0, key)
    return tuple(order)


def _at(node: Node, path: Path) -> Node:
    for key in path:
        assert isinstance(node, Branch)
        node = node.children[key]
    return node
