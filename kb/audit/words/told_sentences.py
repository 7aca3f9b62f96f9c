"""Every figure that a text states against the words of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kb.audit.checked_claims import CheckedClaim
from kb.audit.claims import FigureClaim
from kb.audit.folding import HYPHEN, Folded
from kb.audit.passages import Passage, paragraphs_of, sentences_of
from kb.audit.words.arms_told import arm_disagreements, contrast_disagreements
from kb.audit.words.directions_told import direction_disagreements
from kb.audit.words.disagreements import Disagreement, DisagreementKind, ToldFigure, ToldSentence
from kb.audit.words.figures_told import sign_disagreements, statistic_disagreements, unit_disagreements
from kb.audit.words.outcomes_told import outcome_disagreements
from kb.audit.words.study_words import StudyWords
from kb.audit.words.tables_told import TextTables, table_disagreements
from kb.audit.words.times_told import time_disagreements

_RULES = (
    arm_disagreements,
    contrast_disagreements,
    outcome_disagreements,
    time_disagreements,
    statistic_disagreements,
    sign_disagreements,
    unit_disagreements,
)
_ORDER = {kind: number for number, kind in enumerate(DisagreementKind)}
_BROKEN = re.compile(rf"(?<=[a-z])(?:{HYPHEN}|\x02)[ \t]*\n[ \t]*(?=[a-z])|\u00ad\s*")


def disagreements_of(
    text: str, checks: Iterable[CheckedClaim], words: Mapping[str, StudyWords]
) -> list[Disagreement]:
    """What the sentences of a text say otherwise than the record, in order of the text."""
    prose = unbroken(text)
    known = {study: own.with_abbreviations(prose.text) for study, own in words.items()}
    tables = TextTables(text)
    in_tables: list[tuple[FigureClaim, tuple[int, int]]] = []
    in_prose: list[CheckedClaim] = []
    for check in checks:
        if check.span is not None and tables.holding(check.span[0]):
            in_tables.append((check.claim, check.span))
        else:
            in_prose.append(check)
    unique: dict[tuple[str, DisagreementKind, tuple[int, int]], Disagreement] = {}
    for sentence in told_sentences(text, prose, in_prose, known):
        for item in said_otherwise(sentence):
            told = replace(item, span=prose.span(*item.span), sentence=prose.span(*item.sentence))
            unique[told.claim.figure, told.kind, told.span] = told
    for told in table_disagreements(tables, in_tables, known):
        unique[told.claim.figure, told.kind, told.span] = told
    return sorted(unique.values(), key=lambda told: (told.span, told.claim.figure, _ORDER[told.kind]))


def unbroken(text: str) -> Folded:
    """The text without the hyphens that break words at the ends of lines."""
    parts: list[str] = []
    places: list[int] = []
    done = 0
    for start, stop in [*(match.span() for match in _BROKEN.finditer(text)), (len(text), len(text))]:
        parts.append(text[done:start])
        places += range(done, start)
        done = stop
    return Folded("".join(parts), tuple(places))


def said_otherwise(sentence: ToldSentence) -> Iterator[Disagreement]:
    """What one sentence says otherwise than the record, by every rule.

    Figures of exchanged arms are also higher or lower than the sentence calls them: that is told where no
    other rule tells anything.
    """
    told = [item for rule in _RULES for item in rule(sentence)]
    yield from told or direction_disagreements(sentence)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a text and the rows of its tables: first characters, and the ones after the last."""
    paragraphs = [Passage((paragraph,)) for paragraph in paragraphs_of(text)]
    return sorted(span for paragraph in paragraphs for span in sentences_of(text, paragraph))


def told_sentences(
    text: str, prose: Folded, checks: Iterable[CheckedClaim], words: Mapping[str, StudyWords]
) -> Iterator[ToldSentence]:
    """The sentences that state figures, once for each study, in the unbroken text; rows of tables are
    none.
    """
    spans = sentence_spans(text)
    starts = [start for start, _ in spans]
    groups: dict[tuple[int, str], list[ToldFigure]] = {}
    for check in checks:
        study = check.claim.owner.key if check.claim.owner.kind == "study" else None
        if check.span is None or study is None or study not in words:
            continue
        place = bisect_right(starts, check.span[0]) - 1
        if place >= 0 and check.span[0] < spans[place][1]:
            figure = ToldFigure(check.claim, *_moved(prose, *check.span))
            groups.setdefault((place, study), []).append(figure)
    for (place, study), figures in sorted(groups.items(), key=lambda item: item[0]):
        if "\t" not in text[slice(*spans[place])]:
            ordered = tuple(sorted(figures, key=lambda figure: (figure.start, figure.claim.figure)))
            yield ToldSentence(prose.text, *_moved(prose, *spans[place]), ordered, words[study])


def _moved(prose: Folded, start: int, stop: int) -> tuple[int, int]:
    return bisect_left(prose.places, start), bisect_left(prose.places, stop)
