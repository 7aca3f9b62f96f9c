"""``kb reference add``: by PMID, by DOI or from a file; what is there already is not added again."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kb.db.connect import read
from kb.store.record_texts import record_text
from tests.bibliography.formats.made_up import Article
from tests.bibliography.pubmed.eutils import Eutils, serving
from tests.command_line import Kb

RIS = """TY  - JOUR
AU  - Doe, Jane
AU  - Roe, Ann
PY  - 2021
TI  - Madeupsen in children
JO  - Madeup J
DO  - 10.5555/madeup.1
ER  -

TY  - JOUR
AU  - Doe, Jane
PY  - 2021
TI  - Madeupsen in adults
JO  - Madeup J
ER  -
"""


@pytest.fixture
def url(engine_url: str, kb: Kb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with the schema and no records, chosen for all commands, in a folder of this test."""
    assert kb("--version").exit_code == 0
    monkeypatch.setenv("KB_DATABASE_URL", engine_url)
    monkeypatch.chdir(tmp_path)
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    return engine_url


def text(url: str, key: str) -> str:
    """The text of a reference in the database."""
    with read(url) as reader:
        return record_text(reader, f"references/{key}")


@contextmanager
def registry_of_dois(answers: dict[str, dict[str, object]]) -> Iterator[str]:
    """The address of a server that answers like doi.org does when it is asked for CSL-JSON."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            citation = answers.get(self.path.removeprefix("/"))
            self.send_response(404 if citation is None else 200)
            self.end_headers()
            if self.headers["Accept"] == "application/vnd.citationstyles.csl+json" and citation is not None:
                self.wfile.write(json.dumps(citation).encode())

        def log_message(self, format: str, *words: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_a_file_of_citations_is_added_with_keys_of_author_and_year(kb: Kb, url: str) -> None:
    Path("trials.ris").write_text(RIS)
    result = kb("reference", "add", "trials.ris")
    assert result.exit_code == 0, result.stderr
    assert "Added the references doe-2021, doe-2021b." in result.stderr
    assert "doi: 10.5555/madeup.1" in text(url, "doe-2021")
    assert "title: Madeupsen in adults" in text(url, "doe-2021b")


def test_what_is_there_already_is_told_and_not_added_again(kb: Kb, url: str) -> None:
    Path("trial.ris").write_text(RIS.partition("\n\n")[0] + "\n")
    assert kb("reference", "add", "trial.ris", "--key", "madeup-trial").exit_code == 0
    result = kb("reference", "add", "trial.ris")
    assert (result.exit_code, result.stderr) == (
        0,
        "trial.ris: is there already, as the reference madeup-trial.\n",
    )


def test_a_pmid_is_fetched_from_pubmed(kb: Kb, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Eutils()) as server:
        server.hold([Article()])
        monkeypatch.setenv("KB_PUBMED_URL", server.address)
        result = kb("reference", "add", "90000001")
        assert result.exit_code == 0, result.stderr
        assert "Added the reference wang-2015." in result.stderr
        unknown = kb("reference", "add", "pmid:90000002")
    record = text(url, "wang-2015")
    assert 'pmid: "90000001"' in record
    assert "title: " in record and "family: Müller" in record
    assert "PubMed has no publication with the PMID 90000002." in unknown.stderr


def test_a_doi_is_looked_up_where_it_is_registered(kb: Kb, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    citation: dict[str, object] = {
        "type": "article-journal",
        "title": "Madeupsen in children",
        "DOI": "10.5555/madeup.1",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2021, 5]]},
        "container-title": "Madeup Journal",
    }
    with registry_of_dois({"10.5555/madeup.1": citation}) as address:
        monkeypatch.setenv("KB_DOI_URL", address)
        result = kb("reference", "add", "https://doi.org/10.5555/madeup.1")
        unknown = kb("reference", "add", "doi:10.5555/nowhere")
    assert result.exit_code == 0, result.stderr
    assert "issued: 2021-05" in text(url, "doe-2021")
    assert "The DOI 10.5555/nowhere is not registered. Check its spelling." in unknown.stderr


def test_without_a_network_another_way_is_told(kb: Kb, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_DOI_URL", "http://127.0.0.1:9")
    result = kb("reference", "add", "10.5555/madeup.1")
    assert result.exit_code == 1
    assert "kb reference add FILE, or kb new reference KEY --title" in result.stderr


def test_a_name_that_is_nothing_is_refused_and_nothing_is_added(kb: Kb, url: str) -> None:
    Path("trial.ris").write_text(RIS)
    result = kb("reference", "add", "trial.ris", "tiral.ris")
    assert "tiral.ris is neither a PMID, nor a DOI, nor a file here." in result.stderr
    with read(url) as reader:
        assert not reader.rows("SELECT id FROM record")
