"""How a text is divided: paragraphs, sections, sentences; and the passages in which studies are reported."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.audit.folding import MARKS

_BLANK_LINE = re.compile(r"\n[ \t\f]*(?:\n\s*)+|\f")
_LONG_LINE = 200
"""A line longer than this is a paragraph of its own: nothing is wrapped so late."""
_UNFINISHED = re.compile(rf"[\w,(\u2013-][{MARKS}]*\s*$")
_MOST_WORDS = 14
"""Words of the longest heading."""
#: Citation marks that are raised no more, glued to the stop of a word.
_PLAIN_MARKS = r"(?:(?<=[a-z)\]][.!?])[0-9]{1,3}(?:[,\u2013-][0-9]{1,3})*)?"
#: A sentence ends at a stop, with the marks and brackets glued to it, before a capital, digit or bracket.
_SENTENCE_END = re.compile(
    rf"(?<![.\s(][A-Z])(?<!\bal)(?<!\bvs)(?<!\b[Ff]ig)(?<!\b[Nn]o)(?<!\bi\.e)(?<!\be\.g)(?<!\bapprox)"
    rf"[.!?][\"'\u201d\u2019)\]]*[{MARKS}]*{_PLAIN_MARKS}\s+(?=[\"'\u201c\u2018(\[]?[A-Z0-9])"
    r"|\n(?=[^\n]*\t)|(?<=\t)[^\n\t]*\n"
)


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """One paragraph: first character, the one after the last, and the number of its section, from 0."""

    start: int
    stop: int
    section: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that follow one another and report studies."""

    paragraphs: tuple[TextParagraph, ...]

    @property
    def start(self) -> int:
        """Its first character."""
        return self.paragraphs[0].start

    @property
    def stop(self) -> int:
        """The character after its last."""
        return self.paragraphs[-1].stop


def paragraphs_of(text: str) -> list[TextParagraph]:
    """The paragraphs of a text without its headings; one cut in two by the end of a page is one."""
    paragraphs: list[TextParagraph] = []
    section = 0
    blocks = list(_blocks(text))
    for (start, stop), following in zip(blocks, [*blocks[1:], None], strict=True):
        goes_on = following is not None and text[following[0]].islower()
        last = paragraphs[-1] if paragraphs and paragraphs[-1].section == section else None
        if last is not None and text[start].islower() and _UNFINISHED.search(text, last.start, last.stop):
            paragraphs[-1] = TextParagraph(last.start, stop, section)
        elif _is_heading(text[start:stop]) and not goes_on:
            section += 1
        else:
            paragraphs.append(TextParagraph(start, stop, section))
    return paragraphs


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop, following in [
        *((match.start(), match.end()) for match in _BLANK_LINE.finditer(text)),
        (len(text), 0),
    ]:
        block = text[start:stop]
        lines = block.split("\n")
        if len(lines) > 1 and any(len(line) > _LONG_LINE for line in lines):
            place = start
            for line in lines:
                yield from _trimmed(text, place, place + len(line))
                place += len(line) + 1
        else:
            yield from _trimmed(text, start, stop)
        start = following


def _trimmed(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start < stop:
        yield start, stop


def _is_heading(words: str) -> bool:
    if "\t" in words or words.startswith(("-", "•", "*  ")) or len(words.split()) > _MOST_WORDS:
        return False
    return words.count("\n") < 2 and words[-1] not in ".,;?!" and not words[0].islower()


def passages_of(paragraphs: Sequence[TextParagraph], spans: Iterable[tuple[int, int]]) -> list[Passage]:
    """The paragraphs that hold one of the spans, and those between them in one section, put together."""
    starts = [paragraph.start for paragraph in paragraphs]
    holding: dict[int, list[int]] = {}
    for start, _ in spans:
        index = bisect_right(starts, start) - 1
        if index >= 0 and start < paragraphs[index].stop:
            holding.setdefault(paragraphs[index].section, []).append(index)
    passages = []
    for indexes in holding.values():
        first, last = min(indexes), max(indexes)
        passages.append(Passage(tuple(paragraphs[first : last + 1])))
    return sorted(passages, key=lambda passage: passage.start)


def sentences_of(text: str, passage: Passage) -> list[tuple[int, int]]:
    """The sentences of a passage, and the rows of tables in it: first characters and ends."""
    spans: list[tuple[int, int]] = []
    for paragraph in passage.paragraphs:
        start, stop = paragraph.start, paragraph.stop
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start, stop)]
        spans += pairwise(sorted({start, *ends, stop}))
    return spans
