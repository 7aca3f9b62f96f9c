"""How wide a text will be, and where it breaks, without asking any font: the same on every machine.

Widths are those of Helvetica, which Arial and Liberation Sans share. Where another sans-serif font takes
their place the lines come out longer; ``SLACK`` leaves room for the widest usual one (DejaVu Sans).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

SLACK = 1.16
"""How much wider than reckoned a line may come out."""

_BOLD = 1.07
"""How much wider bold type is, on average."""
_WIDTHS = {
    222: "ijl",
    191: "'",
    260: "|",
    278: " !,./:;I[\\]ft\N{NO-BREAK SPACE}",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckscvxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
_OTHER = 722
"""Width of a letter that Helvetica has no figure for here: rather too wide than too narrow."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line in the units of the font size."""
    return sum(map(_width, text)) * size / 1000 * (_BOLD if bold else 1)


def _width(character: str) -> int:
    if character in _WIDTH:
        return _WIDTH[character]
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1000
    return _WIDTH.get(unicodedata.normalize("NFD", character)[0], _OTHER)


def wrap(text: str, room: float, size: float, *, bold: bool = False, hanging: float = 0) -> list[str]:
    """The text in lines no wider than ``room``, with slack; broken between words, or within a long one.

    Lines after the first have less room by ``hanging``. Always at least one line. Blanks that must not break
    are kept.
    """
    lines = [""]
    for word in _words(text, (room - hanging) / SLACK, size, bold=bold):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        left = room - hanging * (len(lines) > 1)
        if text_width(longer, size, bold=bold) * SLACK <= left:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(word)
        else:
            lines[-1] = word
    return lines


def _words(text: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    """Words; one that is wider than a line comes in pieces."""
    for word in re.split(r"[ \t\r\n]+", text):
        piece = ""
        for character in word:
            if piece and text_width(piece + character, size, bold=bold) > room:
                yield piece
                piece = ""
            piece += character
        if piece:
            yield piece
