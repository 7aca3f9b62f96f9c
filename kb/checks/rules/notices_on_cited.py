"""What a policy rests on was neither retracted nor called in question.

Why: retracted articles go on being cited for years, mostly by people who never heard of the retraction. A
conclusion that rests on one has to be looked at again.

How: the notices about every reference that the policy cites, and about every report of a study that it uses,
the later ones too, are put in order by date. A retraction is an error, an expression of concern a warning, a
correction a note. A reinstatement lifts the retractions and concerns that came before it.

What fits: a reference that is only listed counts like a cited one. Of several notices the gravest that still
holds is reported. A later concern or correction does not lift a retraction. Notices without a date are taken
in the order in which they are entered.

Limits: only notices that are entered in the base are known; `kb check --notices FILE` brings in a file of
Retraction Watch or PubMed.

Source: COPE Retraction Guidelines, doi:10.24318/cope.2019.1.4; Cochrane Handbook for Systematic Reviews of
Interventions, version 6.4, section 4.4.6 (errata and retractions of included studies).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.evidence.references import Notice, standing_notice

_SEVERITY = {
    "retraction": Severity.ERROR,
    "concern": Severity.WARNING,
    "correction": Severity.NOTE,
}
_WORDS = {
    "retraction": ("was retracted", "Decide whether the conclusions that rest on it can stand."),
    "concern": ("is under an expression of concern", "Look whether a conclusion rests on it."),
    "correction": ("was corrected", "Compare the numbers with the correction."),
}


@rule(
    Subject.POLICY,
    Severity.ERROR,
    source="COPE Retraction Guidelines, doi:10.24318/cope.2019.1.4; Cochrane Handbook 6.4, section 4.4.6",
)
def check_notices_on_cited(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each reference with a notice that holds."""
    for reference, notices in policy.notices.items():
        if (notice := standing_notice(notices)) is not None:
            yield _problem(policy, reference, notice)


def _problem(policy: CheckedPolicy, reference: str, notice: Notice) -> CheckProblem:
    event, advice = _WORDS[notice.kind]
    when = f" ({notice.date})" if notice.date else ""
    return CheckProblem(
        severity=_SEVERITY[notice.kind],
        record=policy.record,
        place=reference,
        message=f"Reference {reference} {event}{when}{_use(policy, reference)}. {advice}",
        found=f"{notice.kind} {notice.date or 'without date'}",
    )


def _use(policy: CheckedPolicy, reference: str) -> str:
    """What the policy uses the reference for, as the middle of a sentence."""
    studies = [s for s in policy.studies.values() if reference in [report.reference for report in s.reports]]
    if not studies:
        return " and is cited here"
    keys = {study.id for study in studies}
    used = [indication.title for indication in policy.indications if keys & set(indication.studies)]
    return f"; it reports {listed(study.label for study in studies)}, used for {listed(used)}"
