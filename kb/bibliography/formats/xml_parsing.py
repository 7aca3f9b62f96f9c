"""Parsing one record of an XML export by lxml, without any of the dangers of XML.

No document type, no entity, no network; depth and length are limited by libxml2. lxml parses a record three
times as fast as the standard library, which sets up a parser each time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from kb.bibliography.formats.record_reader import UnreadableRecord

Element = Any
"""An element of lxml."""

_KNOWN_IN_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_ENTITY = re.compile(r"&(\w+);")
_LOOSE_AMPERSAND = re.compile(r"&(?!#\d+;|#x[0-9a-fA-F]+;|\w+;)")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\\d|3[01]));",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")
_MENDED = "The record was no valid XML; characters and names that XML does not know were mended."


def parse(text: str, data: bytes | None = None) -> tuple[Element, str | None]:
    """The element of a record, and a remark on what had to be mended. ``data``: the text in UTF-8, if known.

    Raises UnreadableRecord.
    """
    parsed = _parser()
    try:
        return parsed(data or text.encode(errors="replace")), None
    except SyntaxError as error:
        reason = error.msg
    try:
        return parsed(_mended(text).encode(errors="replace")), _MENDED
    except SyntaxError:
        raise UnreadableRecord(
            f"The XML of the record is broken ({reason}; lines count from the start of the record).",
            "Repair it in the file, or look the record up.",
        ) from None


@lru_cache(maxsize=1)
def _parser() -> Callable[[bytes], Element]:
    """Makes an element of the bytes of a record; raises SyntaxError."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return partial(etree.fromstring, parser=parser)


def _mended(text: str) -> str:
    """The text without what XML forbids, with HTML's names of letters put into letters."""
    text = _LOOSE_AMPERSAND.sub("&amp;", _CONTROL.sub("", text))
    text = _ENTITY.sub(_letter, text)
    prefixes = sorted(set(_PREFIX.findall(text)) - {"xml", "xmlns"})
    declared = "".join(f' xmlns:{prefix}="{prefix}"' for prefix in prefixes if f"xmlns:{prefix}=" not in text)
    return re.sub(r"^(\s*<[\w.-]+)", rf"\1{declared}", text, count=1) if declared else text


def _letter(entity: re.Match[str]) -> str:
    if entity[1] in _KNOWN_IN_XML:
        return entity[0]
    letter = html.unescape(entity[0])
    return html.escape(letter) if letter != entity[0] else f"&amp;{entity[1]};"
