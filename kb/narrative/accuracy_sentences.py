"""What a test measured up to: one sentence for each target and test, all its measures in it.

``For trisomy 21 with the panel, sensitivity was 99.0% and specificity 98%, with 2 false negatives.``
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.inlines import Line, joined
from kb.narrative.blocks import Block, ResultClause, Series
from kb.narrative.figures_in_words import amount, qualified_name, remarks
from kb.narrative.phrasing import bracketed, listed, listed_clearly, pooled_first, was
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
    together = _sides_together(block, subjects, noun)
    return [together] if together else [_sentence(side, block, subjects, noun) for side in block.sides]


def _sides_together(block: Block, subjects: Subjects, noun: Line) -> Line:
    """``sensitivity and specificity for trisomy 21 were 98% and 100% with A and 99% and 97% with B``.

    Empty unless several sides have the same two measures, and nothing else.
    """
    sides = block.sides
    names = [tuple(clause.head.statistic for clause in side.cells[0]) for side in sides]
    places = {(side.population, side.times) for side in sides}
    if not 1 < len(sides) < 4 or len(names[0]) != 2 or {*names} != {names[0]} or len(places) > 1:
        return Line()
    if not all(subjects.whose(side, sides) for side in sides):
        return Line()
    if any(side.flags for side in sides) or not _are_measures(sides) or block.first.counted:
        return Line()
    values = []
    for side in sides:
        shown = listed([cell_text([clause], "") for clause in side.cells[0]])
        values.append(joined(" ", [shown, subjects.whose(side, sides)]))
    about, measures = _named(sides[0].cells[0], noun)
    return Line(measures, " for ", timed(about, sides[0].times), " were ", listed_clearly(values))


def _are_measures(sides: Sequence[Series]) -> bool:
    """Whether all that some sides report at their one time are measures of a test with a number."""
    clauses = [clause for side in sides for clause in side.cells[0]]
    return all(is_of_test(c.head.statistic) and not _is_count(c) and c.head.absent is None for c in clauses)


def _named(clauses: Sequence[ResultClause], noun: Line) -> tuple[Line, Line]:
    """What was to be found, and the names of the measures, pooled ones as such."""
    about, pooled = pooled_first(noun, "")
    names = listed([f"{article(clause)}{qualified_name(clause)}" for clause in clauses])
    return about, Line(pooled, names)


def _sentence(side: Series, block: Block, subjects: Subjects, noun: Line) -> Line:
    clauses = side.cells[0]
    unit = block.first.counted
    measures = [clause for clause in clauses if not _is_count(clause)]
    is_named = bool(measures) and measures[0].group != "test"
    noun, pooled = pooled_first(noun, "") if is_named else (noun, "")
    counts = [clause for clause in clauses if _is_count(clause)]
    per = f" (per {singular(unit)})" if unit and not any(c.has_count for c in clauses) else ""
    whose, where = subjects.whose(side, block.sides), subjects.place(side.population, block.sides)
    about = joined(" ", [timed(Line(noun, per), side.times), whose, where])
    told = listed_clearly([_measure(clause, index, unit, pooled) for index, clause in enumerate(measures)])
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
    measures = not run[0].first.counted and _are_measures([block.sides[0] for block in run])
    if not 2 <= len(clauses) <= 4 or not measures:
        return None
    _, names = _named(clauses, subjects.outcome(run[0].first, introduce=False))
    side = run[0].sides[0]
    values = []
    for block, cell in zip(run, cells, strict=True):
        shown = listed([cell_text([clause], "") for clause in cell])
        about, _ = pooled_first(subjects.outcome(block.first, introduce=False), "")
        values.append(Line(shown, " for ", about))
    told = joined(" ", [timed(names, side.times), subjects.side(side)])
    return Line(told, " were ", listed_clearly(values))


def _were(counts: Sequence[ResultClause]) -> str:
    return "was" if counts[0].head.reported == "1" else "were"


def _is_count(clause: ResultClause) -> bool:
    """Whether it counts results of the test, as a bare number or per so many: ``FN 4 per 100,000``."""
    return clause.head.statistic in _COUNTS and clause.head.absent is None and len(clause.estimates) == 1


def _measure(clause: ResultClause, index: int, unit: str, pooled: str) -> Line:
    """``sensitivity was 93%`` first, then ``specificity 91%``."""
    if clause.group == "test":
        return cell_text([clause], "")
    name = qualified_name(clause)
    verb = f" {was(name)}" if index == 0 else ""
    lead = pooled if index == 0 else ""
    return Line(f"{article(clause)}{lead}{name}{verb} ", cell_text([clause], "" if index else unit))


def _counted(clause: ResultClause, with_unit: bool) -> Line:
    """``2 false negatives``, ``1 false positive``, ``4 false negatives per 100,000``."""
    figure, name = clause.head, qualified_name(clause)
    noun = name.removesuffix("s") if figure.reported == "1" else name
    spread = [cell_text([ResultClause(clause.spreads)], "")] if clause.spreads else []
    shown = joined(" ", [amount(figure), noun, figure.unit if with_unit else ""])
    return bracketed(shown, [*spread, *remarks(clause)])
