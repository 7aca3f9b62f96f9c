"""Which value wins when records of one publication are merged, and that nothing is lost."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.citation import Format
from kb.bibliography.duplicates.combining import merge
from tests.bibliography.duplicates.made_up import people, record

PUBMED = record(
    format=Format.NBIB, raw="pubmed", pmid="1", dois=("10.5555/a",), abstract=None, mesh=("Liver",)
)
EMBASE = record(
    raw="embase", title="CRYOABLATION", accession="L1", dois=("10.5555/b", "10.5555/a"), mesh=("Tumor",)
)
AHEAD = record(raw="ahead", issued="2014", volume=None, issue=None, pages=None, publisher="A made-up press")
SHORT = record(
    format=Format.NBIB, raw="short", pmid="1", authors=people("Wang, C"), authors_truncated=True, volume=None
)
ALL = (PUBMED, EMBASE, AHEAD, SHORT)


def test_pubmed_wins_and_others_fill_what_it_leaves_out() -> None:
    merged = merge([EMBASE, PUBMED])
    assert merged.citation.title == PUBMED.title
    assert merged.citation.abstract == EMBASE.abstract
    assert merged.citation.accession == "L1"
    assert merged.taken_from["title"] == 0 and merged.taken_from["abstract"] == 1


def test_lists_hold_what_any_record_gives() -> None:
    citation = merge([EMBASE, PUBMED]).citation
    assert citation.dois == ("10.5555/a", "10.5555/b")
    assert citation.mesh == ("Liver", "Tumor")


def test_date_and_pages_come_from_one_record() -> None:
    ahead = record(**{**_values(AHEAD), "pmid": "1"})
    citation = merge([ahead, record()]).citation
    assert (citation.issued, citation.volume, citation.pages) == ("2015-03", "12", "123-129")
    assert citation.publisher == "A made-up press"
    assert merge([AHEAD]).citation.issued == "2014"


def _values(one: object) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("issued", "volume", "issue", "pages", "publisher", "raw")}


def test_authors_come_from_a_record_that_does_not_cut_them_short() -> None:
    assert merge([SHORT, EMBASE]).citation.authors == EMBASE.authors
    assert not merge([SHORT, EMBASE]).citation.authors_truncated
    assert merge([SHORT]).citation.authors_truncated


@given(st.lists(st.sampled_from(ALL), min_size=1, unique_by=lambda one: one.raw), st.randoms())
def test_order_makes_no_difference_and_every_record_is_kept(chosen: list, order: random.Random) -> None:  # type: ignore[type-arg]
    expected = merge(chosen)
    assert sorted(one.raw for one in expected.sources) == sorted(one.raw for one in chosen)
    assert {doi for one in chosen for doi in one.dois} == set(expected.citation.dois)
    order.shuffle(chosen)
    assert merge(chosen) == expected
