"""Which blocks share one sentence: a whole with the parts that the record states, and counts of one total."""

from __future__ import annotations

from collections.abc import Sequence

from kb.evidence.study import Breakdown
from kb.narrative.blocks import Block
from kb.narrative.clauses import Clause


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
    parts = {part for one in breakdowns if (one.whole, one.population) == place for part in one.parts}
    ahead = 0
    for block in run[1:]:
        if (block.first.outcome, block.first.population) not in parts:
            break
        ahead += 1
    return ahead


def _single(block: Block) -> Clause | None:
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
    one, two = first.sides[0], other.sides[0]
    same_place = (one.column, one.population, one.times) == (two.column, two.population, two.times)
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
    found = [f.value for f in clause.figures if f.statistic == "total"] if clause is not None else []
    return int(found[0]) if found and found[0] is not None else None
