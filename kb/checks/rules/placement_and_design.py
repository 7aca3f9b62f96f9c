"""A study is under a heading that fits its design.

Why: readers take the heading for the design. A comparative cohort under "Case series" is read past, a
review under "Noncomparative studies" is counted as one more series.

How: the words of a heading (randomized, nonrandomized comparative, cohort, case series, noncomparative,
systematic reviews, diagnostic accuracy) say which groups of designs belong under it; the design of each study
is compared with them. A study of the right group under another name of design (a case series under "Cohort
studies") is a note, and so is one of another group when the sentence under the heading speaks of such
studies. A heading that says prospective or retrospective is compared with how the data were collected.

What fits: headings that name no design (Clinical utility, an intervention). "Nonrandomized studies" may hold
whatever is neither a randomized trial nor a review, "Comparative studies" may hold randomized trials, and
headings with several designs take all of them.

Limits: the design is the one that is entered; what the article calls itself is not looked at.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 24.2.1 (features of
designs count, not labels); Hartling et al, doi:10.1016/j.jclinepi.2010.01.010 (classifying designs).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.policy import EvidenceGroup, Indication
from kb.evidence.study import StudyOutline

_HEADINGS = (
    (
        r"non-?randomi[sz]ed(?! compar)",
        ("nonrandomized-comparative", "noncomparative", "diagnostic", "other"),
    ),
    (r"quasi-?randomi[sz]ed|non-?randomi[sz]ed comparative", ("nonrandomized-comparative",)),
    (r"(?<!non)(?<!non-)(?<!quasi)(?<!quasi-)randomi[sz]ed|\bRCTs?\b", ("randomized",)),
    (r"non-?comparative|single-?arm|uncontrolled", ("noncomparative",)),
    (r"\bcase[- ]control", ("nonrandomized-comparative",)),
    (r"\b(?:case )?series\b|\bcase reports?\b", ("noncomparative",)),
    (r"\bcohorts?\b|observational|registr(?:y|ies)", ("nonrandomized-comparative", "noncomparative")),
    (
        r"(?<!non)(?<!non-)(?<!randomized )comparative|(?<!un)controlled (?!trial)",
        ("nonrandomized-comparative", "randomized"),
    ),
    (r"systematic review|meta-?analys|\breviews?\b(?! of evidence)", ("systematic-review",)),
    (r"diagnostic accuracy|clinical validity|accuracy studies", ("diagnostic",)),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), groups) for pattern, groups in _HEADINGS)
_TOLD = {
    "randomized": r"randomi[sz]ed|\btrials?\b",
    "nonrandomized-comparative": r"(?<!non)(?<!non-)comparative|\bcompare\b|have compared|beside other",
    "noncomparative": r"series|single-?arm|noncompar|uncontrolled",
    "systematic-review": r"\breviews?\b|meta-?analys",
    "diagnostic": r"accuracy|diagnos",
}
"""Words by which the sentence under a heading speaks of a group of designs."""
_DIRECTION = {"prospective": "retrospective", "retrospective": "prospective"}


@rule(
    Subject.POLICY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, section 24.2.1; doi:10.1016/j.jclinepi.2010.01.010",
)
def check_placement_and_design(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each study whose design does not fit its heading."""
    for indication in policy.indications:
        for group in indication.groups:
            for key in group.study_keys:
                study = policy.studies.get(key)
                if study is not None and (complaint := _complaint(group, study, policy)) is not None:
                    yield _problem(indication, group, study, complaint)


_Complaint = tuple[Severity, str, str]
"""Severity, what the study is, and what is found."""


def _complaint(group: EvidenceGroup, study: StudyOutline, policy: CheckedPolicy) -> _Complaint | None:
    expected = designs_of(group.heading)
    if expected and study.design_group not in expected:
        words = _TOLD.get(study.design_group, "$^")
        is_explained = group.intro is not None and re.search(words, group.intro, re.IGNORECASE) is not None
        review = policy.studies.get(study.known_through or "")
        beside = review is not None and review.id in group.study_keys and review.design_group in expected
        severity = Severity.NOTE if is_explained or beside else Severity.WARNING
        return severity, f"a {study.design_name}", study.design
    if expected and (other_name := _other_name(group.heading, study)):
        return Severity.NOTE, other_name, study.design
    for word, opposite in _DIRECTION.items():
        if re.search(rf"\b{word}\b", group.heading, re.IGNORECASE) and study.data_direction == opposite:
            return Severity.NOTE, f"a study of {opposite} data", opposite
    return None


def designs_of(heading: str) -> set[str]:
    """The groups of designs that belong under a heading; empty when it names none."""
    return {group for pattern, groups in _PATTERNS if pattern.search(heading) for group in groups}


def _other_name(heading: str, study: StudyOutline) -> str:
    """The name of the design when the heading names another of its group; empty when it fits."""
    is_series = "series" in study.design_name or "report" in study.design_name
    if is_series and re.search(r"\bcohorts?\b", heading, re.IGNORECASE):
        return "" if re.search(r"\bseries\b", heading, re.IGNORECASE) else f"a {study.design_name}"
    is_cohort = "cohort" in study.design_name
    if is_cohort and re.search(r"\bcase[- ]control", heading, re.IGNORECASE):
        return "" if re.search(r"\bcohorts?\b", heading, re.IGNORECASE) else f"a {study.design_name}"
    return ""


def _problem(
    indication: Indication, group: EvidenceGroup, study: StudyOutline, complaint: _Complaint
) -> CheckProblem:
    severity, name, design = complaint
    return CheckProblem(
        severity=severity,
        record=indication.record,
        place=f"{indication.id}/{study.id}",
        message=(
            f'{study.label} is {name}, but stands under "{group.heading}". Place it elsewhere, or say so'
            " under the heading."
        ),
        found=f"{design} under {group.heading}",
    )
