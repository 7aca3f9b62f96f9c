"""Cells as tables print them: ``0.53 (0.32-0.89), .005`` in a row that says ``HR (95% CI), p``.

A form names what the numbers of a row are: ``HR (95% CI)``, ``mean (SD)``, ``median (range), months``,
``n (%)``, ``LSM ± SE``. A cell of that form is written out in figure notation and read as any other, so a
table can be pasted with its form told once. Importing this module imports the grammar library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lark import Lark, Transformer
from lark.exceptions import UnexpectedInput

from kb.notation.error import NotationError
from kb.notation.grammar import TYPOGRAPHY, fill_terminals

EXAMPLES = (
    "HR (95% CI)",
    "mean (SD)",
    "median (range), months",
    "n (%)",
    "% (n/N)",
    "LSM \N{PLUS-MINUS SIGN} SE",
)
"""Forms, for messages."""


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """What the numbers of a row are.

    ``name`` goes before the first number and is empty for a count or a percent; ``label`` before what the
    bracket holds, empty for a percent or counts, null when there is no bracket; ``qualifier`` behind all.
    """

    text: str
    name: str = ""
    is_percent: bool = False
    is_p: bool = False
    label: str | None = None
    bracket_is_percent: bool = False
    unit: str = ""
    qualifier: str = ""

    def takes_for_another(self, cell: str) -> bool:
        """Whether a cell that is not of this form starts with a number, which alone would be a count."""
        is_named = bool(self.name or self.unit or self.is_percent or self.is_p)
        return is_named and re.match(r"[^A-Za-z]*[0-9]", cell) is not None


@dataclass(frozen=True, slots=True)
class _Cell:
    """The parts of a printed cell, as they stand there; empty for what it does not have."""

    head: str
    inside: str = ""
    unit: str = ""
    p: str = ""


@lru_cache(maxsize=1024)
def parse_form(text: str) -> PrintedForm:
    """The form that a row says its cells have. Raises ``NotationError``."""
    try:
        form: PrintedForm = _read(text.translate(TYPOGRAPHY), "form")
    except UnexpectedInput as error:
        expected = f"what the numbers are, such as {', '.join(EXAMPLES[:-1])} or {EXAMPLES[-1]}"
        raise NotationError(text, *_place(text, error), expected) from None
    return form


def written_out(text: str, form: PrintedForm) -> str | None:
    """A cell of a form in figure notation; null when the cell is not of that form."""
    try:
        cell: _Cell = _read(text.translate(TYPOGRAPHY), "printed")
    except UnexpectedInput:
        return None
    return _in_notation(cell, form)


def formed(text: str) -> str | None:
    """A cell that says its form itself, ``median (range) 22.0 (3-42) days``, in notation; null for others."""
    try:
        form, cell = _read(text, "formed")
    except UnexpectedInput:
        return None
    return _in_notation(cell, form)


def _in_notation(cell: _Cell, form: PrintedForm) -> str | None:
    if form.is_p:
        return None if cell.inside or cell.unit or cell.p else f"p {cell.head}"
    if (form.label is None) != (not cell.inside) and not cell.head.startswith("not "):
        return None
    unit = cell.unit or form.unit
    head = cell.head
    if form.is_percent and head[-1].isdigit():
        head = f"{head}%"
    text = " ".join(filter(None, (form.name, head, unit)))
    if cell.inside:
        inside = f"{cell.inside}%" if form.bracket_is_percent and "%" not in cell.inside else cell.inside
        text += f" ({form.label} {inside})" if form.label else f" ({inside})"
    text = " ".join(filter(None, (text, form.qualifier)))
    return f"{text}; p {cell.p}" if cell.p else text


def _place(text: str, error: UnexpectedInput) -> tuple[int, str]:
    at = min(max(error.pos_in_stream or 0, 0), len(text.rstrip()))
    return at + 1, text[at:].split()[0] if text[at:].split() else ""


class _Writer(Transformer[Any, Any]):
    """One method for each rule of printed.lark: the pieces of a form, or of a cell."""

    def form(self, children: Sequence[Any]) -> PrintedForm:
        name, *rest = children
        label = next((item for item in rest if isinstance(item, tuple)), None)
        unit = next((item for item in rest if type(item) is str), name.unit)
        is_percent = name.is_percent or any(getattr(item, "type", "") == "PERCENT" for item in rest)
        deviation = next((str(item) for item in rest if getattr(item, "type", "") == "DEVIATION"), None)
        words, bracket_is_percent = label if label is not None else (deviation, False)
        text = " ".join(filter(None, (name.text, f"({words or '%'})" if label or deviation else "")))
        return PrintedForm(
            text, name.name, is_percent, name.is_p, words, bracket_is_percent, unit, name.qualifier
        )

    def named_form(self, children: Sequence[Any]) -> PrintedForm:
        qualifier, *name = children
        words = " ".join(str(word) for word in name if word is not None)
        return PrintedForm(words, words, qualifier="" if qualifier is None else str(qualifier))

    def counted_form(self, children: Sequence[Any]) -> PrintedForm:
        return PrintedForm(str(children[0]))

    def percent_form(self, children: Sequence[Any]) -> PrintedForm:
        return PrintedForm("%", is_percent=True)

    def measured_form(self, children: Sequence[Any]) -> PrintedForm:
        return PrintedForm(str(children[0]), unit=str(children[0]))

    def tested_form(self, children: Sequence[Any]) -> PrintedForm:
        return PrintedForm("p", is_p=True)

    def form_label(self, children: Sequence[Any]) -> tuple[str, bool]:
        words = [word for word in children if word is not None]
        if words[0].type in ("PERCENT", "COUNTED"):
            return "", words[0].type == "PERCENT"
        return " ".join(map(str, words)), False

    def printed(self, children: Sequence[Any]) -> _Cell:
        head, inside, unit, p = children
        return _Cell(head, str(inside or ""), str(unit or ""), str(p or ""))

    def formed(self, children: Sequence[Any]) -> tuple[PrintedForm, _Cell]:
        form, cell = children
        return form, cell

    def head(self, children: Sequence[Any]) -> str:
        first, second = children if len(children) == 2 else (children[0], None)
        if second is None:
            return str(first)
        return f"{first}%" if second.type == "PERCENT" else f"{first}/{second}"

    def end(self, children: Sequence[Any]) -> str:
        return "".join(str(part) for part in children if part is not None)

    def span(self, children: Sequence[Any]) -> str:
        return " to ".join(map(str, children))

    def counts(self, children: Sequence[Any]) -> str:
        return "/".join(map(str, children))

    def inside(self, children: Sequence[Any]) -> str:
        return str(children[0])

    def tail(self, children: Sequence[Any]) -> str:
        return str(children[-1])

    def number(self, children: Sequence[Any]) -> str:
        sign, digits = children
        words = "" if sign is None else str(sign)
        return f"{words} {digits}" if words[-1:].isalpha() else f"{words}{digits}"

    def measure(self, children: Sequence[Any]) -> str:
        return " ".join(str(part) for part in children if part is not None)

    def absent(self, children: Sequence[Any]) -> str:
        return str(children[0])


def _read(text: str, start: str) -> Any:
    """What `_Writer` makes of it. Raises UnexpectedInput."""
    return _parser().parse(text, start=start)


@cache
def _parser() -> Lark:
    """The parser of forms and printed cells, built once."""
    folder = files("kb.notation")
    rules = folder.joinpath("printed.lark").read_text(encoding="utf-8")
    figures = folder.joinpath("figure.lark").read_text(encoding="utf-8")
    terminals = figures[figures.index("_SEMICOLON:") :]
    return Lark(
        rules + terminals,
        parser="lalr",
        lexer="contextual",
        start=["form", "printed", "formed"],
        edit_terminals=fill_terminals(),
        transformer=_Writer(),
    )
