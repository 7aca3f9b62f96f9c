"""The PICO questions of a policy: what a new study is expected to compare and to report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.bibliography.citation import Citation
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, nearest


@dataclass(frozen=True, slots=True)
class PicoTerm:
    """A term of the vocabulary."""

    key: str
    name: str
    abbreviation: str | None

    def is_in(self, text: str) -> bool:
        """Whether the name or abbreviation is in a text as a word of its own."""
        words = [self.name, self.key.replace("-", " "), *([self.abbreviation] if self.abbreviation else [])]
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in words)


@dataclass(frozen=True, slots=True)
class IndicationPico:
    """The PICO of one indication."""

    policy: str
    indication: str
    condition: PicoTerm | None
    """None when the indication names none of the vocabulary."""
    interventions: tuple[PicoTerm, ...]
    comparators: tuple[PicoTerm, ...]
    outcomes: tuple[PicoTerm, ...]
    """Relevant ones first, else in the order of the indication."""


@dataclass(slots=True)
class _Parts:
    first: Row
    terms: dict[str, list[tuple[int, PicoTerm]]] = field(default_factory=dict)


def read_questions(reader: Reader, policy: str | None) -> list[IndicationPico]:
    """The questions of a policy, or of all policies, in order."""
    by_indication: dict[tuple[str, str], _Parts] = {}
    for row in run(reader, "review/questions", policy=policy):
        parts = by_indication.setdefault((row["policy"], row["indication"]), _Parts(row))
        term = PicoTerm(row["item"], row["name"], row["abbreviation"])
        parts.terms.setdefault(row["element"], []).append((0 if row["relevant"] else 1, term))
    return [_question(parts) for parts in by_indication.values()]


def _question(parts: _Parts) -> IndicationPico:
    row = parts.first
    condition = None
    if row["condition_key"]:
        condition = PicoTerm(row["condition_key"], row["condition_name"], row["condition_abbreviation"])
    outcomes = sorted(parts.terms.get("outcome", ()), key=lambda item: item[0])
    return IndicationPico(
        row["policy"],
        row["indication"],
        condition,
        tuple(term for _, term in parts.terms.get("intervention", ())),
        tuple(term for _, term in parts.terms.get("comparator", ())),
        tuple(term for _, term in outcomes),
    )


def choose_question(
    questions: Sequence[IndicationPico], indication: str | None, citation: Citation
) -> IndicationPico | None:
    """The question that a study is for: the one named, the only one, or that whose condition it names.

    Where several could be meant, all of them together without a condition; None where there is none at all.
    Raises KbError for an indication that is not there.
    """
    if indication is not None:
        for question in questions:
            if indication in (question.indication, f"{question.policy}/{question.indication}"):
                return question
        known = [question.indication for question in questions]
        raise KbError(f"There is no indication {indication}. {nearest(indication, known)}".rstrip())
    text = f"{citation.title or ''} {citation.abstract or ''}"
    named = [pico for pico in questions if pico.condition is not None and pico.condition.is_in(text)]
    if len(questions) == 1 or len(named) == 1:
        return (named or list(questions))[0]
    return _together(named or questions) if questions else None


def _together(questions: Sequence[IndicationPico]) -> IndicationPico:
    def all_of(name: str) -> tuple[PicoTerm, ...]:
        return tuple(dict.fromkeys(term for question in questions for term in getattr(question, name)))

    first = questions[0]
    return IndicationPico(
        first.policy, "", None, all_of("interventions"), all_of("comparators"), all_of("outcomes")
    )
