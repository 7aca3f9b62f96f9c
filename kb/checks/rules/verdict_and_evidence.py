"""A verdict of sufficient rests on evidence that its own limitations and certainty carry.

Why: the verdict leads to coverage, and is written before and after the studies change. When the evidence was
rated of low certainty, when every comparison is limited in how its groups were formed, or when nothing is
compared, the person who signs has to know, and to have said why the evidence suffices all the same.

How: for each indication whose verdict is sufficient, the records are read: the certainty of outcomes of some
importance (low, very low), designs of the studies used (none compares), limitations of conduct in allocation
or selection and of relevance in population or intervention that every comparison has, a chain of evidence
that does not reach health outcomes, retractions. ``kb review conclude`` shows the same to who signs.

What fits: any other verdict; evidence with one comparison that has no such limitation.

Limits: a note. That a disease is rare, or an effect large, can carry a verdict; the findings say so, no
record does.

Source: GRADE handbook, section 5 (certainty of evidence); Cochrane Handbook 6.4, section 15.6.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.checks.verdict_doubts import verdict_doubts


@rule(Subject.POLICY, Severity.NOTE, source="GRADE handbook, section 5; Cochrane Handbook 6.4, section 15.6")
def check_verdict_and_evidence(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """At most one problem for each indication."""
    for indication in policy.indications:
        doubts = verdict_doubts(policy, indication)
        if doubts:
            yield CheckProblem(
                severity=Severity.NOTE,
                record=indication.record,
                place=indication.id,
                message=f"The evidence is called sufficient. {' '.join(doubts)}",
                found=" ".join(doubts),
            )
