"""Every rule explains itself, is tested by name, and keeps what acknowledgements rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.checks.registry import all_rules, rules_named
from kb.checks.rule import Rule, Subject
from kb.errors import KbError

TESTS = Path(__file__).parent / "rules"
RULES = all_rules()


def _named(rule: Rule) -> str:
    return rule.key.replace("-", "_")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_a_rule_says_why_how_with_what_limits_and_by_which_source(rule: Rule) -> None:
    assert rule.check.__module__ == f"kb.checks.rules.{_named(rule)}"
    text = rule.explanation
    for part in ("\n\nWhy: ", "\n\nHow: ", "\n\nLimits: ", "\n\nSource: "):
        assert part in text, part
    assert rule.title[0].isupper() and not rule.title.endswith(".")
    assert rule.source


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_a_rule_has_tests_of_its_own_with_generated_cases(rule: Rule) -> None:
    if rule.subject in (Subject.RUN, Subject.RELEASES):
        return  # tested with the run, in tests/checks/test_run.py, and in tests/releases/sealing
    text = (TESTS / f"test_{_named(rule)}.py").read_text(encoding="utf-8")
    assert text.count("\ndef test_") >= 3
    assert "hypothesis" in text or "simulated" in text or "invented" in text


def test_rules_are_found_by_name_and_in_order() -> None:
    assert rules_named(()) == RULES
    assert [rule.key for rule in rules_named(("symmetric-range", "grim", "grim"))] == [
        "symmetric-range",
        "grim",
    ]
    with pytest.raises(KbError, match="Did you mean grim"):
        rules_named(("grin",))
