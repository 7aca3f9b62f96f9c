"""Sound invented trials as studies, for the tests of single rules."""

from __future__ import annotations

from functools import cache

from kb.checks.problem import Severity
from kb.checks.rule import Rule
from kb.evidence.study import Study
from tests.benchmarks.invented.sound_trials import invented
from tests.builders.studies import study

TRIALS = 60


@cache
def sound_studies() -> tuple[Study, ...]:
    """The first sound trials, of all kinds."""
    return tuple(study(invented(seed).record) for seed in range(TRIALS))


def false_warnings(rule: Rule) -> list[str]:
    """What a rule warns of in sound trials: all of it is wrong."""
    return [
        problem.message
        for one in sound_studies()
        for problem in rule(one)
        if problem.severity is not Severity.NOTE
    ]
