"""What a review found: designs and numbers of studies, which ones it includes and which it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kb.evidence.study import Inclusion, Result, Study
from kb.inlines import Line, TermText, joined
from kb.narrative.blocks import clauses, flag_of, note_of
from kb.narrative.figures_in_words import bare, number, said_as
from kb.narrative.notices import marked
from kb.narrative.phrasing import bracketed, listed, listed_clearly, sentence, singular_phrase
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
    is_parted = any(result.scope == "arm" for result in results) and len(subjects.study.arms) > 1
    counts = listed_clearly([_count(result, subjects, is_parted) for result in results])
    return [sentence(Line("it found ", counts))]


def _count(result: Result, subjects: Subjects, is_parted: bool) -> Line:
    """How many studies of what; of all where others are told by arm."""
    study, figure = subjects.study, clauses(result.figures)[0].head
    words = study.populations[result.population].label or f"eligible {figure.counted or 'studies'}"
    if figure.value == 1:
        words = singular_phrase(words)
    noun = Line(TermText(words, (f"population:{study.id}/{result.population}",)))
    arm = [arm for arm in study.arms.values() if arm.key == result.column]
    if arm and len(study.arms) > 1:
        label = singular_phrase(arm[0].label) if figure.value == 1 else arm[0].label
        noun = Line(noun, " of ", arm_name(study, arm[0].key, label))
    elif is_parted:
        noun = Line(noun, " in all")
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


_MOST_NAMED = 5
"""Studies that a short paragraph names; more stand in a table."""


def inclusions(study: Study, prose: ProseReader, counted: bool, *, by_name: bool = True) -> list[Line]:
    """Which studies the review includes and which it does not.

    A study first cited further down is named without its number, so that numbers stay in the order of first
    citation. ``counted`` says that the numbers of studies have been given, so that unnamed ones need no
    mention of their own. Without ``by_name`` many studies are counted, and a table names them.
    """
    if not by_name and names_many(study):
        return _counts_of_included(study, counted)
    numbers: Mapping[str, int] = prose.numbers
    own = [numbers[report.reference] for report in study.reports if report.reference in numbers]
    numbering = _Numbering(prose, study.id, max(own, default=0))
    names = {state: _named(study, numbering, state) for state in _FRAMES}
    unnamed = {state: _unnamed(study, state) for state in _FRAMES}
    if counted and not names["included"]:
        unnamed["included"] = []
    listed_states = {state: names[state] + unnamed[state] for state in _FRAMES}
    return [
        sentence(Line(_FRAMES[state], listed_clearly(lines, "or" if state == "not-included" else "and")))
        for state, lines in listed_states.items()
        if lines
    ]


_FRAMES = {
    "included": "it included ",
    "included-not-pooled": "it included without pooling ",
    "not-included": "it did not include ",
}


def names_many(study: Study) -> bool:
    """Whether a review names more studies than a short paragraph can hold."""
    return sum(1 for inclusion in study.inclusions if inclusion.label is not None) > _MOST_NAMED


def inclusion_cells(study: Study, prose: ProseReader) -> tuple[Line, ...]:
    """The names of the studies included, included without pooling, and not included, without citations."""
    numbering = _Numbering(replace(prose, numbers={}), study.id, 0)
    return tuple(joined("; ", _named(study, numbering, state) + _unnamed(study, state)) for state in _FRAMES)


def _counts_of_included(study: Study, counted: bool) -> list[Line]:
    """``It included 12 studies and 4 without pooling (named in the table below).``"""
    counts: list[Line] = []
    for state, words in (("included", ""), ("included-not-pooled", " without pooling")):
        members = [inclusion for inclusion in study.inclusions if inclusion.state == state]
        size = sum(1 if inclusion.label is not None else inclusion.unnamed or 0 for inclusion in members)
        about = tuple(f"counted-study:{member.study}" for member in members if member.study is not None) or (
            f"unnamed:{study.id}/{state}",
        )
        if size:
            noun = "" if counts else " study" if size == 1 else " studies"
            counts.append(Line(TermText(str(size), about), noun, words))
    if counted and len(counts) == 1:
        return [Line("The table below names the studies.")]
    return [sentence(Line("it included ", listed(counts), " (named in the table below)"))] if counts else []


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
