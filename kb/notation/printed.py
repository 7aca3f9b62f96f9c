"""Cells as tables print them: ``0.53 (0.32-0.89), .005`` in a row that says ``HR (95% CI), p``.

A form names what the numbers of a row are: ``HR (95% CI)``, ``Age, mean (SD), y``, ``n (%) [95% CI]``,
``sensitivity, specificity``. A cell is taken apart into its values (`PrintedCell`), these are put into the
places of the form in their order, and the cell is written out in figure notation and read as any other. So a
table can be pasted with its form told once. Importing this module imports the grammar library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

from kb.notation.advice import advice_on_form
from kb.notation.commas import with_dashes
from kb.notation.error import NotationError
from kb.notation.grammar import fill_terminals
from kb.notation.printed_values import EFFECT, Inside, Part, PrintedCell, PrintedEstimate, Tested, filled
from kb.notation.spellings import as_the_notation_spells
from kb.notation.statistics import ARR, ARR_REMEDY, PROPORTIONS, STATISTIC_WORDS
from kb.notation.table_headings import heading_as_form, time_of
from kb.notation.typography import typed_plainly
from kb.notation.units import CURRENCIES, NOUN_WORDS

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
    """What the numbers of a row are: its parts in order, after the name of the row where it gives one."""

    text: str
    parts: tuple[Part, ...]
    row_name: str = ""

    def takes_for_another(self, cell: str) -> bool:
        """Whether a cell that is not of this form starts with a number, which alone would be a count."""
        is_count = len(self.parts) == 1 and not self.parts[0].says_something
        return not is_count and re.match(r"[^A-Za-z]*[0-9]", cell) is not None

    @property
    def names(self) -> tuple[str, ...]:
        """What cells may call the row by: the name that it begins with, and its scales."""
        scales = (part.unit.partition(" on ")[2] for part in self.parts)
        return tuple(filter(None, (self.row_name, *scales)))

    @property
    def example(self) -> str:
        """A cell of this form."""
        return ", ".join(part.example for part in self.parts)

    def of(self, parts: Sequence[Part]) -> PrintedForm:
        """The form of some of its parts."""
        return replace(self, parts=tuple(parts))


@lru_cache(maxsize=1024)
def parse_form(text: str) -> PrintedForm:
    """The form that a row says its cells have. Raises ``NotationError``."""
    typed = typed_plainly(text)
    if ambiguous := re.search(rf"\b{ARR}\b", typed):
        raise NotationError(text, ambiguous.start() + 1, ARR, "a name of one meaning", ARR_REMEDY)
    if total := re.search(r"[(\[]N[)\]]", typed):
        remedy = "N is of how many: say n/N (%) in `as`, and in the cells how many of them, 12/180 (6.7)."
        raise NotationError(text, total.start() + 2, "N", "n for a count in a bracket", remedy)
    try:
        return _form_of(typed, text)
    except UnexpectedInput as error:
        heading = heading_as_form(typed)
        spelled = as_the_notation_spells(heading)
        small = spelled[:1].lower() + spelled[1:]
        time = time_of(heading)
        names = [] if time else _row_names(spelled)
        for row_name, rest in [("", heading), ("", spelled), *names, ("", small)]:
            try:
                return replace(_form_of(rest, text), row_name=row_name)
            except UnexpectedInput:
                continue
        expected = f"what the numbers are, such as {', '.join(EXAMPLES[:-1])} or {EXAMPLES[-1]}"
        remedy = advice_on_form(text, _is_form) or _form_remedy(text, time)
        raise NotationError(text, *_place(text, error), expected, remedy) from None


def _is_form(text: str) -> bool:
    try:
        parse_form(text)
    except NotationError:
        return False
    return True


def _form_remedy(text: str, time: str) -> str:
    if re.search(r"\bCV\b|coefficient of variation", text, re.IGNORECASE):
        return "A coefficient of variation has no place: leave it out of the form and of the cells."
    return f'Times go under "at": write at: {time} in the row, and leave it out here.' if time else ""


def _form_of(typed: str, text: str) -> PrintedForm:
    return PrintedForm(text.strip(), _read(typed, "form"))


def _row_names(text: str) -> list[tuple[str, str]]:
    """What may be the name of the row, before a comma, colon or dash, and the form behind it."""
    names = []
    for mark in re.finditer(r"[,:;]\s+| - ", text):
        name, rest = text[: mark.start()].strip(), text[mark.end() :]
        if with_unit := re.fullmatch(r"([A-Za-z][^()\[\]:;]*) [(\[]([^()\[\]]+)[)\]]", name):
            name, rest = with_unit[1], f"{with_unit[2]}, {rest}"
        is_name = re.fullmatch(r"[A-Za-z][^()\[\]:;]*", name) is not None and not _SAYS_MORE.search(name)
        if re.search(r"\bchange\b", name, re.IGNORECASE) and (center := _CENTER_OF_REST.match(rest)):
            names.append((name, f"{center[0]} change{rest[center.end() :]}"))
        elif center := _CENTER_OF_NAME.match(name):
            names.append((name[center.end() :], f"{center[0].strip()}, {rest}"))
        elif is_name and (name in _RESPONSES or not _is_like_a_statistic(name)):
            names.append((name, rest))
    return names


_SAYS_MORE = re.compile(
    r"\b(?:changes?|differences?) (?:from|to|between|at|in|vs|versus)\b|\bdifferences?$", re.IGNORECASE
)
"""What a name must not swallow: a mean after ``Change to week 48,`` is a mean change."""
_CENTER_OF_NAME = re.compile(r"(?:mean|median|geometric mean|LSM?|LS means?|change) (?=[a-z])", re.IGNORECASE)
"""``Mean cost, $ (SD)``: the name of the row says which statistic it is."""
_CENTER_OF_REST = re.compile(r"mean|median|LSM", re.IGNORECASE)
"""``Weight change, mean (SD)`` is the mean change."""
_RESPONSES = ("ORR", "CRR", "DCR", "MRR", "CBR")
"""Names of rates of response that look like those of ratios."""


def _is_like_a_statistic(name: str) -> bool:
    words = name.lower()
    is_one = bool(get_close_matches(words, STATISTIC_WORDS, n=1, cutoff=0.8))
    return is_one or _MORE_THAN_A_NAME.search(words) is not None


_MORE_THAN_A_NAME = re.compile(
    r"\b(?:incidence|prevalence|difference|ratio|reduction|odds|hazard"
    r"|change|per|annual|annuali[sz]ed)\b|^(?:no|not|without) "
)
"""What a name cannot hold and be only a name: a statistic, a denominator or a "no" would be lost."""


def written_out(text: str, form: PrintedForm) -> str | None:
    """A cell of a form in figure notation; null when the cell is not of that form."""
    typed = _SPACED_MINUS.sub("-", typed_plainly(text))
    if len(form.parts) > 1:
        typed = _SLASHED.sub(lambda values: values[0].replace("/", ", "), typed)
    for spelled in dict.fromkeys((typed, with_dashes(as_the_notation_spells(typed)))):
        try:
            cell: PrintedCell = _read(spelled, "printed")
        except UnexpectedInput:
            continue
        if (written := filled(form.parts, cell)) is not None:
            return written
    return None


_SPACED_MINUS = re.compile(r"(?:^|(?<=[(\[])|(?<=- )|(?<=to )|(?<=, ))- (?=[\d.])")
_SLASHED = re.compile(r"^[\d.]+%?(?: ?/ ?[\d.]+%?)+$")
"""``93/88`` under sensitivity/specificity: a value for each part of the form."""

_FIRST_NUMBER = re.compile(
    r"(?:[^()\[\]0-9]*[(\[][^()\[\]]*[)\]])*[^()\[\]0-9]*?(?P<cell>[-+<>=~]*\.?[0-9].*)"
)


def formed(text: str) -> str | None:
    """A cell that says its form itself, ``median (range) 22.0 (3-42) days``, in notation; null for others."""
    match = _FIRST_NUMBER.fullmatch(text)
    if match is None:
        return None
    try:
        form = parse_form(text[: match.start("cell")].rstrip(" :=,"))
    except NotationError:
        return None
    return None if form.row_name else written_out(match["cell"], form)


def _place(text: str, error: UnexpectedInput) -> tuple[int, str]:
    at = min(max(error.pos_in_stream or 0, 0), len(text.rstrip()))
    return at + 1, text[at:].split()[0] if text[at:].split() else ""


@dataclass
class _Measure:
    words: str


@dataclass
class _Labels:
    labels: list[str] = field(default_factory=list)
    unit: str = ""


class _Writer(Transformer[Any, Any]):
    """One method for each rule of printed.lark: the parts of a form, or the values of a cell."""

    def form(self, children: Sequence[Any]) -> tuple[Part, ...]:
        parts: list[Part] = []
        for child in children:
            if isinstance(child, _Labels):
                parts = _with_labels(parts, child)
            elif parts and (joined := _joined(parts[-1], child)) is not None:
                parts[-1] = joined
            else:
                parts.append(child)
        return _with_unit_of_last(parts)

    def part(self, children: Sequence[Any]) -> Part:
        part, *rest = children
        labels = [label for item in rest if isinstance(item, _Labels) for label in item.labels]
        unit = next((item for item in rest if isinstance(item, _Measure | Token)), None)
        told = next((item.unit for item in rest if isinstance(item, _Labels) and item.unit), part.unit)
        made: Part = replace(part, labels=tuple(labels), unit=told)
        if isinstance(unit, _Measure):
            return replace(made, unit=unit.words)
        return made if unit is None else replace(made, is_percent=True)

    def named_part(self, children: Sequence[Any]) -> Part:
        qualifier, *name = children
        words = " ".join(str(word) for word in name if word is not None)
        slug = STATISTIC_WORDS[" ".join(str(name[0]).lower().split())]
        return Part(words, slug, qualifier="" if qualifier is None else str(qualifier))

    def counted_part(self, children: Sequence[Any]) -> Part:
        return Part()

    def percent_part(self, children: Sequence[Any]) -> Part:
        return Part(is_percent=True)

    def measured_part(self, children: Sequence[Any]) -> Part:
        return Part(unit=children[0].words)

    def plain_part(self, children: Sequence[Any]) -> Part:
        if children[0].lower() in ("difference", EFFECT):
            return Part(children[0].lower())
        return Part(is_percent=children[0].lower() in ("proportion", "percentage", "percent"))

    def money_part(self, children: Sequence[Any]) -> Part:
        currency, per = children
        return Part(unit=f"{CURRENCIES[currency]} {per or ''}".strip())

    def scale_part(self, children: Sequence[Any]) -> Part:
        return Part(unit=f"points {children[1]}")

    def tested_part(self, children: Sequence[Any]) -> Part:
        p, *qualifiers = sorted(filter(None, children), key=lambda child: child.type == "QUALIFIER")
        purpose = re.search("trend|interaction|noninferiority|superiority", p, re.IGNORECASE)
        words = [f"for {purpose[0].lower()}"] if purpose is not None else []
        return Part(is_p=True, qualifier=" ".join([*words, *map(str, qualifiers)]))

    def shift_part(self, children: Sequence[Any]) -> Part:
        return Part(is_shift=True)

    def form_bracket(self, children: Sequence[Any]) -> _Labels:
        made = _Labels()
        for child in children:
            made.labels += child.labels if isinstance(child, _Labels) else [str(child)]
            made.unit = made.unit or getattr(child, "unit", "")
        return made

    def form_label(self, children: Sequence[Any]) -> _Labels:
        words = [word for word in children if word is not None]
        if isinstance(words[0], _Measure):
            return _Labels([], words[0].words)
        if words[0].type in _SHARES:
            return _Labels([_SHARES[words[0].type]])
        return _Labels([" ".join(map(str, words))])

    spread_label = form_label
    range_label = form_label

    def printed(self, children: Sequence[Any]) -> PrintedCell:
        items: list[Any] = []
        for child in children:
            items += child if isinstance(child, list) else [child]
        return items

    def estimate(self, children: Sequence[Any]) -> list[Any]:
        qualifiers = tuple(str(c) for c in children if isinstance(c, Token) and c.type == "QUALIFIER")
        name = next((c for c in children if isinstance(c, Token) and c.type == "STATISTIC"), None)
        head = next(c for c in children if isinstance(c, Inside))
        measure = next((c for c in children if isinstance(c, _Measure)), None)
        percent = any(isinstance(c, Token) and c.type == "PERCENT" for c in children)
        unit = "%" if percent else "" if measure is None else measure.words
        word = next((str(c) for c in children if isinstance(c, Token) and c.type == "PLAIN_NAME"), "")
        slug = "" if name is None else STATISTIC_WORDS[" ".join(name.lower().split())]
        brackets = [inner for c in children if isinstance(c, list) for inner in c]
        return [PrintedEstimate(head, slug, unit, qualifiers, word.lower()), *brackets]

    def labeled(self, children: Sequence[Any]) -> Inside:
        label, head = children
        labeled: Inside = replace(head, label=str(label))
        return labeled

    def tested(self, children: Sequence[Any]) -> Tested:
        return Tested(" ".join(str(child) for child in children))

    def bracket(self, children: Sequence[Any]) -> list[Any]:
        is_pair = len(children) == 2 and all(isinstance(c, Inside) and c.is_bare for c in children)
        return [
            replace(c, closes=is_pair and c is children[1]) if isinstance(c, Inside) else c for c in children
        ]

    def single(self, children: Sequence[Any]) -> Inside:
        return Inside((children[0],))

    def span(self, children: Sequence[Any]) -> Inside:
        return Inside(tuple(children))

    def counts(self, children: Sequence[Any]) -> Inside:
        count, total, noun = children
        return Inside((f"{count}/{total}" + (f" {noun}" if noun else ""),), is_counts=True)

    def end(self, children: Sequence[Any]) -> str:
        number, kind = children if len(children) == 2 else (children[0], None)
        if kind is None:
            return str(number)
        return (
            f"{number}%" if isinstance(kind, Token) else f"{number} {kind.words}".replace(" -fold", "-fold")
        )

    def money(self, children: Sequence[Any]) -> str:
        sign, number, per = children
        return f"{sign}{number}" + (f" {per}" if per else "")

    def number(self, children: Sequence[Any]) -> str:
        sign, digits = children
        words = "" if sign is None else str(sign)
        return f"{words} {digits}" if words[-1:].isalpha() else f"{words}{digits}"

    def measure(self, children: Sequence[Any]) -> _Measure:
        return _Measure(" ".join(str(part) for part in children if part is not None))

    def absent(self, children: Sequence[Any]) -> str:
        return str(children[0])


_SHARES = {"PERCENT": "%", "COUNTED": "n", "P_ALONE": "p"}


def _joined(before: Part, child: Part) -> Part | None:
    """A unit or a share with the part that it belongs to, before or after it; null for two parts."""
    if before.is_p or child.is_p:
        return None
    is_measured = bool(child.unit or child.is_percent) and not child.name and bool(child.labels)
    if before.name and not before.labels and not before.unit and not before.is_percent and is_measured:
        return replace(before, unit=child.unit, is_percent=child.is_percent, labels=child.labels)
    if child.is_unit_alone and not before.unit:
        return replace(before, is_percent=True) if child.is_percent else replace(before, unit=child.unit)
    if before.unit in NOUN_WORDS and before.is_unit_alone and not child.name:
        return child  # `deaths, n (%)`: what the row is called
    if child.is_unit_with_labels and before.name and not before.unit and not before.labels:
        return replace(before, unit=child.unit, is_percent=child.is_percent, labels=child.labels)
    if before.is_unit_alone and not before.is_percent and not child.unit and not child.is_percent:
        return replace(child, unit=before.unit)
    is_share = before.statistic in PROPORTIONS and not before.labels and not child.name
    if is_share and (child.labels or child.is_percent) and not child.unit:
        return replace(before, labels=child.labels, is_percent=child.is_percent)
    return None


def _with_labels(parts: list[Part], child: _Labels) -> list[Part]:
    """A spread after a comma belongs to the part before; without one it is all that the cell holds."""
    if not parts:
        return [Part(labels=tuple(child.labels), is_range=True)]
    return [*parts[:-1], replace(parts[-1], labels=(*parts[-1].labels, *child.labels))]


def _with_unit_of_last(parts: list[Part]) -> tuple[Part, ...]:
    """``FN and FP per 100,000``: the unit of the last is that of all that name none."""
    parts = _differences_of_means(parts)
    last = parts[-1]
    if last.labels == ("%",) and not any(part.labels for part in parts[:-1]):
        last = last.of_percents  # PPV, NPV (%)
    if len(parts) > 1 and last.is_percent and all(part.statistic in PROPORTIONS for part in parts):
        return tuple(replace(part, is_percent=True) for part in (*parts[:-1], last))
    if len(parts) < 2 or not last.unit or not last.name:
        return tuple(parts)
    return tuple(
        replace(part, unit=part.unit or last.unit) if part.name and not part.labels else part
        for part in parts
    )


def _differences_of_means(parts: list[Part]) -> list[Part]:
    """``mean (SD), kg; mean difference``: a difference that names no unit is in that of the means."""
    unit = next((part.unit for part in parts if part.unit and not part.is_of_contrast), "")
    return [
        replace(part, unit=unit) if part.statistic in _OF_THE_UNIT and not part.unit else part
        for part in parts
    ]


_OF_THE_UNIT = ("mean-difference", "least-squares-mean-difference", "median-difference")


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
        start=["form", "printed"],
        edit_terminals=fill_terminals(),
        transformer=_Writer(),
    )
