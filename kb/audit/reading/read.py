"""What a reader of one kind of file gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadText:
    """Plain text; first characters of its pages, none where it has none; what could not be read."""

    text: str
    pages: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
