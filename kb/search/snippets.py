"""The part of a text that answers best, with the words that were asked for marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.search.question import SearchTerm
from kb.search.ranking import places
from kb.search.words import BREAK, words_of

MARK = "**"
"""Stands before and after marked words, as in Markdown."""

_LENGTH = 32
"""Words of a snippet."""


@dataclass(frozen=True, slots=True)
class SnippetWord:
    """A word of a text: where it stands, and which group it answers (None = none)."""

    start: int
    end: int
    answers: int | None


def snippet(text: str, words: Sequence[str], stems: Sequence[str], groups: Sequence[SearchTerm]) -> str:
    """The stretch of a text that answers most groups; ``words`` and ``stems`` are those of the text."""
    found = _places(text, words, stems, groups)
    if not found:
        return text
    first = _best_start(found)
    last = min(first + _LENGTH, len(found)) - 1
    start = 0 if first == 0 else found[first].start
    end = len(text) if last == len(found) - 1 else found[last].end
    # What stands between a word and a cut belongs to the sentence: close brackets, keep tokens whole.
    shown = _marked(text, found[first : last + 1], (start, end))
    return ("" if first == 0 else "… ") + shown.strip() + ("" if end == len(text) else " …")


def marked(text: str, words: Sequence[str], stems: Sequence[str], groups: Sequence[SearchTerm]) -> str:
    """The whole text with the words that were asked for marked."""
    return _marked(text, _places(text, words, stems, groups), (0, len(text)))


def _places(
    text: str, words: Sequence[str], stems: Sequence[str], groups: Sequence[SearchTerm]
) -> list[SnippetWord]:
    answers: dict[int, int] = {}
    for number, group in enumerate(groups):
        searched = words if group.is_prefix else stems
        for phrase in group.phrases:
            for start in places(searched, phrase, is_prefix=group.is_prefix):
                for position in range(start, start + len(phrase)):
                    answers.setdefault(position, number)
    spans = words_of(text)
    return [
        SnippetWord(span.start, span.end, answers.get(position))
        for position, span in enumerate(spans)
        if span.word != BREAK
    ]


def _best_start(found: Sequence[SnippetWord]) -> int:
    """The start of the window with most groups, then most marked words, then the first such one."""
    best, best_start = (-1, -1), 0
    for start in range(max(len(found) - _LENGTH, 0) + 1):
        answered = [place.answers for place in found[start : start + _LENGTH] if place.answers is not None]
        value = (len(set(answered)), len(answered))
        if value > best:
            best, best_start = value, start
    # A few words before the first marked one, where there is room.
    marked_first = next((n for n in range(best_start, len(found)) if found[n].answers is not None), 0)
    last_start = max(len(found) - _LENGTH, 0)
    return min(max(best_start, marked_first - 6), last_start) if best_start else 0


def _marked(text: str, found: Sequence[SnippetWord], within: tuple[int, int]) -> str:
    start, end = within
    parts: list[str] = []
    at, open_ = start, False
    for place in found:
        if place.answers is None:
            if open_:
                parts.append(MARK)
                open_ = False
            continue
        between = text[at : place.start]
        if open_ and between.strip(" -"):
            parts.append(MARK)
            open_ = False
        parts.append(between)
        if not open_:
            parts.append(MARK)
            open_ = True
        parts.append(text[place.start : place.end])
        at = place.end
    if open_:
        parts.append(MARK)
    return "".join([*parts, text[at:end]])
