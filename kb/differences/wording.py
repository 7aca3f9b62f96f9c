"""What page and text say of a difference in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kb.differences.changed_places import renumbered
from kb.differences.changes import Kind
from kb.differences.conclusions import IndicationDifference
from kb.differences.difference import Difference
from kb.differences.records import RecordDifference
from kb.forms.values import counted

KINDS = {Kind.CHANGED: "changed", Kind.ADDED: "added", Kind.REMOVED: "removed", Kind.MOVED: "reordered"}


def of_records(records: Sequence[RecordDifference]) -> str:
    """``2 changed, 1 added``; ``nothing differs``."""
    kinds = Counter(record.kind for record in records)
    listed = ", ".join(f"{kinds[kind]} {word}" for kind, word in KINDS.items() if kinds[kind])
    return listed or "nothing differs"


def of_document(difference: Difference) -> str:
    """``6 places changed; 3 citations or references have another number``."""
    places, numbers = len(difference.places), renumbered(difference.redline)
    changed = f"{counted(places, 'place')} changed" if places else "nothing differs"
    if not numbers:
        return changed
    have = counted(numbers, "citation or reference has", "citations and references have")
    return f"{changed}; {have} a new number"


def of_conclusions(indications: Sequence[IndicationDifference]) -> str:
    """``1 of 3 indications changed``."""
    changed = sum(any(aspect.is_changed for aspect in indication.aspects) for indication in indications)
    if not changed:
        return "no indication changed"
    return f"{changed} of {counted(len(indications), 'indication')} changed"


def unchanged(indication: IndicationDifference) -> str:
    """What both sides say alike, with the verdict in words: ``verdict (insufficient); effect; evidence``."""
    same = [aspect for aspect in indication.aspects if not aspect.is_changed and aspect.after]
    return "; ".join(
        f"{aspect.name} ({aspect.after})" if len(aspect.after) < 25 else aspect.name for aspect in same
    )


def where(headings: Sequence[str]) -> str:
    """The headings above a place."""
    return " > ".join(headings) or "Title page"
