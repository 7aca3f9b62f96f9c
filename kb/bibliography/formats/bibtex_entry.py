"""One entry of BibTeX taken apart: ``@article{key, name = {value}, name = "value" # macro}``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.bibliography.formats.reader import Unreadable

HEAD = re.compile(r"@[ \t]*([A-Za-z]+)\s*([{(])\s*")
_KEY = re.compile(r"([^\s,{}=\"]*)\s*(?=[,})])")
_NAME = re.compile(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_WORD = re.compile(r"[^\s,#{}\"()=]+")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BRACE_OR_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_JOIN = re.compile(r"\s*#\s*")
_END = re.compile(r"[\s,]*")
_NO_PUBLICATIONS = frozenset(("comment", "preamble", "string"))
_MOST_MACROS = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry. Values still hold their LaTeX."""

    kind: str
    """article, book ... in lower case."""
    key: str
    fields: Mapping[str, Sequence[str]]
    """Name in lower case -> its values; nearly always one."""
    end: int
    """Where it ends in the text."""

    @property
    def is_publication(self) -> bool:
        """Whether it is no comment, preamble or macro."""
        return self.kind not in _NO_PUBLICATIONS


class Macros(dict[str, str]):
    """Values that ``@string`` gave names to. A name that nobody defined, as of a month, stands for itself."""

    def define(self, fields: Mapping[str, Sequence[str]]) -> None:
        """Keep new names; a file with very many of them is no export."""
        if len(self) < _MOST_MACROS:
            self.update({name: values[0] for name, values in fields.items()})


def read_entry(text: str, head: re.Match[str], macros: Macros) -> Entry:
    """The entry that begins with ``head``. Raises Unreadable when it has no end."""
    kind, closing = head[1].lower(), "}" if head[2] == "{" else ")"
    if kind in ("comment", "preamble"):
        return Entry(kind, "", {}, _closing(text, head.end()) + 1 if closing == "}" else len(text))
    key = _KEY.match(text, head.end()) if kind != "string" else None
    fields: dict[str, list[str]] = {}
    position = key.end() if key else head.end()
    while name := _NAME.match(text, position):
        value, position = _value(text, name.end(), macros)
        fields.setdefault(name[1].lower(), []).append(value)
    end = _after(_END, text, position)
    if text[end : end + 1] != closing:
        line = text.count("\n", head.start(), end) + 1
        found = text[end : end + 20].split("\n")[0]
        said = f"`{found}` stands on its line {line}" if found else "the text ends"
        raise Unreadable(f"The record cannot be read: where a field or the end should be, {said}.")
    if kind == "string":
        macros.define(fields)
    return Entry(kind, key[1] if key else "", fields, end + 1)


def _value(text: str, start: int, macros: Macros) -> tuple[str, int]:
    """A value, its parts joined, and where it ends."""
    parts = []
    while True:
        sign = text[start : start + 1]
        if sign == "{":
            end = _closing(text, start + 1)
            parts.append(text[start + 1 : end])
        elif sign == '"':
            end = _closing_quote(text, start + 1)
            parts.append(text[start + 1 : end])
        elif word := _WORD.match(text, start):
            end = word.end() - 1
            parts.append(macros.get(word[0].lower(), word[0]))
        else:
            return "".join(parts), start
        joined = _JOIN.match(text, end + 1)
        if joined is None:
            return parts[0] if len(parts) == 1 else "".join(parts), end + 1
        start = joined.end()


def _closing(text: str, start: int) -> int:
    """Where the brace closes that opened before ``start``; a brace behind a backslash is a sign."""
    end = text.find("}", start)
    if end >= 0 and text[end - 1] != "\\" and text.find("{", start, end) < 0:
        return end
    depth = 1
    for found in _BRACE.finditer(text, start):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if not depth:
                return found.start()
    raise Unreadable("The record cannot be read: a brace is opened and not closed.")


def _closing_quote(text: str, start: int) -> int:
    """Where the quotation mark closes; within braces it is a sign."""
    depth = 0
    for found in _BRACE_OR_QUOTE.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if found[0] == '"' and depth <= 0:
            return found.start()
    raise Unreadable("The record cannot be read: a quotation mark is opened and not closed.")


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position
