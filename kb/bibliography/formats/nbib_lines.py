"""Lines of PubMed's text format, tag by tag; those that PubMed does not write are put right and told.

A line has a tag of four places, a hyphen and a space, or begins with spaces and goes on with the one before.
What people and programs do to the lines (a space too few, an indentation lost) is mended here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def fields_of(text: str) -> dict[str, list[str]]:
    """Tag -> its values in order, wrapped lines put together."""
    fields: dict[str, list[str]] = {}
    for tag, value in tagged(text):
        if tag in fields:
            fields[tag].append(value)
        elif value:
            fields[tag] = [value]
    return fields


def tagged(text: str) -> Iterator[tuple[str, str]]:
    """Tags and values in order.

    PubMed wraps with six spaces, which is undone at one stroke; other wrapped lines are put together here.
    """
    tag, value = "", ""
    more: list[str] = []
    for line in text.replace("\n      ", " ").split("\n"):
        if line[4:5] == "-" and line[0] != " ":
            if tag:
                yield tag, " ".join([value, *more]) if more else value
                more.clear()
            tag, value = line[:4].rstrip(), line[5:].strip()
        elif line and not line.isspace():
            more.append(line.strip())
    yield tag, " ".join([value, *more])
