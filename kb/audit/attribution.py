"""To which study a place of the text belongs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kb.audit.labels import Mention
from kb.audit.passages import Passage, sentences_of

_STALE = 4000
"""Characters after which a study named in other text says nothing about a place."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Where the text states a figure of a study."""

    start: int
    stop: int
    study: str


def last_named(mentions: Sequence[Mention], starts: Sequence[int], place: int) -> str | None:
    """The study named last before a place, or None; ``starts`` are the starts of the mentions."""
    for mention in reversed(mentions[: bisect_right(starts, place)]):
        if place - mention.start > _STALE:
            return None
        if mention.study is not None:
            return mention.study
    return None


class Attribution:
    """The studies of one passage, by sentence.

    A sentence that states figures of one study belongs to it. Else a place belongs to the study whose figures
    stand before and after it, else to the study last named by label, else to that of the nearest figure.
    """

    def __init__(
        self, text: str, passage: Passage, stated: Sequence[Stated], mentions: Sequence[Mention]
    ) -> None:
        inside = [one for one in stated if passage.start <= one.start < passage.stop]
        self._stated = sorted(inside, key=lambda one: one.start)
        self._starts = [one.start for one in self._stated]
        self._named = [one for one in mentions if passage.start <= one.start < passage.stop and one.study]
        self._sentences = sentences_of(text, passage)
        self._bounds = [start for start, _ in self._sentences]

    def sentence(self, place: int) -> tuple[int, int]:
        """The sentence of a place: first character, and the one after the last."""
        return self._sentences[max(bisect_right(self._bounds, place) - 1, 0)]

    def study(self, place: int) -> str | None:
        """The study of a place; None where no study is told."""
        start, stop = self.sentence(place)
        first, last = (bisect_left(self._starts, edge) for edge in (start, stop))
        own = self._stated[first:last]
        named = [one for one in self._named if start <= one.start < stop]
        if own:
            before = [one.study for one in own if one.start <= place]
            return before[-1] if before else own[0].study
        here = bisect_right(self._starts, place)
        around = {one.study for one in self._stated[max(here - 1, 0) : here + 1]}
        if len(around) == 1 and 0 < here < len(self._stated) and not named:
            return next(iter(around))
        earlier = [one.study for one in self._named if one.start < stop]
        if earlier and (not named or len(named) == 1):
            return earlier[-1]
        if named:
            return ([one.study for one in named if one.start <= place] or [named[0].study])[-1]
        nearest = self._stated[max(here - 1, 0) : here + 1]
        return nearest[0].study if nearest else None
