"""A reference in the list of a policy is cited in its text.

Why: an entry that no sentence points at tells the reader nothing, and is often what remained of a paragraph
that was taken out.

How: the reference list follows from what the text cites and which studies it uses. What a record lists
besides (`also_listed`) and nothing cites is reported.

Limits: it is a note, because some plans list the policy that they adopt, or their sources, on purpose.

Source: ICMJE Recommendations, section IV.A.3.g (references are numbered in the order in which they are
mentioned in the text).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule


@rule(Subject.POLICY, Severity.NOTE, source="ICMJE Recommendations, section IV.A.3.g")
def check_reference_never_cited(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each reference that is only listed."""
    for reference in policy.references:
        if reference.listed_only:
            yield CheckProblem(
                severity=Severity.NOTE,
                record=policy.record,
                place=reference.reference,
                message=f"{reference.named} stands in the reference list, but no sentence cites it.",
                found="listed only",
            )
