"""A reference is used somewhere.

Why: a reference that nothing points at is left over from a paragraph that was deleted, or its citation was
forgotten. In the first case it may go; in the second a sentence lacks its source.

How: a reference counts as used when prose of any record cites it, when it reports a study, is a guideline or
the policy that another adopts, is a notice about another reference, is listed by a policy, is that of a study
that a systematic review names, or is the source of a figure. References that came by a literature search wait
for a decision and are left out.

Limits: what a single policy lists without citing it is reported by reference-never-cited.

Source: ICMJE Recommendations, section IV.A.3.g (references are numbered in the order in which they are
mentioned in the text).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.db.connect import Reader
from kb.db.queries import run


@rule(Subject.BASE, Severity.NOTE, source="ICMJE Recommendations, section IV.A.3.g")
def check_unused_reference(reader: Reader) -> Iterator[CheckProblem]:
    """One problem for each reference that nothing points at."""
    for row in run(reader, "checks/unused_references"):
        yield CheckProblem(
            severity=Severity.NOTE,
            record=row["record"],
            place=row["reference"],
            message="No policy, study, guideline or notice uses this reference. Cite it or remove it.",
        )
