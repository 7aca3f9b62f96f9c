"""An acknowledgement holds for one rule at one place, as long as the same is found there."""

from __future__ import annotations

from kb.checks.acknowledgement import Acknowledgement, judge, short_id
from tests.checks.problems import problem

OPEN, KNOWN = problem("a"), problem("b")


def _acknowledged(**given: str) -> Acknowledgement:
    fields = {"record": KNOWN.record, "rule": KNOWN.rule, "place": "b", "found": KNOWN.found}
    return Acknowledgement(**(fields | {"reason": "printed so in the source"} | given))


def test_an_acknowledged_problem_is_not_open() -> None:
    judged, unused = judge([OPEN, KNOWN], [_acknowledged()])
    assert [(one.state, one.is_open) for one in judged] == [("open", True), ("acknowledged", False)]
    assert judged[1].reason == "printed so in the source"
    assert unused == []


def test_it_is_open_again_when_the_figure_says_something_else() -> None:
    judged, unused = judge([KNOWN], [_acknowledged(found="3/10 (32%)")])
    assert (judged[0].state, judged[0].is_open, judged[0].before) == ("stale", True, "3/10 (32%)")
    assert unused == []


def test_what_prints_in_a_conclusion_needs_two_people() -> None:
    """One alone leaves it waiting; the same person typed otherwise is no second one."""
    printed = frozenset({"b"})
    states = []
    for names in (
        {},
        {"by": "Rita"},
        {"by": "Rita", "agreed_by": "rita "},
        {"by": "Rita", "agreed_by": "Dee"},
    ):
        (judged,), _ = judge([KNOWN], [_acknowledged(**names)], printed)
        states.append((judged.state, judged.is_open, judged.waits_for))
    assert states == [
        ("waiting", True, ""),
        ("waiting", True, "Rita"),
        ("waiting", True, "Rita"),
        ("acknowledged", False, None),
    ]
    (elsewhere,), _ = judge([KNOWN], [_acknowledged(by="Rita")], frozenset({"c"}))
    assert not elsewhere.is_open


def test_an_acknowledgement_of_nothing_is_left_over() -> None:
    for other in (_acknowledged(place="c"), _acknowledged(rule="other"), _acknowledged(record="studies/x")):
        judged, unused = judge([KNOWN], [other])
        assert judged[0].is_open
        assert unused == [other]


def test_the_short_id_stays_the_same() -> None:
    """People write it down; it depends on nothing but rule and place."""
    assert short_id("studies/x", "made-up", "a") != short_id("studies/x", "made-up", "b")
    assert len(short_id("studies/x", "made-up", "a")) == 8
