"""What rests on a subject: one item for each thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kb.impact.subject import ImpactSubject


class ImpactKind(StrEnum):
    """Kinds of things that can rest on a study, reference or figure, in the order in which they are told."""

    POLICY = "policy"
    STATEMENT = "statement"
    CONCLUSION = "conclusion"
    FINDING = "finding"
    SENTENCE = "sentence"
    TABLE = "table"
    APPROVAL = "approval"
    RELEASE = "release"
    REVIEW = "systematic review"
    STUDY = "study"
    REPORT = "further report"
    GUIDELINE = "guideline"
    SEARCH = "search hit"
    SCREENING = "screening decision"

    def counted(self, count: int) -> str:
        """``1 policy``, ``3 policies``."""
        plural = {"policy": "policies", "study": "studies"}.get(self.value, f"{self.value}s")
        return f"{count} {self.value if count == 1 else plural}"


@dataclass(frozen=True, slots=True)
class ImpactItem:
    """One thing that rests on the subject.

    ``policy`` and ``indication`` are keys, null where it belongs to none. ``place`` says where it stands:
    the headings above a sentence, the command that shows a table, the key of any other thing. ``text`` is
    what it says; ``spans`` are start and end, in characters, of what the subject gives it. ``why`` says how
    it rests on the subject, ``figures`` are the ids of the figures that it holds.
    """

    kind: ImpactKind
    policy: str | None
    indication: str | None
    place: str
    text: str
    why: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    figures: tuple[str, ...] = ()

    @property
    def marked(self) -> str:
        """The text with an asterisk on both sides of what the subject gives it."""
        return self.with_marks("*")

    def with_marks(self, mark: str) -> str:
        """The text with a mark on both sides of what the subject gives it."""
        text, end = "", 0
        for start, stop in self.spans:
            text += f"{self.text[end:start]}{mark}{self.text[start:stop]}{mark}"
            end = stop
        return text + self.text[end:]


@dataclass(frozen=True, slots=True)
class Impact:
    """All that rests on a subject, by policy and indication; what belongs to no policy stands last.

    ``indications`` and ``policies`` map keys to titles.
    """

    subject: ImpactSubject
    items: tuple[ImpactItem, ...]
    policies: dict[str, str]
    indications: dict[tuple[str, str], str]

    @property
    def rests(self) -> bool:
        """Whether anything rests on it besides the pages about itself and its further reports."""
        return any(
            item.kind is not ImpactKind.REPORT
            and (item.kind is not ImpactKind.TABLE or item.policy is not None)
            for item in self.items
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many policies, indications, findings, sentences ... rest on it; none that are 0."""
        touched = {(item.policy, item.indication) for item in self.items if item.indication is not None}
        counts = {kind.value: _count(self.items, kind) for kind in ImpactKind}
        ordered = {"policy": counts.pop("policy"), "indication": len(touched), **counts}
        return {name: count for name, count in ordered.items() if count}

    @property
    def head(self) -> str:
        """``Rests on it: 2 policies, 3 indications, 5 findings, 14 sentences, 4 tables.``"""
        if not self.rests:
            return "Nothing rests on it: no policy, review, guideline or release uses it."
        named = [
            f"{count} indication{'' if count == 1 else 's'}"
            if name == "indication"
            else ImpactKind(name).counted(count)
            for name, count in self.counts.items()
        ]
        return f"Rests on it: {', '.join(named)}."


def _count(items: Iterable[ImpactItem], kind: ImpactKind) -> int:
    return sum(1 for item in items if item.kind is kind)
