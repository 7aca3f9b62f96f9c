"""Guidelines of which a newer version is on file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem
from kb.checks.rules.newer_recommendation import check_newer_recommendation
from tests.builders.policies import guideline, policy, recommendation


def _found(ours: str | None, theirs: str | None, *issued: str | None) -> list[CheckProblem]:
    dates = issued or (None, None)
    used, other = guideline("used", ours, dates[0]), guideline("other", theirs, dates[1])
    one = policy(recommendations=(recommendation(used), recommendation(used, "other")), on_file=(used, other))
    return list(check_newer_recommendation(one))


@pytest.mark.parametrize(
    ("ours", "theirs"), [("3.2021", "1.2022"), ("2.2021", "3.2021"), ("2019", "2021"), ("v1.2.0", "v1.10.0")]
)
def test_an_older_version_is_told(ours: str, theirs: str) -> None:
    (problem,) = _found(ours, theirs)
    assert (
        problem.message
        == f"The Society, Liver is quoted in version {ours}; version {theirs} is on file as other."
    )
    assert not _found(theirs, ours)


def test_dates_decide_where_versions_do_not() -> None:
    assert len(_found(None, None, "2020", "2021-05")) == 1
    assert not _found(None, None, "2021", "2021-05")
    assert not _found("spring", "autumn")
    assert len(_found("spring", "autumn", "2020", "2021")) == 1


def test_the_newest_of_several_is_named() -> None:
    versions = [guideline(f"v{n}", f"{n}.2021") for n in (1, 3, 2)]
    (problem,) = check_newer_recommendation(
        policy(recommendations=(recommendation(versions[0]),), on_file=tuple(versions))
    )
    assert problem.expected == "3.2021"


@given(
    st.tuples(st.integers(1, 9), st.integers(2000, 2030)),
    st.tuples(st.integers(1, 9), st.integers(2000, 2030)),
)
def test_year_before_number(one: tuple[int, int], other: tuple[int, int]) -> None:
    """Of two versions the one of the later year is newer, whatever their numbers."""
    found = _found(f"{one[0]}.{one[1]}", f"{other[0]}.{other[1]}")
    assert bool(found) == ((other[1], other[0]) > (one[1], one[0]))
