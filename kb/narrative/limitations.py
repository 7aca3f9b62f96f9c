"""What strengthens and what limits a study, from codes and notes."""

from __future__ import annotations

from collections.abc import Sequence

from kb.evidence.study import Answer
from kb.narrative.words import listed, sentence


def appraisal(
    answers: Sequence[Answer], policy: str | None = None, indication: str | None = None
) -> list[str]:
    """Up to three sentences: strengths, limits of conduct, limits of relevance for one indication.

    Without an indication only what belongs to the study itself is told.
    """
    own = [answer for answer in answers if answer.indication is None]
    relevant = [
        a for a in answers if a.indication is not None and (a.policy, a.indication) == (policy, indication)
    ]
    conduct = [answer for answer in own if answer.kind == "limitation"]
    return [
        *_told("strengths included {}", [answer for answer in own if answer.kind == "strength"]),
        *_told("limitations of conduct: {}", conduct),
        *_told("limitations of relevance here: {}", relevant),
    ]


def _told(frame: str, answers: Sequence[Answer]) -> list[str]:
    if not answers:
        return []
    texts = list(dict.fromkeys(answer_text(answer) for answer in answers))
    crowded = any("," in text or ";" in text or " and " in text for text in texts)
    return [sentence(frame.format(listed(texts, ";" if crowded else ",")))]


def answer_text(answer: Answer) -> str:
    """The meaning of the code, with the note in parentheses; the note alone when there is no code."""
    if answer.label is None:
        return answer.note or ""
    return answer.label if answer.note is None else f"{answer.label} ({answer.note})"
