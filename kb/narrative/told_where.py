"""Which results of a study its paragraph tells, and which stand in the table of further results.

The paragraph of a study as used for an indication tells

1. its primary outcomes, for all participants (in subgroups only where nothing else is reported);
2. what a finding of the indication rests on;
3. up to five outcomes in all, those of the question for all participants, the main ones first; where it
   reports none of these, what it reports first;
4. harms: totals, serious ones, deaths and withdrawals, else what is reported first;
5. eligibility, how long participants were followed, whether groups were alike at the start, how many were
   analyzed where a set of them is told, and the clusters of a cluster randomized trial.

Of a test it tells sensitivity and specificity, where reported, and what a finding rests on. All else stands
in the table, so that every figure of the study stands in one of the two. Without a focus the paragraph tells
everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kb.evidence.answered_outcomes import answers
from kb.evidence.policy import Indication
from kb.evidence.study import PARTICIPANTS, Result, Study
from kb.evidence.vocabulary import Outcome, Vocabulary
from kb.narrative.reviews import is_study_count
from kb.narrative.study_opening import is_size
from kb.narrative.study_phrases import is_named_by_measure, is_of_test
from kb.notation import Figure

_ALL_PARTICIPANTS = frozenset({"whole", "itt", "per-protocol", "safety", "matched", "interim"})
"""Kinds of population sets that are no part chosen by a characteristic or by what happened."""
_ANALYZED = _ALL_PARTICIPANTS - {"whole"}
_TOTAL_OF_HARMS = re.compile(
    r"\b(?:serious|severe|grade|major|fatal\w*|deaths?|mortality|discontinu\w+|withdr[ae]w\w*"
    r"|(?:any |all |treatment[- ](?:related|emergent) )*(?:adverse events?|complications?|harms?)$"
    r"|morbidity$|toxicity$)",
    re.IGNORECASE,
)
"""Names of harms that a reader looks for first: totals, serious ones, deaths, withdrawals."""
_MAIN_MEASURES = frozenset({"sensitivity", "specificity"})
_DEATH = re.compile(r"\b(?:deaths?|mortality)\b", re.IGNORECASE)
_INSTEAD = frozenset({"baseline", "treatment"})
"""Roles of the results that a study without outcomes tells instead."""
_MOST_RESULTS = 5
"""Outcomes that a paragraph tells where neither findings nor primary outcomes choose more."""
_MOST_FIGURES = 24
"""Figures of such outcomes, with the ends of their intervals."""
_MOST_PRIMARY = 6
_MOST_HARMS = 4


@dataclass(frozen=True)
class Focus:
    """What an indication makes of its studies: what its findings rest on, and what its question asks."""

    bound: frozenset[str] = frozenset()
    """Ids of the figures that its findings rest on."""
    outcomes: tuple[tuple[Outcome, bool], ...] = ()
    """The outcomes of its question; true for those of main interest and those that its conclusion names."""
    vocabulary: Vocabulary = Vocabulary()  # noqa: RUF009  (an empty one is not changed)

    @classmethod
    def of(cls, indication: Indication, bound: Iterable[str], vocabulary: Vocabulary) -> Focus:
        """The focus of an indication whose findings rest on some figures."""
        known = vocabulary.outcomes
        asked = [
            (known[part.key], part.relevant or part.interest == "main")
            for part in indication.outcomes
            if part.key in known
        ]
        return cls(frozenset(bound), tuple(asked), vocabulary)

    def asks(self, result: Result, main: bool) -> bool:
        """Whether its outcome answers one of the question, of the main ones if so asked."""
        reported = Outcome(
            result.outcome, result.outcome_name, result.domain, result.direction, result.whole_numbers
        )
        terms = self.vocabulary.outcome_terms
        return any(
            answers(reported, outcome, terms) for outcome, relevant in self.outcomes if relevant or not main
        )


class ToldWhere(NamedTuple):
    """The results of a study that its paragraph tells, and those of the table, in the order of the record.

    A result of which the paragraph tells a part stands in both, with all its figures in the table.
    """

    paragraph: tuple[Result, ...]
    table: tuple[Result, ...]


def told_where(study: Study, focus: Focus | None) -> ToldWhere:
    """Where each result of a study stands; the paragraph tells everything without a focus."""
    if focus is None:
        return ToldWhere(study.results, ())
    chosen = _Chosen(study, focus).ids()
    others = [result for result in study.results if result.id not in chosen and not _is_limit(result)]
    parts = {result.id: _told_part(result, focus) for result in study.results if result.id in chosen}
    said, named = limits_said(study, [*parts.values()]), limits_said(study, others)
    told = parts | {result.id: result for result in study.results if result.id in said}
    whole = {id for id, part in told.items() if len(part.figures) == len(_result(study, id).figures)}
    return ToldWhere(
        tuple(told[result.id] for result in study.results if result.id in told),
        tuple(result for result in study.results if result.id not in whole | (named - said)),
    )


def _result(study: Study, id: str) -> Result:
    return next(result for result in study.results if result.id == id)


def _told_part(result: Result, focus: Focus) -> Result:
    """What a paragraph tells of a result: of a test's measures the main ones, and those of a finding."""
    if not is_named_by_measure(result):
        return result
    figures: list[Figure] = []
    tells = False
    for statement in result.statements:
        measures = {figure.statistic for figure in statement.figures if is_of_test(figure.statistic)}
        if measures:
            tells = bool(measures & _MAIN_MEASURES or focus.bound & {f.id for f in statement.figures})
        figures += statement.figures if tells else ()
    return replace(result, figures=tuple(figures)) if figures else result


