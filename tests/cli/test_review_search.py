"""``kb review search`` on the command line: what it writes, what it says, what it keeps to itself."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.bibliography.citation import Citation
from kb.bibliography.formats.exports import read_citations
from kb.bibliography.pubmed import server as server_module
from kb.bibliography.pubmed.server import Clock
from tests.bibliography.pubmed.conftest import FakeClock
from tests.bibliography.pubmed.eutils import Eutils, Fault, library, serving
from tests.command_line import Kb

KEY = "0123456789abcdefSECRET"


@pytest.fixture
def eutils(monkeypatch: pytest.MonkeyPatch) -> Iterator[Eutils]:
    """A server with thirty records, to which the settings point; nobody waits for it."""
    for name in list(os.environ):
        if name.startswith("KB_PUBMED") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    clock = FakeClock()
    monkeypatch.setattr(server_module, "Clock", lambda: Clock(clock.now, clock.sleep))
    with serving(Eutils()) as server:
        server.hold(library(30))
        monkeypatch.setenv("KB_PUBMED_URL", server.address)
        monkeypatch.setenv("KB_PUBMED_EMAIL", "ada@example.org")
        monkeypatch.setenv("KB_PUBMED_API_KEY", KEY)
        yield server


@pytest.mark.parametrize(
    ("ending", "form"), [("xml", "pubmed-xml"), ("nbib", "nbib"), ("txt", "nbib"), ("NBIB", "nbib")]
)
def test_records_and_the_search_are_written(
    kb: Kb, eutils: Eutils, tmp_path: Path, ending: str, form: str
) -> None:
    file = tmp_path / f"found.{ending}"
    query = '"made-up tumors"[tiab] AND cryoablation'
    words = ("--since", "2024-05", "--until", "2024-05-31", "-o", str(file))
    result = kb("review", "search", query, *words)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "PubMed has 30 records." in result.stderr
    assert f"Wrote 30 records to {file}" in result.stderr
    records = list(read_citations(file))
    assert len(records) == 30
    assert {record.format.value for record in records if isinstance(record, Citation)} == {form}
    held = json.loads(Path(f"{file}.search.json").read_text(encoding="utf-8"))
    moment, program = held.pop("searched_at"), held.pop("program")
    assert moment.endswith("+00:00")
    assert program.startswith("kb ")
    assert held == {
        "database": "PubMed",
        "query": query,
        "since": "2024-05-01",
        "until": "2024-05-31",
        "date_type": "edat",
        "translation": f'"{query}"[All Fields]',
        "warnings": [],
        "count": 30,
        "records": 30,
        "missing": [],
        "file": file.name,
        "format": form,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "address": eutils.address,
    }
    assert len(list(tmp_path.glob("found*"))) == 2


def test_a_dry_run_says_how_many_and_writes_nothing(kb: Kb, eutils: Eutils, tmp_path: Path) -> None:
    result = kb("review", "search", "cryoablation", "--dry-run", "-o", str(tmp_path / "found.nbib"))
    assert result.stdout == 'Records: 30\nPubMed reads: "cryoablation"[All Fields]\n'
    assert [(utility, fields["retmax"]) for utility, fields in eutils.asked] == [("esearch.fcgi", "0")]
    assert not list(tmp_path.glob("found*"))


def test_slips_and_warnings_are_shown_and_recorded(kb: Kb, eutils: Eutils, tmp_path: Path) -> None:
    eutils.warnings = {"warninglist": {"quotedphrasesnotfound": ['"cryoblation of"']}}
    file = tmp_path / "found.xml"
    result = kb("review", "search", "(cryoablation OR a", "-o", str(file))
    assert result.exit_code == 0
    assert "bracket without its partner: (" in result.stderr
    assert 'PubMed has no phrase "cryoblation of" in its index' in result.stderr
    assert "Compare what PubMed reads" in result.stderr
    assert len(json.loads(Path(f"{file}.search.json").read_text())["warnings"]) == 1


def test_nothing_found_is_recorded_too(kb: Kb, eutils: Eutils, tmp_path: Path) -> None:
    file = tmp_path / "found.nbib"
    result = kb("review", "search", "nothing", "-o", str(file))
    assert result.exit_code == 0
    assert "PubMed has 0 records." in result.stderr
    held = json.loads(Path(f"{file}.search.json").read_text())
    assert (held["count"], held["file"], held["sha256"]) == (0, None, None)
    assert not file.exists()
    file.write_text("PMID- 90000001\n")
    result = kb("review", "search", "nothing", "-o", str(file))
    assert (result.exit_code, file.read_text()) == (1, "PMID- 90000001\n")
    assert "holds the records of another search" in result.stderr


def test_interrupted_it_says_so_and_goes_on(kb: Kb, eutils: Eutils, tmp_path: Path) -> None:
    file = tmp_path / "found.nbib"
    words = ("review", "search", "cryoablation", "-o", str(file))
    eutils.faults["efetch.fcgi"].extend([Fault(500)] * 5)
    result = kb(*words)
    assert result.exit_code == 1
    assert "0 of 30 records are kept; the same command goes on from there." in result.stderr
    assert "trouble on its side (status 500)" in result.stderr
    result = kb("review", "search", "liver", "-o", str(file))
    assert (result.exit_code, "unfinished download of another search" in result.stderr) == (1, True)
    result = kb(*words)
    assert "0 of 30 records are here" in result.stderr
    assert len(list(read_citations(file))) == 30
    eutils.faults["efetch.fcgi"].extend([Fault(500)] * 5)
    assert kb(*words).exit_code == 1
    result = kb("review", "search", "liver", "-o", str(file), "--fresh")
    assert (result.exit_code, "Going on" in result.stderr) == (0, False)


def test_records_that_do_not_come_are_named(kb: Kb, eutils: Eutils, tmp_path: Path) -> None:
    file, lost = tmp_path / "found.xml", library(30)[7].pmid
    eutils.withheld = {lost}
    result = kb("review", "search", "cryoablation", "-o", str(file))
    assert (result.exit_code, file.exists()) == (1, False)
    assert f"PMID {lost}." in result.stderr
    result = kb("review", "search", "cryoablation", "-o", str(file), "--leave-out-missing")
    assert result.exit_code == 0
    assert f"Left out, because PubMed did not send them: PMID {lost}." in result.stderr
    assert json.loads(Path(f"{file}.search.json").read_text())["missing"] == [lost]


def test_without_an_address_of_ones_own_one_sentence_says_how(
    kb: Kb, eutils: Eutils, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KB_PUBMED_EMAIL")
    result = kb("review", "search", "cryoablation", "--dry-run")
    assert (result.exit_code, result.stderr.count("KB_PUBMED_EMAIL")) == (0, 1)


def test_offline_the_way_by_hand_is_shown(kb: Kb, eutils: Eutils, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_PUBMED_URL", "http://127.0.0.1:9/eutils/")
    result = kb("review", "search", "cryoablation", "--dry-run")
    assert result.exit_code == 1
    assert "PubMed cannot be reached at http://127.0.0.1:9/eutils/" in result.stderr
    assert "kb review import FILE" in result.stderr


def test_the_key_stands_in_no_file_and_no_message(kb: Kb, eutils: Eutils, tmp_path: Path) -> None:
    file = tmp_path / "found.nbib"
    eutils.faults["efetch.fcgi"].extend([Fault(body=f'{{"error":"slow down, {KEY}"}}')] * 5)
    result = kb("review", "search", "cryoablation", "-o", str(file))
    assert "slow down, ***" in result.stderr
    texts = [result.output, *(path.read_text() for path in tmp_path.glob("found*"))]
    assert len(texts) == 3
    texts += [kb("review", "search", "cryoablation", "-o", str(file)).output]
    texts += [path.read_text() for path in tmp_path.glob("found*")]
    assert not [text for text in texts if KEY in text]
    assert {fields["api_key"] for _, fields in eutils.asked} == {KEY}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((" ", "--dry-run"), 1, "The query is empty."),
        (("a", "--since", "2021-13", "--dry-run"), 1, "--since: '2021-13' is no date."),
        (("a", "--since", "2021", "--until", "2020", "--dry-run"), 1, "before they begin"),
        (("a", "--date-type", "ddat", "--dry-run"), 2, "ddat"),
        (("a",), 2, "say where to write"),
        (
            ("a", "-o", "found.ris"),
            2,
            "Name a file that ends in .nbib or .xml.",
        ),
        (("a", "-o", "no-such-folder/found.xml"), 1, "does not exist"),
    ],
)
def test_wrong_input_is_told_in_words(
    kb: Kb, eutils: Eutils, words: tuple[str, ...], code: int, told: str
) -> None:
    result = kb("review", "search", *words)
    assert (result.exit_code, told in " ".join(result.stderr.split())) == (code, True), result.stderr
    assert not eutils.asked
