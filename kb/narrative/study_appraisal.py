"""What strengthens and what limits a study, from codes and notes."""

from __future__ import annotations

from collections.abc import Sequence

from kb.evidence.study import AppraisalItem, Study
from kb.inlines import Line, TermText
from kb.narrative.phrasing import bracketed, listed, sentence
from kb.narrative.prose import ProseReader


def appraisal(
    study: Study, prose: ProseReader, policy: str | None = None, indication: str | None = None
) -> list[Line]:
    """Up to three sentences: strengths, limits of conduct, limits of relevance for one indication.

    Without an indication only what belongs to the study itself is told.
    """
    key, answers = study.id, study.answers
    own = [answer for answer in answers if answer.indication is None]
    relevant = [
        a for a in answers if a.indication is not None and (a.policy, a.indication) == (policy, indication)
    ]
    conduct = [answer for answer in own if answer.kind == "limitation"]
    return [
        *_told("strengths included ", key, [answer for answer in own if answer.kind == "strength"], prose),
        *_told("limitations of conduct: ", key, conduct, prose),
        *_told("limitations of relevance here: ", key, relevant, prose),
    ]


def _told(start: str, study: str, answers: Sequence[AppraisalItem], prose: ProseReader) -> list[Line]:
    if not answers:
        return []
    lines: dict[str, Line] = {}
    for answer in answers:
        line = answer_line(study, answer, prose)
        lines.setdefault(line.plain, line)
    crowded = any("," in text or ";" in text or " and " in text for text in lines)
    return [sentence(Line(start, listed([*lines.values()], ";" if crowded else ",")))]


def answer_line(study: str, answer: AppraisalItem, prose: ProseReader) -> Line:
    """The meaning of the code, with the note in parentheses; the note alone when there is no code."""
    place = f"{answer.kind}:{study}/{answer.domain}" + (f"/{answer.code}" if answer.code else "")
    note = prose.line(answer.note or "", place)
    if answer.label is None:
        return note
    return bracketed(Line(TermText(answer.label, (place,))), [] if answer.note is None else [note])
