"""What strengthens and what limits a study, from codes and notes; how instruments judge it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.evidence.study import AppraisalItem, JudgedDomain, Study, StudyJudgement
from kb.inlines import Line, TermText, joined
from kb.narrative.phrasing import bracketed, listed, sentence
from kb.narrative.prose import ProseReader
from kb.narrative.study_conduct import study_noun


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
        *(sentence(judgement_line(judgement, prose, study_noun(study))) for judgement in study.judgements),
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
    for answer in _each_beginning_once(study, answers):
        line = answer if isinstance(answer, Line) else answer_line(study, answer, prose)
        lines.setdefault(line.plain, line)
    crowded = any(";" in text for text in lines) or _crowded([*lines.values()])
    return [sentence(Line(start, listed([*lines.values()], ";" if crowded else ",")))]


def _each_beginning_once(study: str, answers: Sequence[AppraisalItem]) -> Iterator[AppraisalItem | Line]:
    """Answers; two of one domain that differ in their last word as one: ``to show benefit or harms``."""
    waiting = list(answers)
    while waiting:
        first = waiting.pop(0)
        second = waiting[0] if waiting else None
        if second is None or not _differ_in_the_last_word(first, second):
            yield first
            continue
        waiting.pop(0)
        last = (second.label or "").rpartition(" ")[2]
        yield Line(
            TermText(first.label or "", (_place(study, first),)),
            " or ",
            TermText(last, (_place(study, second),)),
        )


def _differ_in_the_last_word(first: AppraisalItem, second: AppraisalItem) -> bool:
    """Whether two answers of a domain say the same, without notes, but for the last word of several."""
    (before, _, end), (other, _, last) = ((item.label or "").rpartition(" ") for item in (first, second))
    plain = first.note is None and second.note is None and first.domain == second.domain
    return plain and before == other and before.count(" ") > 2 and end != last


def _place(study: str, answer: AppraisalItem) -> str:
    return f"{answer.kind}:{study}/{answer.domain}" + (f"/{answer.code}" if answer.code else "")


def answer_line(study: str, answer: AppraisalItem, prose: ProseReader) -> Line:
    """The meaning of the code, with the note in parentheses; the note alone when there is no code."""
    place = _place(study, answer)
    note = prose.line(answer.note or "", place)
    if answer.label is None:
        return note
    return bracketed(Line(TermText(answer.label, (place,))), [] if answer.note is None else [note])


def judgement_line(judgement: StudyJudgement, prose: ProseReader, noun: str = "study") -> Line:
    """``by RoB 2, results on overall survival were rated some concerns overall, with ... for randomization``.

    Beside an overall judgement the domains with the best one are left out; the page of the study has all.
    """
    place = f"judgement:{judgement.id}"
    by = f", as judged by {judgement.judged_by}" if judgement.judged_by else ""
    subject = f"results on {judgement.outcome} were" if judgement.outcome else f"the {noun} was"
    domains = [
        Line(_quoted(word), f"{_of_concern(word)} ", which)
        for word, which in _by_judgement(_told_domains(judgement), place, prose)
    ]
    overall = [Line(TermText(judgement.overall, (place,)), " overall")] if judgement.overall else []
    score = [Line(f"{'a score of ' if overall else ''}{judgement.score}")] if judgement.score else []
    main = joined(", ", [*overall, *score])
    told = joined(", with ", [main, listed(domains, ";" if _crowded(domains) else ",")])
    remark = [prose.line(judgement.note, place)] if judgement.note else []
    return bracketed(Line(f"by {judgement.instrument}{by}, {subject} rated ", told), remark)


def _told_domains(judgement: StudyJudgement) -> list[JudgedDomain]:
    return [domain for domain in judgement.domains if domain.place > 1 or judgement.overall is None]


def _of_concern(word: TermText) -> str:
    """What joins a judgement to its domain: `` concerns about`` where the judgement is an adjective alone."""
    return " concerns about" if re.fullmatch(r"(?:very |extremely )?serious", word.text) else " for"


def _quoted(word: TermText) -> Line:
    """An answer such as "no" in quotation marks, so that it reads as one; a grade as it is."""
    return Line('"', word, '"') if _IS_ANSWER.match(word.text) else Line(word)


_IS_ANSWER = re.compile(r"(?:yes|no|partial|probably)\b(?! concerns)", re.IGNORECASE)


def _is_silent(judgement: str) -> bool:
    return judgement.startswith(("no information", "no meta-analysis", "not applicable"))


def _crowded(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and any("," in line.plain or " and " in line.plain for line in lines)


def judged_as(judgement: StudyJudgement) -> Line:
    """``RoB 2 for overall survival, as judged by Doe et al (2020)``."""
    outcome = f" for {judgement.outcome}" if judgement.outcome else ""
    by = f", as judged by {judgement.judged_by}" if judgement.judged_by else ""
    return Line(judgement.instrument, outcome, by)


def _by_judgement(
    domains: Sequence[JudgedDomain], place: str, prose: ProseReader
) -> Iterator[tuple[TermText, Line]]:
    """Each judgement, from the worst, with the domains that have it; those of which nothing is known last."""
    of_judgement: dict[str, list[Line]] = {}
    for domain in sorted(domains, key=lambda domain: (_is_silent(domain.judgement), -domain.place)):
        note = [prose.line(domain.note, place)] if domain.note else []
        of_judgement.setdefault(domain.judgement, []).append(bracketed(domain.label, note))
    for judgement, lines in of_judgement.items():
        yield TermText(judgement, (place,)), listed(lines)
