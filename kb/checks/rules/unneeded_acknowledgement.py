"""An acknowledgement belongs to a problem that is still there.

Why: a writer acknowledges a problem with a reason, and the reason holds for what was printed then. When the
figure is corrected, the rule no longer finds anything there, and the acknowledgement would hide the next
problem at this place. The same happens when it names a rule that does not exist.

How: every acknowledgement whose rule was run on its record is compared with the problems found. One whose
problem is still there but reads otherwise is not reported here: the problem itself is open again, and says
what it read when it was acknowledged.

What fits: an acknowledgement of a rule that was not run, or of a record that was not looked at.

Limits: whether the reason given for one is a good reason, nobody can compute.

Source: our own: a reason given for what is no longer printed explains nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.acknowledgement import Acknowledgement
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule


@rule(
    Subject.RUN,
    Severity.WARNING,
    source="our own: a reason given for what is no longer printed explains nothing",
)
def check_unneeded(acknowledgements: Sequence[Acknowledgement]) -> Iterator[CheckProblem]:
    """One problem for each acknowledgement that fits no problem of the run."""
    for entry in acknowledgements:
        yield CheckProblem(
            severity=Severity.WARNING,
            record=entry.record,
            place=f"{entry.rule} {entry.place}",
            message=(
                f"The acknowledgement of {entry.rule} at {entry.place} fits no problem any more."
                " Remove it from the record."
            ),
            found=entry.found,
        )
