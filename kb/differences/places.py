"""Places in records as people read them: ``wang-2015, overall survival at 5 y, cryo``."""

from __future__ import annotations

from kb.differences.changes import Path
from kb.differences.trees import Branch, Node

Where = tuple[str, ...]


def place(path: Path) -> str:
    """The place of a value in its record; empty for the whole record."""
    if len(path) > 1 and path[0] == "results":
        return ", ".join(_of_result(path[1], path[2:]))
    # The text of a finding or paragraph is the finding or paragraph.
    shown = path[:-1] if len(path) > 1 and path[-1] == "text" else path
    return ", ".join(_spelled(part) for part in shown)


def subject(record: str) -> str:
    """What a record is about: ``wang-2015``; for an indication its policy and key, ``7.01.75/hcc``."""
    kind, _, name = record.partition("/")
    if kind == "policies":
        return name.removesuffix("/policy").replace("/indications/", "/")
    return name


def at(record: str, path: Path) -> str:
    """Record and place together."""
    return ", ".join(part for part in (subject(record), place(path)) if part)


def _of_result(label: str, inside: Path) -> list[str]:
    """Outcome, time and column of a result; of its other fields their names."""
    if not inside:
        return [label]
    if inside[0] in ("stated", "flags"):
        label_of_field = "where it is stated" if inside[0] == "stated" else "printed oddity"
        return [label, *inside[1:2], label_of_field]
    if len(inside) == 2 and inside[0] not in ("at",):
        column, time = inside
        return [f"{label} at {time}", column]
    return [label, *(_spelled(part) for part in inside)]


def _spelled(part: str) -> str:
    return part.replace("_", " ")


def leaves(path: Path, node: Node) -> list[tuple[Path, str]]:
    """Every value of a tree with its path; what cannot be read apart (a list of words) stays together."""
    if isinstance(node, str):
        return [(path, node)]
    if _is_words(node):
        return [(path, ", ".join(str(child) for child in node.children.values()))]
    return [leaf for key, child in node.children.items() for leaf in leaves((*path, key), child)]


def _is_words(node: Branch) -> bool:
    """Whether it is a list of keys or texts, not of cells by time."""
    return node.is_list and all(
        isinstance(child, str) and (key == child or " " in child) for key, child in node.children.items()
    )
