"""Findings clause by clause, each with the figures that are printed in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.policy import BoundFigure, FindingBasis

_TOKEN = re.compile(r"\[\[[^\[\]]*\]\]|\[@[^\[\]]*\]")
_BRACKETS = re.compile(r"\([^()]*\)")
_BOUNDARY = re.compile(
    r"(?P<stop>[.!?](?=\s+[A-Z]|\s*$))|[;:](?=\s)"
    r"|,?\s(?:but|whereas|while|although|though|yet|however)\b|(?<!-),\s(?:and|so|nor)\s"
)

_NOTHING = FindingBasis()


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    ``words`` has ``#`` for each token, and ``printed`` what each of them prints: null where that is no figure
    of a study (a fact, a citation). ``sentence`` counts from 0.
    """

    words: str
    printed: tuple[BoundFigure | None, ...]
    sentence: int

    @property
    def figures(self) -> tuple[BoundFigure, ...]:
        """The figures of studies that it prints, in order."""
        return tuple(bound for bound in self.printed if bound is not None)


def clauses_of(text: str, basis: FindingBasis = _NOTHING) -> list[Clause]:
    """The clauses of a text, with the figures that they print.

    What is in brackets belongs to the clause around it.
    """
    # Boundaries inside brackets and tokens are hidden by letters that make none.
    hidden = _BRACKETS.sub(_hide, _TOKEN.sub(_hide, text))
    figures = {bound.figure.id: bound for bound in basis.figures}
    printed = [
        (match.start(), basis.tokens.get(number))
        for number, match in enumerate(_TOKEN.finditer(text), start=1)
    ]
    clauses = []
    for start, end, sentence in _spans(hidden):
        named = [figures.get(id or "") for at, id in printed if start <= at < end]
        words = " ".join(_TOKEN.sub("#", text[start:end]).split())
        if words.strip(" ,.;:"):
            clauses.append(Clause(words, tuple(named), sentence))
    return clauses


def _hide(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _spans(hidden: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each clause, and the number of its sentence."""
    start = sentence = 0
    for match in _BOUNDARY.finditer(hidden):
        yield start, match.start(), sentence
        start = match.start() if match[0].strip(" ,").isalpha() else match.end()
        sentence += match["stop"] is not None
    yield start, len(hidden), sentence
