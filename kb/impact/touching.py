"""What a text says of a subject: read off from the ids in its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kb.impact.subject import ImpactSubject
from kb.inlines import CitationNumber, FigureText, Leaf, Line, TermText, leaves, printed


class Way(StrEnum):
    """How a text rests on something."""

    SAYS = "says"
    CITES = "cites"
    NAMES = "names"
    TELLS = "tells of"
    COUNTS = "counts"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Touch:
    """One thing that a text rests on; ``shown`` is how its report prints it, ``remark`` what else to know."""

    way: Way
    key: str
    shown: str
    remark: str = ""


class TouchedText(NamedTuple):
    """A text with what it touches, each once; ``spans`` are start and end of what is touched, in order."""

    text: str
    touches: tuple[Touch, ...]
    spans: tuple[tuple[int, int], ...]


_WAYS = {"study": Way.NAMES, "counted-study": Way.COUNTS}


class Touching:
    """Reads lines for what belongs to a subject."""

    def __init__(self, subject: ImpactSubject) -> None:
        self.subject = subject
        self._figures = {figure.figure: figure for figure in subject.figures}
        self._studies = {study.study: study for study in subject.studies}
        self._references = {reference.reference for reference in subject.references}

    def read(self, line: Line, about: Iterable[str] = ()) -> TouchedText:
        """A line of a paragraph or item that is ``about`` something, as ``kind:key``."""
        touches: dict[Touch, None] = {}
        spans: list[tuple[int, int]] = []
        text = ""
        for leaf in leaves(line):
            shown = printed(leaf)
            touched = [*self._of(leaf, about)]
            if touched:
                spans.append((len(text), len(text) + len(shown)))
                touches |= dict.fromkeys(touched)
            text += shown
        touches |= dict.fromkeys(self._about(about))
        return TouchedText(text, tuple(touches), tuple(spans))

    def _of(self, leaf: Leaf, about: Iterable[str]) -> Iterator[Touch]:
        if isinstance(leaf, CitationNumber) and leaf.reference in self._references:
            yield Touch(Way.CITES, leaf.reference, printed(leaf))
        elif isinstance(leaf, FigureText):
            for figure in (self._figures[id] for id in leaf.ids if id in self._figures):
                yield Touch(Way.SAYS, figure.figure, figure.reported_text)
        elif isinstance(leaf, TermText):
            for place in leaf.about:
                kind, _, key = place.partition(":")
                # A paragraph about a study tells of it; that it names it goes without saying.
                if kind in _WAYS and key in self._studies and place not in about:
                    yield Touch(_WAYS[kind], key, key, self._studies[key].through)

    def _about(self, about: Iterable[str]) -> Iterator[Touch]:
        for place in about:
            kind, _, key = place.partition(":")
            if kind == "study" and key in self._studies:
                yield Touch(Way.TELLS, key, key, self._studies[key].through)
            elif kind == "recommendation" and key in self.subject.recommendations:
                yield Touch(Way.REPORTS, key, key)


def why(touches: Iterable[Touch]) -> tuple[str, ...]:
    """How a text rests on the subject, each way once, numbers together."""
    says: dict[str, None] = {}
    others = []
    for touch in touches:
        if touch.way is Way.SAYS:
            says[touch.shown] = None
        else:
            others.append(_with_remark(f"{touch.way} {touch.key}", touch.remark))
    return (*([f"says {', '.join(says)}"] if says else []), *others)


def _with_remark(text: str, remark: str) -> str:
    return f"{text} ({remark})" if remark else text


def figures(touches: Iterable[Touch]) -> tuple[str, ...]:
    """The ids of the figures that a text says."""
    return tuple(touch.key for touch in touches if touch.way is Way.SAYS)
