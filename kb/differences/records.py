"""Which records differ between two states of a policy, and where: figure by figure, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kb.differences.changes import Change, Kind, Path, changes
from kb.differences.identity import DIMENSIONS
from kb.differences.places import at, leaves, place
from kb.differences.trees import Branch, Node, grow, says
from kb.records.yaml_source import read_text


class Row(NamedTuple):
    """One thing that changed; ``before`` and ``after`` are empty where there was or is nothing."""

    record: str
    path: Path
    kind: Kind
    before: str
    after: str

    @property
    def place(self) -> str:
        """Record and place, readable: ``wang-2015, overall survival at 5 y, cryo``."""
        return at(self.record, self.path)

    @property
    def field(self) -> str:
        """The place within the record."""
        return place(self.path)


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """One record that is not the same on both sides; None on the side that has no such record."""

    record: str
    """Kind and name, ``studies/wang-2015``."""
    before: Node | None
    after: Node | None
    changes: tuple[Change, ...]
    """What turns one into the other; empty for a record that was added or removed whole."""

    @property
    def kind(self) -> Kind:
        """Whether it was added, removed, changed, or only put into another order."""
        if self.before is None:
            return Kind.ADDED
        if self.after is None:
            return Kind.REMOVED
        only_moved = all(change.kind is Kind.MOVED for change in self.changes)
        return Kind.MOVED if only_moved else Kind.CHANGED

    @property
    def title(self) -> str:
        """What the record calls itself: label, title or name; empty when it has none."""
        node = self.after if self.after is not None else self.before
        return _title(node) if isinstance(node, Branch) else ""

    def rows(self) -> list[Row]:
        """Each figure or field that changed; what was added or removed within the record, value by value."""
        return [row for change in self.changes for row in _rows(self.record, change)]


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[RecordDifference]:
    """The records that differ between two sets of canonical texts (name -> YAML), by name."""
    return [
        difference
        for record in sorted({*before, *after})
        if before.get(record) != after.get(record)
        for difference in _difference(record, before.get(record), after.get(record))
    ]


def _difference(record: str, before: str | None, after: str | None) -> Iterator[RecordDifference]:
    """None at all for two texts that say the same, such as two layouts of one content."""
    old_data, new_data = (None if text is None else read_text(text, record).data for text in (before, after))
    old, new = grow([old_data, new_data])
    if old is None or new is None:
        yield RecordDifference(record, old, new, ())
        return
    changed = tuple(changes(old, new))
    if changed:
        yield RecordDifference(record, old, new, changed)


def _title(node: Branch) -> str:
    for key in ("label", "title"):
        if isinstance(node.children.get(key), str):
            return str(node.children[key])
    csl = node.children.get("csl")
    return says(csl.children.get("title")) if isinstance(csl, Branch) else ""


def _rows(record: str, change: Change) -> Iterator[Row]:
    if change.kind is Kind.MOVED:
        before, after = (", ".join(keys) for keys in change.order)
        yield Row(record, change.path, change.kind, before, after)
    elif change.kind is Kind.CHANGED:
        yield Row(record, change.path, change.kind, says(change.before), says(change.after))
    else:
        node = change.after if change.kind is Kind.ADDED else change.before
        assert node is not None
        for path, text in _values(change.path, node):
            old, new = ("", text) if change.kind is Kind.ADDED else (text, "")
            yield Row(record, path, change.kind, old, new)


def _without_key(node: Node, path: Path) -> Node:
    """An item without its key, where the place says it already."""
    if isinstance(node, str) or node.children.get("key") != path[-1]:
        return node
    return Branch(node.form, {key: child for key, child in node.children.items() if key != "key"})


def _values(path: Path, node: Node) -> list[tuple[Path, str]]:
    """The values of what was added or removed: of a result its figures, of anything else what it says."""
    if isinstance(node, str) or node.is_list or path[0] != "results":
        return [(path, says(_without_key(node, path)))]
    return [leaf for leaf in leaves(path, node) if len(leaf[0]) < 3 or leaf[0][2] not in DIMENSIONS]
