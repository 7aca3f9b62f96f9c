"""An ongoing trial is still ongoing.

Why: a trial listed as ongoing is the reason to wait for more evidence. Once its planned completion has
passed, its results may be out, and the next update has to look for them; one listed for years may never have
been published, which is a finding too.

How: the planned completion is compared with the day of the check. Later than a year is a warning that asks
for the results, earlier a note. A trial whose number is that of a study in the base has been published: a
warning, because it is in both lists. A status that says completed, terminated or withdrawn, and an actual
completion, are warnings as well.

What fits: a suspended trial, which may begin again; interim results of a study that its record says is
ongoing. A completion without a day lies at the end of its month
or year. Trials without date are left alone, and so is the end of a trial that is listed as unpublished.

Limits: registries are not asked; dates in them move.

Source: Cochrane Handbook, section 4.3.3 (trials registers, and following up studies that are under way);
PRISMA 2020, item 6.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks import clock
from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.dates import in_years, is_after, shown
from kb.evidence.policy import OngoingTrial

_ENDED = ("completed", "terminated", "withdrawn")


@rule(Subject.POLICY, Severity.WARNING, source="Cochrane Handbook, section 4.3.3")
def check_trials(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each trial that is listed as ongoing and may have ended."""
    for trial in policy.trials:
        complaint = _complaint(trial)
        if complaint is not None:
            severity, message = complaint
            found = ", ".join(part for part in (trial.number, trial.completion, trial.status) if part)
            yield CheckProblem(severity, policy.record, trial.id, message, found)


def _complaint(trial: OngoingTrial) -> tuple[Severity, str] | None:
    today = clock.today()
    if trial.study is not None:
        listed = trial.group or "ongoing"
        return Severity.WARNING, f"{trial.number} is listed as {listed}, but is on file as {trial.study}."
    if trial.group == "unpublished":
        return None
    if trial.completed is not None:
        return Severity.WARNING, f"{trial.number} is listed as ongoing, but ended {trial.completed}."
    if any(word in (trial.status or "").lower() for word in _ENDED):
        return Severity.WARNING, f"{trial.number} is listed as ongoing, but its status is {trial.status}."
    if is_after(in_years(today, -1), trial.completion):
        advice = f"{trial.number} was planned to end {trial.completion}. Look for its results."
        return Severity.WARNING, advice
    if is_after(shown(today), trial.completion):
        return Severity.NOTE, f"{trial.number} was planned to end {trial.completion}. Has it?"
    return None
