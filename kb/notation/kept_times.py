"""Text -> a time: the short forms of records are read here, all others by what reads times as printed."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.notation.time import AGES, LEADS, Time, amount_of

_KEPT = re.compile(
    r"(?P<lead>within |over |age |by age |)(?P<number>[0-9]+(?:\.[0-9]+)?)(?: (?P<unit>min|h|d|wk|mo|y))?"
)
_KINDS = {lead: kind for kind, lead in LEADS.items()} | {"": "at"}


@lru_cache(maxsize=4096)
def parse_time(text: str) -> Time:
    """Read one time, in the short form or as sources print it. Raises ``NotationError``.

    The short forms that most records have are read here: what reads all others takes time to import.
    """
    kept = _KEPT.fullmatch(text)
    kind = "" if kept is None else _KINDS[kept["lead"]]
    if kept is not None and (kept["unit"] or kind in AGES):
        return Time(kind, (amount_of(kept["number"], kept["unit"] or "y"),))
    from kb.notation.time_reading import read_printed_time

    return read_printed_time(text)
