"""One thing that a conclusion rests on, or says, and that differs from the last release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What sort of thing it is, in the order in which people read them."""

    QUESTION = "question"
    STUDY = "study"
    DESCRIPTION = "study description"
    FIGURE = "figure"
    LIMITATION = "limitation"
    JUDGEMENT = "judgement"
    CERTAINTY = "certainty"
    NOTICE = "notice"
    GUIDELINE = "guideline version"
    RECOMMENDATION = "recommendation"
    FINDING = "finding"
    BASIS = "basis of a finding"
    VERDICT = "verdict"

    @property
    def is_said(self) -> bool:
        """Whether it is what people concluded, not what the conclusion rests on."""
        return self in (What.FINDING, What.BASIS, What.VERDICT)


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """One difference."""

    what: What
    key: str
    """Which one: a figure, a study, a reference, a recommendation, a finding ..."""
    before: str | None
    """What the last release said; None for what is new."""
    after: str | None
    """What it says now; None for what is gone."""
    study: str | None = None
    """Study it belongs to; None for what belongs to none."""

    @property
    def how(self) -> str:
        """new, removed or changed."""
        return "new" if self.before is None else "removed" if self.after is None else "changed"

    def __str__(self) -> str:
        words = f"{self.how} {self.what}"
        if self.before is None or self.after is None:
            return f"{words} {self.key}: {self.after or self.before}"
        return f"{words} {self.key}: {self.before} -> {self.after}"


_PLURALS = {
    What.STUDY: "studies",
    What.CERTAINTY: "ratings of certainty",
    What.BASIS: "bases of findings",
}


def counted(changes: Sequence[EvidenceChange]) -> str:
    """How many of each, for example ``1 new study, 2 changed figures``; empty for none."""
    counts = Counter((change.what, change.how) for change in changes)
    order = list(What)
    kinds = sorted(counts, key=lambda kind: (order.index(kind[0]), kind[1]))
    return ", ".join(f"{counts[kind]} {kind[1]} {_named(kind[0], counts[kind])}" for kind in kinds)


def _named(what: What, count: int) -> str:
    return what.value if count == 1 else _PLURALS.get(what, f"{what}s")
