"""Lines of PubMed's text format that are not as PubMed writes them, put right and told.

A line has a tag of four places, a hyphen and a space, or begins with spaces and goes on with the one before.
What people and programs do to the lines (a space too few, an indentation lost) is mended here.
"""

from __future__ import annotations

import re

_ODD = re.compile(r"^(?![A-Z][A-Z0-9 ]{3}-(?: |$))(?=\S)", re.MULTILINE)
_LOOSE_TAG = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,3}(?:-(?: |$)|(?<= )-)(.*)")
_TAGS = frozenset(
    (
        *("PMID", "PMC", "OWN", "STAT", "DCOM", "LR", "IS", "ISBN", "DP", "TI", "TT", "BTI", "PG", "LID"),
        *("AID", "AB", "FAU", "AU", "AUID", "AD", "CN", "LA", "GR", "PT", "DEP", "PL", "TA", "JT", "JID"),
        *("RN", "SB", "MH", "OTO", "OT", "EDAT", "MHDA", "CRDT", "PHST", "PST", "SO", "VI", "IP", "SI"),
        *("CIN", "CON", "EIN", "EFR", "RIN", "ROF", "RPI", "RPF", "UIN", "UOF", "PB"),
    )
)
"""Tags of PubMed, but for those that running text may begin a line with (`CI - `, `ED - `)."""


def mended_lines(text: str) -> tuple[str, tuple[str, ...]]:
    """The record with every line as PubMed writes it, and what was done to lines of another kind."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _ODD.search(text):
        return text, ()
    lines, told = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not _ODD.match(line):
            lines.append(line)
            continue
        match = _LOOSE_TAG.match(line)
        if match and match[1] in _TAGS:
            lines.append(f"{match[1]:4}- {match[2]}")
            told.append(f"Line {number} of the record has other blanks than PubMed's; read as {match[1]}.")
        else:
            lines.append(f"      {line}")
            told.append(f"Line {number} of the record has no tag; it was added to the line before it.")
    return "\n".join(lines), tuple(told)
