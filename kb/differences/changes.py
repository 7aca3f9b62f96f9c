"""What turns one version of a record into another, change by change, and the change applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from kb.differences.trees import Branch, Node

Path: TypeAlias = tuple[str, ...]
"""Keys from the whole record down to what changed."""


class Kind(StrEnum):
    """What happened at a place."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    """What is in both versions is in another order: no content changed."""


_INVERSE = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}


@dataclass(frozen=True, slots=True)
class Change:
    """One change at one place.

    ``before`` and ``after`` are trees, None where there is nothing. ``order`` holds the keys of a list that
    was put into another order, before and after. ``behind`` says which item an added one follows, and a
    removed one followed (None: it is the first).
    """

    path: Path
    kind: Kind
    before: Node | None = None
    after: Node | None = None
    behind: str | None = None
    order: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return replace(
            self,
            kind=_INVERSE.get(self.kind, self.kind),
            before=self.after,
            after=self.before,
            order=(self.order[1], self.order[0]),
        )


def changes(before: Node, after: Node, path: Path = ()) -> Iterator[Change]:
    """The changes from one tree to another that was grown together with it; none for equal ones."""
    if not _are_comparable(before, after):
        if before != after:
            yield Change(path, Kind.CHANGED, before, after)
        return
    assert isinstance(before, Branch) and isinstance(after, Branch)
    for key in dict.fromkeys([*before.children, *after.children]):
        old, new = before.children.get(key), after.children.get(key)
        child_path = (*path, key)
        if old is None:
            yield Change(child_path, Kind.ADDED, None, new, _predecessor(after, key))
        elif new is None:
            yield Change(child_path, Kind.REMOVED, old, None, _predecessor(before, key))
        else:
            yield from changes(old, new, child_path)
    if _common(before, after) != _common(after, before):
        yield Change(path, Kind.MOVED, order=(tuple(before.children), tuple(after.children)))


def _are_comparable(before: Node, after: Node) -> bool:
    return isinstance(before, Branch) and isinstance(after, Branch) and before.is_list == after.is_list


def _predecessor(branch: Branch, key: str) -> str | None:
    keys = list(branch.children)
    index = keys.index(key)
    return keys[index - 1] if index else None


def _common(branch: Branch, reference: Branch) -> list[str]:
    return [key for key in branch.children if key in reference.children]


def applied(node: Node, changes: Iterable[Change]) -> Node:
    """The tree with the changes made; the tree that was given stays as it is."""
    own: list[Change] = []
    below: dict[str, list[Change]] = {}
    for change in changes:
        if len(change.path) > 1 or (change.path and change.kind in (Kind.CHANGED, Kind.MOVED)):
            below.setdefault(change.path[0], []).append(replace(change, path=change.path[1:]))
        else:
            own.append(change)
    for change in own:
        if change.kind is Kind.CHANGED:
            assert change.after is not None
            return change.after
    if isinstance(node, str):
        return node
    removed = {change.path[0] for change in own if change.kind is Kind.REMOVED}
    children = {
        key: applied(child, below[key]) if key in below else child
        for key, child in node.children.items()
        if key not in removed
    }
    return Branch(node.form, _ordered(children, own))


def _ordered(children: dict[str, Node], own: Sequence[Change]) -> dict[str, Node]:
    """The children with the added ones in their places, and all in the order that a move gives them."""
    order = list(children)
    for change in own:
        if change.kind is Kind.ADDED:
            assert change.after is not None
            key = change.path[0]
            children[key] = change.after
            index = order.index(change.behind) + 1 if change.behind in order else 0
            order.insert(index, key)
    for change in own:
        if change.kind is Kind.MOVED:
            order = [key for key in change.order[1] if key in children]
    return {key: children[key] for key in order}
