"""Studies of one registered trial say that they report the same participants.

Why: a trial and its extension, or an interim and a final analysis, may be two studies of one indication.
Where nothing says that they report the same people, these are counted twice: in the participants of the
indication, and by a reader who takes two reports for two trials.

How: the studies of an indication are compared by registration number. Two that share one, and of which
neither is entered as `extension_of` the other nor under `shares_cohort_with`, are a warning.

What fits: systematic reviews and models have no participants of their own and are left out, and so are
studies known only through a review.

Limits: one registration may hold two trials with different participants (a master protocol). Then the problem
is acknowledged once. Cohorts that are shared without a common registration are not seen.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 4.6.2 (studies, not
reports, are the unit; multiple reports of one study are linked).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.evidence.study import StudyOutline

_WITHOUT_PARTICIPANTS = frozenset({"systematic-review", "other"})


@rule(Subject.POLICY, Severity.WARNING, source="Cochrane Handbook 6.4, section 4.6.2")
def check_cohort_counted_twice(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each pair of studies of an indication that share a registration and do not say why."""
    for indication in policy.indications:
        studies = [policy.studies[key] for key in indication.studies if key in policy.studies]
        counted = [study for study in studies if _counts_people(study)]
        for first, second in combinations(counted, 2):
            shared = sorted(_numbers(first) & _numbers(second))
            if shared and second.id not in {cohort.study for cohort in first.shared_cohorts}:
                yield CheckProblem(
                    severity=Severity.WARNING,
                    record=indication.record,
                    place=f"{indication.id}/{first.id}/{second.id}",
                    message=(
                        f"{first.label} and {second.label} are both registered as {listed(shared)}, and both"
                        " count their participants. If they are the same people, say so in one of them:"
                        " `extension_of` or `shares_cohort_with`."
                    ),
                    found=f"{first.id}, {second.id}: {', '.join(shared)}",
                )


def _counts_people(study: StudyOutline) -> bool:
    return study.design_group not in _WITHOUT_PARTICIPANTS and study.known_through is None


def _numbers(study: StudyOutline) -> frozenset[str]:
    return frozenset(entry.number for entry in study.registrations)
