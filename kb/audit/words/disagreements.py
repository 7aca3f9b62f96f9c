"""What a sentence says of a figure otherwise than the record does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kb.audit.claims import FigureClaim
from kb.audit.words.study_words import StudyWords


class DisagreementKind(StrEnum):
    """In what the words around a figure and the record disagree."""

    ARM = "arm"
    CONTRAST = "contrast"
    OUTCOME = "outcome"
    TIME = "time"
    STATISTIC = "statistic"
    SIGN = "sign"
    UNIT = "unit"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One figure of which the text says something else: what, in words, and the sentence.

    ``span`` is the figure in the text. ``known`` says that the record flags the column as an oddity of the
    source.
    """

    claim: FigureClaim
    kind: DisagreementKind
    message: str
    span: tuple[int, int]
    sentence: tuple[int, int]

    @property
    def known(self) -> bool:
        """Whether the record says itself that something is odd there."""
        return self.claim.flagged


@dataclass(frozen=True)
class ToldFigure:
    """A figure of a study where the text states it."""

    claim: FigureClaim
    start: int
    stop: int


@dataclass(frozen=True)
class ToldSentence:
    """One sentence with the figures of one study in it, in order, and how that study calls its arms and
    outcomes.
    """

    text: str
    start: int
    stop: int
    figures: tuple[ToldFigure, ...]
    words: StudyWords

    def disagrees(self, figure: ToldFigure, kind: DisagreementKind, message: str) -> Disagreement:
        """A disagreement about one of its figures."""
        return Disagreement(figure.claim, kind, message, (figure.start, figure.stop), (self.start, self.stop))
