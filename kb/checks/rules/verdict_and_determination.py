"""A conclusion and the statement that decides on it can be read together.

Why: the verdict on the evidence and the decision on coverage are two decisions, and the second may have
reasons of its own (no alternative, a mandate, a guideline). Where they point apart, a reader takes one of
them for a slip, so a person should have seen it.

How: sufficient evidence with a statement that calls the service investigational, or insufficient evidence
with one that calls it medically necessary, is a note. An indication with a verdict and no statement, or a
statement and no verdict, is one too. The rule never says which of the two is right.

What fits: not medically necessary, reconstructive and cosmetic go with any verdict. Several statements on one
indication fit when one of them does, for criteria may divide its patients. A statement that names no
indication may decide on each that no other statement names.

Limits: criteria are not read.

Source: our own; the order is that of the determinations in medical policies (see the definitions of medically
necessary and investigational in the policy itself).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule

_APART = {"sufficient": "investigational", "insufficient": "medically-necessary"}


@rule(Subject.POLICY, Severity.NOTE, source="our own")
def check_verdict_and_determination(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One note for each indication whose verdict and statements point apart, or of which one is missing."""
    general = any(not statement.indications for statement in policy.statements)
    for indication in policy.indications:
        decided = [s.determination for s in policy.statements if indication.id in s.indications]
        if not decided and (indication.verdict is None or general):
            continue
        if indication.verdict is None:
            message = f"A statement decides on {indication.title}, but its review has no verdict."
        elif not decided:
            message = f"The review of {indication.title} has a verdict, but no statement decides on it."
        elif all(word == _APART[indication.verdict] for word in decided):
            words = decided[0].replace("-", " ")
            message = (
                f"The evidence on {indication.title} is called {indication.verdict}, the service {words}."
                " Is that meant?"
            )
        else:
            continue
        found = f"{indication.verdict or 'no verdict'}; {', '.join(decided) or 'no statement'}"
        yield CheckProblem(Severity.NOTE, indication.record, indication.id, message, found)
