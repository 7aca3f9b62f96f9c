"""What strengthens and what limits a study, from codes and notes; how instruments judge it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.evidence.study import AppraisalItem, JudgedDomain, Study, StudyJudgement
from kb.inlines import Line, TermText, joined
from kb.narrative.phrasing import bracketed, listed, sentence
from kb.narrative.prose import ProseReader


def appraisal(
    study: Study, prose: ProseReader, policy: str | None = None, indication: str | None = None
) -> list[Line]:
    """Strengths, judgements by instruments, limits of conduct, limits of relevance for one indication.

    Without an indication only what belongs to the study itself is told.
    """
    key, answers = study.id, study.answers
    own = [answer for answer in answers if answer.indication is None]
    relevant = [
        a for a in answers if a.indication is not None and (a.policy, a.indication) == (policy, indication)
    ]
    conduct = [answer for answer in own if answer.kind == "limitation"]
    limiting = [answer for answer in relevant if answer.kind == "limitation"]
    return [
        *_told("strengths included ", key, [answer for answer in own if answer.kind == "strength"], prose),
        *(sentence(judgement_line(judgement, prose)) for judgement in study.judgements),
        *_told("limitations in design and conduct: ", key, conduct, prose),
        *(none_line(answer) for answer in own if answer.kind == "none"),
        *_told("limitations in relevance: ", key, limiting, prose),
        *(none_line(answer) for answer in relevant if answer.kind == "none"),
    ]


def none_line(answer: AppraisalItem) -> Line:
    """That limitations were looked for, and none was found."""
    return Line(f"No limitation of {answer.table_name} {'here ' if answer.indication else ''}was identified.")


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


def judgement_line(judgement: StudyJudgement, prose: ProseReader) -> Line:
    """``RoB 2 for overall survival: some concerns overall; low risk of bias for randomization process``.

    Of an instrument with many domains those with its best judgement are left out.
    """
    place = f"judgement:{judgement.id}"
    domains = [
        Line(word, " for ", which) for word, which in _by_judgement(_told_domains(judgement), place, prose)
    ]
    overall = [Line(TermText(judgement.overall, (place,)), " overall")] if judgement.overall else []
    score = [Line(f"score {judgement.score}")] if judgement.score else []
    told = joined("; ", [*overall, *score, *domains])
    remark = [prose.line(judgement.note, place)] if judgement.note else []
    return bracketed(Line(judged_as(judgement), ": ", told), remark)


_MANY = 8


def _told_domains(judgement: StudyJudgement) -> list[JudgedDomain]:
    all_told = len(judgement.domains) <= _MANY or judgement.overall is None
    return [domain for domain in judgement.domains if all_told or domain.place > 1]


def judged_as(judgement: StudyJudgement) -> Line:
    """``RoB 2 for overall survival, as judged by Doe et al (2020)``."""
    outcome = f" for {judgement.outcome}" if judgement.outcome else ""
    by = f", as judged by {judgement.judged_by}" if judgement.judged_by else ""
    return Line(judgement.instrument, outcome, by)


def _by_judgement(
    domains: Sequence[JudgedDomain], place: str, prose: ProseReader
) -> Iterator[tuple[TermText, Line]]:
    """Each judgement, from the best, with the domains that have it."""
    of_judgement: dict[str, list[Line]] = {}
    for domain in sorted(domains, key=lambda domain: domain.place):
        note = [prose.line(domain.note, place)] if domain.note else []
        of_judgement.setdefault(domain.judgement, []).append(bracketed(domain.label, note))
    for judgement, lines in of_judgement.items():
        yield TermText(judgement, (place,)), listed(lines)
