"""What a test measured up to: one sentence for each target and test, all its measures in it.

``For trisomy 21 with the panel, sensitivity was 99.0% and specificity 98%, with 2 false negatives.``
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.inlines import Line, joined
from kb.narrative.blocks import Block, ResultClause, Series
from kb.narrative.figures_in_words import amount, qualified_name, remarks
from kb.narrative.phrasing import bracketed, listed, listed_clearly, was
from kb.narrative.study_phrases import Subjects, is_of_test, timed
from kb.narrative.tracks import article, cell_text, tracks
from kb.notation.units import singular

_COUNTS = frozenset({"true-positives", "false-positives", "false-negatives", "true-negatives"})


def accuracy_sentences(block: Block, subjects: Subjects, noun: Line) -> list[Line]:
    """A sentence for each side; none unless all that the sides report are several measures of a test."""
    kinds = tracks(block)
    if len(kinds) < 2 or not all(is_of_test(track.head.head.statistic) for track in kinds):
        return []
    if any(len(side.cells) != 1 for side in block.sides):
        return []
    return [_sentence(side, block, subjects, noun) for side in block.sides]


def _sentence(side: Series, block: Block, subjects: Subjects, noun: Line) -> Line:
    clauses = side.cells[0]
    unit = block.first.counted
    measures = [clause for clause in clauses if not _is_count(clause)]
    counts = [clause for clause in clauses if _is_count(clause)]
    per = f" (per {singular(unit)})" if unit and not any(c.has_count for c in clauses) else ""
    whose, where = subjects.whose(side, block.sides), subjects.place(side.population, block.sides)
    about = joined(" ", [timed(Line(noun, per), side.times), whose, where])
    told = listed_clearly([_measure(clause, index, unit) for index, clause in enumerate(measures)])
    units = {clause.head.unit for clause in counts}
    shared_unit = units.pop() if len(units) == 1 else ""
    found = joined(" ", [listed([_counted(clause, not shared_unit) for clause in counts]), shared_unit])
    if not measures:
        return subjects.flagged(Line("for ", about, ", there ", _were(counts), " ", found), side.flags)
    return subjects.flagged(
        joined(", ", [Line("for ", about), told, Line("with ", found) if counts else ""]), side.flags
    )


def targets_together(run: Sequence[Block], subjects: Subjects) -> Line | None:
    """``sensitivity and specificity were 98% and 100% for trisomy 21 and 100% and 99% for trisomy 18``.

    Null unless each block has two to four measures, and no count.
    """
    cells = [block.sides[0].cells[0] for block in run]
    clauses = cells[0]
    measures = all(
        is_of_test(c.head.statistic) and not _is_count(c) and c.head.absent is None for c in clauses
    )
    if not 2 <= len(clauses) <= 4 or not measures:
        return None
    names = listed([f"{article(clause)}{qualified_name(clause)}" for clause in clauses])
    side = run[0].sides[0]
    values = []
    for index, (block, cell) in enumerate(zip(run, cells, strict=True)):
        unit = "" if index else block.first.counted
        shown = listed([cell_text([c], "" if step else unit) for step, c in enumerate(cell)])
        values.append(Line(shown, " for ", subjects.outcome(block.first, introduce=False)))
    about = joined(" ", [timed(names, side.times), subjects.side(side)])
    return Line(about, " were ", listed_clearly(values))


def _were(counts: Sequence[ResultClause]) -> str:
    return "was" if counts[0].head.reported == "1" else "were"


def _is_count(clause: ResultClause) -> bool:
    """Whether it counts results of the test, as a bare number or per so many: ``FN 4 per 100,000``."""
    return clause.head.statistic in _COUNTS and clause.head.absent is None and len(clause.estimates) == 1


def _measure(clause: ResultClause, index: int, unit: str) -> Line:
    """``sensitivity was 93%`` first, then ``specificity 91%``."""
    if clause.group == "test":
        return cell_text([clause], "")
    name = qualified_name(clause)
    verb = f" {was(name)}" if index == 0 else ""
    return Line(f"{article(clause)}{name}{verb} ", cell_text([clause], "" if index else unit))


def _counted(clause: ResultClause, with_unit: bool) -> Line:
    """``2 false negatives``, ``1 false positive``, ``4 false negatives per 100,000``."""
    figure, name = clause.head, qualified_name(clause)
    noun = name.removesuffix("s") if figure.reported == "1" else name
    spread = [cell_text([ResultClause(clause.spreads)], "")] if clause.spreads else []
    shown = joined(" ", [amount(figure), noun, figure.unit if with_unit else ""])
    return bracketed(shown, [*spread, *remarks(clause)])
