"""Neighboring blocks of one form in one sentence, so that five harms are not five sentences.

``Pyrexia, headache, and vomiting were more frequent with drug than with placebo.``
``Pyrexia occurred in 43% of adults with drug and 36% with placebo, and headache in 29% and 7%.``
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kb.inlines import Line, joined
from kb.narrative.accuracy_sentences import targets_together
from kb.narrative.blocks import Block, ResultClause
from kb.narrative.comparisons import words_of_several
from kb.narrative.counted_sentences import counted_verb, is_told_by_verb, share_sentence
from kb.narrative.people_sentences import baseline_state, fate, fates_together
from kb.narrative.phrasing import listed
from kb.narrative.study_phrases import Subjects
from kb.narrative.tracks import cell_text, tracks

_MOST = 6
"""So many outcomes are told in one sentence at most."""


class MergedBlocks(NamedTuple):
    """How many blocks from the front one sentence tells, and the sentence."""

    size: int
    line: Line


def merged_blocks(waiting: Sequence[Block], subjects: Subjects) -> MergedBlocks | None:
    """The blocks at the front in one sentence; null where the first has to be told alone."""
    for is_of_form, tell in _FORMS:
        size = 0
        while size < min(len(waiting), _MOST) and is_of_form(waiting[size], subjects):
            if size and _place(waiting[size], subjects) != _place(waiting[0], subjects):
                break
            size += 1
        if size > 1:
            lead = subjects.lead(waiting[0])
            return MergedBlocks(size, joined(", ", [lead, tell(waiting[:size], subjects)]))
    return None


def _place(block: Block, subjects: Subjects) -> tuple[object, ...]:
    """What blocks have in common that share a sentence."""
    first = block.first
    columns = tuple((s.column, s.population, s.times, len(s.cells)) for s in block.everything)
    words = tuple(c.head.reported for s in block.tests for cell in s.cells for c in cell)
    measures = tuple(c.head.statistic for s in block.sides for c in s.cells[0]) if block.first.target else ()
    same = (first.role, first.domain, first.counted, first.estimator, first.adjusted)
    told_as_fate = not block.sides or _says_fate(block, subjects)
    verb = "" if told_as_fate else counted_verb(first, subjects.people)
    return (columns, words, measures, same, verb, _totals(block))


def _totals(block: Block) -> tuple[str, ...]:
    if block.first.target:
        return ()
    figures = [f for s in block.sides for cell in s.cells for c in cell for f in c.figures]
    return tuple(figure.reported for figure in figures if figure.statistic == "total")


def _is_plain(block: Block) -> bool:
    """Whether nothing but the name of the outcome is to be said of what was measured."""
    first = block.first
    remarks = any(series.flags or series.notes for series in block.everything)
    return not remarks and first.definition is None and not first.is_primary and first.scale is None


def _says_words(block: Block, subjects: Subjects) -> bool:
    """Whether a block is one word of the source about one contrast: no significant difference."""
    if block.sides or len(block.tests) != 1 or not _is_plain(block) or block.first.target:
        return False
    cells = block.tests[0].cells
    word = len(cells) == 1 and len(cells[0]) == 1 and cells[0][0].track == "verbal"
    return word and subjects.contrast(block.tests[0]).reference is not None


def _tell_words(run: Sequence[Block], subjects: Subjects) -> Line:
    return words_of_several(
        [(block, subjects.outcome(block.first, introduce=False)) for block in run], subjects
    )


def _shares_of(block: Block) -> list[ResultClause] | None:
    """The one share of each side; null where there is anything else."""
    clauses = []
    for side in block.sides:
        if len(side.cells) != 1 or len(side.cells[0]) != 1:
            return None
        (clause,) = side.cells[0]
        if clause.track != "share" or clause.spreads or clause.head.absent or clause.head.qualifiers:
            return None
        clauses.append(clause)
    return clauses or None


def _says_shares(block: Block, subjects: Subjects) -> bool:
    """Whether a block gives one percent of each side, or one count of a total, and is told by a verb."""
    clauses = _shares_of(block)
    if clauses is None or block.tests or not _is_plain(block) or block.first.target:
        return False
    if not all(clause.counts_of_total or not clause.has_count for clause in clauses):
        return False
    return is_told_by_verb(tracks(block)[0], block, subjects)


def _tell_shares(run: Sequence[Block], subjects: Subjects) -> Line:
    first = run[0]
    noun = subjects.outcome(first.first, introduce=False)
    started = share_sentence(tracks(first)[0], first, subjects, noun)
    preposition = counted_verb(first.first, subjects.people).rpartition(" ")[2]
    items = [started]
    for block in run[1:]:
        values = listed([cell_text(side.cells[0], "") for side in block.sides])
        several = ", respectively" if len(block.sides) > 1 and block is run[-1] else ""
        items.append(
            Line(subjects.outcome(block.first, introduce=False), f" {preposition} ", values, several)
        )
    if len(first.sides) == 1:
        return listed(items)
    return listed(items, ";") if len(items) > 2 else joined(", and ", items)


def _says_state(block: Block, subjects: Subjects) -> bool:
    """Whether a block gives a percent of each side who are or have something at the start."""
    clauses = _shares_of(block)
    if clauses is None or block.tests or not _is_plain(block) or baseline_state(block.first) is None:
        return False
    return not any(clause.has_count for clause in clauses)


def _tell_states(run: Sequence[Block], subjects: Subjects) -> Line:
    """``of the infants, 44% were male and 87% were White``."""
    started = share_sentence(
        tracks(run[0])[0], run[0], subjects, subjects.outcome(run[0].first, introduce=False)
    )
    items = [started]
    for block in run[1:]:
        state = baseline_state(block.first) or Line()
        values = listed([cell_text(side.cells[0], "") for side in block.sides])
        respectively = ", respectively," if len(block.sides) > 1 else ""
        items.append(Line(values, respectively, " ", state))
    return listed(items, ";" if len(run[0].sides) > 1 else ",")


def _says_targets(block: Block, subjects: Subjects) -> bool:
    """Whether a block gives measures of one test for one of several targets."""
    plain = len(block.sides) == 1 and not block.tests and _is_plain(block) and block.first.target is not None
    return plain and len(block.sides[0].cells) == 1 and targets_together([block], subjects) is not None


def _tell_targets(run: Sequence[Block], subjects: Subjects) -> Line:
    return targets_together(run, subjects) or Line()


def _says_fate(block: Block, subjects: Subjects) -> bool:
    """Whether a block counts, of one group and without a total, those alive or those who died."""
    plain = len(block.sides) == 1 and not block.tests and _is_plain(block)
    return plain and _shares_of(block) is not None and fate(tracks(block)[0], block) is not None


def _tell_fates(run: Sequence[Block], subjects: Subjects) -> Line:
    """``at last follow-up, 14 patients were alive and 110 had died``."""
    return fates_together([(tracks(block)[0], block) for block in run], subjects)


_FORMS = (
    (_says_fate, _tell_fates),
    (_says_words, _tell_words),
    (_says_state, _tell_states),
    (_says_shares, _tell_shares),
    (_says_targets, _tell_targets),
)