def limits_said(study: Study, results: Sequence[Result]) -> set[str]:
    """Ids of the limits that the words about some results say: of their populations, and in definitions."""
    sets = {result.population for result in results if not _is_limit(result)}
    for result in results:
        contrast = study.contrasts.get(result.column) if result.scope == "contrast" else None
        if contrast is not None and contrast.kind != "arms":
            sets |= {key for key in (contrast.index, contrast.reference) if key is not None}
    defined = " ".join(result.definition or "" for result in results)
    return {
        limit.id
        for limit in study.results
        if _is_limit(limit)
        and ((limit.entry == 0 and limit.population in sets - {"whole"}) or f"[[{limit.id}" in defined)
    }


class _Group(NamedTuple):
    """What is told together: the sides of one outcome, with what compares them, over all their times."""

    results: tuple[Result, ...]

    @property
    def first(self) -> Result:
        return self.results[0]

    @property
    def figure_ids(self) -> set[str]:
        return {figure.id for result in self.results for figure in result.figures}


class _Chosen:
    """The choice of what the paragraph of one study tells."""

    def __init__(self, study: Study, focus: Focus) -> None:
        self._study = study
        self._focus = focus
        self._groups = _groups(study.results)

    def ids(self) -> set[str]:
        """Ids of the results that the paragraph tells."""
        chosen = [group for group in self._groups if self._always(group)]
        bound = [group for group in self._groups if group.figure_ids & self._focus.bound]
        outcomes = [group for group in self._groups if group.first.role == "outcome"]
        harms = [group for group in outcomes if _is_harm(group.first)]
        primary = self._of_all([group for group in outcomes if group.first.is_primary])[:_MOST_PRIMARY]
        first = [group for group in outcomes if group in bound or group in primary]
        chosen += bound + self._filled(first, [group for group in outcomes if group not in harms])
        chosen += self._harms(harms)
        sets = {group.first.population for group in chosen}
        chosen += [group for group in self._groups if self._is_size_of(group.first, sets)]
        return {result.id for group in chosen for result in group.results}

    def _always(self, group: _Group) -> bool:
        first = group.first
        clusters = "cluster" in self._study.design_name and "cluster" in first.outcome_name
        if is_size(first) or is_study_count(first) or first.role == "eligibility" or clusters:
            return True
        whole = self._kind(first) in _ALL_PARTICIPANTS
        alike = first.role == "baseline" and all(
            figure.statistic == "verbal" for result in group.results for figure in result.figures
        )
        return whole and (first.role == "follow-up" or alike)

    def _filled(self, first: Sequence[_Group], outcomes: Sequence[_Group]) -> list[_Group]:
        """What has to be told, and of the other outcomes as many as there is room for."""
        chosen = [*first]
        for main in (True, False):
            asked = [group for group in outcomes if self._focus.asks(group.first, main)]
            # A part of the participants stands for all only where nothing else is told.
            asked = self._of_all(asked) if not chosen else self._whole(asked)
            self._fill(chosen, asked)
        if not chosen:
            others = outcomes or [group for group in self._groups if group.first.role in _INSTEAD]
            self._fill(chosen, self._of_all(others))
        return chosen

    def _fill(self, chosen: list[_Group], groups: Iterable[_Group]) -> None:
        """Add groups in their order until there is no room; one is always told."""
        for group in groups:
            if group not in chosen:
                figures = sum(self._length(each) for each in (*chosen, group))
                if chosen and (len(chosen) >= _MOST_RESULTS or figures > _MOST_FIGURES):
                    return
                chosen.append(group)

    def _length(self, group: _Group) -> int:
        """How many figures the paragraph tells of a group."""
        return sum(len(_told_part(result, self._focus).figures) for result in group.results)

    def _harms(self, harms: Sequence[_Group]) -> list[_Group]:
        of_all = self._of_all(harms)
        totals = [group for group in of_all if _TOTAL_OF_HARMS.search(group.first.outcome_name)]
        return (totals or of_all)[:_MOST_HARMS]

    def _of_all(self, groups: Sequence[_Group]) -> list[_Group]:
        """Those about all participants; where there is none, all."""
        return self._whole(groups) or [*groups]

    def _whole(self, groups: Sequence[_Group]) -> list[_Group]:
        return [group for group in groups if self._kind(group.first) in _ALL_PARTICIPANTS]

    def _is_size_of(self, result: Result, sets: set[str]) -> bool:
        """Whether it is how many were analyzed in a set of participants that the paragraph tells of."""
        kind = self._kind(result)
        return result.outcome == PARTICIPANTS and kind in _ANALYZED and result.population in sets

    def _kind(self, result: Result) -> str:
        return self._study.populations[result.population].kind


def _groups(results: Sequence[Result]) -> list[_Group]:
    """Results that are told together; sizes and limits of sets each alone."""
    groups: dict[tuple[object, ...], list[Result]] = {}
    places: dict[tuple[object, ...], tuple[object, ...]] = {}
    for result in results:
        entry: tuple[object, ...] = (result.entry,) if result.entry else (result.id,)
        subject = (result.outcome, result.target, result.population, result.role, result.time.key)
        place = places.setdefault(subject, entry) if result.entry else entry
        groups.setdefault(place, []).append(result)
    return [_Group(tuple(members)) for members in groups.values()]


def _is_harm(result: Result) -> bool:
    return result.domain == "harm" or (
        result.domain == "survival" and _DEATH.search(result.outcome_name) is not None
    )


def _is_limit(result: Result) -> bool:
    return result.role == "definition"
