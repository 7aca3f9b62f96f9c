"""Downloading: every record, each once, whatever the server does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kb.bibliography.citation import Citation
from kb.bibliography.formats.exports import read_citations
from kb.bibliography.pubmed import download as downloading
from kb.bibliography.pubmed import fetch
from kb.bibliography.pubmed import find as finding
from kb.bibliography.pubmed.download import Downloaded, DownloadOrder, run, start, unfinished
from kb.bibliography.pubmed.faults import NoAnswer
from kb.bibliography.pubmed.find import find
from kb.bibliography.pubmed.query import pubmed_query
from kb.bibliography.pubmed.records import Form, read_nbib, read_xml
from kb.bibliography.pubmed.server import Server
from kb.errors import KbError
from tests.bibliography.formats.made_up import Article, nbib, pubmed_set
from tests.bibliography.pubmed.conftest import Connect
from tests.bibliography.pubmed.eutils import Eutils, Fault, library

FORMS = pytest.mark.parametrize("form", list(Form))
BOOK = (
    "<PubmedBookArticle><BookDocument><PMID Version='1'>90009999</PMID>"
    "<Book><BookTitle>A made-up book</BookTitle></Book></BookDocument></PubmedBookArticle>\n"
)


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def download(server: Server, file: Path, form: Form, leave_out_missing: bool = False) -> Downloaded:
    """Search for everything, or go on, and download it; as the command does."""
    order = DownloadOrder(pubmed_query("all"), file, form, leave_out_missing)
    going = unfinished(order, server.address)
    if going is None:
        going = start(order, find(server, order.question, _silent), server.address)
    done = run(server, going, _silent)
    going.journal.forget()
    return done


def _assert_whole(file: Path, made: list[Article]) -> None:
    """The file holds just these records, each once, and nothing is left beside it."""
    read = list(read_citations(file))
    assert all(isinstance(record, Citation) for record in read)
    assert sorted(record.pmid or "" for record in read) == sorted(article.pmid for article in made)  # type: ignore[union-attr]
    titles = {article.pmid: article.title for article in made}
    assert all(record.title == titles[record.pmid or ""] for record in read)  # type: ignore[union-attr]
    assert {path.name for path in file.parent.iterdir()} == {file.name}


@FORMS
def test_records_come_in_batches_and_read_back(
    eutils: Eutils, connect: Connect, file: Path, form: Form
) -> None:
    eutils.hold(made := library(450))
    shown: list[tuple[int, int]] = []
    server = connect()
    order = DownloadOrder(pubmed_query("all"), file, form)
    going = start(order, find(server, order.question, _silent), server.address)
    done = run(server, going, lambda here, total: shown.append((here, total)))
    going.journal.forget()
    assert (done.records, done.missing, done.remarks) == (450, (), ())
    assert shown == [(0, 450), (200, 450), (400, 450), (450, 450)]
    assert [fields["retstart"] for fields in eutils.fetched()] == ["0", "200", "400"]
    _assert_whole(file, made)


@FORMS
@pytest.mark.parametrize(
    "fault",
    [
        Fault(429),
        Fault(500),
        Fault(body="<html>Blocked</html>"),
        Fault(body="<eFetchResult><ERROR>Something is wrong</ERROR></eFetchResult>"),
        Fault(body='{"error":"API rate limit exceeded"}'),
        Fault(body="ERROR: Empty result"),
        Fault(body="Error occurred: cannot get document summary"),
        Fault(cut=300),
        Fault(change=lambda body: body[: len(body) * 2 // 3]),
        Fault(change=lambda body: body[: body.index("\n", len(body) * 2 // 3) + 1]),
        Fault(body=""),
        Fault(silent=True),
    ],
    ids=lambda fault: f"{fault.status}-{(fault.body or '')[:20]}-{fault.cut}-{fault.silent}",
)
def test_faults_that_pass_lose_nothing(
    eutils: Eutils, connect: Connect, file: Path, form: Form, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (fetch, downloading):
        monkeypatch.setattr(module, "BATCH", 20)
    eutils.hold(made := library(25))
    eutils.faults["efetch.fcgi"].extend([fault, Fault(), fault])
    assert download(connect(timeout=2 if fault.silent else 30), file, form).records == 25
    _assert_whole(file, made)


@FORMS
@pytest.mark.parametrize("said", ["Unable to obtain query #1", "Cannot retrieve history data. query_key: 1"])
def test_a_search_that_pubmed_has_forgotten_goes_on_by_pmids(
    eutils: Eutils, connect: Connect, file: Path, form: Form, said: str
) -> None:
    eutils.hold(made := library(450))
    gone = Fault(body=f"<eFetchResult><ERROR>{said}</ERROR></eFetchResult>")
    eutils.faults["efetch.fcgi"].extend([Fault(), gone])
    download(connect(), file, form)
    assert ["id" in fields for fields in eutils.fetched()] == [False, False, True, True]
    _assert_whole(file, made)


@FORMS
def test_records_sent_twice_or_unasked_come_once(
    eutils: Eutils, connect: Connect, file: Path, form: Form
) -> None:
    eutils.hold(made := library(210))
    eutils.twice = True
    download(connect(), file, form)
    _assert_whole(file, made)


@FORMS
def test_another_order_on_the_server_mixes_nothing_up(
    eutils: Eutils, connect: Connect, file: Path, form: Form
) -> None:
    eutils.hold(made := library(450))
    server = connect()
    order = DownloadOrder(pubmed_query("all"), file, form)
    found = find(server, order.question, _silent)
    for kept in eutils.histories.values():
        kept.reverse()
    going = start(order, found, server.address)
    run(server, going, _silent)
    going.journal.forget()
    _assert_whole(file, made)


@FORMS
def test_missing_records_are_asked_for_again_then_named(
    eutils: Eutils, connect: Connect, file: Path, form: Form
) -> None:
    eutils.hold(made := library(250))
    lost = {made[3].pmid, made[220].pmid}
    eutils.withheld = set(lost)
    server = connect()
    with pytest.raises(KbError, match="did not send 2 of them") as raised:
        download(server, file, form)
    assert all(pmid in str(raised.value) for pmid in lost)
    assert not file.exists()
    by_pmid = [fields["id"] for fields in eutils.fetched() if "id" in fields]
    assert by_pmid == [made[3].pmid] * 3 + [made[220].pmid] * 3

    eutils.asked.clear()
    eutils.withheld = {made[3].pmid}
    done = download(server, file, form, leave_out_missing=True)
    assert (done.records, done.missing) == (249, (made[3].pmid,))
    assert {fields["id"] for fields in eutils.fetched()} == {made[3].pmid, made[220].pmid}
    _assert_whole(file, [article for article in made if article.pmid != made[3].pmid])


def test_more_than_one_search_lists_makes_one_file(
    eutils: Eutils, connect: Connect, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "AT_MOST", 300)
    eutils.limit = 300
    made = library(900)
    for number in range(9):
        eutils.hold(made[number * 100 : number * 100 + 100], date(2015 + number, 3, 4))
    assert download(connect(), file, Form.NBIB).records == 900
    assert len(eutils.histories) > 3
    _assert_whole(file, made)


def test_when_pubmed_falls_silent_what_came_stays(eutils: Eutils, connect: Connect, file: Path) -> None:
    eutils.hold(made := library(450))
    server = connect()
    eutils.faults["efetch.fcgi"].extend([Fault(), *[Fault(500)] * 5])
    with pytest.raises(NoAnswer):
        download(server, file, Form.NBIB)
    eutils.asked.clear()
    download(server, file, Form.NBIB)
    assert [utility for utility, _ in eutils.asked] == ["efetch.fcgi"] * 2
    _assert_whole(file, made)


def test_a_file_of_before_stays_until_the_new_one_is_whole(
    eutils: Eutils, connect: Connect, file: Path
) -> None:
    file.write_text("what was there before")
    eutils.hold(made := library(250))
    server = connect()
    eutils.faults["efetch.fcgi"].extend([Fault(), *[Fault(500)] * 5])
    with pytest.raises(NoAnswer):
        download(server, file, Form.NBIB)
    assert file.read_text() == "what was there before"
    download(server, file, Form.NBIB)
    _assert_whole(file, made)


def test_xml_keeps_books_and_what_a_record_says_to_the_byte() -> None:
    text = pubmed_set(library(3)).replace("</PubmedArticleSet>", f"{BOOK}</PubmedArticleSet>")
    records = read_xml(200, text.encode())
    assert [pmid for pmid, _ in records][-1] == "90009999"
    assert all(record.decode().strip() in text for _, record in records)


def test_text_keeps_what_a_record_says_to_the_byte() -> None:
    made = library(3)
    records = read_nbib(200, ("\r\n" + "".join(map(nbib, made))).encode())
    assert [pmid for pmid, _ in records] == [article.pmid for article in made]
    assert b"".join(record for _, record in records).decode() == "".join(map(nbib, made))
