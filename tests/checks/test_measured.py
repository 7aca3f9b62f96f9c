"""Each rule about studies states its own figures, measured by a benchmark that anybody can run."""

from __future__ import annotations

import pytest

from kb.checks.measured import measured, measured_in_words
from kb.checks.registry import all_rules, rules_named
from kb.checks.rule import Rule, Subject

OF_STUDIES = [rule for rule in all_rules() if rule.subject is Subject.STUDY]
REMEDY = "Run `python tests/benchmarks/rules.py --write` (six minutes)."


@pytest.mark.parametrize("rule", OF_STUDIES, ids=lambda rule: rule.key)
def test_a_rule_about_studies_was_measured_and_hardly_ever_warns_falsely(rule: Rule) -> None:
    """Of 2,000 sound trials no rule warns in more than one in two hundred."""
    figures = measured(rule)
    assert figures is not None, REMEDY
    assert figures.warned <= 0.5
    assert all(0 < share <= 100 for share in figures.found.values())


def test_what_was_measured_is_said_in_words() -> None:
    """False alarms first, then what it finds, the most first."""
    (rule,) = rules_named(("percent-of-count",))
    text = measured_in_words(rule)
    assert text.startswith("Measured: of 2,000 sound invented trials it warns falsely in 0% and notes")
    assert "% of numbers mistyped in counts" in text
    (of_a_policy,) = rules_named(("stale-conclusion",))
    assert measured_in_words(of_a_policy) == ""
