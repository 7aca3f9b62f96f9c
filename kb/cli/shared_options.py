"""Options of ``kb`` itself, which people also write after the name of a command."""

from __future__ import annotations

SHARED_OPTIONS = ("--database", "--read-database", "--evidence", "--templates")


def shared_options_first(args: list[str]) -> list[str]:
    """Move ``--database URL`` and the like to the front, wherever they stand before a ``--``."""
    end = args.index("--") if "--" in args else len(args)
    front: list[str] = []
    rest: list[str] = []
    position = 0
    while position < end:
        word = args[position]
        if word in SHARED_OPTIONS and position + 1 < end:
            front += args[position : position + 2]
            position += 2
            continue
        (front if word.startswith(tuple(f"{option}=" for option in SHARED_OPTIONS)) else rest).append(word)
        position += 1
    return front + rest + args[end:]
