"""A rule: what it looks at, how it is explained, and the function that finds its problems."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kb.checks.problem import CheckProblem, Severity


class Subject(StrEnum):
    """What a rule is given at a time.

    One study, one reference, one policy, a reader of the whole knowledge base, or what a run of the other
    rules left over.
    """

    STUDY = "study"
    REFERENCE = "reference"
    POLICY = "policy"
    BASE = "base"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

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
    check: Callable[[Any], Iterator[CheckProblem]]

    @property
    def explanation(self) -> str:
        """Why, how and with what limits: the documentation of its module."""
        return (sys.modules[self.check.__module__].__doc__ or "").strip()
