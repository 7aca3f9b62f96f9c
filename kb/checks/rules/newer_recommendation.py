"""A recommendation is quoted from the newest version on file.

Why: guidelines are reissued several times a year, and a policy goes on quoting the version it began with. A
grade that has changed meanwhile changes what the policy may say.

How: guidelines of the same organization and title are versions of one another. Versions like 3.2021 are
ordered by year, then number; others by their numbers, and where that does not tell, by the date of the
document. An older version than the newest on file is a warning.

What fits: one version on file. Versions that cannot be ordered are not told.

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
    on_file = {one.id: one for one in policy.on_file}
    for guideline in dict.fromkeys(on_file[one.guideline] for one in policy.recommendations):
        newer = [one for one in policy.on_file if _same(one, guideline) and is_newer(one, guideline)]
        if not newer:
            continue
        newest = newer[0]
        for one in newer[1:]:
            newest = one if is_newer(one, newest) else newest
        name, ours, theirs = _name(guideline), _version(guideline), _version(newest)
        yield CheckProblem(
            Severity.WARNING,
            policy.record,
            guideline.id,
            f"{name} is quoted in version {ours}; version {theirs} is on file as {newest.id}.",
            found=ours,
            expected=theirs,
        )


def is_newer(one: GuidelineVersion, other: GuidelineVersion) -> bool:
    """Whether one version is newer than another for certain."""
    ours, theirs = _numbers(one.version), _numbers(other.version)
    if ours and theirs and len(ours) == len(theirs) and ours != theirs:
        return ours > theirs
    return is_after(one.issued, other.issued)


def _numbers(version: str | None) -> tuple[int, ...]:
    """What orders versions: 3.2021 as 2021, 3; else the numbers as they stand."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", version or ""))
    if len(numbers) == 2 and numbers[0] < 100 and 1900 < numbers[1] < 2200:
        return (numbers[1], numbers[0])
    return numbers


def _same(one: GuidelineVersion, other: GuidelineVersion) -> bool:
    return one.id != other.id and _name(one).casefold() == _name(other).casefold()


def _name(guideline: GuidelineVersion) -> str:
    return f"{guideline.organization}, {guideline.title}"


def _version(guideline: GuidelineVersion) -> str:
    return guideline.version or guideline.issued or guideline.id
