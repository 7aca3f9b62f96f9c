"""What changed in records, place by place."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from kb.differences.changes import Kind, applied, changes
from kb.differences.records import RecordDifference, differences
from kb.differences.trees import grow, plain
from tests.differences.strategies import versions

STUDY = """\
study: wang-2015
label: Wang et al (2015)
arms:
  cryo: {interventions: [cryoablation], n: 180}
results:
  - outcome: local-tumor-progression
    at: [1 y, 2 y, 3 y]
    cryo: [3%, 7%, 7%]
    cryo-rfa: p .043
  - outcome: overall-survival
    at: [1 y, 3 y, 5 y]
    cryo: [97%, 67%, 40%]
    rfa: [97%, 66%, 38%]
  - outcome: major-complications
    cryo: 7/180 (3.9%)
strengths:
  - random allocation
  - clinical outcomes were assessed
"""


def changed(before: str, after: str, record: str = "studies/wang-2015") -> list[tuple[str, str, str, str]]:
    """Place, kind, from and to of everything that changed in one record."""
    found = differences({record: before}, {record: after})
    return [(row.place, row.kind.value, row.before, row.after) for one in found for row in one.rows()]


def test_a_changed_figure_has_its_outcome_time_and_column() -> None:
    after = STUDY.replace("[97%, 67%, 40%]", "[97%, 67%, 41%]")
    assert changed(STUDY, after) == [("wang-2015, overall survival at 5 y, cryo", "changed", "40%", "41%")]


def test_a_further_time_point_adds_its_figures_and_changes_no_other() -> None:
    after = STUDY.replace("at: [1 y, 3 y, 5 y]", "at: [1 y, 3 y, 5 y, 7 y]").replace("40%]", "40%, 30%]")
    after = after.replace("38%]", "38%, 29%]")
    assert changed(STUDY, after) == [
        ("wang-2015, overall survival, at, 7 y", "added", "", "7 y"),
        ("wang-2015, overall survival at 7 y, cryo", "added", "", "30%"),
        ("wang-2015, overall survival at 7 y, rfa", "added", "", "29%"),
    ]


def test_what_moved_has_not_changed() -> None:
    first, second = STUDY.index("  - outcome: local"), STUDY.index("  - outcome: overall")
    third = STUDY.index("  - outcome: major")
    after = STUDY[:first] + STUDY[second:third] + STUDY[first:second] + STUDY[third:]
    found = differences({"studies/wang-2015": STUDY}, {"studies/wang-2015": after})
    assert [one.kind for one in found] == [Kind.MOVED]
    assert {row.kind for one in found for row in one.rows()} == {Kind.MOVED}


def test_an_added_result_is_told_figure_by_figure() -> None:
    after = STUDY.replace(
        "strengths:", "  - outcome: death\n    at: 30 d\n    cryo: 1/180\n    rfa: none\nstrengths:"
    )
    assert changed(STUDY, after) == [
        ("wang-2015, death at 30 d, cryo", "added", "", "1/180"),
        ("wang-2015, death at 30 d, rfa", "added", "", "none"),
    ]
    assert changed(after, STUDY) == [
        ("wang-2015, death at 30 d, cryo", "removed", "1/180", ""),
        ("wang-2015, death at 30 d, rfa", "removed", "none", ""),
    ]


def test_prose_that_was_edited_is_one_change() -> None:
    after = STUDY.replace("clinical outcomes were assessed", "clinical outcomes were assessed blindly")
    ((place, kind, before, now),) = changed(STUDY, after)
    assert (kind, before, now) == (
        "changed",
        "clinical outcomes were assessed",
        "clinical outcomes were assessed blindly",
    )
    assert place.startswith("wang-2015, strengths, clinical-outcomes-were-assessed")


def test_records_that_came_and_went_are_told_whole() -> None:
    found = differences({"studies/a": STUDY}, {"studies/b": STUDY})
    assert [(one.record, one.kind, one.title) for one in found] == [
        ("studies/a", Kind.REMOVED, "Wang et al (2015)"),
        ("studies/b", Kind.ADDED, "Wang et al (2015)"),
    ]


def test_a_record_of_an_indication_is_named_by_policy_and_key() -> None:
    before = "policy: 7.01.75\nconclusion:\n  verdict: insufficient\n"
    place = changed(before, before.replace("insuff", "suff"), "policies/7.01.75/indications/hcc")[0][0]
    assert place == "7.01.75/hcc, conclusion, verdict"


def test_fields_that_no_model_knows_are_compared_too() -> None:
    before = "policy: x\nunheard_of:\n  - {key: a, value: b}\n  - {key: c, value: d}\n"
    after = "policy: x\nunheard_of:\n  - {key: c, value: e}\n  - {key: a, value: b}\n"
    assert ("x, unheard of, c, value", "changed", "d", "e") in changed(before, after, "policies/x/policy")


def text(data: Any) -> str:
    """Data as a record: JSON is YAML."""
    return json.dumps(data) + "\n"


@given(versions(1))
def test_nothing_differs_from_itself(drawn: list[Any]) -> None:
    (one,) = drawn
    assert list(changes(*grow([one, one]))) == []  # type: ignore[arg-type]
    assert differences({"policies/x": text(one)}, {"policies/x": text(one)}) == []


@given(versions(2))
def test_the_changes_applied_to_one_version_give_the_other(drawn: list[Any]) -> None:
    before, after = drawn
    old, new = grow([before, after])
    assert old is not None and new is not None
    assert plain(old) == before
    assert plain(new) == after
    result = plain(applied(old, changes(old, new)))
    assert result == after
    assert json.dumps(result) == json.dumps(after), "in the same order"


@given(versions(2))
def test_exchanging_the_sides_exchanges_from_and_to(drawn: list[Any]) -> None:
    before, after = drawn
    forward, back = grow([before, after]), grow([after, before])
    found = {repr(change) for change in changes(*forward)}  # type: ignore[arg-type]
    inverse = {repr(change.inverse()) for change in changes(*back)}  # type: ignore[arg-type]
    assert found == inverse


def test_two_layouts_of_one_content_do_not_differ() -> None:
    assert differences({"a/b": "x: {y: z}\n"}, {"a/b": "x:\n  y: z\n"}) == []


def test_kinds_of_a_difference() -> None:
    assert RecordDifference("a/b", None, "x", ()).kind is Kind.ADDED
    assert RecordDifference("a/b", "x", None, ()).kind is Kind.REMOVED
