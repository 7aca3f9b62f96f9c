"""Blocks as sentences: sides with their tests, counts of a kind joined in one sentence, notes at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.evidence.study import Breakdown, Result
from kb.inlines import Line, cut, joined
from kb.narrative.accuracy_sentences import accuracy_sentences
from kb.narrative.blocks import Block, Remark, ResultClause, Series, blocks, each_once
from kb.narrative.comparisons import contrast_sentences, tail
from kb.narrative.counted_sentences import counted_verb, says_deed
from kb.narrative.figures_in_words import value
from kb.narrative.merged_blocks import merged_blocks
from kb.narrative.phrasing import bracketed, listed, sentence, was
from kb.narrative.study_phrases import Subjects, timed
from kb.narrative.tracks import tracks, unit_of
from kb.narrative.value_sentences import side_sentence


@dataclass(frozen=True)
class ResultWriter:
    """Writes the results of one study; what an outcome is, is said at its first mention."""

    subjects: Subjects
    introduced: set[str] = field(default_factory=set)

    def sentences(self, results: Sequence[Result]) -> list[Line]:
        """Sentences that say every given result once, in the order of the record."""
        sentences: list[Line] = []
        waiting = blocks(results, self.subjects.study.contrasts)
        while waiting:
            size = self._run_length(waiting)
            merged = merged_blocks(self._before_a_whole(waiting), self.subjects) if size == 1 else None
            if merged is not None:
                size = merged.size
                self.introduced.update(block.first.outcome for block in waiting[:size])
                sentences.append(sentence(merged.line))
            elif size > 1:
                sentences.append(sentence(self._joined(waiting[:size])))
            else:
                sentences += map(sentence, self._block(waiting[0]))
            waiting = waiting[max(size, 1) :]
        return sentences

    def _run_length(self, waiting: Sequence[Block]) -> int:
        """How many blocks from the front share one sentence; what was done to people is told by itself."""
        breakdowns = self.subjects.study.breakdowns
        size = run_length(waiting, breakdowns)
        if size == 1 or begins_breakdown(waiting[:size], breakdowns):
            return size
        deeds = (at for at in range(size) if says_deed(tracks(waiting[at])[0], waiting[at], self.subjects))
        return max(next(deeds, size), 1)

    def _before_a_whole(self, waiting: Sequence[Block]) -> Sequence[Block]:
        """The blocks at the front up to one that begins a breakdown, which has a sentence of its own."""
        breakdowns = self.subjects.study.breakdowns
        wholes = (at for at in range(1, len(waiting)) if begins_breakdown(waiting[at:], breakdowns))
        return waiting[: next(wholes, len(waiting))]

    def _noun(self, block: Block) -> Line:
        is_first = block.first.outcome not in self.introduced
        self.introduced.add(block.first.outcome)
        return self.subjects.outcome(block.first, introduce=is_first)

    def _block(self, block: Block) -> list[Line]:
        noun, lead = self._noun(block), self.subjects.lead(block)
        lines, told = self._side_lines(block, noun) if block.sides else ([], ())
        if lines:
            lines[-1] = Line(lines[-1], tail(block._replace(sides=told), self.subjects, lines[-1]))
        else:
            lines = contrast_sentences(block, self.subjects, noun)
        led = [joined(", ", [lead, line]) for line in lines]
        led[-1] = noted(
            led[-1], [note for series in block.everything for note in series.notes], self.subjects
        )
        return led

    def _side_lines(self, block: Block, noun: Line) -> tuple[list[Line], tuple[Series, ...]]:
        """The sentences of the sides, and the sides that the last of them tells."""
        together = accuracy_sentences(block, self.subjects, noun)
        if together:
            return together, block.sides[-1:]
        # What the outcome is, is said once, not before each of its statistics.
        again = self.subjects.outcome(block.first, introduce=False)
        of_kinds = tracks(block)
        lines = [
            side_sentence(track, block, self.subjects, again if index else noun)
            for index, track in enumerate(of_kinds)
        ]
        return lines, of_kinds[-1].sides

    def _joined(self, run: Sequence[Block]) -> Line:
        """Counts of one arm in one sentence: ``complications occurred in 19, including abscess in 1 ...``."""
        first = run[0]
        lead = self.subjects.lead(first)
        noun = timed(self._noun(first), first.sides[0].times)
        unit = unit_of(first.first, self.subjects.people)
        verb = counted_verb(first.first, self.subjects.people).format(was=was(noun))
        whole = joined(" ", [noun, verb, self._item(first, unit), self.subjects.side(first.sides[0])])
        parts = begins_breakdown(run, self.subjects.study.breakdowns)
        nouns = [self._noun(block) for block in run[1:]]
        if all(noun.plain.startswith("death from ") for noun in nouns):
            nouns[1:] = [cut(noun, len("death ")) for noun in nouns[1:]]
        items = [
            Line(
                noun,
                f" {verb.rpartition(' ')[2]} ",
                self._item(block, unit if parts and not index else ""),
            )
            for index, (noun, block) in enumerate(zip(nouns, run[1:], strict=True))
        ]
        line = Line(whole, ", including ", listed(items)) if parts else listed([whole, *items])
        return joined(", ", [lead, line])

    def _item(self, block: Block, unit: str) -> Line:
        side = block.sides[0]
        clause = tracks(block)[0].rows[0][0][0]
        notes = [self.subjects.remark(note) for note in side.notes]
        return self.subjects.flagged(value(clause, clause.head.counted or unit, notes), side.flags)


def noted(line: Line, notes: Sequence[Remark | None], subjects: Subjects) -> Line:
    """A sentence with remarks of ours: in parentheses, or in brackets when it ends in parentheses."""
    remarks = [subjects.remark(note) for note in each_once(notes)]
    return bracketed(line, remarks, "[]" if line.plain.endswith((")", "]")) else "()")


def run_length(waiting: Sequence[Block], breakdowns: Sequence[Breakdown]) -> int:
    """How many blocks from the front can share one sentence."""
    if _single(waiting[0]) is None:
        return 1
    size = 1
    while size < len(waiting) and _alike(waiting[0], waiting[size]):
        size += 1
    if parts := _parts_ahead(waiting[:size], breakdowns):
        return 1 + parts
    wholes = (place for place in range(1, size) if begins_breakdown(waiting[place:size], breakdowns))
    size = next(wholes, size)
    totals = {_total(block) for block in waiting[:size]}
    return size if len(totals) == 1 and None not in totals else 1


def begins_breakdown(run: Sequence[Block], breakdowns: Sequence[Breakdown]) -> bool:
    """Whether the first block is a whole and the next one of its parts, as the record states."""
    return _parts_ahead(run, breakdowns) > 0


def _parts_ahead(run: Sequence[Block], breakdowns: Sequence[Breakdown]) -> int:
    """How many blocks after the first are its parts."""
    first = run[0].first
    place = (first.outcome, first.population)
    parts = {
        part
        for breakdown in breakdowns
        if (breakdown.whole, breakdown.population) == place
        for part in breakdown.parts
    }
    ahead = 0
    for block in run[1:]:
        if (block.first.outcome, block.first.population) not in parts:
            break
        ahead += 1
    return ahead


def _single(block: Block) -> ResultClause | None:
    """The one count of a block that reports nothing else; null when there is more."""
    if len(block.sides) != 1 or block.tests or block.first.definition is not None:
        return None
    cells = block.sides[0].cells
    if len(cells) != 1 or len(cells[0]) != 1 or not cells[0][0].has_count:
        return None
    if block.first.domain in {"flow", "review"} or cells[0][0].spreads or block.first.role == "definition":
        return None
    return cells[0][0]


def _alike(first: Block, other: Block) -> bool:
    if _single(other) is None:
        return False
    mine, theirs = first.sides[0], other.sides[0]
    same_place = (mine.column, mine.population, mine.times) == (
        theirs.column,
        theirs.population,
        theirs.times,
    )
    before, after = first.first, other.first
    same_kind = (before.role, before.domain, before.counted, before.estimator, before.adjusted) == (
        after.role,
        after.domain,
        after.counted,
        after.estimator,
        after.adjusted,
    )
    return same_place and same_kind


def _total(block: Block) -> int | None:
    clause = _single(block)
    totals = [f.value for f in clause.figures if f.statistic == "total"] if clause is not None else []
    return int(totals[0]) if totals and totals[0] is not None else None
