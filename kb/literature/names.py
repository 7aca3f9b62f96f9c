"""Names of authors taken apart."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.literature.citation import Author

SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|V|2nd|3rd|4th)\.?", re.IGNORECASE)
"""What stands behind a family name and a comma or blank, and is no given name."""

INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?-?){1,4}")
"""Initials as printed: C, CP, C.-P."""

GROUP = re.compile(
    r"(?i:\b(?:group|groups|investigators?|collaborat\w*|consorti\w+|committee|society|association|team|trial"
    r"|study|network|institutes?|centers?|centres?|department|university|foundation|organi[sz]ation|council"
    r"|agency)\b)|\b(?:of|for|and|the)\b|&|\d"
)
"""Words and signs that no family name holds, but names of groups do."""


@lru_cache(maxsize=16384)
def person(text: str) -> Author:
    """A name with its family name first: ``Wang, Chunping``, ``Wang CP``, ``King, Martin Luther, Jr``.

    What has neither a comma nor initials at its end is taken for a group (``EASL``), and so is a name with
    nothing behind its comma, as EndNote writes groups.
    """
    text = " ".join(text.split())
    family, comma, given = text.partition(",")
    if not comma:
        return _without_comma(text)
    given = given.strip(" ,")
    if not given or not family.strip():
        return Author(literal=family.strip() or given or text)
    given, suffix = _without_suffix(given)
    if not given and suffix:
        return Author(family=family.strip(), suffix=suffix)
    return Author(family=family.strip(), given=given, suffix=suffix)


def _without_comma(text: str) -> Author:
    words = text.split(" ")
    suffix = None
    if len(words) > 2 and SUFFIX.fullmatch(words[-1]) and INITIALS.fullmatch(words[-2]):
        suffix = words.pop()
    if len(words) > 1 and INITIALS.fullmatch(words[-1]):
        family = " ".join(words[:-1])
        if not GROUP.search(family):
            return Author(family=family, given=words[-1], suffix=suffix)
    return Author(literal=text)


def _without_suffix(given: str) -> tuple[str, str | None]:
    """``John, Jr`` and ``John Jr`` apart; ``Jr, John`` too, as BibTeX has it."""
    first, comma, rest = given.partition(",")
    if comma and SUFFIX.fullmatch(first.strip()):
        return rest.strip(), first.strip()
    if comma and SUFFIX.fullmatch(rest.strip()):
        return first.strip(), rest.strip()
    words = given.split(" ")
    if len(words) > 1 and SUFFIX.fullmatch(words[-1]) and words[-1] not in ("V", "v"):
        return " ".join(words[:-1]), words[-1]
    return given, None
