"""Who stands for whom follows from pairs and judgements alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kb.review.importing.redirects import DIFFERENT, SAME, Redirect, StoredPair, derive_redirects

RUN = "7.01.75@2022-09-01/1"


def pair(one: str, other: str, relation: str = SAME, **values: object) -> StoredPair:
    """A pair; a name without colon and number sign is a reference."""
    is_reference = ":" not in other and "#" not in other
    return StoredPair(f"{one} = {other}", one, other, is_reference, relation, **values)  # type: ignore[arg-type]


def test_a_record_that_came_later_gives_way_and_all_point_at_the_root() -> None:
    pairs = [pair("b#2", "a#1"), pair("c#3", "b#2")]
    assert derive_redirects(pairs, {}) == {"b#2": Redirect("a#1"), "c#3": Redirect("a#1")}


def test_the_reference_is_that_of_every_member() -> None:
    pairs = [pair("b#2", "a#1"), pair("b#2", "wang-2015")]
    assert derive_redirects(pairs, {}) == {
        "a#1": Redirect(None, "wang-2015"),
        "b#2": Redirect("a#1", "wang-2015"),
    }


def test_two_that_were_there_before_are_stood_for_by_the_one_of_pubmed() -> None:
    pairs = [pair("c#3", "a#1"), pair("c#3", "pmid:7")]
    assert derive_redirects(pairs, {"pmid:7": "7"}) == {"a#1": Redirect("pmid:7"), "c#3": Redirect("pmid:7")}


def test_two_pmids_and_two_references_meet_only_by_judgement() -> None:
    pairs = [pair("c#3", "pmid:1", score=20.0), pair("c#3", "pmid:2", score=10.0)]
    pmids = {"pmid:1": "1", "pmid:2": "2"}
    assert derive_redirects(pairs, pmids) == {"c#3": Redirect("pmid:1")}
    judged = [pairs[0], replace(pairs[1], judgement=SAME, judged_at="1")]
    assert set(derive_redirects(judged, pmids)) == {"c#3"}
    two = replace(pair("pmid:2", "pmid:1", "doubtful"), judgement=SAME, judged_at="1")
    assert derive_redirects([two], pmids) == {"pmid:2": Redirect("pmid:1")}
    references = [pair("c#3", "wang-2015", score=20.0), pair("c#3", "yang-2012", score=10.0)]
    assert derive_redirects(references, {}) == {"c#3": Redirect(None, "wang-2015")}


def test_an_article_and_its_correction_do_not_meet_by_way_of_a_third() -> None:
    pairs = [pair("b#2", "a#1", "tied"), pair("c#3", "a#1", score=20.0), pair("c#3", "b#2", score=10.0)]
    assert derive_redirects(pairs, {}) == {"c#3": Redirect("a#1")}


def test_what_a_person_calls_different_stays_apart_and_the_rest_goes_with_the_surer() -> None:
    pairs = [
        replace(pair("b#2", "a#1", score=30.0), judgement=DIFFERENT, judged_at="1"),
        pair("c#3", "a#1", score=10.0),
        pair("c#3", "b#2", score=20.0),
    ]
    assert derive_redirects(pairs, {}) == {"c#3": Redirect("b#2")}


NODES = ("pmid:3", "pmid:11", "pmid:12", f"{RUN}#1", f"{RUN}#2", "r#5", "wang-2015", "yang-2012")
PMIDS = {"pmid:3": "3", "pmid:11": "11", "pmid:12": "12", "wang-2015": "3"}


@st.composite
def found_pairs(draw: st.DrawFn) -> list[StoredPair]:
    """Pairs of a few nodes, each once."""
    places = st.integers(0, len(NODES) - 1)
    drawn = draw(st.sets(st.tuples(places, places).filter(lambda two: two[0] < two[1]), max_size=12))
    found = []
    for low, high in sorted(drawn):
        one, other = NODES[low], NODES[high]
        if ":" in one or "#" in one:
            score = draw(st.sampled_from([None, 10.0, 20.0, 100.0]))
            relation = draw(st.sampled_from(["same", "doubtful", "tied"]))
            found.append(pair(one, other, relation, score=score))
    return found


@given(found_pairs(), st.data())
def test_redirects_are_a_function_of_pairs_and_standing_judgements(
    pairs: list[StoredPair], data: st.DataObject
) -> None:
    moves = data.draw(
        st.lists(st.tuples(st.integers(0, 11), st.sampled_from([SAME, DIFFERENT, None])), max_size=8)
    )
    start = derive_redirects(pairs, PMIDS)
    state = {one.id: one for one in pairs}
    for time, (place, judgement) in enumerate(moves):
        if pairs:
            id = pairs[place % len(pairs)].id
            at = "" if judgement is None else f"{time}"
            state[id] = replace(state[id], judgement=judgement, judged_at=at)
    afresh = derive_redirects(list(state.values()), PMIDS)
    assert derive_redirects(reversed(state.values()), PMIDS) == afresh
    for id in state:
        state[id] = replace(state[id], judgement=None, judged_at="")
    assert derive_redirects(state.values(), PMIDS) == start
    _hold(afresh)


def _hold(found: dict[str, Redirect]) -> None:
    for candidate, one in found.items():
        assert one.same_as != candidate
        if one.same_as is not None:
            root = found.get(one.same_as, Redirect())
            assert root.same_as is None
            assert root.reference == one.reference


@given(found_pairs())
def test_nothing_found_by_the_program_alone_brings_two_pmids_together(pairs: list[StoredPair]) -> None:
    found = derive_redirects(pairs, PMIDS)
    groups: dict[str, set[str]] = {}
    for candidate in NODES[:6]:
        one = found.get(candidate, Redirect())
        members = groups.setdefault(one.same_as or candidate, set())
        members |= {PMIDS[node] for node in (candidate, one.reference) if node in PMIDS}
    assert all(len(pmids) < 2 for pmids in groups.values())
