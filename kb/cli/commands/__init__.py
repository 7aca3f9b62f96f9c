"""The commands of ``kb``: a module for each, named as it is, with ``add_to`` that adds it.

A new module is a new command. Nothing else has to name it; :data:`ORDER` says where it stands in the help.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pkgutil import iter_modules

ORDER = (
    *(
        "summary",
        "report",
        "impact",
        "history",
        "changes",
        "search",
        "sql",
        "schema",
        "check",
        "audit",
        "locate",
        "prisma",
        "export",
    ),
    *("new", "edit"),
    *("load", "dump", "fmt", "migrate", "copy", "backup", "examples", "help"),
    *("study", "policy", "plan", "indication", "test", "reference", "trial", "document"),
    *("query", "review", "extract", "admin"),
)
"""Commands in the order of the help; what is not listed comes last. Groups always come after the others."""


def commands_in(package: Iterable[str], order: Sequence[str]) -> list[str]:
    """The modules of a package with commands, given its ``__path__``, in the order of the help."""
    names = sorted(module.name for module in iter_modules(package))
    return sorted(names, key=lambda name: order.index(name) if name in order else len(order))
