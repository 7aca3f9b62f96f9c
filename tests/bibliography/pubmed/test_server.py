"""Asking PubMed: pace, patience, and what is no answer."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from kb.bibliography.pubmed.access import Access
from kb.bibliography.pubmed.answers import HistoryKey
from kb.bibliography.pubmed.faults import NoAnswer
from kb.bibliography.pubmed.find import count
from kb.bibliography.pubmed.query import pubmed_query
from kb.bibliography.pubmed.server import Clock, Server
from kb.errors import KbError
from tests.bibliography.pubmed.conftest import Connect, FakeClock
from tests.bibliography.pubmed.eutils import Eutils, Fault, library

ASKED = pubmed_query("cryoablation")
KEY = "0123456789abcdefSECRET"


def _most_in_a_second(times: list[float]) -> int:
    return max(sum(start <= time < start + 1 for time in times) for start in times)


@pytest.mark.parametrize(("account", "limit"), [({}, 3), ({"api_key": KEY}, 10)])
def test_the_limits_of_requests_a_second_are_kept_and_used(
    eutils: Eutils, connect: Connect, clock: FakeClock, account: dict[str, str], limit: int
) -> None:
    server = connect(**account)
    for _ in range(3 * limit):
        count(server, ASKED)
    assert _most_in_a_second(eutils.times) == limit
    assert clock.time - 1000 <= 3


def test_an_answer_that_takes_long_brings_the_next_requests_no_closer(clock: FakeClock) -> None:
    """The first request may reach the server just before its answer comes."""
    from kb.bibliography.pubmed.pacing import Pace

    pace, arrivals = Pace(3, clock.now, clock.sleep), []
    for takes in (0.9, 0.0, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0):
        with pace.request():
            clock.time += takes
            arrivals.append(clock.time)
    assert _most_in_a_second(arrivals) <= 3


def test_every_request_says_who_asks(eutils: Eutils, connect: Connect) -> None:
    count(connect(api_key=KEY), ASKED)
    ((utility, fields),) = eutils.asked
    assert utility == "esearch.fcgi"
    assert (fields["tool"], fields["email"], fields["api_key"]) == ("kb", "ada@example.org", KEY)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=429, body='{"error":"API rate limit exceeded"}'),
        Fault(status=500, body="<html>oops</html>"),
        Fault(status=502),
        Fault(status=503),
        Fault(body="<!DOCTYPE html><html><title>WWW Error Blocked Diagnostic</title></html>"),
        Fault(body='<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"></html>'),
        Fault(body="<eSearchResult><ERROR>Search Backend failed</ERROR></eSearchResult>"),
        Fault(body='{"esearchresult": {"ERROR": "Search Backend failed: Database is not supported"}}'),
        Fault(body='{"esearchresult": {"count": '),
        Fault(body='{"esearchresult": {"idlist": []}}'),
        Fault(body="[]"),
        Fault(cut=40),
        Fault(silent=True),
    ],
    ids=lambda fault: f"{fault.status} {(fault.body or '')[:60]} {fault.cut} {fault.silent}",
)
def test_what_may_pass_is_asked_again_and_in_the_end_told(
    eutils: Eutils, connect: Connect, clock: FakeClock, fault: Fault
) -> None:
    server = connect(timeout=0.3 if fault.silent else 30)
    eutils.hold(library(3))
    eutils.faults["esearch.fcgi"].extend([fault, fault])
    assert count(server, ASKED).count == 3
    assert len(eutils.asked) == 3
    assert 1 <= clock.slept[0] <= 1.25
    assert any(2 <= pause <= 2.5 for pause in clock.slept)

    eutils.faults["esearch.fcgi"].extend([fault] * 5)
    with pytest.raises(NoAnswer, match=r"(?s)PubMed gave no usable answer: .*kb review import FILE"):
        count(server, ASKED)
    assert len(eutils.asked) == 8


@pytest.mark.parametrize("as_date", [False, True])
def test_the_server_says_how_long_to_wait(
    eutils: Eutils, connect: Connect, clock: FakeClock, as_date: bool
) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=18), usegmt=True)
    eutils.faults["esearch.fcgi"].append(Fault(429, headers={"Retry-After": later if as_date else "17"}))
    count(connect(), ASKED)
    assert sum(clock.slept) == pytest.approx(17, abs=1.5)


@pytest.mark.parametrize("value", ["soon", "", "-3"])
def test_a_wait_that_nobody_understands_is_the_usual_one(
    eutils: Eutils, connect: Connect, clock: FakeClock, value: str
) -> None:
    eutils.faults["esearch.fcgi"].append(Fault(429, headers={"Retry-After": value}))
    count(connect(), ASKED)
    assert 1 <= sum(clock.slept) <= 1.25


def test_nobody_waits_for_hours(eutils: Eutils, connect: Connect) -> None:
    eutils.faults["esearch.fcgi"].append(Fault(429, headers={"Retry-After": "3600"}))
    with pytest.raises(KbError, match="asks to wait 60 minutes"):
        count(connect(), ASKED)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault(403), "refuses requests from here"),
        (Fault(404), r"esearch.fcgi is not there. Correct KB_PUBMED_URL"),
        (Fault(302, headers={"Location": "https://example.org/"}), "sends elsewhere"),
    ],
)
def test_what_will_not_pass_is_told_at_once(
    eutils: Eutils, connect: Connect, fault: Fault, told: str
) -> None:
    eutils.faults["esearch.fcgi"].append(fault)
    with pytest.raises(KbError, match=told):
        count(connect(), ASKED)
    assert len(eutils.asked) == 1


def test_the_key_appears_nowhere_but_in_requests(
    eutils: Eutils, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server = connect(api_key=KEY)
    refused = Fault(400, body=f'{{"error":"API key {KEY} invalid","api-key":"{KEY}"}}')
    eutils.faults["esearch.fcgi"].append(refused)
    with pytest.raises(KbError, match="refuses the API key") as raised:
        count(server, ASKED)
    told = [str(raised.value), repr(raised.value), repr(Access(api_key=KEY))]
    eutils.faults["esearch.fcgi"].extend([Fault(body=f'{{"error":"trouble with {KEY}"}}')] * 5)
    with pytest.raises(NoAnswer, match=r"trouble with \*\*\*") as lost:
        count(server, ASKED)
    told += [str(lost.value), repr(lost.value), caplog.text]
    assert "esearch.fcgi" in caplog.text
    assert not [text for text in told if KEY in text]


def test_where_there_is_no_pubmed_one_message_points_to_the_site(clock: FakeClock) -> None:
    access = Access("http://127.0.0.1:9/eutils/")
    with (
        Server(access, Clock(clock.now, clock.sleep)) as server,
        pytest.raises(NoAnswer, match=r"cannot be reached at http://127.0.0.1:9/.*kb review import FILE"),
    ):
        count(server, ASKED)
    assert len(clock.slept) == 2


def test_warnings_and_translation_come_in_words(eutils: Eutils, connect: Connect) -> None:
    eutils.warnings = {
        "errorlist": {"phrasesnotfound": ["cryoblation"], "fieldsnotfound": []},
        "warninglist": {"phrasesignored": ["the"], "outputmessages": ["No items found."]},
    }
    answer = count(connect(), ASKED)
    assert answer.translation == '"cryoablation"[All Fields]'
    assert answer.warnings == (
        "PubMed does not know the phrase 'cryoblation' and left it out.",
        "PubMed ignored the word 'the'.",
        "PubMed says: No items found",
    )
    assert answer.history is None or isinstance(answer.history, HistoryKey)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("KB_PUBMED_URL", "eutils.example.org", "KB_PUBMED_URL is no web address"),
        ("KB_PUBMED_URL", "https://a b/", "KB_PUBMED_URL is no web address"),
        ("KB_PUBMED_URL", "https://example.org:port/", "KB_PUBMED_URL is no web address"),
        ("KB_PUBMED_EMAIL", "ada", "KB_PUBMED_EMAIL is no e-mail address"),
        ("KB_PUBMED_TOOL", "my tool", "hold no spaces"),
    ],
)
def test_wrong_settings_are_told(monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(KbError, match=told):
        Access.read()


def test_a_key_is_not_sent_in_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_PUBMED_API_KEY", KEY)
    monkeypatch.setenv("KB_PUBMED_URL", "http://example.org/eutils")
    with pytest.raises(KbError, match="readable for everybody") as raised:
        Access.read()
    assert KEY not in str(raised.value)
    monkeypatch.setenv("KB_PUBMED_URL", "https://example.org/eutils")
    assert Access.read().address == "https://example.org/eutils/"
