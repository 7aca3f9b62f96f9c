"""No rule about studies alarms when every number was counted from the same participants."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import Severity
from kb.checks.registry import all_rules
from kb.checks.rule import Subject
from tests.builders.studies import study
from tests.checks.simulated import SHARES, simulated


@given(st.integers(0, 10**6), st.booleans(), st.sampled_from(["randomized", "noncomparative"]))
def test_counted_numbers_are_passed_by_every_rule(seed: int, sized: bool, group: str) -> None:
    random = Random(seed)
    styles = random.choice((SHARES, [random.choice(SHARES)]))
    record = {**simulated(random, styles, sized=sized), "design_group": group}
    subject = study(record)
    rules = [rule for rule in all_rules() if rule.subject is Subject.STUDY]
    problems = [problem for rule in rules for problem in rule(subject)]
    assert [problem for problem in problems if problem.severity is not Severity.NOTE] == []
