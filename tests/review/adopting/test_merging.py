"""The three-way merge: nothing is lost, nothing is asked that only one side changed."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import given

from kb.differences.trees import Node, grow, plain
from kb.review.adopting.merging import MergeItem, MergeState, merge, taken
from tests.differences.strategies import versions

MIRRORED = {MergeState.CLEAN: MergeState.KEPT, MergeState.KEPT: MergeState.CLEAN}


def grown(*three: Any) -> tuple[Node, Node, Node]:
    """Three versions as trees."""
    base, ours, theirs = grow(three)
    assert base is not None and ours is not None and theirs is not None
    return base, ours, theirs


def states(*three: Any) -> dict[str, MergeState]:
    """Place -> what it asks for."""
    return {item.place: item.state for item in merge(*grown(*three))}


def merged(*three: Any, conflicts: bool = False) -> Any:
    """Ours with all that can be taken over cleanly (and the other side of conflicts)."""
    base, ours, theirs = grown(*three)
    wanted = (MergeState.CLEAN, MergeState.CONFLICT) if conflicts else (MergeState.CLEAN,)
    return plain(taken(ours, theirs, [item for item in merge(base, ours, theirs) if item.state in wanted]))


@given(versions(2))
def test_what_only_upstream_changed_is_taken_over_whole(drawn: list[Any]) -> None:
    base, theirs = drawn
    assert merged(base, base, theirs) == theirs
    assert set(states(base, base, theirs).values()) <= {MergeState.CLEAN}


@given(versions(2))
def test_what_only_the_plan_changed_stays(drawn: list[Any]) -> None:
    base, ours = drawn
    assert merged(base, ours, base) == ours
    assert set(states(base, ours, base).values()) <= {MergeState.KEPT}


@given(versions(2))
def test_what_both_changed_alike_asks_for_nothing(drawn: list[Any]) -> None:
    base, both = drawn
    assert merged(base, both, both) == both
    assert set(states(base, both, both).values()) <= {MergeState.SAME}


@given(versions(3))
def test_exchanging_the_sides_exchanges_what_is_taken_and_kept(drawn: list[Any]) -> None:
    base, ours, theirs = drawn
    forward, back = merge(*grown(base, ours, theirs)), merge(*grown(base, theirs, ours))
    mirrored = {
        (item.path, MIRRORED.get(item.state, item.state), _said(item.theirs), _said(item.ours))
        for item in back
    }
    assert {(item.path, item.state, _said(item.ours), _said(item.theirs)) for item in forward} == mirrored


@given(versions(3))
def test_a_conflict_is_only_where_both_changed_differently(drawn: list[Any]) -> None:
    for item in merge(*grown(*drawn)):
        values = {_said(item.base), _said(item.ours), _said(item.theirs)}
        if item.state is MergeState.CONFLICT:
            assert len(values) == 3, item
        else:
            assert len(values) == 2, item


@given(versions(3))
def test_after_everything_is_taken_nothing_is_open(drawn: list[Any]) -> None:
    """Where a list repeats an item, nobody can say which was the earlier version's: one goes each time."""
    base, result, theirs = drawn
    for _ in range(max(_copies(version) for version in drawn)):
        result = merged(base, result, theirs, conflicts=True)
    left = set(states(base, result, theirs).values())
    assert left <= {MergeState.SAME, MergeState.KEPT}


def _copies(data: Any) -> int:
    """How often the item that a list repeats most is in it, here or further down; 1 where none repeats."""
    items = list(data.values()) if isinstance(data, dict) else data if isinstance(data, tuple) else ()
    below = max((_copies(item) for item in items), default=1)
    return max(below, *Counter(map(repr, data)).values()) if isinstance(data, tuple) and data else below


def _said(node: Node | None) -> str:
    """What a node says; in which order the fields of an entry stand says nothing."""
    return json.dumps(None if node is None else plain(node), sort_keys=True)


BASE = {
    "statements": (
        {"key": "s1", "text": "Freezing tumors is investigational.", "codes": ("47371",)},
        {"key": "s2", "text": "Imaging is part of it."},
    ),
    "groups": ({"key": "rct", "heading": "Trials", "studies": ("wang-2015",)},),
}


def test_each_field_of_each_statement_is_merged_on_its_own() -> None:
    ours = {
        "statements": (
            {"key": "s1", "text": "Freezing tumors is investigational here.", "codes": ("47371", "X1234")},
            BASE["statements"][1],
        ),
        "groups": ({"key": "rct", "heading": "Our trials", "studies": ("wang-2015",)},),
    }
    theirs = {
        "statements": (
            {"key": "s1", "text": "Freezing tumors may be necessary.", "codes": ("47371", "47383")},
            BASE["statements"][1],
            {"key": "s3", "text": "Other uses are investigational."},
        ),
        "groups": ({"key": "rct", "heading": "Trials", "studies": ("wang-2015", "chen-2022")},),
    }
    assert states(BASE, ours, theirs) == {
        "statements/s1/text": MergeState.CONFLICT,
        "statements/s1/codes/X1234": MergeState.KEPT,
        "statements/s1/codes/47383": MergeState.CLEAN,
        "statements/s3": MergeState.CLEAN,
        "groups/rct/heading": MergeState.KEPT,
        "groups/rct/studies/chen-2022": MergeState.CLEAN,
    }
    result = merged(BASE, ours, theirs)
    assert [one["key"] for one in result["statements"]] == ["s1", "s2", "s3"]
    assert result["statements"][0]["text"] == "Freezing tumors is investigational here."
    assert set(result["statements"][0]["codes"]) == {"47371", "47383", "X1234"}
    assert result["groups"][0] == {
        "key": "rct",
        "heading": "Our trials",
        "studies": ("wang-2015", "chen-2022"),
    }


def test_what_one_side_edited_and_the_other_removed_is_a_conflict() -> None:
    without = {**BASE, "statements": BASE["statements"][:1]}
    edited = {**BASE, "statements": (BASE["statements"][0], {"key": "s2", "text": "Imaging is included."})}
    (item,) = merge(*grown(BASE, without, edited))
    assert (item.place, item.state, item.ours) == ("statements/s2", MergeState.CONFLICT, None)
    assert isinstance(item, MergeItem)
    assert merged(BASE, without, edited, conflicts=True) == edited
    assert merged(BASE, edited, without, conflicts=True) == without
