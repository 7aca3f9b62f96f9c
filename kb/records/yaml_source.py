"""YAML text -> plain data with a line for every value, every scalar a string as written.

What would be lost or read two ways is refused: comments, anchors, tags, duplicate keys, tabs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import yaml

from kb.errors import Problem
from kb.files import Unfit, content_of
from kb.records.yaml_errors import TOO_DEEP, explain

Path = tuple[str | int, ...]
"""Where a value is in its record: keys and list positions from 0."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 100
"""Levels of a value in its record; criteria of statements are the deepest, with some ten."""
_MOST_VALUES = 50_000
"""Values and keys of a record; the largest study that ships has some 1,500."""
_MOST_PROBLEMS = 100
"""Problems that are told of one text; who has more has written something else than a record."""
LARGEST = 4_000_000
"""Bytes of the text of a record."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of what is shown, so that it reads otherwise than it is kept (Unicode,
Bidi_Control; Trojan Source, CVE-2021-42574)."""


@dataclass(frozen=True, slots=True)
class RecordSource:
    """One file as read: ``data`` of str, tuple, dict and None (a key without a value)."""

    file: str
    data: Any
    lines: dict[Path, int]
    """Line of every key and list item, from 1."""

    def line(self, path: Path) -> int:
        """The line of the value at a path, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def shown(path: Path) -> str:
    """A path as people read it: ``results[2].cryo``, list positions from 1."""
    words = ""
    for part in path:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if words else part
    return words


class Unreadable(Exception):
    """A text that is no record at all; carries its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems[:_MOST_PROBLEMS]
        if len(problems) > _MOST_PROBLEMS:
            last = self.problems[-1]._replace(field="", message="there are more problems in this text.")
            self.problems.append(last._replace(remedy="Mend the first of them."))


def bytes_of(file: FilePath) -> bytes:
    """The content of the file of a record. Raises Unreadable where it is none, or too large for one."""
    try:
        return content_of(file, LARGEST)
    except Unfit as error:
        raise Unreadable([Problem(str(file), 0, "", error.flaw, error.remedy)]) from None


def read_bytes(content: bytes, file: str) -> RecordSource:
    """The data of a file's bytes. Raises Unreadable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        if b"\x00" in content[:1024]:
            raise _refuse(file, line, "not a text file.", "Records are text in YAML.") from None
        wrong = f"byte 0x{content[error.start]:02x} is not UTF-8."
        raise _refuse(file, line, wrong, "Save the file with the encoding UTF-8.") from None
    return read_text(text, file)


def read_text(text: str, file: str) -> RecordSource:
    """The data of a text. Raises Unreadable."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if (control := _CONTROL.search(text)) is not None:
        line = text.count("\n", 0, control.start()) + 1
        raise _refuse(
            file, line, "not a text file (it holds control characters).", "Records are text in YAML."
        )
    if "\t" in text:
        line = text.count("\n", 0, text.index("\t")) + 1
        raise _refuse(file, line, "there is a tab character.", "Use spaces.")
    try:
        return _Builder(text, file).build()
    except yaml.MarkedYAMLError as error:
        raise Unreadable([explain(error, file, text)]) from None


def _refuse(file: str, line: int, message: str, remedy: str) -> Unreadable:
    return Unreadable([Problem(file, line, "", message, remedy)])


@dataclass(slots=True)
class _Builder:
    """Builds data from the events of the YAML parser."""

    text: str
    file: str
    problems: list[Problem] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)
    events: Any = None
    values: int = 0

    def build(self) -> RecordSource:
        loader = _LOADER(self.text)
        self.events = iter(loader.get_event, None)  # the event after the last one is None
        data: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._problem(event, "a second document starts here.", "Write one record per file.")
            elif isinstance(event, yaml.NodeEvent):
                data = self._node(event, ())
        if not documents:
            raise _refuse(self.file, 0, "the file is empty.", "Write the record, or remove the file.")
        self._refuse_comments()
        if self.problems:
            raise Unreadable(self.problems)
        if not self.text.endswith("\n"):
            line = self.text.count("\n") + 1
            message, remedy = (
                "the last line does not end: the file may be cut off.",
                "If it is whole, end it with Enter.",
            )
            raise _refuse(self.file, line, message, remedy)
        return RecordSource(self.file, data, self.lines)

    def _node(self, event: Any, path: Path) -> Any:
        if len(path) > _DEEPEST:
            raise _refuse(self.file, event.start_mark.line + 1, *TOO_DEEP)
        self.values += 1
        if self.values > _MOST_VALUES:
            flaw = f"a record has no more than {_MOST_VALUES:,} keys and values."
            raise _refuse(self.file, event.start_mark.line + 1, flaw, "Look what is in this file.")
        self.lines.setdefault(path, event.start_mark.line + 1)
        span = (event.start_mark.index, event.end_mark.index)
        if event.anchor is not None:
            self._problem(event, "anchors and aliases are not used in records.", "Write the value out.")
        if isinstance(event, yaml.AliasEvent):
            return None
        if event.tag is not None:
            self._problem(event, f"the tag {event.tag} is not used in records.", "Remove it.")
        if isinstance(event, yaml.ScalarEvent):
            value = event.value
            self.spans.append(span)
            if value == "" and event.style in (None, "") and event.tag is None and event.anchor is None:
                self._problem(event, "has no value.", "Write one, or remove the key.", path)
            if _CONTROL.search(value):  # written as an escape, \0
                self._problem(event, "holds a control character.", "Write the text without it.", path)
            if turning := _TURNING.search(value):
                sign = f"U+{ord(turning[0]):04X}"
                flaw = f"holds the invisible sign {sign}, which turns the direction of what is shown."
                self._problem(event, flaw, "Type the text anew without it.", path)
            return value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> tuple[Any, ...]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, (*path, len(items))))
        return tuple(items)

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, (*path, "<key>"))
            self.lines.pop((*path, "<key>"), None)
            if not isinstance(key, str):
                self._problem(
                    event, "a key must be one word.", 'Put braces or brackets in a value in quotes: "{...}".'
                )
                key = "<key>"
            place = (*path, key)
            first = self.lines.get(place)
            self.lines[place] = event.start_mark.line + 1
            value = self._node(next(self.events), place)
            if key in values and key != "<key>":
                self._problem(
                    event,
                    f"the key `{key}` is here for the second time (first in line {first}).",
                    "Keep one of them.",
                )
            values[key] = value
        return values

    def _problem(self, event: Any, message: str, remedy: str, path: Path = ()) -> None:
        self.problems.append(Problem(self.file, event.start_mark.line + 1, shown(path), message, remedy))

    def _refuse_comments(self) -> None:
        """Comments are not kept by a dump from the database, so none may be lost by surprise."""
        if "#" not in self.text:
            return
        inside = bytearray(len(self.text))
        for start, end in self.spans:
            inside[start:end] = b"\x01" * (end - start)
        for sign in re.finditer("#", self.text):
            if len(self.problems) > _MOST_PROBLEMS:
                return
            if not inside[sign.start()]:
                line = self.text.count("\n", 0, sign.start()) + 1
                remedy = "Move what it says into a `note` or the commit message."
                self.problems.append(
                    Problem(self.file, line, "", "comments are not kept in records.", remedy)
                )
