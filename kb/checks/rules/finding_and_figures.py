"""A finding names the outcome, time, arm, comparator and studies of the figures that it prints.

Why: a figure in a finding is bound to its row, the words around it are not. "Three-year survival" before a
rate at five years, "after RFA" before the rate of the other arm, or "noncomparative studies" before a range
over nonrandomized comparisons prints a true number in a false sentence.

How: a finding is read clause by clause, and each figure printed in it is compared with what the clause names.
Outcome: the names of the vocabulary, else the words of its domain (survival, recurrence, complications).
Time: at three years, five-year survival. Arm: the words right behind the figure, and the order of both sides
before a pair (rarer after A than after B: first the value of A); a clause that names one arm alone and
prints only another. Statistic: the word right before the figure (sensitivity, odds ratio, median). Change:
fell from 7.1 to 3.4, increased by 39.5. Comparator: the interventions behind than,
versus, or compared with. Studies: the design that the clause names, and how many of it.

What is reported: a figure of another outcome, time, arm, statistic, change or design than the clause names;
a comparator that no study of its figures has; more studies than the clause counts (warnings), and fewer
(note).

What fits: a wider or narrower outcome; a p value over several times of which one is named; figures without a
time of their own that are no rates; clauses that name nothing of the kind. Arms are told apart by words that
only one of them has. Designs are left alone in clauses that deny, wish or ask, and where the figures are of a
review that includes such a study, and says so.

Limits: pronouns ("in the latter") are not understood, and of lists ("respectively") only those of two.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 15.6.1; Boutron et al,
doi:10.1001/jama.2010.651 (spin).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kb.checks.clauses import Clause, clauses_of
from kb.checks.design_words import DesignMention, designs_in
from kb.checks.finding_names import (
    ABOUT_NO_EFFECT,
    arm_named,
    arms_in_order,
    beginnings,
    interventions_compared,
    interventions_named,
    outcomes_named,
    related,
    side_after,
    times_named,
    without_names,
)
from kb.checks.finding_sides import other_changes, other_sides, other_statistics
from kb.checks.outcome_words import topics_of
from kb.checks.policy import BoundFigure, CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.study import StudyOutline
from kb.evidence.vocabulary import is_form_of, name_of

_RATES = frozenset({"percent", "count", "total"})
_PAIR = re.compile(r"#\s*(?:vs\.?|versus|against|and)\s*#")
_A_STUDY = re.compile(r"\b(?:trial|stud(?:y|ies)|series|review|cohort|comparison)s?\b", re.IGNORECASE)
_LETTERS = 6
"""Of words of the names of outcomes, so that complications are not taken for a comparison."""
_CLOSE = 0.2
"""Months by which times of different units may differ: 52 weeks are one year."""


class _Complaint(NamedTuple):
    severity: Severity
    message: str
    figures: tuple[str, ...]


@rule(
    Subject.POLICY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, section 15.6.1; doi:10.1001/jama.2010.651",
)
def check_finding_and_figures(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """At most one problem for each clause of a finding."""
    for indication in policy.indications:
        for finding in indication.findings:
            clauses = clauses_of(finding.text, policy.basis_of(finding))
            for number, clause in enumerate(clauses):
                complaint = next(_complaints(policy, clause, _design_of(clauses, number)), None)
                if complaint is not None:
                    yield CheckProblem(
                        severity=complaint.severity,
                        record=indication.record,
                        place=f"{finding.id}#{number + 1}",
                        message=complaint.message,
                        found=clause.words,
                        figures=complaint.figures,
                    )


def _complaints(policy: CheckedPolicy, clause: Clause, design: DesignMention | None) -> Iterator[_Complaint]:
    if not clause.figures:
        return
    yield from _other_outcome(policy, clause)
    yield from _other_time(policy, clause)
    yield from _other_arm(policy, clause)
    yield from _other_order(policy, clause)
    yield from _other_comparator(policy, clause)
    for told in (other_sides(policy, clause), other_statistics(clause), other_changes(clause)):
        yield from (_told(bound, message) for bound, message in told)
    if design is not None:
        yield from _other_design(policy, clause, design)
        yield from _other_number(policy, clause, design)


def _other_outcome(policy: CheckedPolicy, clause: Clause) -> Iterator[_Complaint]:
    terms = policy.vocabulary.outcome_terms
    named = outcomes_named(clause.words, policy.vocabulary)
    topics = topics_of(without_names(clause.words, named.values()))
    for bound in clause.figures:
        outcome = policy.vocabulary.outcomes.get(bound.outcome)
        if outcome is None or outcome.domain in ABOUT_NO_EFFECT:
            continue
        if named:
            fits = (
                outcome.domain in topics
                or any(
                    related(terms, bound.outcome, key) or _is_wider(name, outcome.name)
                    for key, name in named.items()
                )
                or _names_own(policy, clause.words, bound.outcome, named)
            )
            words = " and ".join(named.values())
        else:
            own = beginnings(outcome.name) & beginnings(clause.words)
            fits = not topics or outcome.domain in topics or bool(own)
            words = " and ".join(sorted(topics))
        if not fits:
            message = f"is of {outcome.name}, while the clause speaks of {words}"
            yield _told(bound, message)


def _is_wider(name: str, own: str) -> bool:
    """Whether a name is a part of another: recurrence of local recurrence."""
    return set(name.split()) <= set(own.lower().replace("-", " ").split())


def _names_own(policy: CheckedPolicy, words: str, outcome: str, named: dict[str, str]) -> bool:
    """Whether words of the outcome stand in the clause that none of the outcomes has that it names whole."""
    others = set().union(*(beginnings(name, _LETTERS) for name in named.values()))
    own = beginnings(name_of(policy.vocabulary.outcome_terms, outcome), _LETTERS)
    return bool((own - others) & beginnings(words, _LETTERS))


def _other_time(policy: CheckedPolicy, clause: Clause) -> Iterator[_Complaint]:
    named = times_named(clause.words)
    if not named:
        return
    words = " and ".join(named.values())
    for bound in clause.figures:
        months = bound.time.months
        if months is not None:
            at_start = months == 0 and _START.search(clause.words)
            if not at_start and not any(abs(float(time) - months) <= _CLOSE for time in named):
                own = bound.time.words or bound.time.label
                yield _told(bound, f'is {own}, while the clause says "{words}"')
        elif (
            not bound.time.steps
            and bound.figure.statistic in _RATES
            and bound.scope == "arm"
            and not _is_of_another(policy, bound, named)
        ):
            yield _told(bound, f'has no time in its record, while the clause says "{words}"')


def _is_of_another(policy: CheckedPolicy, bound: BoundFigure, times: Mapping[Decimal, str]) -> bool:
    """Whether each time is said of an outcome of another kind: five-year survival, beside complications."""
    outcome = policy.vocabulary.outcomes.get(bound.outcome)
    kinds = [topics_of(words) for words in times.values()]
    return outcome is not None and any(kinds) and not any(outcome.domain in kind for kind in kinds)


def _other_arm(policy: CheckedPolicy, clause: Clause) -> Iterator[_Complaint]:
    for bound, behind in _with_words_behind(clause):
        study = policy.studies.get(bound.study)
        side = side_after(behind)
        if study is None or side is None or bound.scope != "arm" or _LISTED.search(clause.words):
            continue
        arm = arm_named(side, study, policy.vocabulary)
        if (arm is not None and arm != bound.column) or (arm is None and _is_foreign(side, study, policy)):
            yield _told(bound, f'is of {study.arms[bound.column].label}, while "{side}" follows it')


def _is_foreign(side: str, study: StudyOutline, policy: CheckedPolicy) -> bool:
    """Whether words start with an intervention that no arm of the study received."""
    terms = policy.vocabulary.interventions
    received = {key for arm in study.arms.values() for key in arm.interventions}
    named = interventions_named(side, policy.vocabulary, first=True)
    return bool(received and named) and not any(
        is_form_of(terms, own, key) or is_form_of(terms, key, own) for own in received for key in named
    )


def _with_words_behind(clause: Clause) -> Iterator[tuple[BoundFigure, str]]:
    """Each figure with the words behind it; of two joined by "and", those behind the second."""
    parts = clause.words.split("#")[1:]
    for number, (bound, behind) in enumerate(zip(clause.printed, parts, strict=False)):
        if bound is not None:
            joined = behind.strip() in ("and", ",") and number + 1 < len(parts)
            yield bound, parts[number + 1] if joined else behind


def _other_order(policy: CheckedPolicy, clause: Clause) -> Iterator[_Complaint]:
    """A pair whose values are the other way around than the sides before it."""
    for number, match in _pairs(clause):
        first, second = clause.printed[number : number + 2]
        if first is None or second is None or first.like != second.like or first.scope != "arm":
            continue
        study = policy.studies.get(first.study)
        if study is None:
            continue
        order = arms_in_order(clause.words[: match.start()], study, policy.vocabulary)
        if order and order == [second.column, first.column]:
            values = f"{first.figure.text} and {second.figure.text}"
            message = f"{values} stand in the other order than the sides before them."
            yield _Complaint(Severity.WARNING, message, (first.figure.id, second.figure.id))


def _pairs(clause: Clause) -> Iterator[tuple[int, re.Match[str]]]:
    """Where two values stand side by side, with the number of the first token."""
    for match in _PAIR.finditer(clause.words):
        yield clause.words[: match.start()].count("#"), match


def _other_comparator(policy: CheckedPolicy, clause: Clause) -> Iterator[_Complaint]:
    compared = interventions_compared(clause.words, policy.vocabulary)
    studies = [policy.studies[bound.study] for bound in clause.figures if bound.study in policy.studies]
    received = {key for study in studies for arm in study.arms.values() for key in arm.interventions}
    terms = policy.vocabulary.interventions
    for key, name in compared.items():
        fits = any(is_form_of(terms, own, key) or is_form_of(terms, key, own) for own in received)
        if received and not fits:
            figures = tuple(bound.figure.id for bound in clause.figures)
            labels = " and ".join(dict.fromkeys(study.label for study in studies))
            message = f"The clause compares with {name}, which no arm of {labels} received."
            yield _Complaint(Severity.WARNING, message, figures)
            return


def _design_of(clauses: Sequence[Clause], number: int) -> DesignMention | None:
    """The one design that a clause names, else the one that its sentence has named before; null for none."""
    own = list(designs_in(clauses[number].words))
    if own:
        return own[0] if len(own) == 1 else None
    before = [
        mention
        for clause in clauses[:number]
        if clause.sentence == clauses[number].sentence
        for mention in designs_in(clause.words)
    ]
    return before[0] if len(before) == 1 and not _ELSEWHERE.search(clauses[number].words) else None


_LISTED = re.compile(r"\brespectively\b", re.IGNORECASE)
_START = re.compile(r"\b(?:baseline|before|initial(?:ly)?|at entry|start|from #)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:another|other|others|one|second|latter|former)\b", re.IGNORECASE)


def _other_design(policy: CheckedPolicy, clause: Clause, design: DesignMention) -> Iterator[_Complaint]:
    for bound, before in _with_words_before(clause):
        study = policy.studies.get(bound.study)
        if study is None or study.design_group in design.groups:
            continue
        included = {inclusion.design_group for inclusion in study.inclusions if inclusion.study is not None}
        of_another = _A_STUDY.search(
            before.partition(design.words)[2] or ("" if design.words in before else before)
        )
        if of_another or included & set(design.groups) or _speaks_of_review(clause.words, study.design_group):
            continue
        yield _told(bound, f'is of a {study.design_name}, while the clause speaks of "{design.words}"')


def _with_words_before(clause: Clause) -> Iterator[tuple[BoundFigure, str]]:
    """Each figure with all words of the clause before it."""
    parts = clause.words.split("#")
    for number, bound in enumerate(clause.printed, start=1):
        if bound is not None:
            yield bound, "#".join(parts[:number])


def _speaks_of_review(words: str, design_group: str) -> bool:
    return (
        design_group == "systematic-review"
        and re.search(r"\breviews?\b|meta-analys|\bpool", words, re.I) is not None
    )


def _other_number(policy: CheckedPolicy, clause: Clause, design: DesignMention) -> Iterator[_Complaint]:
    studies = list(dict.fromkeys(bound.study for bound in clause.figures if bound.study in policy.studies))
    if design.number is None or design.is_part or not _counts_them(clause, design):
        return
    figures = tuple(bound.figure.id for bound in clause.figures)
    labels = " and ".join(policy.studies[key].label for key in studies)
    if len(studies) > design.number:
        message = f'The clause speaks of "{design.words}", and its figures are of {len(studies)}: {labels}.'
        yield _Complaint(Severity.WARNING, message, figures)
    elif len(studies) < design.number and not _pooled(policy, studies, design.number):
        message = f'The clause speaks of "{design.words}", and its figures are of {labels} alone.'
        remedy = "Print those of the others, or say of which these are."
        yield _Complaint(Severity.NOTE, f"{message} {remedy}", figures)


def _pooled(policy: CheckedPolicy, studies: Sequence[str], number: int) -> bool:
    """Whether the figures may be a review's, over as many studies as are named."""
    reviews = [study for key in studies if (study := policy.studies[key]).design_group == "systematic-review"]
    return any(not study.inclusions or len(study.inclusions) >= number for study in reviews)


def _counts_them(clause: Clause, design: DesignMention) -> bool:
    """Whether the count stands in this clause, before its figures."""
    return 0 <= clause.words.find(design.words) < clause.words.find("#")


def _told(bound: BoundFigure, message: str) -> _Complaint:
    return _Complaint(Severity.WARNING, f"{bound.figure.text} {message}.", (bound.figure.id,))
