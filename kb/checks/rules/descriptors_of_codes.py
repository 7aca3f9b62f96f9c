"""One code has one descriptor, and one descriptor belongs to one code.

Why: a coding table is copied from year to year. A row whose descriptor is that of its neighbor, or one code
with two meanings, decides claims by chance.

How: within a policy, a code of one system that stands in the table twice with descriptors that differ by more
than capitals, spaces and punctuation is a warning, and so are two codes of one system with the very same
descriptor. Across the policies of the base nothing is compared: descriptors change with the year.

What fits: a code that is listed for two uses with one descriptor, codes without a descriptor, "none", and
ranges.

Limits: what a code means is not looked up. Descriptors of fewer than four words ("unlisted procedure") may
belong to several codes.

Source: AMA CPT code set; CMS HCPCS level II coding procedures; CDC/NCHS and CMS ICD-10-CM official
guidelines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.policy import Code

_FEWEST_WORDS = 4


@rule(Subject.POLICY, Severity.WARNING, source="AMA CPT code set; CMS HCPCS level II; ICD-10-CM guidelines")
def check_descriptors_of_codes(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each row that contradicts one before it."""
    known = [code for code in policy.codes if _words(code) and code.code != "none"]
    told: set[str] = set()
    for first, second in combinations(known, 2):
        message = _message(first, second)
        if message and second.id not in told:
            told.add(second.id)
            yield CheckProblem(
                severity=Severity.WARNING,
                record=policy.record,
                place=second.id,
                message=f"{message} Compare both with the code set.",
                found=f"{first.code}: {first.description}; {second.code}: {second.description}",
            )


def _message(first: Code, second: Code) -> str:
    """What is wrong with two rows; empty when nothing is."""
    same_code, same_words = first.code == second.code, _words(first) == _words(second)
    if first.system != second.system or same_code == same_words:
        return ""
    if same_code:
        return f"{first.system} {first.code} is in the table twice, with two descriptors."
    if len(_words(first)) < _FEWEST_WORDS:
        return ""
    return f"{first.system} {first.code} and {second.code} have the very same descriptor."


def _words(code: Code) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", (code.description or "").casefold()))
