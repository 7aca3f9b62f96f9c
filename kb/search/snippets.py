"""The part of a text that answers best, with the words that were asked for marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.search.question import SearchTerm
from kb.search.ranking import places
from kb.search.stemming import BREAK, words_of

MARK = "**"
"""Stands before and after marked words, as in Markdown."""

_LENGTH = 32
"""Words of a snippet."""


@dataclass(frozen=True, slots=True)
class SnippetWord:
    """A word of a text: where it is, and which group it answers (None = none)."""

    start: int
    end: int
    answers: int | None


def snippet(text: str, words: Sequence[str], stems: Sequence[str], groups: Sequence[SearchTerm]) -> str:
    """The stretch of a text that answers most groups; ``words`` and ``stems`` are those of the text."""
    snippet_words = _places(text, words, stems, groups)
    if not snippet_words:
        return text
    first = _best_start(snippet_words)
    last = min(first + _LENGTH, len(snippet_words)) - 1
    start = 0 if first == 0 else snippet_words[first].start
    end = len(text) if last == len(snippet_words) - 1 else snippet_words[last].end
    # What is between a word and a cut belongs to the sentence: close brackets, keep tokens whole.
    shown = _marked(text, snippet_words[first : last + 1], (start, end))
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


def _best_start(snippet_words: Sequence[SnippetWord]) -> int:
    """The start of the window with most groups, then most marked words, then the first such one."""
    best, best_start = (-1, -1), 0
    for start in range(max(len(snippet_words) - _LENGTH, 0) + 1):
        window = snippet_words[start : start + _LENGTH]
        answered = [word.answers for word in window if word.answers is not None]
        value = (len(set(answered)), len(answered))
        if value > best:
            best, best_start = value, start
    # A few words before the first marked one, where there is room.
    following = enumerate(snippet_words[best_start:], best_start)
    marked_first = next((position for position, word in following if word.answers is not None), 0)
    last_start = max(len(snippet_words) - _LENGTH, 0)
    return min(max(best_start, marked_first - 6), last_start) if best_start else 0


def _marked(text: str, snippet_words: Sequence[SnippetWord], within: tuple[int, int]) -> str:
    start, end = within
    parts: list[str] = []
    at, open_ = start, False
    for word in snippet_words:
        if word.answers is None:
            if open_:
                parts.append(MARK)
                open_ = False
            continue
        between = text[at : word.start]
        if open_ and between.strip(" -"):
            parts.append(MARK)
            open_ = False
        parts.append(between)
        if not open_:
            parts.append(MARK)
            open_ = True
        parts.append(text[word.start : word.end])
        at = word.end
    if open_:
        parts.append(MARK)
    return "".join([*parts, text[at:end]])
