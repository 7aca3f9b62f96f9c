"""``kb review search POLICY``: stored searches run, imported, or shown to be run by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kb.bibliography.pubmed import server as server_module
from kb.bibliography.pubmed.server import Clock
from kb.checks.clock import set_to
from tests.bibliography.pubmed.conftest import FakeClock
from tests.bibliography.pubmed.eutils import Eutils, Fault, library, serving
from tests.builders.reviews import Review
from tests.command_line import Kb
from tests.review.importing.exports import ris, rows

POLICY = "7.01.75"
TODAY = date(2024, 6, 30)


@pytest.fixture
def eutils(monkeypatch: pytest.MonkeyPatch) -> Iterator[Eutils]:
    """A server with thirty made-up records."""
    clock = FakeClock()
    monkeypatch.setattr(server_module, "Clock", lambda: Clock(clock.now, clock.sleep))
    monkeypatch.setenv("KB_PUBMED_EMAIL", "ada@example.org")
    monkeypatch.delenv("KB_PUBMED_API_KEY", raising=False)
    with serving(Eutils()) as server:
        server.hold(library(30))
        monkeypatch.setenv("KB_PUBMED_URL", server.address)
        yield server


@pytest.fixture
def search(kb: Kb, seed_url: str, tmp_path: Path) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """Runs the command on a review under way; gives exit code, stdout and stderr."""
    Review(seed_url, opened="2024-06-01").open()

    def run(*words: str) -> tuple[int, str, str]:
        folder = ("-o", str(tmp_path)) if "-o" not in words else ()
        result = kb("--database", seed_url, "review", "search", POLICY, *folder, *words)
        return result.exit_code, result.stdout, result.stderr

    with set_to(TODAY):
        yield run


Search = Callable[..., tuple[int, str, str]]


def test_pubmed_is_searched_and_taken_in_and_the_others_are_shown(
    search: Search, eutils: Eutils, seed_url: str, tmp_path: Path
) -> None:
    code, out, err = search()
    assert code == 0, err
    file = tmp_path / f"{POLICY}-pubmed-2024-06-30.nbib"
    assert file.is_file() and Path(f"{file}.search.json").is_file()
    (run,) = rows(seed_url, "SELECT * FROM search_run")
    assert (run["strategy"], run["source"], run["found"], run["records"]) == ("pubmed", "PubMed", 30, 30)
    assert (run["until"], run["file"]) == ("2024-06-30", file.name)
    assert run["query"].endswith(" AND english[la]") and run["translation"]
    asked = eutils.asked[0][1]
    assert asked["mindate"] == run["since"].replace("-", "/") and asked["maxdate"] == "2024/06/30"
    assert "embase: Embase (Ovid), " in out and "cryosurgery/" in out and "Limits: English" in out
    assert f"kb review import FILE --policy {POLICY} --strategy embase --since" in out
    assert "Run 1, PubMed: 30 records" in err


def test_searched_today_it_is_not_searched_again_unless_asked_to(
    search: Search, eutils: Eutils, seed_url: str
) -> None:
    search()
    asked = len(eutils.asked)
    code, _, err = search()
    assert (code, len(eutils.asked)) == (0, asked)
    assert "pubmed: was searched through 2024-06-30 already, as run 1." in err
    code, _, err = search("--fresh")
    assert (code, len(eutils.asked) > asked) == (0, True)
    assert "was imported before, as run 1" in err
    assert len(rows(seed_url, "SELECT id FROM search_run")) == 1


def test_stopped_between_download_and_import_the_file_is_taken_in(
    search: Search, eutils: Eutils, seed_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kb.cli import policy_search

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(policy_search, "_import", stop)
        search()
    assert not rows(seed_url, "SELECT id FROM search_run")
    asked = len(eutils.asked)
    code, _, err = search()
    assert (code, len(eutils.asked)) == (0, asked)
    assert "has this search already; it is imported as it is." in err
    assert rows(seed_url, "SELECT records FROM search_run") == [{"records": 30}]


def test_an_interrupted_download_goes_on(search: Search, eutils: Eutils, seed_url: str) -> None:
    eutils.faults["efetch.fcgi"].extend([Fault(500)] * 5)
    code, _, err = search()
    assert (code, "the same command goes on from there" in err) == (1, True)
    assert not rows(seed_url, "SELECT id FROM search_run")
    code, _, err = search()
    assert (code, "Going on with the search" in err) == (0, True)
    assert rows(seed_url, "SELECT records FROM search_run") == [{"records": 30}]


def test_offline_all_searches_are_shown_with_the_way_by_hand(
    search: Search, eutils: Eutils, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_PUBMED_URL", "http://127.0.0.1:9/eutils/")
    code, out, err = search()
    assert code == 1
    assert "PubMed cannot be reached" in err and "kb review import FILE" in err
    assert "embase: " in out and "pubmed: PubMed" in out and "--strategy pubmed" in out


def test_nothing_found_is_a_run_too(search: Search, eutils: Eutils, seed_url: str) -> None:
    eutils.articles.clear()
    eutils.dates.clear()
    code, _, _ = search()
    assert code == 0
    assert rows(seed_url, "SELECT strategy, found, records FROM search_run") == [
        {"strategy": "pubmed", "found": 0, "records": 0}
    ]


def test_a_dry_run_only_counts(search: Search, eutils: Eutils, seed_url: str, tmp_path: Path) -> None:
    code, out, _ = search("--dry-run")
    assert (code, "Records: 30" in out) == (0, True)
    assert not rows(seed_url, "SELECT id FROM search_run") and not list(tmp_path.glob("7.01*"))


def test_wrong_words_are_told(kb: Kb, search: Search, eutils: Eutils, seed_url: str, tmp_path: Path) -> None:
    code, _, err = search("-o", str(tmp_path / "nowhere"))
    assert (code, "is no folder" in err) == (1, True)
    code, _, err = search("--since", "2020")
    assert (code, "The dates of the searches" in err) == (1, True)
    result = kb("--database", seed_url, "review", "search", "7.01.76")
    assert (result.exit_code, "There is no policy '7.01.76'" in result.stderr) == (1, True)
    assert not eutils.asked


def test_the_import_of_another_source_and_its_duplicates_by_the_commands(
    kb: Kb, seed_url: str, tmp_path: Path
) -> None:
    Review(seed_url, opened="2024-06-01").open()
    file = tmp_path / "ovid.ris"
    file.write_text(ris() + ris(page="45") + "TY  - JOUR\nER  -\n\n" + ris("=cmd()|made up", page="4"))

    def run(*words: str) -> tuple[str, str]:
        result = kb("--database", seed_url, "review", *words)
        assert result.exit_code == 0, result.output
        return result.stdout, result.stderr

    out, err = run(
        "import", str(file), "--strategy", "embase", "--since", "2021-08-01", "--found", "9", "--who", "ada"
    )
    assert "to judge" in out and "not read" in out
    assert "Run 1, Embase: 4 records of ovid.ris, 1 of them not read (9 were found)." in err
    assert f"Next: kb review duplicates --policy {POLICY}" in err
    out, _ = run("runs", "--format", "csv")
    assert "1,Embase,database,embase," in out and ",9,4,1,0,3,ovid.ris,ada," in out
    out, _ = run("duplicates")
    name = out.split()[0]
    assert len(name) == 8 and "(12-19)" not in out and ":45" in out
    _, err = run("duplicates", "--same", name[:5], "--because", "One trial", "--who", "ada")
    assert "one publication now" in err and "No pair is left to judge" in err
    out, _ = run("duplicates", "--show", "judged", "--format", "json")
    assert '"One trial"' in out and '"ada"' in out
    _, err = run("duplicates", "--undo", name)
    assert "they count as two (open)" in err
    result = kb("--database", seed_url, "review", "duplicates", "--undo", name)
    assert (result.exit_code, "Nobody has judged" in result.stderr) == (1, True)
