"""A rule: what it looks at, how it is explained, and the function that finds its problems."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kb.checks.problem import CheckProblem, Severity


class Subject(StrEnum):
    """What a rule is given at a time.

    One study, one reference, one policy, a reader of the whole knowledge base, what a run of the other
    rules left over, or what of the published versions is not as it was.
    """

    STUDY = "study"
    REFERENCE = "reference"
    POLICY = "policy"
    BASE = "base"
    RUN = "run"
    RELEASES = "releases"


Check = Callable[[Any], Iterator[CheckProblem]]
"""Finds problems in what a rule looks at; which rule finds them is written into them by the rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Called with what it looks at, it yields the problems there.

    ``key`` is the name of its module with hyphens, ``title`` what it demands, in one line; ``severity`` the
    worst it reports; ``source`` the guideline section, DOI or address that it rests on. ``check`` takes a
    :class:`kb.evidence.study.Study`, :class:`kb.evidence.references.Reference`,
    :class:`kb.checks.policy.CheckedPolicy`, or, for the whole base, a reader of the database.
    """

    key: str
    title: str
    subject: Subject
    severity: Severity
    source: str
    check: Check

    def __call__(self, subject: Any) -> Iterator[CheckProblem]:
        """The problems that it finds in what it looks at."""
        for problem in self.check(subject):
            yield replace(problem, rule=self.key)

    @property
    def explanation(self) -> str:
        """Why, how and with what limits: the documentation of its module."""
        return (sys.modules[self.check.__module__].__doc__ or "").strip()


def rule(
    subject: Subject, severity: Severity, *, source: str, title: str | None = None
) -> Callable[[Check], Rule]:
    """Makes a function the rule of its module, titled by the first line of that unless ``title`` is given."""

    def made(check: Check) -> Rule:
        module = sys.modules[check.__module__]
        first = (module.__doc__ or "").partition("\n")[0].rstrip(".")
        key = check.__module__.rpartition(".")[2].replace("_", "-")
        return Rule(key, title or first, subject, severity, source, check)

    return made
