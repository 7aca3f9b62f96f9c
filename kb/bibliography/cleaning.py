"""Texts of exports as one line of plain text: without markup, entities and invisible characters."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_ATTRIBUTES = r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))*"""
_INLINE = "i|b|u|s|em|strong|sup|sub|inf|small|big|font|span|a|tt|q|sc|scp|bold|italic|underline|emph"
_BLOCK = "p|br|div|h[1-6]|ul|ol|li|table|tr|td|th|sec|title|abstract|abstracttext|hr|img"
_PREFIXED = r"(?:jats|mml|m|ns\d):\w+"
_HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.{0,20000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_EXPONENT = re.compile(r"(?<=\d)<sup>\s*([\u2212\u2013+-]?\d+)\s*</sup>", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE}|{_PREFIXED}){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK}){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_PRINTABLE = bytes(range(0x20, 0x7F))
"""All printable characters of ASCII. Text without them is nothing, which is found three times as fast as
``str.isprintable`` finds that there is no other."""

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Overrides, embeddings and isolates of the direction of writing (Trojan Source, CVE-2021-42574); the marks
U+200E and U+200F turn nothing that stands beside them."""

_ABBREVIATION = re.compile(r"(?:^|[\s(.])[A-Z]\.[A-Z]\.$")


def clean(text: str | None) -> str | None:
    """The text in one line; None when nothing is left.

    Known HTML and JATS tags go, their content stays; other ``<`` belong to the text (p < .05). A power of a
    number keeps its meaning (10<sup>-3</sup> becomes 10^-3); other superscripts and subscripts become plain
    (CO<sub>2</sub> becomes CO2, as PubMed's own text format has it).
    """
    if not text:
        return None
    if "&" in text or "<" in text:
        text = _without_markup(text)
    is_ascii = text.isascii()
    is_printable = not text.encode().translate(None, _PRINTABLE) if is_ascii else text.isprintable()
    if is_printable and "  " not in text:
        text = text.strip()
    else:
        text = " ".join(text.split())
        if not text.isprintable():
            text = " ".join("".join(map(_visible, text)).split())
    return (text if is_ascii else unicodedata.normalize("NFC", text)) or None


@lru_cache(maxsize=16384)
def clean_word(text: str | None) -> str | None:
    """The same for what comes again and again in an export: names of journals, publication types."""
    return clean(text)


def clean_title(text: str | None) -> str | None:
    """A title: the same, without the full stop that PubMed puts after every title."""
    text = clean(text)
    if text and text.endswith(".") and not text.endswith("..") and not _ABBREVIATION.search(text):
        return text[:-1].rstrip() or None
    return text


def clean_pages(text: str | None) -> str | None:
    """Pages as printed, with a plain hyphen for the hyphens and dashes of typography (``10\u201319``)."""
    text = clean(text)
    return _DASHES.sub("-", text) if text else None


_DASHES = re.compile(r"\s*(?:[\u2010-\u2015\u2212]|--+)\s*")


def _without_markup(text: str) -> str:
    """Entities may hold markup and other entities (&amp;lt;i&amp;gt;): three rounds."""
    for _ in range(3):
        if "<" in text:
            text = _HIDDEN.sub(" ", text)
            text = _EXPONENT.sub(r"^\1", text)
            text = _BLOCK_TAG.sub(" ", _INLINE_TAG.sub("", text))
        unescaped = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
        if unescaped == text:
            break
        text = unescaped
    return text


def _visible(sign: str) -> str:
    """Formatting and control characters are invisible and only hinder comparisons; those that turn the
    direction of what follows are shown, since a text with them reads otherwise than it is kept; unpaired
    halves are no characters at all."""
    if sign in _TURNING:
        return f"[U+{ord(sign):04X}]"
    category = unicodedata.category(sign)
    if category in ("Cf", "Cc"):
        return ""
    return "\ufffd" if category == "Cs" else sign
