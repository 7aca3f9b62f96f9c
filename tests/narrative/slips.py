"""Slips of generated English that no reader should meet: spaces, brackets, articles, repeated words, starts.

``slips(line)`` reads the words of one sentence, ``slips_of(lines)`` a paragraph. Names are as their records
have them: what stands in one is no slip of the writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.inlines import Line, TermText, leaves, printed

_PATTERNS = {
    "two spaces": r"  ",
    "a space before a mark": r" [,;:.)\]](?!\d)",
    "a space after a bracket": r"[(\[] ",
    "empty brackets": r"\(\s*\)|\[\s*\]",
    "marks in a row": r"[,;:]\s*[,;:.]|\.\.|\(\s*[,;]|\bp=\s|\bp[<>]\s",
    "a placeholder": r"[{}]|\bNone\b|\[\[|\]\]|\bnan\b",
    "a word twice": r"\b(?!had\b|that\b)([a-z]+) \1\b",
    "a name of itself": r"\b([a-z]{5,}) (?:of|for|in) (?:the )?\1\b",
    "a number joined to a word": (
        r"(?<![\w.-])\d[\d.,]*(?:months?|years?|weeks?|days?|hours?|patients|points|adults|infants|cm|mg)\b"
        r"|\b(?:was|were|of|in|and|with|to|at|by|for|from|than)\d"
    ),
    "one of many": r"(?<![\d.,$/-])(?<!p=)\b1 (?:patients|months|years|weeks|days|hours|women|men|adults)\b",
    "an end without its object": r"\b(?:of|in|with|for|among|and|or|was|were|by|at|the|than|to)[.;)]",
    "two prepositions": r"\b(?:of of|in in|with with|among among|for for|at at|by by|in among|among in)\b",
    "a list without its word": r", (?:and|or) ?[,;.]|\band (?:and|or)\b",
}
_VOWEL = re.compile(r"\b(?P<article>an?) (?P<word>[A-Za-z0-9]+)")
_SOUNDS = re.compile(
    r"(?i)[aeiou]|8|11(?!\d)|18(?!\d)|hour|honest|heir|HR\b|MR|MS|RFA|RR|FDA|LDL|HDL|SMA|NI[A-Z]|X-"
)
_NO_SOUND = re.compile(r"(?i)u(?:ni|se|ti|r[io])|eu|one\b|once\b|uk\b|us\b")


def slips(line: Line) -> list[str]:
    """What is wrong with one sentence, each with the words where it is."""
    text = line.plain
    hidden = _without_names(line)
    return [
        *(
            f"{what}: {_near(text, slip)}"
            for what, pattern in _PATTERNS.items()
            for slip in re.finditer(pattern, hidden)
        ),
        *_brackets(text),
        *_articles(hidden, text),
        *_ends(line, text),
        *_clauses(text),
    ]


def _without_names(line: Line) -> str:
    """The words with the inner part of every name hidden, so that only its ends meet what is around it."""
    parts = []
    for leaf in leaves(line):
        text = printed(leaf)
        if isinstance(leaf, TermText) and len(text) > 2:
            parts.append(text[0] + re.sub(r"[^ ]", "x", text[1:-1]).replace(" ", "x") + text[-1])
        else:
            parts.append(text)
    return "".join(parts)


def _near(text: str, slip: re.Match[str]) -> str:
    return text[max(0, slip.start() - 40) : slip.end() + 40]


def _brackets(text: str) -> Iterator[str]:
    open_ones: list[str] = []
    for mark in text:
        if mark in "([":
            open_ones.append(")" if mark == "(" else "]")
        elif mark in ")]" and (not open_ones or open_ones.pop() != mark):
            yield f"a bracket that was not opened: {text}"
            return
    if open_ones:
        yield f"a bracket that is not closed: {text}"


def _articles(hidden: str, text: str) -> Iterator[str]:
    for found in _VOWEL.finditer(hidden):
        word = text[found.start("word") :].partition(" ")[0]
        sounds = bool(_SOUNDS.match(word)) and not _NO_SOUND.match(word)
        if sounds != (found["article"] == "an"):
            yield f"the article: {_near(text, found)}"


def _ends(line: Line, text: str) -> Iterator[str]:
    first = next(leaves(line), None)
    is_name = isinstance(first, TermText)
    if not text:
        yield "nothing is said"
    elif not (text[0].isupper() or is_name):
        yield f"a start without a capital: {text}"
    if not re.search(r"[.?!][)\]\"]?(?: ?\[\d+\])*$", text):
        yield f"no end: {text}"


_SHORT = 30


def _clauses(text: str) -> Iterator[str]:
    """Clauses of some length that are said twice."""
    seen: set[str] = set()
    for clause in re.split(r"; |\. ", text):
        words = clause.strip(" ).")
        if len(words) > _SHORT and words in seen and not words.startswith("not "):
            yield f"the same twice: {words}"
        seen.add(words)


def slips_of(lines: Sequence[Line]) -> list[str]:
    """The slips of the sentences of a paragraph, and sentences that stand in it twice."""
    texts = [line.plain for line in lines]
    twice = [f"a sentence twice: {text}" for index, text in enumerate(texts) if text in texts[:index]]
    return [slip for line in lines for slip in slips(line)] + twice
