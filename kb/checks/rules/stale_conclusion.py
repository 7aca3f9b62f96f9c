"""A conclusion that was signed off still rests on what it rested on.

Why: a person signed the conclusion for the evidence as it was that day. When a figure, a study, a notice or a
finding changes afterwards, the signature says nothing about it, and nobody notices by looking. When the
verdict changes and nothing else does, somebody changed it without a reason on record.

How: a sign-off keeps a hash of what the conclusion rests on (``kb/evidence/basis.py`` says what that is: the
question, the studies with their figures, designs and limitations, notices, recommendations, findings; not the
verdict). The newest sign-off is compared with today's. The basis changed and the verdict did not: a warning,
the conclusion has to be looked at again. The verdict changed: an error when nothing else did, else a warning,
since the new one has not been signed.

What fits: an indication that nobody has signed.

Limits: that something changed is known, not yet what; ``kb impact`` and the change log tell.

Source: GRADE handbook, section 6 (judgements are made on the body of evidence at hand); Cochrane Handbook,
section IV.3 (decisions to update).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule


@rule(Subject.POLICY, Severity.ERROR, source="Cochrane Handbook, section IV.3")
def check_stale_conclusion(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each indication whose newest sign-off does not cover its conclusion of today."""
    for indication in policy.indications:
        signed = policy.sign_offs.get(indication.id)
        if signed is None:
            continue
        moved, differs = signed.basis_today != signed.basis, indication.verdict != signed.verdict
        if not moved and not differs:
            continue
        day = signed.at[:10]
        today = f"reads {indication.verdict} now" if indication.verdict else "is gone now"
        verdict = f'the verdict "{signed.verdict}"' if signed.verdict else "findings without a verdict"
        signing = f"{signed.who} signed {verdict} on {day}. It {today},"
        if differs and not moved:
            severity = Severity.ERROR
            message = (
                f"{signing} though nothing that it rests on has changed."
                " Sign the new verdict, or take it back."
            )
        elif differs:
            severity = Severity.WARNING
            message = f"{signing} and what it rests on has changed too. Look at it again, and sign it."
        else:
            severity = Severity.WARNING
            message = (
                f"What the conclusion rests on has changed since {signed.who} signed it on {day}."
                " Look at it again, and sign it anew."
            )
        found = f"{indication.verdict or 'no verdict'} on {(signed.basis_today or 'nothing')[:12]}"
        expected = f"{signed.verdict} on {signed.basis[:12]}"
        yield CheckProblem(severity, indication.record, signed.id, message, found, expected)
