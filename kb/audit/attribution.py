"""To which study a place of the text belongs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kb.audit.label_mentions import Mention
from kb.audit.passages import Passage, sentences_of

_STALE = 4000
"""Characters after which a study named in other text says nothing about a place."""


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """Where the text states a figure of a study."""

    start: int
    stop: int
    study: str


def last_named(mentions: Sequence[Mention], starts: Sequence[int], place: int) -> str | None:
    """The study named last before a place; None where none is, or none that is on file.

    ``starts`` are the starts of the mentions.
    """
    before = bisect_right(starts, place)
    if not before or place - mentions[before - 1].start > _STALE:
        return None
    return mentions[before - 1].study


class Attribution:
    """The studies of one passage, by sentence.

    A sentence that states figures of one study belongs to it. Else a place belongs to the study that was last
    named before it, by a label or by one of its figures. What is reported under a label that is not on file
    belongs to no study.
    """

    def __init__(
        self, text: str, passage: Passage, stated: Sequence[FigureSpan], mentions: Sequence[Mention]
    ) -> None:
        inside = [figure_span for figure_span in stated if passage.start <= figure_span.start < passage.stop]
        self._stated = sorted(inside, key=lambda span: span.start)
        self._starts = [span.start for span in self._stated]
        self._named = [mention for mention in mentions if passage.start <= mention.start < passage.stop]
        self._sentences = sentences_of(text, passage)
        self._bounds = [start for start, _ in self._sentences]

    def sentence(self, place: int) -> tuple[int, int]:
        """The sentence of a place: first character, and the one after the last."""
        return self._sentences[max(bisect_right(self._bounds, place) - 1, 0)]

    def study(self, place: int) -> str | None:
        """The study of a place; None where no study is named."""
        start, stop = self.sentence(place)
        first, last = (bisect_left(self._starts, edge) for edge in (start, stop))
        own = self._stated[first:last]
        if own:
            before = [span.study for span in own if span.start <= place]
            return before[-1] if before else own[0].study
        here = bisect_right(self._starts, place)
        since = self._starts[here - 1] if here else -1
        named = [mention for mention in self._named if since < mention.start < stop]
        if named:
            earlier = [mention.study for mention in named if mention.start <= place]
            return earlier[-1] if earlier else named[0].study
        nearest = self._stated[max(here - 1, 0) : here + 1]
        return nearest[0].study if nearest else None
