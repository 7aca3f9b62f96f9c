"""The value of a field as a record writes it <-> the text of its cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from kb.records.yaml_source import Unreadable, read_text
from kb.sheets.sheet_columns import Shape, SheetColumn

MEANING = " = "
"""Parts a limitation code from what it means, in cells and drop-downs."""
KEPT = "(as it is: {count} characters)"
"""Stands for a value of a record that is too long for a cell, such as the picture of a logo."""
_KEPT = re.compile(r"\(as it is: \d+ characters\)")
ORGANIZATION = "organization: "
AUTHORS = "csl/author"
_APART = re.compile(r"[,;\n]")


def is_kept(text: object) -> bool:
    """Whether a cell says that what the record holds stays as it is."""
    return isinstance(text, str) and _KEPT.fullmatch(text) is not None


class NoValue(ValueError):
    """The text of a cell that no value can be made of: what is wrong, and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def shown_value(value: Any, column: SheetColumn, meanings: Mapping[str, str]) -> str:
    """The text of a cell; empty for a field that is not there."""
    if value is None:
        return ""
    if column.key == AUTHORS:
        return "\n".join(_author(author) for author in value)
    if column.shape is Shape.YAML:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if column.shape is Shape.PAIRS:
        return "\n".join(f"{key}: {one}" for key, some in value.items() for one in _listed(some))
    values = _listed(value)
    if column.shape is Shape.WORDS:
        return _words(values)
    if column.list.endswith("limitation codes") and values and values[0] in meanings:
        return values[0] + MEANING + meanings[values[0]]
    return ("\n" if column.shape is Shape.LINES else ", ").join(values)


def _listed(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple | list) else (value,)


def _words(values: tuple[str, ...]) -> str:
    """Parted by commas; by lines where one of them has a comma, and then there are several lines."""
    if not any(_APART.search(word) for word in values):
        return ", ".join(values)
    return "\n".join(values) + ("\n" if len(values) == 1 else "")


def _author(author: Mapping[str, str]) -> str:
    if "literal" in author and len(author) == 1:
        return ORGANIZATION + author["literal"]
    parts = [author.get(part, "") for part in ("family", "given", "suffix")]
    is_plain = not any("," in part for part in parts) and parts[0] and (parts[1] or not parts[2])
    if not is_plain or parts[0].startswith(("{", ORGANIZATION)) or "literal" in author or _is_list(parts[0]):
        return json.dumps(author, ensure_ascii=False)
    return ", ".join(part for part in parts if part) + ("" if parts[1] else ",")


def _is_list(text: str) -> bool:
    """Whether what stands before a comma is a whole name, Wang C, so that more names follow it."""
    from kb.bibliography.author_names import SHORT

    return ";" in text or SHORT.fullmatch(text) is not None


def value_of(text: str, column: SheetColumn) -> Any:
    """The value in a cell; None for an empty one. Raises NoValue."""
    if not text.strip():
        return None
    if column.key == AUTHORS:
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        return tuple(author for line in lines for author in _read_authors(line))
    if column.shape is Shape.YAML:
        return _yaml(text)
    if column.shape is Shape.PAIRS:
        return _pairs(text, column)
    if column.shape is Shape.PASSAGE:
        return text.strip("\n").rstrip()
    parts = _parts(text, column.shape)
    if parts is not None:
        return parts[0] if column.single and len(parts) == 1 else parts or None
    text = text.strip()
    if column.list.endswith("limitation codes"):
        return text.partition(MEANING)[0].strip()
    return text.lower() if column.shape is Shape.YES_NO else text


def _parts(text: str, shape: Shape) -> tuple[str, ...] | None:
    """The values in a cell that takes several; None for other cells."""
    parts: Iterable[str]
    if shape is Shape.LINES or (shape is Shape.WORDS and "\n" in text):
        parts = text.split("\n")
    elif shape in (Shape.KEYS, Shape.WORDS):
        parts = _APART.split(text)
    else:
        return None
    return tuple(part.strip() for part in parts if part.strip())


def _pairs(text: str, column: SheetColumn) -> dict[str, Any]:
    values: dict[str, list[str]] = {}
    for line in filter(str.strip, text.split("\n")):
        key, colon, value = line.partition(":")
        if not colon or not value.strip():
            remedy = "Write each line as `key: value`; Alt+Enter begins a new line."
            raise NoValue(f"`{line.strip()[:60]}` has no key.", remedy)
        values.setdefault(key.strip(), []).append(value.strip())
    twice = next((key for key, some in values.items() if len(some) > 1 and not column.many), None)
    if twice is not None:
        raise NoValue(f"`{twice}` is listed twice.", "Remove or rename one of them.")
    if not column.many:
        return {key: some[0] for key, some in values.items()}
    return {key: some[0] if column.single and len(some) == 1 else tuple(some) for key, some in values.items()}


def _read_authors(line: str) -> tuple[dict[str, str], ...]:
    """The author of a line; several where it lists them as a citation does, Wang C, Lee D."""
    from kb.bibliography.author_lists import authors_in

    before = line.partition(",")[0]
    if line.startswith("{") or line.lower().startswith(ORGANIZATION.strip()):
        return (_read_author(line),)
    if "," in line and not _is_list(before) and ";" not in line:
        return (_read_author(line),)
    people, and_others = authors_in(line)
    if and_others:
        raise NoValue(
            f"`{line}` says that there are more.", "Leave et al out; write yes under author-truncated."
        )
    parts = ("family", "given", "suffix", "literal")
    return tuple({part: value for part in parts if (value := getattr(one, part))} for one in people)


def _read_author(line: str) -> dict[str, str]:
    if line.lower().startswith(ORGANIZATION.strip()):
        return {"literal": line[len(ORGANIZATION.strip()) :].strip()}
    if line.startswith("{"):
        read = _yaml(line)
        if isinstance(read, dict):
            return read
    parts = [part.strip() for part in line.split(",", 2)]
    return {name: part for name, part in zip(("family", "given", "suffix"), parts, strict=False) if part}


def _yaml(text: str) -> Any:
    try:
        return read_text(f"value: {text}\n", "").data["value"]
    except Unreadable as error:
        raise NoValue(error.problems[0].message, error.problems[0].remedy) from None
