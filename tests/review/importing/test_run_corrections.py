"""What is recorded of a search can be corrected, and a wrong file withdrawn; what was recorded is kept."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest

import kb
from kb.db.connect import read
from kb.errors import KbError
from kb.prisma.counting import count_flow
from kb.prisma.flow import Flow
from kb.review.importing.run_corrections import (
    RunChange,
    RunRequest,
    correct_run,
    read_run_events,
    withdraw_run,
)
from kb.review.importing.runs import RunRow, read_runs
from kb.review.screening.named_candidates import read_named
from kb.review.screening.worklist import Screener, read_worklist
from kb.review.screening.workload import read_workload
from tests.builders.reviews import POLICY, Review, Year
from tests.command_line import Kb
from tests.review.importing.exports import import_text, ris, rows

RITA = Screener("rita")


@pytest.fixture
def review(seed_url: str) -> Review:
    """Two searches: one of two publications, a wrong one of one of them and of another."""
    review = Review(seed_url).open()
    folder = Path(_folder())
    import_text(seed_url, folder, "first.ris", _a() + _b(), source="Embase", searched="2022-09-02")
    import_text(seed_url, folder, "wrong.ris", _b() + _c(), source="Scopus", searched="2022-09-03")
    return review


def _folder() -> str:
    """Somewhere to write exports to."""
    return tempfile.mkdtemp()


def _a() -> str:
    return ris("Cryoablation of invented tumors in adults", page="1", doi="10.5555/a")


def _b() -> str:
    return ris("Ablation with made-up microwaves in children", page="20", doi="10.5555/b")


def _c() -> str:
    return ris("Feeding habits of birds that nobody ever saw", page="300", doi="10.5555/c")


def request(number: int, because: str | None = "it was another one") -> RunRequest:
    return RunRequest(POLICY, number, because, "rita")


def correct(review: Review, number: int, **values: str) -> RunChange:
    return correct_run(review.url, request(number), values)


def flow(review: Review) -> Flow:
    with read(review.url) as reader:
        return count_flow(reader, review.cycle())


def sources(review: Review) -> dict[str, int]:
    return {source.name: source.records for lane in flow(review).lanes for source in lane.sources}


def runs(review: Review) -> list[RunRow]:
    with read(review.url) as reader:
        return read_runs(reader, review.cycle())


@pytest.mark.both_engines
def test_source_date_and_strategy_are_corrected_and_prisma_counts_anew(review: Review) -> None:
    assert sources(review) == {"Embase": 2, "Scopus": 2}
    change = correct(review, 2, source="Embase", run_at="2022-09-01", query="made-up.ti")
    assert change.changed == (
        ("source", "Scopus", "Embase"),
        ("searched", "2022-09-03", "2022-09-01"),
        ("query", None, "made-up.ti"),
    )
    assert sources(review) == {"Embase": 4}
    _, second = runs(review)
    assert (second.source, second.searched, second.query) == ("Embase", "2022-09-01", "made-up.ti")
    assert (second.corrected_because, second.withdrawn) == ("it was another one", False)
    (kept,) = rows(review.url, "SELECT source, run_at, query FROM search_run WHERE number = 2")
    assert kept == {"source": "Scopus", "run_at": "2022-09-03", "query": None}


def test_the_kind_moves_a_search_into_the_other_lane(review: Review) -> None:
    correct(review, 2, kind="website")
    counted = flow(review)
    assert (counted.databases.identified, counted.other and counted.other.identified) == (2, 2)


@pytest.mark.both_engines
def test_a_withdrawn_run_counts_for_nothing_until_it_is_restored(review: Review) -> None:
    before = flow(review)
    assert (before.databases.identified, before.databases.duplicates, before.databases.screened) == (4, 1, 3)
    withdraw_run(review.url, request(2))
    after = flow(review)
    assert (after.databases.identified, after.databases.duplicates, after.databases.screened) == (2, 0, 2)
    assert [(row.withdrawn, row.new, row.duplicates) for row in runs(review)] == [(False, 2, 0), (True, 0, 0)]
    withdraw_run(review.url, request(2), restore=True)
    assert flow(review) == before


def test_what_a_withdrawn_run_alone_found_is_not_to_be_screened_and_numbers_stay(review: Review) -> None:
    withdraw_run(review.url, request(1))
    with read(review.url) as reader:
        worklist = read_worklist(reader, review.cycle())
        names, _ = read_named(reader, review.cycle(), ["#1", "#2", "10.5555/c"])
        workload = read_workload(reader, review.cycle(), RITA)
    assert {item.number: item.standing.doi for item in worklist.items} == {2: "10.5555/b", 4: "10.5555/c"}
    assert names.find("#2").number == 2 and names.find("10.5555/c").number == 4
    with pytest.raises(Exception, match="no candidate of this review"):
        names.find("#1")
    assert workload.stages["title-abstract"].left == 2


def test_decisions_count_again_when_another_search_finds_the_publication(review: Review) -> None:
    """A decision on what a withdrawn search found is kept, and counts as soon as that is found again."""
    review.decide(f"{review.id}/2#2", "exclude", reason="design")
    assert flow(review).databases.excluded == 1
    withdraw_run(review.url, request(2))
    assert flow(review).databases.excluded == 0
    with read(review.url) as reader:
        assert read_workload(reader, review.cycle(), RITA).stages["title-abstract"].asked == 2
    import_text(review.url, Path(_folder()), "right.ris", _c(), source="Scopus")
    assert flow(review).databases.excluded == 1


def test_a_file_whose_run_was_withdrawn_is_imported_again(review: Review) -> None:
    withdraw_run(review.url, request(2))
    folder = Path(_folder())
    report = import_text(review.url, folder, "wrong.ris", _b() + _c(), source="Web of Science")
    assert report.counts()["runs"] == 1
    assert sources(review) == {"Embase": 2, "Web of Science": 2}
    with pytest.raises(KbError, match="imported again since, as run 3"):
        withdraw_run(review.url, request(2), restore=True)


def test_every_event_is_kept_with_who_when_and_why(review: Review) -> None:
    correct(review, 2, source="Web of Science")
    withdraw_run(review.url, RunRequest(POLICY, 2, "the wrong file", "sam"))
    with read(review.url) as reader:
        events = read_run_events(reader, POLICY, 2)
    assert [(event.who, event.what, event.because) for event in events[1:]] == [
        ("rita", "source Scopus -> Web of Science", "it was another one"),
        ("sam", "withdrawn", "the wrong file"),
    ]
    assert events[0].what.startswith("imported; source Scopus; kind database; searched 2022-09-03")


def test_a_strategy_brings_its_source_and_query(review: Review) -> None:
    """Unless another source or query was told of the run."""
    with read(review.url) as reader:
        strategy, *_ = reader.rows("SELECT key, source, query FROM search_strategy ORDER BY position")
    correct(review, 2, strategy=strategy["key"])
    _, second = runs(review)
    assert (second.strategy, second.source, second.query) == (strategy["key"], "Scopus", strategy["query"])
    correct(review, 2, strategy="none", query="none")
    _, second = runs(review)
    assert (second.strategy, second.query) == (None, None)


@pytest.mark.parametrize(
    ("number", "values", "told"),
    [
        (7, {"source": "Embase"}, "has no run 7. It has: 1, 2"),
        (2, {"source": "Scopus"}, "says so already"),
        (2, {"source": "none"}, "a run always has one"),
        (2, {"query": " "}, "is empty"),
        (2, {"kind": "rumor"}, "choose one of database"),
        (2, {"run_at": "yesterday"}, "'yesterday' is no day"),
        (2, {"since": "2022-05-01", "until": "2022-04-01"}, "before they begin"),
        (2, {"found": "many"}, "is no number"),
        (2, {"strategy": "nowhere"}, "has no search strategy 'nowhere'"),
    ],
)
def test_what_cannot_be_is_refused(review: Review, number: int, values: dict[str, str], told: str) -> None:
    with pytest.raises(KbError, match=re.escape(told)):
        correct(review, number, **values)
    assert rows(review.url, "SELECT * FROM search_run_correction") == []


def test_a_reason_is_asked_for_and_nothing_is_withdrawn_twice(review: Review) -> None:
    for because in (None, " "):
        with pytest.raises(KbError, match="--because"):
            withdraw_run(review.url, request(2, because))
    with pytest.raises(KbError, match="is not withdrawn"):
        withdraw_run(review.url, request(2), restore=True)
    withdraw_run(review.url, request(2))
    with pytest.raises(KbError, match="is withdrawn already"):
        withdraw_run(review.url, request(2))
    with pytest.raises(KbError, match="Restore it first"):
        correct(review, 2, source="Embase")


def test_what_a_study_was_extracted_from_is_not_withdrawn(seed_url: str) -> None:
    year = Year(seed_url)
    year.open()
    run = year.run()
    year.candidate("pmid:99000001", run)
    year.extract("pmid:99000001", "madeup-2022")
    year.write()
    with pytest.raises(KbError, match="extracted from: madeup-2022"):
        withdraw_run(seed_url, request(1))


def test_pairs_of_a_withdrawn_run_are_not_asked_about(seed_url: str) -> None:
    year = Year(seed_url)
    year.open()
    first, second = year.run(1), year.run(2, source="Scopus")
    year.candidate("pmid:99000001", first)
    year.candidate("pmid:99000002", second)
    year.doubt("pmid:99000002", "pmid:99000001")
    assert year.flow().doubtful == 1
    withdraw_run(seed_url, request(2))
    assert year.flow().doubtful == 0


def test_the_command_says_what_changed_and_lists_what_was_recorded(review: Review, kb: Kb) -> None:
    def run(*words: str) -> Any:
        return kb("--database", review.url, "review", "run", *words)

    result = run("2", "--source", "Embase", "--because", "wrong file name", "--who", "rita")
    assert "Run 2: source Scopus -> Embase." in result.stderr
    result = run("2", "--withdraw", "--because", "wrong file", "--who", "rita")
    assert "Run 2 is withdrawn and counts for nothing; its records were 2." in result.stderr
    listed = run("2", "--format", "csv").stdout
    assert "source Scopus -> Embase" in listed and "wrong file name" in listed and "withdrawn" in listed
    assert "One thing at a time" in run("2", "--withdraw", "--restore", "--because", "x").stderr
    assert "--because goes with" in run("2", "--because", "x").stderr


REGARDLESS = {
    "extraction/sql/candidate_citations.sql": "all that exports say of a publication",
    "prisma/sql/people.sql": "who did what",
    "reference/examples/review_search.sql": "an example of the view",
    "releases/sealing/sql/hits.sql": "a release seals all that is recorded",
    "releases/sealing/sql/searches.sql": "a release seals all that is recorded",
    "releases/sealing/sql/search_corrections.sql": "a release seals all that is recorded",
    "review/importing/sql/imported_records.sql": "of named runs",
    "review/importing/sql/pairs_of_runs.sql": "of named runs",
    "review/importing/sql/recorded_runs.sql": "says itself which are withdrawn",
    "review/importing/sql/run_history.sql": "of a named run",
    "review/screening/sql/candidates_of_run.sql": "of a named run, among candidates that count",
    "review/screening/sql/names.sql": "numbers of the list stay",
    "review/screening/sql/names_of_one.sql": "numbers of the list stay",
    "review/screening/sql/readable.sql": "numbers of the list stay",
    "review/sql/runs.sql": "says itself which are withdrawn",
    "schema/views/review_search.sql": "says itself which are withdrawn",
}
"""Selects that read withdrawn searches as well, and why."""


def test_every_select_leaves_out_withdrawn_searches_or_says_why_not() -> None:
    package = Path(kb.__file__).parent
    reading = {
        path.relative_to(package).as_posix(): path.read_text()
        for path in package.rglob("*.sql")
        if re.search(r"(?:FROM|JOIN) (?:search_run|review_search)\b", path.read_text())
    }
    careless = {name for name, sql in reading.items() if "withdrawn = 0" not in sql} - REGARDLESS.keys()
    assert not careless
    for name in reading.keys() - REGARDLESS.keys():
        aliases = re.findall(r"(?:FROM|JOIN) (?:search_run|review_search) AS (\w)", reading[name])
        assert aliases.count("w") + len(re.findall(r"withdrawn = 0", reading[name])) >= len(aliases), name
