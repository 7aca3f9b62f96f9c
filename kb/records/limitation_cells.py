"""A cell of a printed table of limitations -> the limitations that it says: ``1,2. text``, ``2: text``.

Printed cells hold codes with or without text, in every punctuation that plans use. Their numbers mean
something only in their domain, which the column of the table names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODE = r"[1-9]\d?[a-z]?"
_CODES = rf"{_CODE}(?:\s*(?:,|;|&|and)\s*{_CODE})*"
_FIRST = re.compile(rf"\s*(?P<codes>{_CODES})(?:\s*[.:)]+\s*|\s+|$)")
_LATER = re.compile(rf"(?:^|(?<=[\s;,.]))(?P<codes>{_CODES})\s*[.:](?=\s*[^\W\d]|\s*$)\s*")
_BREAK = " \t\n;"


def read_limitation_cell(cell: str, domain: str) -> Iterator[dict[str, str]]:
    """The limitations of a cell in the column of ``domain`` (table/domain), in order, as records write them.

    Codes that share a text have it behind the last of them; a text without a code is of the domain alone; an
    empty cell says nothing.
    """
    text = cell.strip()
    start = _FIRST.match(text)
    if start is None:
        if text:
            yield {"domain": domain, "note": text}
        return
    while start is not None:
        later = _LATER.search(text, start.end())
        note = text[start.end() : later.start() if later else len(text)].strip(_BREAK)
        codes = re.findall(_CODE, start["codes"])
        for code in codes:
            last = {"note": note} if note and code is codes[-1] else {}
            yield {"code": f"{domain}/{code}", **last}
        start = later
