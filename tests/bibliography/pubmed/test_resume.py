"""Killed at any point: nothing is lost, nothing is half-done, and the same command goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kb.bibliography.citation import Citation
from kb.bibliography.formats.exports import read_citations
from kb.bibliography.pubmed import download as downloading
from kb.bibliography.pubmed import fetch
from kb.bibliography.pubmed import journal as journals
from kb.bibliography.pubmed.download import DownloadOrder, run, start, unfinished
from kb.bibliography.pubmed.find import find
from kb.bibliography.pubmed.query import pubmed_query
from kb.bibliography.pubmed.records import Form
from kb.bibliography.pubmed.server import Server
from kb.errors import KbError
from tests.bibliography.pubmed.conftest import Connect
from tests.bibliography.pubmed.eutils import Eutils, library
from tests.tiers import mostly_slow

COMMAND = """
import sys
from kb.cli.app import make_app
from kb.bibliography.pubmed import download, fetch
download.BATCH = fetch.BATCH = 10
make_app(sys.argv[1:])(sys.argv[1:])
"""
RECORDS = 50


class Killed(BaseException):
    """Stands for the end of the process at a point."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten records at once, so that fifty take five batches."""
    for module in (fetch, downloading):
        monkeypatch.setattr(module, "BATCH", 10)


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def _download(server: Server, file: Path, form: Form = Form.NBIB, query: str = "all") -> int:
    """Go on, or search and download; how many records were here already."""
    order = DownloadOrder(pubmed_query(query), file, form)
    going = unfinished(order, server.address)
    if going is None:
        going = start(order, find(server, order.question, _silent), server.address)
    here = len(going.journal.pmids)
    done = run(server, going, _silent)
    assert (done.records, done.sha256) == (RECORDS, downloading.sha256_of(file))
    going.journal.forget()
    return here


def _interrupt(server: Server, file: Path) -> None:
    """A download that ends when twenty records are there."""

    def progress(done: int, total: int) -> None:
        if done == 20:
            raise Killed

    order = DownloadOrder(pubmed_query("all"), file, Form.NBIB)
    going = start(order, find(server, order.question, _silent), server.address)
    with pytest.raises(Killed):
        run(server, going, progress)


def _assert_whole(file: Path) -> None:
    records = list(read_citations(file))
    assert len(records) == len({record.pmid for record in records if isinstance(record, Citation)}) == RECORDS


@pytest.mark.parametrize("form", mostly_slow(Form))
@pytest.mark.parametrize("before", mostly_slow([True, False]))
def test_ended_before_or_after_any_write_it_goes_on(
    eutils: Eutils,
    connect: Connect,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: Form,
    before: bool,
) -> None:
    """Each round the process ends one write later than in the round before, until it ends no more."""
    eutils.hold(library(RECORDS))
    server, rounds, went_on = connect(api_key="k"), 0, 0
    real_safe, real_replace = journals._make_safe, Path.replace
    left = 0

    def point() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Killed

    def make_safe(opened: object) -> None:
        if before:
            point()
        real_safe(opened)  # type: ignore[arg-type]
        if not before:
            point()

    def replace(self: Path, target: Path) -> Path:
        if before:
            point()
        done = real_replace(self, target)
        if not before:
            point()
        return done

    monkeypatch.setattr(journals, "_make_safe", make_safe)
    monkeypatch.setattr(Path, "replace", replace)
    while True:
        rounds += 1
        left = rounds
        file.unlink(missing_ok=True)
        try:
            _download(server, file, form)
            break
        except Killed:
            pass
        if file.exists():
            _assert_whole(file)
        left = 0
        eutils.asked.clear()
        went_on += _download(server, file, form) > 0
        _assert_whole(file)
        assert [path.name for path in file.parent.iterdir() if ".part" in path.name] == []
    assert rounds > 12
    assert went_on > 9


def test_what_was_half_written_is_asked_for_again(eutils: Eutils, connect: Connect, file: Path) -> None:
    eutils.hold(library(RECORDS))
    server = connect()
    _interrupt(server, file)
    part, state = Path(f"{file}.part"), Path(f"{file}.part.json")
    with part.open("ab") as opened:
        opened.write(b"PMID- 90000001\nTI  - half a rec")
    with state.open("ab") as opened:
        opened.write(b'{"size": 99')
    assert _download(server, file) == 20
    _assert_whole(file)


