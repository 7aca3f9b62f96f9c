"""The parser generated from figure.lark, and what each of its rules becomes.

Importing this module imports the grammar library.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from lark import Lark
from lark.lexer import PatternRE, TerminalDef

from kb.notation.error import Misread
from kb.notation.parts import (
    PURE,
    SIGN_WORDS,
    Bracket,
    CountedUnit,
    Head,
    ParsedStatement,
    Value,
    number_value,
)
from kb.notation.statement import assemble, spread_figures, with_spread
from kb.notation.statistics import ADJUSTED_WORDS, ARR, ARR_REMEDY, STATISTIC_WORDS
from kb.notation.terms import (
    ABSENT,
    ACROSS,
    DEVIATIONS,
    INTERVALS,
    NOT_SIGNIFICANT,
    QUALIFIERS,
    RANGES,
    VERBAL,
)
from kb.notation.units import CURRENCIES, NOUN_WORDS, PER_PATTERN, UNIT_WORDS

if TYPE_CHECKING:
    from lark import Token


Children = list[Any]

_QUALIFIER_SLUGS = {words.lower(): slug for slug, words in QUALIFIERS.items()}
_LONG_LABELS = {
    "confidence interval": "CI",
    "credible interval": "CrI",
    "prediction interval": "PI",
    "standard deviation": "SD",
    "standard error": "SE",
    "standard error of the mean": "SE",
    "sem": "SE",
    "interquartile range": "IQR",
}
_LABELS = {label.lower(): label for label in (*INTERVALS, *RANGES, *DEVIATIONS)} | _LONG_LABELS


_TESTED = re.compile("trend|interaction|noninferiority|superiority|heterogeneity|equivalence", re.IGNORECASE)


def _column(token: "Token") -> int:
    return (token.start_pos or 0) + 1


def _words(token: str) -> str:
    return " ".join(token.lower().split())


class Builder:
    """One method per rule; each gets what its parts became and returns what the rule becomes."""

    def cell(self, parts: Children) -> list[ParsedStatement]:
        statements: list[ParsedStatement] = []
        for part in parts:
            if isinstance(part, Bracket) and not statements:
                statements.append(ParsedStatement(tuple(spread_figures(part, None)), part.column))
            elif isinstance(part, Bracket):
                statements[-1] = with_spread(statements[-1], part)
            else:
                statements += [replace(part, further=()), *part.further]
        return statements

    def loose(self, children: Children) -> Bracket:
        return self.interval(children)

    def tested(self, children: Children) -> ParsedStatement:
        head, qualifiers = children
        return assemble(head, [], None, self._named_qualifiers(head, qualifiers))

    def series(self, groups: Children) -> list[tuple[list[ParsedStatement], "Token | None"]]:
        return groups

    def timed(self, children: Children) -> tuple[list[ParsedStatement], "Token | None"]:
        for statement in children[:-1]:
            for further in statement.further:
                found = further.figures[0].reported
                raise Misread(further.column, found, "one value at each time", "Write p after a semicolon.")
        return children[:-1], children[-1]

    def statement(self, children: Children) -> ParsedStatement:
        prefix, head, *rest = children
        of = rest[-2] if len(rest) > 1 and isinstance(rest[-2], Value) else None
        items = [item for group in rest if isinstance(group, list) for item in group]
        inside = [item.qualifier for item in items if isinstance(item, _QualifierInside)]
        qualifiers = [*inside, *rest[-1], *([prefix] if prefix is not None else [])]
        brackets = [item for item in items if isinstance(item, Bracket)]
        statement = assemble(head, brackets, of, self._named_qualifiers(head, qualifiers))
        further = tuple(item for item in items if isinstance(item, ParsedStatement))
        return replace(statement, further=further) if further else statement

    def _named_qualifiers(self, head: Head, tokens: Iterable["Token"]) -> list[tuple[str, int]]:
        own = [(head.named_qualifier, head.column)] if head.named_qualifier else []
        return own + [(_QUALIFIER_SLUGS[_words(token)], _column(token)) for token in tokens]

    def qualifiers(self, tokens: Children) -> tuple["Token", ...]:
        return tuple(tokens)

    def of(self, children: Children) -> Value:
        total, noun = children
        return number_value(total, _column(total)).measured(_counted(noun))

    def plain(self, children: Children) -> Head:
        return Head("plain", children, children[0].column)

    def composite(self, children: Children) -> Head:
        return Head("composite", children, children[0].column)

    def fraction(self, children: Children) -> Head:
        count, total, noun = children
        parts = [count, number_value(total, _column(total))]
        measured = [part.measured(_counted(noun)) for part in parts]
        return Head("fraction", measured, count.column)

    def named(self, children: Children) -> Head:
        name, across, exposure, body = children
        fraction = isinstance(body, Head)
        if name == ARR:
            raise Misread(_column(name), name, "a name of one meaning", ARR_REMEDY)
        _, named_qualifier = ADJUSTED_WORDS.get(_words(name), ("", ""))
        return Head(
            "named fraction" if fraction else "named",
            body.values if fraction else [body],
            _column(name),
            STATISTIC_WORDS[_words(name)],
            () if across is None else (ACROSS,),
            "" if exposure is None else " ".join(exposure.split()[1:]),
            named_qualifier,
        )

    def spanning(self, children: Children) -> Head:
        bracket = self.range(children)
        return Head("range", bracket.values, bracket.column, bracket.label, bracket.qualifiers)

    def shift(self, children: Children) -> Head:
        return Head("shift", children, children[0].column)

    def pvalue(self, children: Children) -> Head:
        p, body = children
        if not isinstance(body, Value):
            body = Value(NOT_SIGNIFICANT, _column(body))
        if body.reported == "none" or (body.value is not None and not 0 <= body.value <= 1):
            raise Misread(body.column, body.reported, "a p value from 0 to 1")
        tested = _TESTED.search(p) if p.type == "P_FOR" else None
        qualifier = "" if tested is None else f"for-{tested[0].lower()}"
        return Head("pvalue", [body], _column(p), named_qualifier=qualifier)

    def verbal(self, children: Children) -> Head:
        (token,) = children
        return Head("verbal", [Value(_words(token), _column(token))], _column(token))

    def unspecified(self, children: Children) -> Head:
        return Head("unspecified", children, children[0].column)

    def value(self, children: Children) -> Value:
        number, kind = children
        if kind is None:
            return number  # type: ignore[no-any-return]
        reported = number.reported + ("%" if kind.unit == "%" else "")
        if number.reported == "none" and kind.unit:
            raise Misread(number.column, "none", "a number", "Write 0 in front of a unit.")
        is_fold = kind.unit == "fold"
        measure = PURE if is_fold else kind
        return Value(reported, number.column, number.value, number.sign, measure, None, is_fold)

    def money(self, children: Children) -> Value:
        sign, number, per = children
        unit = CURRENCIES[sign] + ("" if per is None else f" {' '.join(per.split())}")
        return replace(number, measure=CountedUnit(unit))  # type: ignore[no-any-return]

    def number(self, children: Children) -> Value:
        if len(children) == 1:
            return Value("none", _column(children[0]), Decimal(0))
        sign, digits = children
        start = digits if sign is None else sign
        return number_value(digits, _column(start), sign)

    def measure(self, children: Children) -> CountedUnit:
        first = children[0]
        if first.type == "PERCENT":
            return CountedUnit("%", NOUN_WORDS[children[1]] if children[1] is not None else "")
        per = " ".join(children[-1].split()) if children[-1] is not None else ""
        if first.type == "PER":
            return CountedUnit(per)
        if first.type == "NOUN":
            return CountedUnit(per, NOUN_WORDS[first])
        if first.type == "UNIT":
            scale = "" if children[1] is None else f" {_scale(first, children[1])}"
            return CountedUnit(f"{UNIT_WORDS[first]}{scale} {per}".rstrip())
        return CountedUnit("fold")

    def absent(self, children: Children) -> Value:
        (token,) = children
        words = _words(token)
        reported = "not applicable" if words in {"na", "n/a"} else words
        reason = next(slug for slug, written in ABSENT.items() if written == reported)
        return Value(reported, _column(token), absent=reason)

    def bracket(self, items: Children) -> "list[Bracket | ParsedStatement | _QualifierInside]":
        if len(items) == 2 and all(_is_bare_number(item) for item in items):
            return [self.ends([items])]
        return _one_sided([_as_bracket(item) for item in items])

    def ends(self, children: Children) -> Bracket:
        (values,) = children
        return Bracket("", values, values[0].column, is_span=True)

    def tested_inside(self, children: Children) -> ParsedStatement:
        (head,) = children
        return assemble(head, [], None, self._named_qualifiers(head, []))

    def qualified(self, children: Children) -> "_QualifierInside":
        (token,) = children
        return _QualifierInside(token)

    def span(self, ends: Children) -> list[Value]:
        return ends

    def interval(self, children: Children) -> Bracket:
        label, body, qualifier = children
        level, _, name = label.replace(" %", "%").rpartition("%")
        slugs = () if qualifier is None else (_QUALIFIER_SLUGS[_words(qualifier)],)
        if slugs and slugs != ("one-sided",):
            raise Misread(_column(qualifier), str(qualifier), '"one-sided" or ")"')
        if slugs and not (isinstance(body, Value) and body.absent is None):
            raise Misread(_column(qualifier), str(qualifier), "one end of a one-sided interval")
        return Bracket(
            _LABELS[_words(name)],
            body if isinstance(body, list) else [body],
            _column(label),
            Decimal(level.strip()).normalize() if level else None,
            slugs,
        )

    def range(self, children: Children) -> Bracket:
        label, across, body = children
        values = body if isinstance(body, list) else [body]
        qualifiers = () if across is None else (ACROSS,)
        return Bracket(_LABELS[_words(label)], values, _column(label), None, qualifiers)

    def deviation(self, children: Children) -> Bracket:
        label, body = children
        return Bracket(_LABELS[_words(label)], [body], _column(label))


def _scale(unit: "Token", on_scale: "Token") -> str:
    if UNIT_WORDS[unit] != "points":
        raise Misread(_column(on_scale), str(on_scale), "a scale only after points: 22.4 points on HFMSE")
    return f"on {' '.join(on_scale.split()[1:]).removeprefix('the ')}"


def _counted(noun: str | None) -> CountedUnit:
    return PURE if noun is None else CountedUnit("", NOUN_WORDS[noun])


class _QualifierInside(NamedTuple):
    """A qualifier that stands in a bracket: ``p .04 (one-sided)``."""

    qualifier: "Token"


def _one_sided(
    items: "list[Bracket | ParsedStatement | _QualifierInside]",
) -> "list[Bracket | ParsedStatement | _QualifierInside]":
    """The items, with "one-sided" after an interval of one end said of the interval."""
    read: list[Bracket | ParsedStatement | _QualifierInside] = []
    for item in items:
        before = read[-1] if read else None
        says = isinstance(item, _QualifierInside) and _words(item.qualifier) == "one-sided"
        if says and isinstance(before, Bracket) and before.label in INTERVALS and len(before.values) == 1:
            read[-1] = replace(before, qualifiers=("one-sided",))
        else:
            read.append(item)
    return read


def _is_bare_number(item: object) -> bool:
    return isinstance(item, Value) and item.measure == PURE and item.value is not None and not item.is_fold


def _as_bracket(
    item: "Bracket | ParsedStatement | _QualifierInside | Head | Value",
) -> "Bracket | ParsedStatement | _QualifierInside":
    if isinstance(item, Bracket | ParsedStatement | _QualifierInside):
        return item
    values = item.values if isinstance(item, Head) else [item]
    return Bracket("", values, values[0].column)


# A word ends where no letter, digit or slash follows, nor a hyphen that makes it a longer word;
# the hyphen of "3 months-6 months" is none of its own.
_WORD_END = r"(?![A-Za-z0-9/²³])(?!-[A-Za-z])"


def _any_of(words: Iterable[str], end: str = _WORD_END) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word) for word in longest_first)}){end}"


def _patterns() -> dict[str, str]:
    qualifiers = [words for slug, words in QUALIFIERS.items() if slug != ACROSS]
    return {
        "STATISTIC": f"(?i:{_any_of(STATISTIC_WORDS, '(?![A-Za-z])')})",
        "UNIT": _any_of(UNIT_WORDS),
        "CURRENCY": _any_of(CURRENCIES, ""),
        "NOUN": _any_of(NOUN_WORDS),
        "PER": PER_PATTERN,
        "QUALIFIER": f"(?i:{_any_of(qualifiers)})",
        "VERBAL": f"(?i:{_any_of(VERBAL)})",
        "SIGN": f"(?i:<=|>=|=<|=>|≤|≥|<|>|~|≈|{_any_of(SIGN_WORDS)})",
    }


def fill_terminals() -> Callable[[TerminalDef], None]:
    """What gives the terminals whose patterns are closed lists their patterns."""
    patterns = _patterns()

    def fill(terminal: TerminalDef) -> None:
        if terminal.name in patterns:
            terminal.pattern = PatternRE(patterns[terminal.name])

    return fill


def grammar_parser() -> Lark:
    """Return the parser, built once, that turns text into what ``Builder`` makes of it."""
    return parser_into(Builder)


@cache
def parser_into(made: type[Builder] | None) -> Lark:
    """Return the parser, built once, that turns text into what that makes of it; without, into trees."""
    builder: Any = made() if made is not None else None  # lark asks for any object with a method per rule
    return Lark(
        files("kb.notation").joinpath("figure.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer="contextual",
        start=["cell", "series"],
        edit_terminals=fill_terminals(),
        transformer=builder,
    )
