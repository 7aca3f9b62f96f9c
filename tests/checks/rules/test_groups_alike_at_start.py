"""Groups that are compared, at the start."""

from __future__ import annotations

from typing import Any

from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule
from kb.checks.rules.groups_alike_at_start import check_groups_alike_at_start
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(rule: Rule, *entries: dict[str, Any], **given: Any) -> list[CheckProblem]:
    """What a rule finds in a trial of 40 and 40."""
    record = {
        "design_group": "randomized",
        "enrolled": "80",
        "arms": {"a": "40", "b": "40"},
        "contrasts": {"a-b": {"index": "a", "reference": "b", "method": "randomized"}},
        "results": [{"outcome": "pain", **entry} for entry in entries],
        **given,
    }
    return list(rule(study(record)))


def row(index: str, reference: str, contrast: str = "", **further: Any) -> dict[str, Any]:
    """One entry of both arms."""
    return {"a": index, "b": reference, **({"a-b": contrast} if contrast else {}), **further}


def test_randomized_groups_that_chance_does_not_make_are_a_warning() -> None:
    """347 and 3343 m with deviations of 79; 63% and 6% women. Of a cohort only the first is one."""
    walk = row("mean 347 m (SD 79)", "mean 3343 m (SD 79)", at="baseline")
    women = row("25/40 (63%)", "2/40 (5%)", role="baseline")
    assert len(found(check_groups_alike_at_start, walk, {**women, "outcome": "female"})) == 2
    cohort = {"design_group": "nonrandomized-comparative"}
    assert len(found(check_groups_alike_at_start, walk, {**women, "outcome": "female"}, **cohort)) == 1
    alike = row("mean 347 m (SD 79)", "mean 385 m (SD 79)", at="baseline")
    assert found(check_groups_alike_at_start, alike) == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_groups_alike_at_start) == []


def test_where_no_spread_is_printed_only_manifold_numbers_are_told() -> None:
    """Medians of 2.5 and 25 are; those of 2.5 and 7 are not, and nothing of tiny groups is."""
    far = row("median 2.5 cm", "median 25 cm", at="baseline")
    assert len(found(check_groups_alike_at_start, far)) == 1
    assert found(check_groups_alike_at_start, row("median 2.5 cm", "median 7 cm", at="baseline")) == []
    assert found(check_groups_alike_at_start, far, enrolled="12", arms={"a": "6", "b": "6"}) == []
