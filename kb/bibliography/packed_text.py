"""Texts that are kept and seldom read again, compressed: records as received, and what was read from them.

Raw deflate (RFC 1951) of the UTF-8. A text that repeats another one, as what was read repeats the record, is
packed with that one at hand and takes a sixth of its size; it is needed again to unpack.
"""

from __future__ import annotations

import zlib

_WINDOW = -13
"""Eight kilobytes, most records and what was read of them; no header, no checksum."""
_LEVEL, _MEMORY = 3, 6
"""Of many small texts, more of either costs half as much time again for a fiftieth of the size."""
_KNOWN = 8192
"""Bytes at the beginning of the known text that are of use in such a window."""


def pack(text: str, known: str = "") -> bytes:
    """A text, compressed; ``known`` is one that it repeats."""
    beginning = known.encode()[:_KNOWN]
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, beginning)
    return deflate.compress(text.encode()) + deflate.flush()


def unpack(packed: bytes, known: str = "") -> str:
    """The text again; ``known`` is that with which it was packed."""
    inflate = zlib.decompressobj(_WINDOW, known.encode()[:_KNOWN])
    return (inflate.decompress(packed) + inflate.flush()).decode()
