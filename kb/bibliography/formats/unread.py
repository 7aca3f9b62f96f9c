"""What a record of XML holds beside the fields of a citation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from kb.bibliography.formats.xml_parsing import Element, parse

Extra = Mapping[str, tuple[str, ...]]
Part = tuple[Element | None, frozenset[str]]
"""An element, and the names of those of its children that are read into fields."""


class Unread(Extra):
    """Names and texts, found when they are first asked for.

    Finding them takes as long as reading all fields, and most who read an export never ask.
    """

    __slots__ = ("_found", "_parts", "_raw")

    def __init__(self, raw: str, parts: Callable[[Element], Iterable[Part]]) -> None:
        """``raw`` is the text of the record; ``parts`` names where in its element to look."""
        self._raw = raw
        self._parts = parts
        self._found: dict[str, tuple[str, ...]] | None = None

    def _all(self) -> dict[str, tuple[str, ...]]:
        if self._found is None:
            self._found = _unread(self._parts(parse(self._raw)[0]))
        return self._found

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


def all_text(element: Element) -> str:
    """All text within an element, parted by blanks."""
    return " ".join(" ".join(element.itertext()).split())


def _unread(parts: Iterable[Part]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for element, read in parts:
        for child in element if element is not None else ():
            if child.tag not in read and (text := all_text(child)):
                found[child.tag] = (*found.get(child.tag, ()), text)
    return found
