"""The paragraph about a study: opening, then every result once, then strengths and limitations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from kb.evidence.study import Result, Study
from kb.inlines import Line, TermText, joined
from kb.narrative.blocks import clauses, flag_of, note_of
from kb.narrative.index_tests import index_test_sentences
from kb.narrative.notices import notice_sentences
from kb.narrative.phrasing import filled, listed_clearly, sentence
from kb.narrative.prose import ProseReader
from kb.narrative.result_sentences import ResultWriter, noted
from kb.narrative.reviews import inclusions, is_study_count, studies_found
from kb.narrative.study_appraisal import appraisal
from kb.narrative.study_conduct import conduct_sentences
from kb.narrative.study_opening import is_size, opening
from kb.narrative.study_phrases import Subjects, limit_text, outcome_name
from kb.narrative.told_where import Focus, limits_said, told_where

_ROLE_ORDER = ("flow", "baseline", "treatment", "follow-up", "outcome")


@dataclass(frozen=True)
class Setting:
    """Where a paragraph stands: what reads its prose and numbers its citations, and the indication."""

    prose: ProseReader = field(default_factory=ProseReader)
    policy: str | None = None
    indication: str | None = None
    focus: Focus | None = None
    """What the indication is after, which decides what the paragraph tells; null for everything."""


def study_paragraph(study: Study, setting: Setting) -> list[Line]:
    """The sentences about a study.

    Every result that ``told_where`` gives to the paragraph is said exactly once, and no number that is not a
    row of the study.
    """
    return [line for part in _parts(study, setting) for line in part]


def study_paragraphs(study: Study, setting: Setting) -> list[list[Line]]:
    """The same sentences as one paragraph, or as several where one would be long.

    What was done, what was found, and what limits it stay together as far as they fit.
    """
    paragraphs: list[list[Line]] = []
    for part in _parts(study, setting):
        fits = _words(part) <= _MOST_WORDS
        for piece in [part] if fits else [[line] for line in part]:
            if paragraphs and _words([*paragraphs[-1], *piece]) <= _MOST_WORDS:
                paragraphs[-1] += piece
            elif piece:
                paragraphs.append([*piece])
    return paragraphs


_MOST_WORDS = 180
"""Words of a paragraph; one sentence may have more."""


def _words(lines: Sequence[Line]) -> int:
    return sum(len(line.plain.split()) for line in lines)


def _parts(study: Study, setting: Setting) -> tuple[list[Line], ...]:
    """What was done, what was found, and what strengthens and limits it."""
    told = None if setting.focus is None else told_where(study, setting.focus).paragraph
    conclusion = setting.prose.line(study.conclusion or "", f"conclusion:{study.id}")
    taken_in, found = _results(study, setting.prose, told)
    done = [
        sentence(opening(study, setting.prose)),
        *notice_sentences(study),
        *conduct_sentences(study),
        *index_test_sentences(study),
        *taken_in,
    ]
    found += [sentence(conclusion)] if conclusion else []
    return done, found, appraisal(study, setting.prose, setting.policy, setting.indication)


def results_in_words(study: Study, prose: ProseReader, told: Sequence[Result] | None = None) -> list[Line]:
    """Sentences for every result, or for those ``told``, that the opening does not say."""
    return [line for part in _results(study, prose, told) for line in part]


def _results(
    study: Study, prose: ProseReader, told: Sequence[Result] | None
) -> tuple[list[Line], list[Line]]:
    """Whom and what the study took in, and what it found."""
    subjects = Subjects.of(study, prose)
    writer = ResultWriter(subjects)
    rest = [result for result in (study.results if told is None else told) if not is_size(result)]
    counts = _take(rest, is_study_count)
    said = limits_said(study, rest)
    limits = _take(rest, partial(_has_role, "eligibility"))
    untold = [term for term in _take(rest, partial(_has_role, "definition")) if term.id not in said]
    taken_in = [
        *studies_found(counts, subjects),
        *inclusions(study, prose, bool(counts), by_name=told is None),
        *_eligibility(limits, subjects),
        *_definitions(untold, subjects),
    ]
    found: list[Line] = []
    for role in _ROLE_ORDER:
        of_role = _take(rest, partial(_has_role, role))
        harms = _take(of_role, lambda result: result.domain == "harm")
        found += [*writer.sentences(of_role), *writer.sentences(harms)]
    return taken_in, found + writer.sentences(rest)


def _has_role(role: str, result: Result) -> bool:
    return result.role == role


def _take(rest: list[Result], wanted: Callable[[Result], bool]) -> list[Result]:
    """The wanted results, removed from the rest."""
    taken = [result for result in rest if wanted(result)]
    rest[:] = [result for result in rest if not wanted(result)]
    return taken


def _eligibility(results: Sequence[Result], subjects: Subjects) -> list[Line]:
    """``Eligibility criteria included tumor size of no more than 4 cm``, one sentence for each arm or all."""
    return _limited(results, subjects, "eligibility criteria{place} included {limits}", _criterion)


def _definitions(results: Sequence[Result], subjects: Subjects) -> list[Line]:
    """Limits that no other sentence has said: of groups, and of terms that the study uses."""
    groups = [result for result in results if result.population != "whole"]
    terms = [result for result in results if result.population == "whole"]
    sentences = []
    if groups:
        labels = listed_clearly([subjects.population_label(result.population) for result in groups])
        line = subjects.flagged(Line("groups were defined as follows: ", labels), [*map(flag_of, groups)])
        sentences.append(sentence(line))
    return sentences + _limited(terms, subjects, "a limit was set{place} by {limits}", _term)


def _criterion(result: Result) -> Line:
    """``tumor size of no more than 4 cm``; ``presence of 1-2 lesions`` of a number of tumors."""
    told, limit = clauses(result.figures), limit_text(result)
    (first, *more) = told
    if more or first.head.absent is not None or first.group == "words" or "(" in limit.plain:
        return _term(result)
    if not first.head.counted:
        return Line(outcome_name(result), " of ", limit)
    if result.target_name is None and result.outcome_name.startswith("number of "):
        return Line(TermText("presence", (f"outcome:{result.outcome}",)), " of ", limit)
    return _term(result)


def _term(result: Result) -> Line:
    return Line(outcome_name(result), " (", limit_text(result), ")")


def _limited(
    results: Sequence[Result], subjects: Subjects, frame: str, tell: Callable[[Result], Line]
) -> list[Line]:
    places: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        places.setdefault((result.column, result.population), []).append(result)
    return [
        sentence(_limits(group, subjects, (frame, tell), _place(column, population, subjects)))
        for (column, population), group in places.items()
    ]


def _limits(
    group: Sequence[Result],
    subjects: Subjects,
    form: tuple[str, Callable[[Result], Line]],
    place: Line,
) -> Line:
    frame, tell = form
    limits = listed_clearly([*map(tell, group)])
    line = subjects.flagged(filled(frame, place=place, limits=limits), [*map(flag_of, group)])
    return noted(line, [*map(note_of, group)], subjects)


def _place(column: str, population: str, subjects: Subjects) -> Line:
    """Whom a limit holds for, with a space before it; empty for all."""
    arm = Line("for ", subjects.arms[column]) if column in subjects.arms else Line()
    place = joined(" ", [arm, subjects.population(population)])
    return Line(" ", place) if place else place
