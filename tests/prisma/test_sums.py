"""Whatever happened in a review, its numbers add up, and a second count from the events finds the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.prisma.flow import DoesNotAddUp, Flow, Lane, require_sums, sums_of
from tests.builders.reviews import Year
from tests.prisma import recount
from tests.prisma.flows import flows

_RUNS = (
    ("PubMed", "database"),
    ("Embase", "database"),
    ("ClinicalTrials.gov", "register"),
    ("NICE", "website"),
    ("Maker", "organization"),
    ("Reference lists", "citation"),
    ("A colleague", "other"),
)
_PUBLICATIONS = 9
_REFERENCES = (None, "wang-2015", "chen-2021", "cha-2020", "ko-2020", "dunne-2014")
_STUDIES = ("wang-2015", "chen-2021", "wei-2020", "ei-2015")
_REPEATED = ("exclude", "title-abstract")
_numbers = count()


@dataclass
class Events:
    """What happened, as drawn at random; publications are numbers."""

    reviewers: int
    hits: list[tuple[int, int | None]]
    """Run and publication; None could not be read."""
    merged: dict[int, int]
    references: dict[int, str | None]
    decisions: list[tuple[int, str, str, str, bool]]
    """Publication, stage, decision, who, and whether an exclusion of a title repeats an earlier one."""
    extractions: dict[str, tuple[int, str]]


_publications = st.integers(0, _PUBLICATIONS - 1)
_events = st.builds(
    Events,
    reviewers=st.sampled_from([1, 2]),
    hits=st.lists(st.tuples(st.integers(0, len(_RUNS) - 1), _publications | st.none()), max_size=30),
    merged=st.dictionaries(st.integers(5, _PUBLICATIONS - 1), st.integers(0, 4), max_size=3),
    references=st.dictionaries(_publications, st.sampled_from(_REFERENCES), max_size=6),
    decisions=st.lists(
        st.tuples(
            _publications,
            st.sampled_from(["title-abstract", "title-abstract", "full-text"]),
            st.sampled_from(["include"] * 5 + ["exclude"] * 3 + ["unsure", "not-retrieved", "withdrawn"]),
            st.sampled_from(["ann", "bob", "arbiter"]),
            st.booleans(),
        ),
        max_size=40,
    ),
    extractions=st.dictionaries(
        st.sampled_from(_STUDIES), st.tuples(_publications, st.sampled_from(["adopted", "draft"])), max_size=2
    ),
)


def happened(url: str, events: Events) -> Year:
    """The events, in a cycle of their own."""
    number = next(_numbers)
    review = Year(url, opened=f"20{30 + number // 300}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}")
    review.reviewers = events.reviewers
    review.open()
    runs = [review.run(index, source, kind) for index, (source, kind) in enumerate(_RUNS, 1)]
    name = {publication: f"{number}#{publication}" for publication in range(_PUBLICATIONS)}
    found = {publication for _, publication in events.hits if publication is not None}
    found |= {events.merged[one] for one in found if one in events.merged}
    for publication in sorted(found):
        # The record of the builder would be one more: the candidate alone is written here.
        review._insert(
            "candidate",
            id=name[publication],
            title="",
            reference_id=events.references.get(publication),
            same_as_id=name[events.merged[publication]] if publication in events.merged else None,
        )
    for run, hit in events.hits:
        review.hit(None if hit is None else name[hit], runs[run])
    for publication, stage, decision, who, repeats in events.decisions:
        if publication in found:
            review.decide(
                name[publication],
                decision,
                stage,
                who=who,
                role="arbiter" if who == "arbiter" else "reviewer",
                reason="design" if decision == "exclude" else None,
                carried_from_id=review.id if repeats and (decision, stage) == _REPEATED else None,
            )
    for study, (publication, state) in events.extractions.items():
        if publication in found:
            review.extract(name[publication], study, state, who=f"rita-{number}")
    return review


def fates_in(lane: Lane) -> Counter[str]:
    """The numbers of a lane as the fates of its records."""
    return +Counter(
        {
            "duplicate": lane.duplicates,
            "unreadable": lane.unreadable,
            "known": lane.known,
            "excluded before": lane.excluded_before,
            "open at screening": lane.screening_open,
            "excluded": lane.excluded,
            "not retrieved": lane.not_retrieved,
            "open at assessment": lane.assessment_open,
            "included": lane.included,
        }
        | {f"reason {one.code}": one.count for one in lane.reasons}
    )


_REMOVED = ("duplicate", "unreadable", "known", "excluded before")


def agrees(review: Year, flow: Flow) -> None:
    """Every number against the second count."""
    second = recount.fates(review.url, review.id)
    assert flow.other is not None
    assert fates_in(flow.databases) == second["databases"]
    assert fates_in(flow.other) == second["other"]
    for lane, name in ((flow.databases, "databases"), (flow.other, "other")):
        assert lane.identified == second[name].total()
        left = second[name].total() - sum(second[name][one] for one in _REMOVED)
        assert lane.screened == left
        assert lane.sought == left - second[name]["excluded"] - second[name]["open at screening"]
        assert lane.assessed == lane.sought - second[name]["not retrieved"]


_settings = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(events=_events)
@_settings
def test_a_review_without_a_release_adds_up(seed_url: str, events: Events) -> None:
    review = happened(seed_url, events)
    flow = review.flow()
    agrees(review, flow)
    included = recount.included(review.url, review.id)
    told = {one: recount.studies_of(review.url, review.id, one) for one in included}
    assert flow.unextracted == sum(not studies for studies in told.values())
    assert flow.new_reports + flow.further_reports == sum(bool(studies) for studies in told.values())
    assert flow.previous is not None
    assert flow.previous.studies + flow.new_studies >= 28  # what the policy uses is old or new


_RELEASED = {"wang-2015": ["wang-2015"], "ei-2015": ["ei-2015"], "ko-2020": ["ko-2020", "cha-2020"]}


@given(events=_events)
@_settings
def test_a_review_after_a_release_adds_up(released_url: str, events: Events) -> None:
    review = happened(released_url, events)
    flow = review.flow()
    agrees(review, flow)
    included = recount.included(review.url, review.id)
    told = {one: recount.studies_of(review.url, review.id, one) for one in included}
    new = {study for studies in told.values() for study in studies} - _RELEASED.keys()
    assert flow.previous is not None
    assert (flow.previous.studies, flow.previous.reports) == (3, 4)
    assert flow.new_studies == len(new)
    assert flow.new_reports == sum(not studies.isdisjoint(new) for studies in told.values())
    assert flow.further_reports == sum(bool(studies) and studies.isdisjoint(new) for studies in told.values())
    assert flow.total_studies == 3 + len(new)
    assert flow.total_reports == 4 + sum(bool(studies) for studies in told.values())


@pytest.fixture
def released_url(seed_url: str) -> str:
    """The bundled evidence with a published version of a few studies."""
    review = Year(seed_url)
    review.release(_RELEASED)
    review.write()
    return seed_url


@given(flow=flows())
def test_any_flow_that_adds_up_passes(flow: Flow) -> None:
    require_sums(flow)
    assert all(one.holds for one in sums_of(flow))


_CHANGED = (
    "duplicates",
    "known",
    "excluded_before",
    "unreadable",
    "excluded",
    "sought",
    "not_retrieved",
    "assessed",
    "included",
)


@given(flow=flows(), name=st.sampled_from(_CHANGED), by=st.sampled_from([-1, 1]))
def test_one_wrong_number_is_an_error_that_names_the_numbers(flow: Flow, name: str, by: int) -> None:
    lane = replace(flow.databases, **{name: getattr(flow.databases, name) + by})
    with pytest.raises(DoesNotAddUp, match=r"does not add up: .*databases and registers|reports included"):
        require_sums(replace(flow, databases=lane))
