"""No two studies of a policy go by the same label.

Why: "Wang et al (2015)" has to name one study. With two of them, neither the text nor a table says which of
the two a number belongs to.

How: the labels of the studies that a policy uses, or that its reviews name, are compared without case and
accents. References by persons that report no such study are compared by first author and year: for them it
is a note, since the text cites them by number.

What fits: a letter after the year (2015a, 2015b) or initials in the label part two studies. Several reports
of one study are one. Organizations publish many documents a year under one name and are left out.

Limits: labels that differ in spelling only are taken for different ones.

Source: AMA Manual of Style, 11th edition, section 3.6; Chicago Manual of Style, 17th edition, section 15.20
(letters after the year part works of one author and year).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.bibliography.study_labels import folded, without_particles
from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.evidence.dates import year_of


@rule(Subject.POLICY, Severity.WARNING, source="AMA Manual of Style, 11th edition, section 3.6")
def check_same_author_year(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each label that several studies, or studies and references, share."""
    for label, keys in _studies(policy).items():
        if len(keys) > 1:
            yield _problem(policy, Severity.WARNING, label, sorted(keys))
    for label, keys in _references(policy).items():
        if len(keys) > 1:
            yield _problem(policy, Severity.NOTE, label, sorted(keys))


def _studies(policy: CheckedPolicy) -> dict[str, set[str]]:
    """Label to the keys of the studies that go by it."""
    named = [(study.label, study.id) for study in policy.studies.values()]
    named += [
        (inclusion.label, inclusion.study)
        for study in policy.studies.values()
        for inclusion in study.inclusions
        if inclusion.label is not None and inclusion.study is not None
    ]
    labels: dict[str, str] = {}
    studies: dict[str, set[str]] = defaultdict(set)
    for label, key in named:
        studies[labels.setdefault(folded(label), label)].add(key)
    return studies


def _references(policy: CheckedPolicy) -> dict[str, set[str]]:
    """First author and year to the references by them that report no study of the policy."""
    reports = {report.reference for study in policy.studies.values() for report in study.reports}
    names: dict[tuple[str, int], str] = {}
    references: dict[str, set[str]] = defaultdict(set)
    for reference in policy.references:
        year = year_of(reference.issued)
        if reference.family is None or year is None or reference.reference in reports:
            continue
        references[
            names.setdefault((without_particles(reference.family), year), f"{reference.family} {year}")
        ].add(reference.reference)
    return references


def _problem(policy: CheckedPolicy, severity: Severity, label: str, keys: list[str]) -> CheckProblem:
    kind, advice = "Studies", "Add a letter to the years, or initials."
    if severity is Severity.NOTE:
        kind, advice = "References", "Tell them apart where the text names them."
    return CheckProblem(
        severity=severity,
        record=policy.record,
        place=keys[0],
        message=f"{kind} {listed(keys)} {'both' if len(keys) == 2 else 'all'} go by {label} here. {advice}",
        found=f"{label}: {', '.join(keys)}",
    )
