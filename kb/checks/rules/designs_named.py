"""The studies that a text names by their design are there.

Why: "the available randomized trial" is written for one trial. When a second is added, or the only one is
taken out, the sentence stays, and the conclusion speaks of evidence that is not there or leaves out what
is.

How: findings and sentences under headings are searched for designs (randomized trial, nonrandomized
comparison, cohort, case series, systematic review, meta-analysis) and numbers before them (two trials, a
single trial, the available trial). They are compared with the studies used for the indication, and those that
its reviews include by name or number. A design that no such study has is a warning; so are more studies than
there are, "the two trials" where three are used, and "the available", "only" or "single" study of a design
that several used studies have.

What fits: clauses that deny, wish or ask (no randomized trials, further trials are needed, whether). Trials
are randomized studies when the text says randomized; a plain "trial" may be any study that compares. One of
several, "in one study", is no count.

Limits: designs that a review counts without saying which (three unnamed studies) count as any design.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 15.6.1; PRISMA 2020,
item 17 (study characteristics), doi:10.1136/bmj.n71.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kb.checks.clauses import clauses_of
from kb.checks.design_words import DesignMention, designs_in
from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.policy import Indication

_MANY = "many"
"""Stands for studies that a review counts without naming them."""


@rule(
    Subject.POLICY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, section 15.6.1; PRISMA 2020, item 17, doi:10.1136/bmj.n71",
)
def check_designs_named(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each design that a text names and the evidence lacks, or counts otherwise."""
    for indication in policy.indications:
        if not indication.studies:
            continue
        used, all_known = _counts(policy, indication)
        for row, text in _texts(indication):
            for number, words in enumerate(text, start=1):
                for message, found in _complaints(words, used, all_known):
                    yield CheckProblem(
                        severity=Severity.WARNING,
                        record=indication.record,
                        place=f"{row}#{number}",
                        message=message,
                        found=found,
                    )


def _texts(indication: Indication) -> Iterator[tuple[str, list[str]]]:
    """Row and clauses of findings and of sentences under headings."""
    for finding in indication.findings:
        yield finding.id, [clause.words for clause in clauses_of(finding.text)]
    for group in indication.groups:
        if group.intro is not None:
            yield group.id, [clause.words for clause in clauses_of(group.intro)]


def _counts(policy: CheckedPolicy, indication: Indication) -> tuple[Counter[str], Counter[str]]:
    """Studies by group of designs: those used, and with those that their reviews include."""
    studies = [policy.studies[key] for key in indication.studies if key in policy.studies]
    used = Counter(study.design_group for study in studies)
    known = {study.id: study.design_group for study in studies}
    unnamed = 0
    for study in studies:
        for inclusion in study.inclusions:
            if inclusion.study is not None and inclusion.design_group is not None:
                known[inclusion.study] = inclusion.design_group
            unnamed += inclusion.unnamed or 0
    return used, Counter(known.values()) + Counter({_MANY: unnamed})


def _complaints(words: str, used: Counter[str], known: Counter[str]) -> Iterator[tuple[str, str]]:
    for mention in designs_in(words):
        available = sum(known[group] for group in mention.groups) + known[_MANY]
        complaint = _complaint(mention, available, sum(used[group] for group in mention.groups))
        if complaint:
            yield complaint, mention.words


def _complaint(mention: DesignMention, available: int, used: int) -> str:
    quoted, count = mention.words, mention.number or 0
    if available == 0:
        return (
            f'The text speaks of "{quoted}", but no study used, or included in a review, is of this design.'
        )
    if count > 1 and count > available:
        return (
            f'The text says "{quoted}", but only {available} of this design is used or included in a review.'
        )
    if count > 1 and mention.is_all and count < used:
        return f'The text says "{quoted}", but {used} studies of this design are used. Rewrite it.'
    if mention.is_only and used > 1 and not mention.design.endswith(("s", "S")):
        return f'The text speaks of "{quoted}", but {used} studies of this design are used. Rewrite it.'
    return ""
