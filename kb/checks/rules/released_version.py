"""A published version is what it was when it was published.

Why: coverage decisions rest on published versions, and whoever may write to the database can change one, take
one away or put one in. No reader of the version would see it.

How: publishing keeps the hash of every row of a version (dates, records, documents, conclusions, and the
searches, decisions and sign-offs of its review) and one hash over all of them and over the version before.
Each is computed anew and compared. The triggers that refuse such changes must be there, too.

What fits: whatever kb itself does later, such as opening the next review or correcting a record.

Limits: somebody who computes all hashes anew, or takes the newest version away together with its review, is
only found out by the hash that was kept elsewhere (kb policy versions POLICY --verify --expect HASH). Such a
problem cannot be acknowledged.

Source: our own: what was published is never changed
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule


@rule(Subject.RELEASES, Severity.ERROR, source="our own: what was published is never changed")
def check_releases(damage: Sequence[CheckProblem]) -> Iterator[CheckProblem]:
    """One problem for each thing that is not as it was published."""
    yield from damage
