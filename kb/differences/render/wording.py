"""What every form says in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from kb.differences.changes import Kind
from kb.differences.conclusions import IndicationDifference
from kb.differences.difference import Difference
from kb.differences.records import RecordDifference
from kb.differences.redline import Spot, renumbered, spots
from kb.differences.words import Op, Span, Style, Words, compare
from kb.forms.values import counted
from kb.inlines import Line

KINDS = {Kind.CHANGED: "changed", Kind.ADDED: "added", Kind.REMOVED: "removed", Kind.MOVED: "reordered"}


def title(difference: Difference) -> str:
    """``7.01.75: from 2021-11-01 to draft``."""
    return f"{difference.policy}: from {difference.before.label} to {difference.after.label}"


def of_records(records: Sequence[RecordDifference]) -> str:
    """``2 changed, 1 added``; ``nothing differs``."""
    found = Counter(one.kind for one in records)
    return (
        ", ".join(f"{found[kind]} {word}" for kind, word in KINDS.items() if found[kind]) or "nothing differs"
    )


def of_document(difference: Difference) -> str:
    """``6 places changed; 3 citations or references have another number``."""
    places, numbers = len(spots(difference.redline)), renumbered(difference.redline)
    told = f"{counted(places, 'place')} changed" if places else "nothing differs"
    if numbers:
        told += (
            f"; {counted(numbers, 'citation or reference has', 'citations and references have')} a new number"
        )
    return told


def of_conclusions(indications: Sequence[IndicationDifference]) -> str:
    """``1 of 3 indications changed``."""
    changed = sum(any(aspect.is_changed for aspect in one.aspects) for one in indications)
    if not changed:
        return "no indication changed"
    return f"{changed} of {counted(len(indications), 'indication')} changed"


def words_between(before: str, after: str) -> Words:
    """Two texts as one with what went and what came."""
    return compare(Line(before), Line(after))


def runs(words: Words) -> Iterator[Span]:
    """Words with each run of deleted or inserted ones as one piece, citations in their brackets."""
    for (op, changed), spans in groupby(words, key=lambda span: (span.op, span.op is not Op.KEEP)):
        if changed:
            yield Span(op, Style.TEXT, "".join(printed(span) for span in spans))
        else:
            yield from (span._replace(text=printed(span)) for span in spans)


def printed(span: Span) -> str:
    """The words of a piece as a reader sees them."""
    return f"[{span.text}]" if span.style is Style.CITATION else span.text


def unchanged(one: IndicationDifference) -> str:
    """What both sides say alike, with the verdict in words: ``verdict (insufficient); effect; evidence``."""
    same = [aspect for aspect in one.aspects if not aspect.is_changed and aspect.after]
    return "; ".join(
        f"{aspect.name} ({aspect.after})" if len(aspect.after) < 25 else aspect.name for aspect in same
    )


def of_spot(spot: Spot) -> str:
    """What happened at a changed place of the document."""
    return {Op.KEEP: "changed", Op.INSERT: "inserted", Op.DELETE: "deleted"}[spot.block.op]


def where(headings: Sequence[str]) -> str:
    """The headings above a place."""
    return " > ".join(headings) or "Title page"
