"""The citation of an article as PubMed prints it: ``J Hepatol. 2015 Mar 12;62(3):123-9. doi: 10.1/x.``"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHAPE = re.compile(
    r"(?P<journal>.+?)\.\s+(?P<date>(?:1[5-9]|20)\d\d[^;:.]*)"
    r"(?:;(?P<volume>[^(:;.]*)(?:\((?P<issue>[^)]*)\))?(?::(?P<pages>[^;\s]*?))?)?(?=[.;]?(?:\s|$))"
)


@dataclass(frozen=True, slots=True)
class PrintedCitation:
    """Its parts; None where it has none."""

    journal: str | None = None
    date: str | None = None
    """As printed: 2015 Mar 12."""
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


def printed_citation(text: str) -> PrintedCitation:
    """The parts of a printed citation; of a text of another shape none."""
    found = _SHAPE.match(text.strip())
    if found is None:
        return PrintedCitation()
    return PrintedCitation(**{name: (said or "").strip() or None for name, said in found.groupdict().items()})
