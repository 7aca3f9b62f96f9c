"""How certain the evidence on outcomes is, in a sentence and with its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from kb.evidence.policy import OutcomeCertainty
from kb.inlines import Line, TermText, joined
from kb.narrative.phrasing import bracketed, listed, listed_clearly, sentence
from kb.narrative.prose import ProseReader

_LEVELS = {1: "one level", 2: "two levels", 3: "three levels"}


def certainty_sentences(certainty: Sequence[OutcomeCertainty]) -> tuple[Line, ...]:
    """``The certainty of the evidence (GRADE) was low for overall survival.``, one for each instrument."""
    by_instrument: dict[str, dict[str, list[Line]]] = {}
    for rating in certainty:
        of_level = by_instrument.setdefault(rating.instrument, {})
        of_level.setdefault(rating.level, []).append(rated_outcome(rating))
    return tuple(
        sentence(
            Line(
                f"the certainty of the evidence ({instrument}) was ",
                listed_clearly(
                    [Line(level, " for ", listed(outcomes)) for level, outcomes in levels.items()]
                ),
            )
        )
        for instrument, levels in by_instrument.items()
    )


def rated_outcome(rating: OutcomeCertainty) -> Line:
    """``overall survival vs radiofrequency ablation``."""
    against = f" vs {rating.comparator}" if rating.comparator else ""
    return Line(TermText(f"{rating.outcome}{against}", (f"certainty:{rating.id}",)))


def reasons_line(rating: OutcomeCertainty, prose: ProseReader) -> Line:
    """``down for imprecision (two levels; few events); up for large effect``; empty without reasons."""
    place = f"certainty:{rating.id}"
    directions = []
    for direction in ("down", "up"):
        reasons = [
            bracketed(
                reason.domain,
                [
                    *([_LEVELS.get(reason.levels, f"{reason.levels} levels")] if reason.levels > 1 else []),
                    *([prose.line(reason.note, place)] if reason.note else []),
                ],
            )
            for reason in rating.reasons
            if reason.direction == direction
        ]
        if reasons:
            directions.append(Line(f"{direction} for ", listed(reasons)))
    starts = [Line(f"from {rating.starts}")] if rating.starts else []
    remark = [prose.line(rating.note, place)] if rating.note else []
    return joined("; ", [*starts, *directions, *remark])
