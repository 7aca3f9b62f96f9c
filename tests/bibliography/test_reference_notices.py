"""Notices find their references, once each, whatever order the sources come in."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.citation import Format, Malformed, RecordPlace
from kb.bibliography.notices import PublishedNotice
from kb.bibliography.reference_notices import KnownReferences, match_notices, merge_notices
from kb.records.references import NoticeEntry as NoticeRecord

OURS = KnownReferences(
    by_identifier={("pmid", "11"): "one", ("doi", "10.1000/one"): "one", ("doi", "10.1000/two"): "two"},
    identifiers={"one": {"pmid": "11", "doi": "10.1000/one"}, "two": {"doi": "10.1000/two"}},
    unnamed=("three",),
)


def _notice(**given: str) -> PublishedNotice:
    fields = {
        "format": Format.RETRACTION_WATCH,
        "place": RecordPlace(1, 2, 0),
        "raw": "",
        "basis": "register",
    }
    return PublishedNotice(**(fields | {"nature": "retraction"} | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("about", "reference"),
    [
        ({"pmid": "11"}, "one"),
        ({"doi": "10.1000/one"}, "one"),
        ({"pmid": "11", "doi": "10.1000/one"}, "one"),
        ({"pmid": "99", "doi": "10.1000/two"}, "two"),  # we do not hold a PMID of it
        ({"pmid": "99"}, None),
        ({}, None),
    ],
)
def test_a_notice_finds_its_reference(about: dict[str, str], reference: str | None) -> None:
    found = match_notices(OURS, [_notice(**about)])
    assert list(found.entries) == ([] if reference is None else [reference])
    assert found.doubtful == []
    assert found.read == 1


def test_identifiers_that_disagree_are_left_to_a_person() -> None:
    found = match_notices(OURS, [_notice(pmid="11", doi="10.1000/two")])
    assert found.entries == {"two": found.entries["two"]}
    (words,) = found.doubtful
    assert "one has pmid:11, doi:10.1000/one" in words
    assert "doi:10.1000/two" in words


def test_what_cannot_be_read_is_kept_aside() -> None:
    malformed = Malformed(
        "retraction-watch", RecordPlace(1, 2, 0), "raw", "Too few fields.", "Export it again."
    )
    found = match_notices(OURS, [malformed, _notice(pmid="11")])
    assert found.malformed == [malformed]
    assert list(found.entries) == ["one"]


def _entry(**given: str) -> NoticeRecord:
    return NoticeRecord.model_validate({"kind": "retraction"} | given)


RETRACTED = _entry(date="2021-05-06", pmid="77", source="PubMed")
SAME = _entry(date="2021-05", doi="10.1000/notice", source="Retraction Watch")
BARE = _entry(source="citation export")
LIFTED = _entry(kind="reinstatement", date="2022-01-01")
ERRATUM, OTHER_ERRATUM = _entry(kind="correction", pmid="78"), _entry(kind="correction", pmid="79")
ALL = (RETRACTED, SAME, BARE, LIFTED, ERRATUM, OTHER_ERRATUM)


def test_one_notice_from_three_sources_is_one_notice() -> None:
    both, last = merge_notices((), [BARE, SAME, RETRACTED, LIFTED])
    assert (both.kind, both.date, both.pmid, both.doi) == ("retraction", "2021-05-06", "77", "10.1000/notice")
    assert last.kind == "reinstatement"


def test_corrections_of_different_numbers_are_different() -> None:
    assert len(merge_notices((ERRATUM,), [OTHER_ERRATUM, ERRATUM])) == 2


def test_the_order_of_import_does_not_matter() -> None:
    wanted = merge_notices((), ALL)
    for order in permutations(ALL, len(ALL)):
        held: tuple[NoticeRecord, ...] = ()
        for entry in order:
            held = merge_notices(held, [entry])
        assert held == wanted


@given(st.lists(st.sampled_from(ALL), max_size=12))
def test_what_is_known_already_changes_nothing(entries: list[NoticeRecord]) -> None:
    held = merge_notices((), entries)
    assert merge_notices(held, entries) == held
    assert merge_notices(held, []) == held
