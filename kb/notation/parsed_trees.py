"""Cells that differ in their digits alone are parsed once: the grammar tells one digit from no other.

``8/180 (4.4%)`` has the tokens and the tree of ``7/180 (3.9%)``, at the same places. So the tree is kept by
the text with each digit as 0, and filled with the words of each cell. What is wrong with a text, and where,
the parser of the grammar says as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from lark import Token, Tree

from kb.notation.grammar import Builder, parser_into
from kb.notation.statistics import STATISTIC_WORDS
from kb.notation.units import NOUN_WORDS, UNIT_WORDS

_TREES = 4096
"""Trees that are kept: a table of results has some ten, a thousand policies some hundred."""


class _Word(NamedTuple):
    """A token by its place, whichever text it is taken from."""

    type: str
    start: int
    end: int


class _Rule(NamedTuple):
    """What makes something of the parts of a rule: words, rules, and null for what is left out."""

    make: Callable[[list[Any]], Any]
    parts: tuple[_Word | _Rule | None, ...]


def built(text: str, start: str) -> Any:
    """What ``Builder`` makes of a text. Of several mistakes, not the first one may be raised."""
    return _filled(_rule_of_text(without_digits(text), start), text)


def without_digits(text: str) -> str:
    """The text with 0 for each digit but those of words such as mm2; cells alike in that have one tree."""
    return _digits().sub(lambda digit: digit[1] or "0", text)


@cache
def _digits() -> re.Pattern[str]:
    # The ten of a power (1.9x10-4) is the only number that figure.lark names.
    words = [word for word in (*STATISTIC_WORDS, *UNIT_WORDS, *NOUN_WORDS) if re.search("[0-9]", word)]
    named = [r"[x\N{MULTIPLICATION SIGN}] ?10", *map(re.escape, sorted(words, key=len, reverse=True))]
    return re.compile(f"({'|'.join(named)})|[0-9]", re.IGNORECASE)


@lru_cache(maxsize=_TREES)
def _rule_of_text(text: str, start: str) -> _Rule:
    return _rule(parser_into(None).parse(text, start=start), Builder())


def _rule(tree: Tree[Token], builder: Builder) -> _Rule:
    parts = (_rule(part, builder) if isinstance(part, Tree) else _word(part) for part in tree.children)
    return _Rule(getattr(builder, tree.data), tuple(parts))


def _word(token: Token | None) -> _Word | None:
    if token is None:
        return None
    assert token.start_pos is not None and token.end_pos is not None
    return _Word(token.type, token.start_pos, token.end_pos)


def _filled(rule: _Rule, text: str) -> Any:
    parts: list[Any] = []
    for part in rule.parts:
        if part is None:
            parts.append(None)
        elif len(part) == 3:
            type, start, end = part
            parts.append(Token(type, text[start:end], start))
        else:
            parts.append(_filled(part, text))
    return rule.make(parts)
