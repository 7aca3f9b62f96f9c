"""The paragraph about an indication: what the evidence includes, relevant outcomes, verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.codes import EFFECT_PHRASE
from kb.evidence.policy import StudyUse
from kb.inlines import Line, TermText
from kb.narrative.frames import Frames
from kb.narrative.notices import notice_counts
from kb.narrative.phrasing import bracketed, listed

#: How studies of a design group are counted: one, several, abbreviation at first use.
_GROUPS = {
    "randomized": ("randomized controlled trial", "randomized controlled trials", "RCT"),
    "nonrandomized-comparative": ("nonrandomized comparative study", "nonrandomized comparative studies", ""),
    "noncomparative": ("noncomparative study", "noncomparative studies", ""),
    "systematic-review": ("systematic review", "systematic reviews", ""),
    "diagnostic": ("study of a diagnostic test", "studies of diagnostic tests", ""),
    "other": ("study of another design", "studies of other designs", ""),
}


class Question(NamedTuple):
    """Who receives what: the PICO question of an indication as phrases.

    ``verb`` ties individuals to the population ("have", "are", "with"); ``outcomes`` are the relevant
    ones in order.
    """

    verb: str
    population: Line
    interventions: tuple[Line, ...]
    outcomes: tuple[str, ...]
    about: str
    """The indication that asks it, as ``indication:policy/key``."""
    others: tuple[Question, ...] = ()
    """The questions of further indications that it is put together with."""

    @property
    def individuals(self) -> Line:
        """``individuals who have unresectable tumors``, ``individuals with unresectable tumors``."""
        return Line("individuals ", listed([part._tied for part in (self, *self.others)], word="or"))

    @property
    def _tied(self) -> Line:
        tie = "" if self.verb in {"with", "without"} else "who "
        return Line(f"{tie}{self.verb} ", self.population)


def asked_together(questions: Sequence[Question]) -> Question:
    """One question of several that have one conclusion; the first is asked first."""
    first, *others = questions
    if not others:
        return first
    interventions = {line.plain: line for asked in questions for line in asked.interventions}
    outcomes = dict.fromkeys(name for asked in questions for name in asked.outcomes)
    return first._replace(
        interventions=tuple(interventions.values()), outcomes=tuple(outcomes), others=tuple(others)
    )


def evidence_sentence(question: Question, studies: Sequence[StudyUse], frames: Frames) -> Line:
    """What the evidence includes, counted from the designs of the linked studies."""
    return frames.say(
        "evidence",
        individuals=question.individuals,
        interventions=listed(question.interventions, word="or"),
        studies=_inventory(studies) if studies else "no studies",
        count=len(studies),
    )


def counted(studies: Sequence[StudyUse]) -> TermText:
    """The number of some studies, which knows the studies that it counts."""
    return TermText(str(len(studies)), tuple(f"counted-study:{use.study}" for use in studies))


def _inventory(studies: Sequence[StudyUse]) -> Line:
    counts = []
    for group, (alone, several, abbreviation) in _GROUPS.items():
        members = [study for study in studies if study.design_group == group]
        if group == "other":
            counts += [_count(alike, (*names, "")) for names, alike in _by_design(members, (alone, several))]
        elif members:
            own = _shared_design(members)
            counts.append(_count(members, (*own, "") if own else (alone, several, abbreviation)))
    return listed(counts)


def _shared_design(members: Sequence[StudyUse]) -> tuple[str, str] | None:
    """The names of the design that all of some studies have; null where they differ, and for plain RCTs."""
    (design, *others) = {study.design for study in members}
    plain = _GROUPS["randomized"][0]
    return None if others or not all(design) or design[0] == plain else design


def _count(members: Sequence[StudyUse], names: tuple[str, str, str]) -> Line:
    """``2 randomized controlled trials (RCTs)``, with remarks on some of them."""
    alone, several, abbreviation = names
    name = alone if len(members) == 1 else several
    short = f"{abbreviation}{'' if len(members) == 1 else 's'}" if abbreviation else ""
    remarks = [part for part in (short, *_remarks(members)) if part]
    return bracketed(Line(counted(members), f" {name}"), remarks)


def _by_design(
    members: Sequence[StudyUse], unnamed: tuple[str, str]
) -> Iterator[tuple[tuple[str, str], list[StudyUse]]]:
    """The studies of each design, under its names: a decision model is no "study of another design"."""
    designs = dict.fromkeys(study.design for study in members)
    for design in designs:
        yield design if all(design) else unnamed, [study for study in members if study.design == design]


def _remarks(members: Sequence[StudyUse]) -> list[str]:
    alone = len(members) == 1
    known = sum(1 for study in members if study.known_through is not None)
    empty = sum(1 for study in members if study.is_empty_review)
    shared = sum(1 for study in members if study.counted_with is not None)
    remarks = notice_counts(members)
    if known:
        remarks.append(f"{_of(known, alone)}known only through a systematic review")
    if shared:
        remarks.append(f"{_of(shared, alone)}in participants of another study")
    if empty:
        remarks.append(f"{_of(empty, alone)}without eligible studies")
    return remarks


def _of(count: int, alone: bool) -> str:
    return "" if alone else f"{count} of them "


def relevant_outcomes(question: Question, frames: Frames) -> Line:
    """``Relevant outcomes are overall survival and treatment-related mortality and morbidity.``"""
    outcomes = [Line(TermText(name, (question.about,))) for name in _without_repeats(question.outcomes)]
    count = len(question.outcomes)
    return frames.say(
        "relevant-outcomes",
        outcomes=listed(outcomes) if outcomes else "not named yet",
        relevant_outcome_are="The relevant outcome is" if count == 1 else "Relevant outcomes are",
        outcome_are="outcome is" if count == 1 else "outcomes are",
        count=count,
    )


def _without_repeats(outcomes: Sequence[str]) -> list[str]:
    """Neighbors that share a first word put together: treatment-related mortality and morbidity."""
    if len(outcomes) > 1:
        *before, first, second = outcomes
        shared, _, rest = second.partition(" ")
        if first.startswith(f"{shared} ") and first.count(" ") == second.count(" ") == 1:
            return [*before, f"{first} and {rest}"]
    return list(outcomes)


def verdict_sentence(verdict: str, effect: str, frames: Frames) -> Line:
    """Whether the evidence is sufficient, and to determine what."""
    return frames.say("verdict", verdict=verdict, effect=effect, what=EFFECT_PHRASE[effect])
