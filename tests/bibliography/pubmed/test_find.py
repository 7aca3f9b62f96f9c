"""What is asked for, and finding all PMIDs of it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.pubmed import find as finding
from kb.bibliography.pubmed.faults import NoAnswer
from kb.bibliography.pubmed.find import find
from kb.bibliography.pubmed.query import DateType, DateWindow, pubmed_query
from kb.errors import KbError
from tests.bibliography.pubmed.conftest import Connect
from tests.bibliography.pubmed.eutils import Eutils, Fault

DAYS = st.dates(date(1500, 1, 1), date(3000, 12, 31))


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _spread(eutils: Eutils, count: int, seed: int = 1) -> None:
    """Records over thirty years, a tenth of them with a second date, most at the first of a month."""
    chance = random.Random(seed)
    for number in range(count):
        day = date(1994 + chance.randrange(30), 1 + chance.randrange(12), 1)
        days = [day + timedelta(days=chance.choice((0, 0, 0, 12)))]
        days += [days[0] + timedelta(days=chance.randrange(400))] if chance.random() < 0.1 else []
        eutils.dates[str(90000000 + number)] = tuple(days)


def test_one_search_is_enough_for_what_one_search_lists(eutils: Eutils, connect: Connect) -> None:
    _spread(eutils, 9999)
    found = find(connect(), pubmed_query("all"), _silent)
    assert found.pmids == tuple(eutils.dates)
    assert len(eutils.asked) == 1
    assert len(found.listings) == 1
    assert found.listings[0].history


@pytest.mark.parametrize("dates", [(None, None), ("1990", "2025"), ("1994-03", None)])
def test_what_is_too_much_for_one_search_is_parted_by_date(
    eutils: Eutils, connect: Connect, dates: tuple[str | None, str | None]
) -> None:
    _spread(eutils, 25000)
    asked = pubmed_query("all", *dates, date_type=DateType.PUBLISHED)
    shown: list[tuple[int, int]] = []
    found = find(connect(), asked, lambda done, total: shown.append((done, total)))
    window = asked.widest()
    expected = {
        pmid
        for pmid, days in eutils.dates.items()
        if any(window.since <= day <= window.until for day in days)
    }
    assert set(found.pmids) == expected
    assert len(found.pmids) == found.count == len(expected)
    assert shown[-1] == (found.count, found.count)
    assert len(eutils.asked) < 30
    assert {fields["datetype"] for _, fields in eutils.asked[1:]} == {"pdat"}


def test_a_list_of_pubmed_serves_only_where_it_is_ours(eutils: Eutils, connect: Connect) -> None:
    _spread(eutils, 15000)
    for listing in find(connect(), pubmed_query("all"), _silent).listings:
        if listing.history:
            assert eutils.histories[listing.history.environment] == list(listing.pmids)


def test_a_day_with_too_many_is_told(eutils: Eutils, connect: Connect) -> None:
    eutils.dates = {str(number): (date(2020, 2, 3),) for number in range(90000000, 90010500)}
    with pytest.raises(KbError, match="on 2020-02-03 alone"):
        find(connect(), pubmed_query("all", "2020"), _silent)


def test_too_many_are_no_search(eutils: Eutils, connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 12000)
    _spread(eutils, 12001)
    with pytest.raises(KbError, match="12,001 records for this query"):
        find(connect(), pubmed_query("all"), _silent)


def test_records_that_no_date_finds_are_not_lost_silently(
    eutils: Eutils, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    _spread(eutils, 15000)
    more = Fault(change=lambda body: body.replace('"count": "15000"', '"count": "15001"'))
    eutils.faults["esearch.fcgi"].append(more)
    with pytest.raises(KbError, match=r"counts 15,001 records, and lists 15,000"):
        find(connect(), pubmed_query("all"), _silent)


def test_a_list_shorter_than_its_count_is_asked_for_again(eutils: Eutils, connect: Connect) -> None:
    _spread(eutils, 50)
    short = Fault(change=lambda body: body.replace('"90000007", ', ""))
    eutils.faults["esearch.fcgi"].append(short)
    assert len(find(connect(), pubmed_query("all"), _silent).pmids) == 50
    eutils.faults["esearch.fcgi"].extend([short] * 5)
    with pytest.raises(NoAnswer, match="counts 50 records and lists 49"):
        find(connect(), pubmed_query("all"), _silent)


def test_a_list_of_something_else_is_no_answer(eutils: Eutils, connect: Connect) -> None:
    _spread(eutils, 5)
    wrong = Fault(change=lambda body: body.replace("90000003", "../etc"))
    eutils.faults["esearch.fcgi"].append(wrong)
    assert len(find(connect(), pubmed_query("all"), _silent).pmids) == 5
    assert len(eutils.asked) == 2


def test_long_queries_are_sent_whole(eutils: Eutils, connect: Connect) -> None:
    query = " OR ".join(f'"made-up term {number}"[tiab]' for number in range(2000))
    find(connect(), pubmed_query(query), _silent)
    assert eutils.asked[0][1]["term"] == query


@given(DAYS, DAYS)
def test_halves_of_a_window_leave_no_day_out(one: date, other: date) -> None:
    window = DateWindow(min(one, other), max(one, other))
    halves = window.halves()
    if halves is None:
        assert window.since == window.until
        return
    first, second = halves
    assert (first.since, second.until) == (window.since, window.until)
    assert first.since <= first.until < second.since <= second.until
    assert second.since - first.until == timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2021", "2021", "2021/01/01", "2021/12/31"),
        ("2021-02", "2024-02", "2021/02/01", "2024/02/29"),
        ("2021/11/05", "2021-11-05", "2021/11/05", "2021/11/05"),
        ("2021-12", None, "2021/12/01", "3000/12/31"),
        (None, "2021-12", "1500/01/01", "2021/12/31"),
    ],
)
def test_dates_may_be_years_months_and_days(
    since: str | None, until: str | None, first: str, last: str
) -> None:
    fields = pubmed_query(" a\n b ", since, until).fields()
    assert fields == {"db": "pubmed", "term": "a b", "datetype": "edat", "mindate": first, "maxdate": last}


def test_without_dates_none_are_sent() -> None:
    assert pubmed_query("a").fields() == {"db": "pubmed", "term": "a"}


@pytest.mark.parametrize(
    "text", ["2021-13", "2021-02-30", "2021-00", "2021-01-00", "21", "0000", "today", ""]
)
def test_what_is_no_date_is_told(text: str) -> None:
    for dates in ((text, None), (None, text)):
        with pytest.raises(KbError, match=r"is no date\. Write it like 2021-11-05"):
            pubmed_query("a", *dates)


@pytest.mark.parametrize("query", ["", " \n\t", "a\x00b", "a\ud800"])
def test_what_is_no_query_is_told(query: str) -> None:
    with pytest.raises(KbError, match="The query"):
        pubmed_query(query)


def test_a_window_that_ends_before_it_begins_is_told() -> None:
    with pytest.raises(KbError, match=r"end \(2020\) before they begin \(2021\)"):
        pubmed_query("a", "2021", "2020")


@pytest.mark.parametrize(
    ("query", "odd"),
    [
        ('"liver tumor"[tiab] AND (cryoablation OR cryosurgery)', ()),
        ('"liver tumor[tiab] AND a', ("quotation mark",)),
        ("(a OR (b AND c)", ("bracket without its partner: (",)),
        ("a OR b) AND (c", ("bracket without its partner: )",)),
        ("a[tiab OR b", ("bracket without its partner: [",)),
        ('":-(" AND b', ()),
        ("\u201cliver tumor\u201d", ("curly",)),
        ("a and b", ("small letters",)),
        ('"surgery and ablation" AND b', ()),
    ],
)
def test_slips_are_pointed_out(query: str, odd: tuple[str, ...]) -> None:
    told = list(pubmed_query(query).oddities())
    assert len(told) == len(odd)
    for words, part in zip(told, odd, strict=True):
        assert part in words
