"""LaTeX in exported texts as plain letters, by pylatexenc.

pylatexenc reads documents that people typeset. In an export a lost character is a lost result, so it
is told otherwise about four things: bare ``%`` and ``&`` belong to the text, ``<`` and ``>`` are kept, a
command that it does not know stays, and superscripts and subscripts keep their meaning. It takes some 15
microseconds for a character, so only words that hold LaTeX go through it, each once.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

LONGEST = 100_000
"""Characters of the longest text whose LaTeX is read; an abstract has a few thousand. A longer one stays."""

_WITHOUT_COMMANDS = (
    *(("---", "\u2014"), ("--", "\u2013"), ("``", "\u201c"), ("''", "\u201d")),
    *(("~", " "), ("{", ""), ("}", "")),
)
"""All that is LaTeX in most texts, which so take no time."""
_ESCAPED = (("\\%", "%"), ("\\&", "&"), ("\\_", "_"), ("\\#", "#"))
_RAISED = re.compile(r"\\textsuperscript\s*\{([^{}]*)\}|\^\{([^{}]*)\}|(?<=\$)(?<!\\\$)\^(\w)")
_LOWERED = re.compile(r"\\textsubscript\s*\{([^{}]*)\}|_\{([^{}]*)\}|(?<=\$)(?<!\\\$)_(\w)")
_WORD = re.compile(r"\s*\S+|\s+\Z")
_COMMAND_AT_END = re.compile(r"\\(?:[A-Za-z]+|.)\Z")
_SIGNS = {
    "textless": "<",
    "textgreater": ">",
    "lt": "<",
    "gt": ">",
    "geqslant": "\u2265",
    "leqslant": "\u2264",
    "degree": "\u00b0",
    "circ": "\u00b0",
    "sim": "~",
    "S": "\u00a7",
    "pounds": "\u00a3",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
    "newline": " ",
    "par": " ",
    "\\": " ",
    "quad": " ",
    "/": "",
    "url": "%s",
}
"""Commands of exports that pylatexenc does not know, or turns into something else."""
_WITHOUT_EFFECT = (
    *("textsf", "texttt", "textnormal", "text", "mbox", "mathit", "mathbf", "mathsf", "mathcal", "href"),
    *("it", "bf", "rm", "em", "sc", "sl", "tt", "left", "right", "protect", "relax", "operatorname"),
    "uppercase",
)
"""Commands that change nothing but the look of what follows, in addition to those that pylatexenc knows."""


def without_latex(text: str) -> str:
    """The text with its commands turned into letters and its braces gone.

    Raised text becomes ``<sup>``, which cleaning knows; ``\\,`` and the like become blanks.
    """
    if "\\" in text:
        for escaped, sign in _ESCAPED:
            text = text.replace(escaped, sign)
    if is_plain(text) or len(text) > LONGEST:
        return text
    if "\\" not in text and "$" not in text and "^{" not in text and "_{" not in text:
        for written, sign in _WITHOUT_COMMANDS:
            text = text.replace(written, sign)
        return text
    text = _RAISED.sub(lambda match: f"<sup>{match[1] or match[2] or match[3] or ''}</sup>", text)
    text = _LOWERED.sub(lambda match: match[1] or match[2] or match[3] or "", text)
    return "".join(piece if is_plain(piece) else _letters(piece) for piece in _pieces(text))


def is_plain(text: str) -> bool:
    """Whether nothing in it is LaTeX. One by one, because a pattern takes ten times as long."""
    return not (
        "\\" in text
        or "{" in text
        or "}" in text
        or "$" in text
        or "~" in text
        or "--" in text
        or "``" in text
        or "''" in text
    )


def _pieces(text: str) -> Iterator[str]:
    """The words with the blanks before them; together what a brace, a formula or a command holds together."""
    piece, depth, dollars = [], 0, 0
    for match in _WORD.finditer(text):
        word = match[0]
        piece.append(word)
        depth += word.count("{") - word.count("}")
        dollars += word.count("$")
        if depth <= 0 and dollars % 2 == 0 and not _COMMAND_AT_END.search(word):
            yield "".join(piece)
            piece, depth, dollars = [], 0, 0
    yield "".join(piece)


@lru_cache(maxsize=16384)
def _letters(piece: str) -> str:
    """What pylatexenc makes of it; the text as it is where that cannot be read."""
    blanks = piece[: len(piece) - len(piece.lstrip())]
    try:
        text = _converter()(piece.lstrip().replace("%", "\\%").replace("&", "\\&"))
    except (RecursionError, IndexError, ValueError):
        return piece
    return blanks + text.replace("\u00a0", " ")


@lru_cache(maxsize=1)
def _converter() -> Callable[[str], str]:
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    known = get_default_latex_context_db().filter_context(exclude_categories=["latex-placeholders"])
    specs = [MacroTextSpec(name, sign) for name, sign in _SIGNS.items()]
    specs += [MacroTextSpec(name, discard=False) for name in _WITHOUT_EFFECT]
    known.add_context_category("exports", macros=specs, prepend=True)
    known.set_unknown_macro_spec(MacroTextSpec("", lambda node: node.latex_verbatim()))
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    read: Callable[[str], str] = LatexNodes2Text(latex_context=known, math_mode="text").latex_to_text
    return read
