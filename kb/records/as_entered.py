"""Texts that are a plan's own words: entered as they are and printed as they are.

No word, number, quotation mark or sign of any script is changed, and nothing in them stands for a figure or a
citation, unless the field says so. Only spaces, tabs and line ends are put in order, since they say how a
text is laid out in its file: each line is a paragraph, or an item of a list when it begins with a bullet or
with its own number, and the spaces before a line say how deep an item is.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
from typing import Annotated

from kb.records.scalars import Refused, Scalar, check_tokens

_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t]+")


def _as_entered(value: str) -> str:
    written = [line.replace("\t", "    ").rstrip(" ") for line in _LINE_ENDS.split(value)]
    lines = [line for line in written if line]
    if not any(line.strip() for line in lines):
        raise Refused("is empty.", "Write something, or remove the key.")
    margin = len(lines[0]) - len(lines[0].lstrip(" "))
    return "\n".join(_spaced(line, margin) for line in lines)


def _spaced(line: str, margin: int) -> str:
    """A line with single spaces, indented as it is against the first one."""
    words = line.lstrip(" ")
    return " " * max(len(line) - len(words) - margin, 0) + _SPACES.sub(" ", words)


AsEntered = Annotated[str, Scalar(_as_entered, {"type": ["string", "number"]}, words=True)]
"""A plan's own words, of one paragraph or several."""


def _with_tokens(value: str) -> str:
    text = _as_entered(value)
    check_tokens(text)
    return text


PlanParagraphs = Annotated[str, Scalar(_with_tokens, {"type": ["string", "number"]}, prose=True, words=True)]
"""The same, in which tokens may stand for figures and citations."""

LARGEST_PICTURE = 1_000_000
"""Bytes of a logo: it is printed small, and goes into every document."""
STARTS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}
"""The bytes that a picture of a type begins with."""
_COLUMNS = 100


def picture_text(content: bytes) -> str:
    """A picture as a record holds it: Base64 in groups, so that its lines can be broken."""
    text = base64.b64encode(content).decode()
    return " ".join(text[start : start + _COLUMNS] for start in range(0, len(text), _COLUMNS))


def picture_bytes(text: str) -> bytes:
    """The picture that a record holds. Raises ValueError for what is no Base64."""
    return base64.b64decode("".join(text.split()), validate=True)


def picture_type(content: bytes) -> str | None:
    """The type of a picture by its first bytes; None for what is no picture that documents can hold."""
    return next((name for name, start in STARTS.items() if content.startswith(start)), None)


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a picture in pixels; None where it does not say them."""
    if picture_type(content) == "png":
        size = struct.unpack(">II", content[16:24]) if len(content) >= 24 else (0, 0)
        return (size[0], size[1]) if all(size) else None
    return _jpeg_size(content)


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """The size that the first frame of a JPEG states (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + length
    return None


def _is_whole(content: bytes) -> bool:
    """Whether a picture has its end: a file that was cut off would fail only when it is printed."""
    if picture_type(content) == "png":
        return content.endswith(b"IEND\xaeB`\x82")
    return content.rstrip(b"\0").endswith(b"\xff\xd9")


def _picture(value: str) -> str:
    remedy = "kb plan logo PLAN FILE takes a picture in, a PNG or JPEG file of at most 1 MB."
    try:
        content = picture_bytes(value)
    except (ValueError, binascii.Error):
        raise Refused("is no picture in Base64.", remedy) from None
    if picture_type(content) is None or picture_size(content) is None or not _is_whole(content):
        raise Refused("is no whole PNG or JPEG picture.", remedy)
    if len(content) > LARGEST_PICTURE:
        raise Refused("is too large for a logo.", remedy)
    return picture_text(content)


Picture = Annotated[str, Scalar(_picture, {"type": "string", "contentEncoding": "base64"})]
"""A PNG or JPEG picture in Base64."""