@pytest.mark.parametrize("damage", ["shorter", "gone"])
def test_records_that_somebody_cut_off_are_asked_for_again(
    eutils: Eutils, connect: Connect, file: Path, damage: str
) -> None:
    eutils.hold(library(RECORDS))
    server = connect()
    _interrupt(server, file)
    part = Path(f"{file}.part")
    if damage == "gone":
        part.unlink()
    else:
        part.write_bytes(part.read_bytes()[:-1])
    assert _download(server, file) == (0 if damage == "gone" else 10)
    _assert_whole(file)


@pytest.mark.parametrize("damage", ["shorter", "gone"])
def test_cut_off_and_interrupted_again_it_still_goes_on(
    eutils: Eutils, connect: Connect, file: Path, damage: str
) -> None:
    """What the state said before the damage must not count once the file has grown again."""
    eutils.hold(library(RECORDS))
    server = connect(api_key="k")
    _interrupt(server, file)
    part = Path(f"{file}.part")
    if damage == "gone":
        part.unlink()
    else:
        part.write_bytes(part.read_bytes()[:-1])
    withheld = [article.pmid for article in library(RECORDS)[:20]]
    eutils.withheld = set(withheld)
    with pytest.raises(KbError, match="did not send"):
        _download(server, file)
    eutils.withheld = set()
    assert _download(server, file) == (30 if damage == "gone" else 40)
    _assert_whole(file)


def test_a_finished_file_that_somebody_changed_is_downloaded_anew(
    eutils: Eutils, connect: Connect, file: Path
) -> None:
    """The process ends after the file has its name and before the state is gone."""
    eutils.hold(library(RECORDS))
    server = connect(api_key="k")
    order = DownloadOrder(pubmed_query("all"), file, Form.NBIB)
    run(server, start(order, find(server, order.question, _silent), server.address), _silent)
    eutils.asked.clear()
    state = Path(f"{file}.part.json").read_bytes()
    assert _download(server, file) == RECORDS
    assert not eutils.asked
    Path(f"{file}.part.json").write_bytes(state)
    file.write_bytes(file.read_bytes()[:-40])
    assert _download(server, file) == 0
    assert len(eutils.fetched()) == 5
    _assert_whole(file)


def test_records_that_somebody_changed_are_told(eutils: Eutils, connect: Connect, file: Path) -> None:
    eutils.hold(library(RECORDS))
    server = connect()
    _interrupt(server, file)
    part = Path(f"{file}.part")
    part.write_bytes(part.read_bytes().replace(b"PMID- 9", b"PMID- 8", 1))
    with pytest.raises(KbError, match=r"reads back with other records .* --fresh"):
        _download(server, file)
    assert not file.exists()


def test_another_search_is_not_taken_for_the_unfinished_one(
    eutils: Eutils, connect: Connect, file: Path
) -> None:
    eutils.hold(library(RECORDS))
    server = connect()
    _interrupt(server, file)
    with pytest.raises(KbError, match=r"unfinished download of another search .*\(all\)"):
        _download(server, file, query="liver")
    assert _download(server, file) == 20


@pytest.mark.parametrize("text", ["", "{", '{"version": 99}\n', "nonsense\n"])
def test_a_state_that_cannot_be_read_is_begun_anew(
    eutils: Eutils, connect: Connect, file: Path, text: str
) -> None:
    eutils.hold(library(RECORDS))
    Path(f"{file}.part.json").write_text(text)
    assert _download(connect(), file) == 0
    _assert_whole(file)


@pytest.mark.parametrize("request_number", mostly_slow([4, 1, 2, 6]))
def test_a_killed_process_goes_on(
    eutils: Eutils, file: Path, request_number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server kills the process while it answers, so that nothing in it can tidy up."""
    eutils.hold(library(RECORDS))
    monkeypatch.setenv("KB_PUBMED_URL", eutils.address)
    monkeypatch.setenv("KB_PUBMED_API_KEY", "0123456789SECRET")
    words = [sys.executable, "-c", COMMAND, "review", "search", "all", "-o", str(file)]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)

    def kill(number: int) -> None:
        if number == request_number:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()

    eutils.on_request = kill
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL
    assert not file.exists()
    eutils.asked.clear()
    eutils.on_request = lambda number: None
    run_again = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert run_again.returncode == 0, run_again.stderr
    _assert_whole(file)
    if request_number > 2:
        assert f"{(request_number - 2) * 10} of 50 records are here" in run_again.stderr
        assert len(eutils.fetched()) == 7 - request_number
    held = json.loads(Path(f"{file}.search.json").read_text())
    assert (held["count"], held["records"], held["query"]) == (50, 50, "all")
    assert {path.name for path in file.parent.iterdir()} == {file.name, f"{file.name}.search.json"}
    assert not [path for path in file.parent.iterdir() if b"SECRET" in path.read_bytes()]
