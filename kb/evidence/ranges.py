"""Ranges of keys, so that what is read together does not grow with the base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

BATCH = 100
"""Studies, or references, that are read together."""


def ranges(
    keys: set[str], everything: Sequence[str], longest: int = BATCH
) -> Iterator[tuple[str, str, set[str]]]:
    """First, last and all of each run of neighboring keys of the set, at most ``longest`` keys."""
    run: list[str] = []
    for key in (*everything, None):
        if run and (key not in keys or len(run) == longest):
            yield run[0], run[-1], set(run)
            run = []
        if key is not None and key in keys:
            run.append(key)
