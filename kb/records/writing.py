"""The canonical text of a record: what ``kb fmt`` and a dump write.

A value is on the line of its key while it fits. Small mappings and lists of words are written in
one line; what does not fit, and what changes line by line (results), is written as a block. A scalar
is quoted only where YAML, or a program that reads YAML, would take it for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, RootModel

from kb.notation import Time
from kb.records.base import RecordEntry, TextOrEntry
from kb.records.cells import Excerpt, FigureCell

WIDTH = 120
_PLAIN = re.compile(r"[^\W_](?:[^\n\t:#]|:(?=\S)|(?<=\S)#)*")
_FLOW_SIGN = re.compile(r"[,\[\]{}]")
_CONSTANTS = {"yes", "no", "true", "false", "on", "off", "null", "y", "n"}
_NUMBER = re.compile(r"[-+]?(\d[\d_,]*\.?[\d_]*|\.\d+)([eE][-+]?\d+)?|0[xob][\da-fA-F_]+|\d+(:\d+)+(\.\d*)?")


def write_record(record: Any) -> str:
    """The canonical text of a record, newline at the end."""
    return "\n".join(_mapping(_pairs(record), 0)) + "\n"


def _pairs(value: Any) -> list[tuple[str, Any, str]]:
    if isinstance(value, RootModel):
        return [(key, entry, "line") for key, entry in value.root.items()]
    if isinstance(value, RecordEntry):
        return list(value.fields_written())
    return [(key, entry, "") for key, entry in value.items()]


def _mapping(pairs: list[tuple[str, Any, str]], indent: int) -> Iterator[str]:
    for key, value, style in pairs:
        yield from _entry(f"{' ' * indent}{key}:", value, style, indent)


def _entry(start: str, value: Any, style: str, indent: int) -> Iterator[str]:
    """A key, or the dash of a list item, with its value."""
    value = _bare(value)
    if _is_scalar(value):
        yield from _scalar_lines(start, value, indent)
        return
    flows = style == "line" or _may_flow(value, style)
    line = f"{start} {_flow(value)}" if flows else ""
    if flows and (style == "line" or len(line) <= WIDTH):
        yield line
    elif start.endswith("-"):
        lines = _block(value, indent + 2)
        yield start + " " + next(lines)[indent + 2 :]
        yield from lines
    else:
        yield start
        yield from _block(value, indent + 2)


def _bare(value: Any) -> Any:
    """Entries that are only a text, and the only one of several times or excerpts, lose their wrapping."""
    if isinstance(value, TextOrEntry):
        return value.bare()
    if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], Time | Excerpt):
        return value[0]
    return value


def _block(value: Any, indent: int) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _entry(f"{' ' * indent}-", item, "", indent)
    else:
        yield from _mapping(_pairs(value), indent)


def _may_flow(value: Any, style: str) -> bool:
    if style == "block" and len(value) > (0 if isinstance(value, tuple) else 1):
        return False
    if isinstance(value, RecordEntry):
        return value.flow and all(_may_flow(inner, "") for _, inner, _ in _pairs(value))
    if isinstance(value, tuple):
        return style == "inline" or all(_is_scalar(item) for item in value)
    if isinstance(value, dict):
        return all(_is_scalar(inner) or _is_list_of_scalars(inner) for inner in value.values())
    return True


def _is_list_of_scalars(value: Any) -> bool:
    return isinstance(value, tuple) and all(_is_scalar(item) for item in value)


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, tuple | dict | BaseModel)


def _flow(value: Any) -> str:
    value = _bare(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if not _is_scalar(value):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner, _ in _pairs(value)) + "}"
    return _scalar(value, flow=True)


def _scalar_lines(start: str, value: Any, indent: int) -> Iterator[str]:
    if isinstance(value, str) and "\n" in value:
        yield from _several_lines(start, value, " " * (indent + 2))
        return
    line = f"{start} {_scalar(value, flow=False)}"
    if len(line) <= WIDTH or not isinstance(value, str) or " " not in value:
        yield line
        return
    yield f"{start} >-"
    yield from _folded(value, " " * (indent + 2))


def _several_lines(start: str, text: str, margin: str) -> Iterator[str]:
    """A text of several lines: an empty line between them, or each as it is where one of them is indented."""
    lines = text.split("\n")
    if any(line.startswith(" ") for line in lines):
        yield f"{start} |-"
        yield from (margin + line for line in lines)
        return
    yield f"{start} >-"
    for position, line in enumerate(lines):
        if position:
            yield ""
        yield from _folded(line, margin)


def _folded(text: str, margin: str) -> Iterator[str]:
    line = margin
    for word in text.split(" "):
        if len(line) + len(word) >= WIDTH and line != margin:
            yield line.rstrip()
            line = margin
        line += word + " "
    yield line.rstrip()


def _scalar(value: Any, *, flow: bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if isinstance(value, str) and (_NUMBER.fullmatch(text) or text.lower() in _CONSTANTS):
        return f'"{text}"'
    if isinstance(value, int | Time | FigureCell) and _is_plain(text, flow):
        return text
    return text if isinstance(value, str) and _is_plain(text, flow) else _quoted(text)


def _is_plain(text: str, flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or text.endswith((" ", ":")):
        return False
    return not (flow and _FLOW_SIGN.search(text))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
