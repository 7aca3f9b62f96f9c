"""A recommendation is quoted from the newest version on file.

Why: guidelines are reissued several times a year, and a policy goes on quoting the version it began with. A
grade that has changed meanwhile changes what the policy may say.

How: guidelines of the same organization and title are versions of one another. Versions like 3.2021 are
ordered by year, then number; others by their numbers, and where that does not tell, by the date of the
document. An older version than the newest on file is a warning.

What fits: one version on file. Versions that cannot be ordered are not reported.

Limits: only what somebody has entered is known; whether a newer version was published is not looked up.

Source: AGREE II, item 14 (a procedure for updating is provided); policies quote guidelines with version and
date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.policy import CheckedPolicy, GuidelineVersion
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.dates import is_after


@rule(Subject.POLICY, Severity.WARNING, source="AGREE II, item 14")
def check_newer_recommendation(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each guideline that a policy quotes in an older version than the newest on file."""
    on_file = {version.id: version for version in policy.on_file}
    for guideline in dict.fromkeys(
        on_file[recommendation.guideline] for recommendation in policy.recommendations
    ):
        newer = [
            version
            for version in policy.on_file
            if _same(version, guideline) and is_newer(version, guideline)
        ]
        if not newer:
            continue
        newest = newer[0]
        for version in newer[1:]:
            newest = version if is_newer(version, newest) else newest
        name, ours, latest = _name(guideline), _version(guideline), _version(newest)
        yield CheckProblem(
            Severity.WARNING,
            policy.record,
            guideline.id,
            f"{name} is quoted in version {ours}; version {latest} is on file as {newest.id}.",
            found=ours,
            expected=latest,
        )


def is_newer(first: GuidelineVersion, second: GuidelineVersion) -> bool:
    """Whether one version is newer than another for certain."""
    first_numbers, second_numbers = _numbers(first.version), _numbers(second.version)
    if (
        first_numbers
        and second_numbers
        and len(first_numbers) == len(second_numbers)
        and first_numbers != second_numbers
    ):
        return first_numbers > second_numbers
    return is_after(first.issued, second.issued)


def _numbers(version: str | None) -> tuple[int, ...]:
    """What orders versions: 3.2021 as 2021, 3; else the numbers as they are."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", version or ""))
    if len(numbers) == 2 and numbers[0] < 100 and 1900 < numbers[1] < 2200:
        return (numbers[1], numbers[0])
    return numbers


def _same(first: GuidelineVersion, second: GuidelineVersion) -> bool:
    return first.id != second.id and _name(first).casefold() == _name(second).casefold()


def _name(guideline: GuidelineVersion) -> str:
    return f"{guideline.organization}, {guideline.title}"


def _version(guideline: GuidelineVersion) -> str:
    return guideline.version or guideline.issued or guideline.id
