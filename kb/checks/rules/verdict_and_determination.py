"""A conclusion and the statement that decides on it can be read together.

Why: the verdict on the evidence and the decision on coverage are two decisions, and the second may have
reasons of its own (no alternative, a mandate, a guideline). Where they point apart, a reader takes one of
them for a slip, so a person should have seen it.

How: sufficient evidence with a statement that calls the service unproven (investigational, experimental), or
insufficient evidence with one that calls it necessary, is a note. So is evidence that suffices to determine
that the technology is unlikely to improve the outcome, or makes it worse, with a statement that calls it
necessary. An indication with a verdict and no statement, or a statement and no verdict, is one too, unless
the record tells findings without a verdict. The rule never says which of the two is right.

What fits: determinations of the vocabulary that cover or refuse for another reason than the evidence (not
medically necessary, reconstructive, cosmetic), or leave it open, go with any verdict. Several statements on
one indication fit when one of them does, for criteria may divide its patients. A statement that names no
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
from kb.evidence.policy import Indication

_APART = {"sufficient": "unproven", "insufficient": "necessary"}
"""Verdict -> the group of determinations that points the other way."""
_AGAINST = ("unlikely-to-improve", "worsens-net-health-outcome")
"""Effects that evidence may suffice to determine, and that speak against the service."""


@rule(Subject.POLICY, Severity.NOTE, source="our own")
def check_verdict_and_determination(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One note for each indication whose verdict and statements point apart, or of which one is missing."""
    general = any(not statement.indications for statement in policy.statements)
    for indication in policy.indications:
        statements = [s for s in policy.statements if indication.id in s.indications]
        decided = [s.determination for s in statements]
        told = bool(indication.findings or indication.chain_of_evidence)
        if (indication.verdict is None and (told or not decided)) or (general and not decided):
            continue
        if indication.verdict is None:
            message = f"A statement decides on {indication.title}, but its review has no verdict."
        elif not decided:
            message = f"The review of {indication.title} has a verdict, but no statement decides on it."
        elif all(s.determination_group == _opposite(indication) for s in statements):
            words = statements[0].determination_name.lower()
            message = (
                f"The evidence on {indication.title} is called {indication.verdict}, the service {words}."
                " Is that meant?"
            )
        else:
            continue
        found = f"{indication.verdict or 'no verdict'}; {', '.join(decided) or 'no statement'}"
        yield CheckProblem(Severity.NOTE, indication.record, indication.id, message, found)


def _opposite(indication: Indication) -> str:
    """The group of determinations that points the other way than the conclusion."""
    against = indication.effect in _AGAINST
    return "necessary" if against else _APART[indication.verdict or "insufficient"]
