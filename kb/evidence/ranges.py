"""Ranges of keys, so that what is read together does not grow with the base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

BATCH = 100
"""Studies, or references, that are read together."""


def ranges(
    wanted: set[str], everything: Sequence[str], longest: int = BATCH
) -> Iterator[tuple[str, str, set[str]]]:
    """First, last and all of each run of wanted keys that stand side by side, at most ``longest`` keys."""
    side_by_side: list[str] = []
    for key in (*everything, None):
        if side_by_side and (key not in wanted or len(side_by_side) == longest):
            yield side_by_side[0], side_by_side[-1], set(side_by_side)
            side_by_side = []
        if key is not None and key in wanted:
            side_by_side.append(key)
