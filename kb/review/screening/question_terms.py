"""Words of the policy's question within a text: what a person who screens looks for first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.queries import run
from kb.search.stemming import BREAK, stem, words_of


@dataclass(frozen=True, slots=True)
class PicoPhrase:
    """One way to say a part of the question."""

    element: str
    """population, intervention, comparator or outcome."""
    text: str
    stems: tuple[str, ...]
    """Its words as they are compared: without case, accents, endings and British spelling."""


@dataclass(frozen=True, slots=True)
class PicoSpan:
    """A stretch of a text that says a part of the question; ``start`` and ``end`` count characters."""

    start: int
    end: int
    element: str


def read_terms(reader: Reader, policy: str) -> list[PicoPhrase]:
    """Names, abbreviations and keys of the conditions, interventions, comparators and outcomes of a policy.

    Narrower forms in the vocabulary come along (percutaneous cryoablation for cryoablation). Longest first.
    """
    phrases: dict[tuple[str, ...], PicoPhrase] = {}
    for row in run(reader, "review/screening/terms", policy=policy):
        for text in (row["name"], row["abbreviation"], row["key"].replace("-", " ")):
            if text and (stems := stems_of(text)):
                phrases.setdefault(stems, PicoPhrase(row["element"], text, stems))
    return sorted(phrases.values(), key=lambda term: (-len(term.stems), term.stems))


def stems_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(stem(word.word) for word in words_of(text) if word.word != BREAK)


def spans_in(text: str, terms: Sequence[PicoPhrase]) -> list[PicoSpan]:
    """Where a text says parts of the question, in order; a longer term goes before one within it."""
    words = [word for word in words_of(text) if word.word != BREAK]
    stems = [stem(word.word) for word in words]
    by_first: dict[str, list[PicoPhrase]] = {}
    for term in terms:
        by_first.setdefault(term.stems[0], []).append(term)
    spans, position = [], 0
    while position < len(words):
        phrase = _longest(by_first.get(stems[position], ()), stems, position)
        if phrase is None:
            position += 1
            continue
        last = position + len(phrase.stems) - 1
        spans.append(PicoSpan(words[position].start, words[last].end, phrase.element))
        position = last + 1
    return spans


def _longest(terms: Sequence[PicoPhrase], stems: Sequence[str], position: int) -> PicoPhrase | None:
    fitting = (term for term in terms if tuple(stems[position : position + len(term.stems)]) == term.stems)
    return max(fitting, key=lambda term: len(term.stems), default=None)
