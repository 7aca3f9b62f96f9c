"""Figures against the times that their sentence names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.audit.repeats import times_told
from kb.audit.words.disagreements import Disagreement, DisagreementKind, ToldFigure, ToldSentence

_SAME = 0.02
"""Months by which two names of one time differ at most."""
_NEAR = 25
"""Characters between a figure and the time that is told right after it."""


@dataclass(frozen=True, slots=True)
class _TimeTold:
    start: int
    stop: int
    months: float


def time_disagreements(sentence: ToldSentence) -> Iterator[Disagreement]:
    """Figures that the sentence tells of another time."""
    figures = [
        figure for figure in sentence.figures if figure.claim.months is not None and figure.claim.is_outcome
    ]
    told = _times(sentence)
    if not figures or not told:
        return
    strange = [figure for figure in figures if not any(_is_at(figure, time) for time in told)]
    if strange:
        shown = " and ".join(dict.fromkeys(_shown(time.months) for time in told))
        yield from (_told_at(sentence, figure, shown) for figure in strange)
        return
    runs: dict[tuple[str, ...], list[ToldFigure]] = {}
    for figure in figures:
        claim = figure.claim
        runs.setdefault(
            (claim.arm, claim.contrast, claim.outcome_key, claim.statistic, claim.population), []
        ).append(figure)
    for members in runs.values():
        yield from _out_of_order(sentence, members, told)


def _out_of_order(
    sentence: ToldSentence, run: Sequence[ToldFigure], told: Sequence[_TimeTold]
) -> Iterator[Disagreement]:
    """Figures side by side whose times are those of the sentence in another order."""
    if len({figure.claim.months for figure in run}) < len(run) or len(run) < 2:
        return
    ways = (_right_after(run, told), _right_before(sentence, run, told), _listed_before(run, told))
    implied = next((way for way in ways if way is not None and _are_those_of(run, way)), None)
    if implied is None:
        return
    for figure, time in zip(run, implied, strict=True):
        if not _is_at(figure, time):
            yield _told_at(sentence, figure, _shown(time.months))


def _right_after(run: Sequence[ToldFigure], told: Sequence[_TimeTold]) -> list[_TimeTold] | None:
    """Each figure with a time of its own between it and the next one."""
    implied = []
    for index, figure in enumerate(run):
        end = run[index + 1].start if index + 1 < len(run) else figure.stop + 120
        between = [time for time in told if figure.stop <= time.start < end]
        if not between or (index + 1 == len(run) and between[0].start - figure.stop > 120):
            return None
        implied.append(between[0])
    return implied


def _right_before(
    sentence: ToldSentence, run: Sequence[ToldFigure], told: Sequence[_TimeTold]
) -> list[_TimeTold] | None:
    """Each figure with one time of its own before it: ``1-year OS was 93%, 3-year OS was 89%``."""
    implied = []
    for index, figure in enumerate(run):
        begin = run[index - 1].stop if index else sentence.start
        between = [time for time in told if begin <= time.start and time.stop <= figure.start]
        if len(between) != 1:
            return None
        implied.append(between[0])
    return implied


def _are_those_of(run: Sequence[ToldFigure], implied: Sequence[_TimeTold]) -> bool:
    """Whether these times are those of the record, in some order: else the sentence was not understood."""
    return all(any(_is_at(figure, time) for time in implied) for figure in run)


def _listed_before(run: Sequence[ToldFigure], told: Sequence[_TimeTold]) -> list[_TimeTold] | None:
    """As many times listed before the figures as there are figures."""
    if any(run[0].start < time.start < run[-1].start for time in told):
        return None
    before = [time for time in told if time.start < run[0].start] or list(told)
    unique = [
        time
        for index, time in enumerate(before)
        if not any(abs(time.months - other.months) < _SAME for other in before[:index])
    ]
    return unique if len(unique) == len(run) else None


def _times(sentence: ToldSentence) -> list[_TimeTold]:
    """The times that the sentence names, without those that are figures themselves."""
    own = [(figure.start, figure.stop) for figure in sentence.figures]
    listed = {
        _TimeTold(start, stop, months)
        for start, stop, months in times_told(sentence.text, sentence.start, sentence.stop)
        if not any(first < stop and start < last for first, last in own)
    }
    return sorted(listed, key=lambda time: time.start)


def _is_at(figure: ToldFigure, time: _TimeTold) -> bool:
    return figure.claim.months is not None and abs(figure.claim.months - time.months) < _SAME


def _shown(months: float) -> str:
    if months >= 12 and abs(months / 12 - round(months / 12)) < _SAME / 12:
        return "1 year" if round(months / 12) == 1 else f"{round(months / 12)} years"
    return f"{months:.3g} months"


def _told_at(sentence: ToldSentence, figure: ToldFigure, shown: str) -> Disagreement:
    return sentence.disagrees(figure, DisagreementKind.TIME, f"the sentence tells it at {shown}")
