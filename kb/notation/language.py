"""The parser generated from figure.lark. Importing this module imports the grammar library."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark
from lark.lexer import PatternRE, TerminalDef

from kb.notation.building import Builder
from kb.notation.statistics import STATISTIC_WORDS
from kb.notation.units import NOUN_WORDS, PER_PATTERN, UNIT_WORDS
from kb.notation.words import ACROSS, QUALIFIERS, VERBAL

# One character for one, so that columns stay those of the text as typed.
TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
        "\u00b7": ".",
    }
)

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
        "NOUN": _any_of(NOUN_WORDS),
        "PER": PER_PATTERN,
        "QUALIFIER": f"(?i:{_any_of(qualifiers)})",
        "VERBAL": f"(?i:{_any_of(VERBAL)})",
    }


@cache
def grammar_parser() -> Lark:
    """Return the parser, built once, that turns text into what ``Builder`` makes of it."""
    patterns = _patterns()

    def fill(terminal: TerminalDef) -> None:
        if terminal.name in patterns:
            terminal.pattern = PatternRE(patterns[terminal.name])

    builder: Any = Builder()  # lark asks for any object with a method per rule
    return Lark(
        files("kb.notation").joinpath("figure.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer="contextual",
        start=["cell", "series"],
        edit_terminals=fill,
        transformer=builder,
    )
