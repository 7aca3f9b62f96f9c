"""Ranges of codes as policies print them: ``81261-81264``, ``81261-64``, ``C22.0-C22.9``."""

from __future__ import annotations

import re
from typing import NamedTuple

NO_CODE = "none"
"""What stands for the code where a system has none."""

_RANGED = re.compile(r"cpt|hcpcs|pla|cdt|icd|revenue|cpt/hcpcs|procedure|diagnosis", re.IGNORECASE)
"""Systems whose codes have no hyphen of their own; a National Drug Code has."""
_RANGE = re.compile(r"([A-Z]*\d[0-9A-Z.]*)\s*(?:-|\u2013|to|through)\s*([A-Z]*\d[0-9A-Z.]*)", re.IGNORECASE)


class CodeEnds(NamedTuple):
    """First and last code of a range; twice the code itself where it is no range."""

    first: str
    last: str


def code_ends(system: str, code: str) -> CodeEnds | None:
    """The ends of a code, the last one in full where it is printed short; None for no code.

    Codes of systems that write hyphens within a code (NDC, product codes) are never ranges, nor is a code
    with a modifier that is below its last digits: ``96450-26``.
    """
    if code == NO_CODE:
        return None
    match = _RANGE.fullmatch(code) if _RANGED.match(system) else None
    if match is None:
        return CodeEnds(code, code)
    first, last = match[1], match[2]
    if len(last) < len(first) and "." not in first:
        last = first[: len(first) - len(last)] + last
        if last <= first:  # what stands behind the hyphen is a modifier
            return CodeEnds(code, code)
    return CodeEnds(first, last)
