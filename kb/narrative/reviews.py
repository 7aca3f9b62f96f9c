"""What a review found: designs and numbers of studies, which ones it includes and which it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.evidence.study import Inclusion, Result, Study
from kb.inlines import Line, TermText
from kb.narrative.blocks import clauses, flag_of, note_of
from kb.narrative.figures_in_words import bare, number, said_as
from kb.narrative.notices import marked
from kb.narrative.phrasing import bracketed, listed_clearly, sentence, singular_phrase
from kb.narrative.prose import ProseReader, cited
from kb.narrative.study_phrases import Subjects, arm_name


def is_study_count(result: Result) -> bool:
    """Whether a result counts the studies that a review found."""
    plain = len(result.figures) == 1 and result.figures[0].statistic == "count"
    return result.domain == "review" and plain and not result.times and result.scope != "contrast"


def studies_found(results: Sequence[Result], subjects: Subjects) -> list[Line]:
    """``It found 2 prospective cohort studies and no randomized trials.``"""
    if not results:
        empty = any(inclusion.state == "none-eligible" for inclusion in subjects.study.inclusions)
        return [Line("No study was eligible.")] if empty else []
    counts = listed_clearly([_count(result, subjects) for result in results])
    return [sentence(Line("it found ", counts))]


def _count(result: Result, subjects: Subjects) -> Line:
    study, figure = subjects.study, clauses(result.figures)[0].head
    words = study.populations[result.population].label or f"eligible {figure.counted or 'studies'}"
    if figure.value == 1:
        words = singular_phrase(words)
    noun = Line(TermText(words, (f"population:{study.id}/{result.population}",)))
    arm = [arm for arm in study.arms.values() if arm.key == result.column]
    if arm and len(study.arms) > 1:
        label = singular_phrase(arm[0].label) if figure.value == 1 else arm[0].label
        noun = Line(noun, " of ", arm_name(study, arm[0].key, label))
    in_words = figure.value == 0 and not any(map(str.isdigit, bare(figure)))
    shown = Line(said_as("no", figure)) if in_words else number(figure)
    note = note_of(result)
    remarks = [] if note is None else [subjects.remark(note)]
    return subjects.flagged(bracketed(Line(shown, " ", noun), remarks), [flag_of(result)])


@dataclass
class _Numbering:
    """Which citation numbers can be printed without running ahead of the order of first citation."""

    prose: ProseReader
    review: str
    highest: int

    def name(self, inclusion: Inclusion) -> Line:
        number = self.prose.numbers.get(inclusion.reference or "")
        about = f"unnamed:{self.review}/{inclusion.state}"
        if inclusion.study is not None:
            about = f"study:{inclusion.study}"
        name = Line(TermText(inclusion.label or "", (about,)))
        if number is not None and number <= self.highest + 1:
            self.highest = max(self.highest, number)
            name = Line(name, cited(inclusion.reference, self.prose.numbers))
        reason = self.prose.line(inclusion.reason or "", f"reason:{self.review}/{inclusion.study}")
        return marked(name, inclusion.notice, [reason] if reason else [])


def inclusions(study: Study, prose: ProseReader, counted: bool) -> list[Line]:
    """Which studies the review includes and which it does not.

    A study first cited further down is named without its number, so that numbers stay in the order of first
    citation. ``counted`` says that the numbers of studies have been given, so that unnamed ones need no
    mention of their own.
    """
    numbers: Mapping[str, int] = prose.numbers
    own = [numbers[report.reference] for report in study.reports if report.reference in numbers]
    numbering = _Numbering(prose, study.id, max(own, default=0))
    named = _named(study, numbering, "included")
    unnamed = _unnamed(study, "included")
    if unnamed and (named or not counted):
        named += unnamed
    sentences = [sentence(Line("it included ", listed_clearly(named)))] if named else []
    unpooled = _named(study, numbering, "included-not-pooled") + _unnamed(study, "included-not-pooled")
    if unpooled:
        sentences.append(sentence(Line("it included without pooling ", listed_clearly(unpooled))))
    without = _named(study, numbering, "not-included") + _unnamed(study, "not-included")
    if without:
        sentences.append(sentence(Line("it did not include ", listed_clearly(without, "or"))))
    return sentences


def _named(study: Study, numbering: _Numbering, state: str) -> list[Line]:
    return [
        numbering.name(inclusion)
        for inclusion in study.inclusions
        if inclusion.state == state and inclusion.label is not None
    ]


def _unnamed(study: Study, state: str) -> list[Line]:
    counts = [
        inclusion.unnamed
        for inclusion in study.inclusions
        if inclusion.state == state and inclusion.unnamed is not None
    ]
    about = (f"unnamed:{study.id}/{state}",)
    return [
        Line(TermText(str(count), about), f" further {'study' if count == 1 else 'studies'} not named here")
        for count in counts
    ]
