"""Exports become runs, records and candidates; all of a call or nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.bibliography.packed_text import unpack
from kb.db.connect import read
from kb.errors import KbError
from kb.review.candidate_notices import read_candidate_notices
from kb.review.importing import run_import
from kb.review.importing.origin import ToldSearch
from kb.review.importing.run_import import ImportRequest, import_exports
from kb.store.database import writing
from tests.builders.reviews import Review
from tests.review.importing.exports import TITLE, WANG, candidates, import_text, nbib, ris, rows

ID = "7.01.75@2022-09-01"


@pytest.fixture
def review(seed_url: str) -> Review:
    """A review of the bundled policy, opened."""
    return Review(seed_url).open()


def notices_of(review: Review) -> dict[str, list[str]]:
    """Candidate -> kinds of the notices about it."""
    with read(review.url) as reader:
        told = read_candidate_notices(reader, review.id)
    return {candidate: [notice.kind for notice in notices] for candidate, notices in told.items()}


@pytest.mark.both_engines
def test_a_run_keeps_every_record_with_its_raw_text(review: Review, tmp_path: Path) -> None:
    text = (
        ris()
        + "TY  - JOUR\nAU  - Nobody, N.\nER  -\n\n"
        + ris("Another made-up study of ünusual size", page="3")
    )
    told = {
        "source": "Embase",
        "searched": "2022-09-02",
        "query": "made-up.ti",
        "since": "2021-11-01",
        "found": 4,
    }
    report = import_text(review.url, tmp_path, "ovid.ris", text, **told)
    (run,) = rows(review.url, "SELECT * FROM search_run")
    assert len(run.pop("file_sha256")) == len(run.pop("text_sha256")) == 64
    assert run == {
        "id": f"{ID}/1",
        "review_cycle_id": ID,
        "number": 1,
        "strategy": None,
        "source": "Embase",
        "kind": "database",
        "run_at": "2022-09-02",
        "who": "rita",
        "query": "made-up.ti",
        "translation": None,
        "since": "2021-11-01",
        "until": None,
        "found": 4,
        "records": 3,
        "file": "ovid.ris",
        "file_format": "ris",
    }
    hits = rows(review.url, "SELECT * FROM search_hit ORDER BY position")
    assert [hit["candidate_id"] for hit in hits] == [f"{ID}/1#1", None, f"{ID}/1#3"]
    assert [hit["line"] for hit in hits] == [1, 11, 15]
    raws = [unpack(hit["raw"]) for hit in hits]
    assert all(raw.strip() in text for raw in raws)
    assert "neither a title nor" in hits[1]["problem"] and hits[1]["citation"] is None
    citation = json.loads(unpack(hits[2]["citation"], raws[2]))
    assert citation["title"] == "Another made-up study of ünusual size"
    assert citation["authors"] == [
        {"family": "Madeup", "given": "Anna"},
        {"family": "Invented", "given": "Bo"},
    ]
    (candidate,) = rows(review.url, "SELECT * FROM candidate WHERE title LIKE 'Another%'")
    assert (candidate["authors"], candidate["volume"]) == ("Madeup, Anna; Invented, Bo", "7")
    assert report.counts() | {"records": 3, "unread": 1, "candidates": 2, "repeated": 0} == report.counts()


def test_the_same_file_is_taken_in_once(review: Review, tmp_path: Path) -> None:
    import_text(review.url, tmp_path, "one.ris", ris())
    before = rows(review.url, "SELECT * FROM search_hit")
    report = import_text(review.url, tmp_path, "renamed.ris", ris())
    assert [run.origin for run in report.files] == [None]
    assert report.counts()["runs"] == 0
    assert rows(review.url, "SELECT * FROM search_hit") == before
    twice = import_exports(review.url, ImportRequest([tmp_path / "one.ris"] * 2, None, "rita"))
    assert [file.number for file in twice.files] == [1, 1]


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", " \r\n\r\n").encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp1252"),
        lambda text: f"{text}\n\n".encode(),
    ],
)
def test_the_same_search_saved_with_other_line_ends_or_letters_is_taken_in_once(
    review: Review, tmp_path: Path, saved: Callable[[str], bytes]
) -> None:
    text = ris("A study of \u00fcnusual size") + ris("Another one", page="3")
    import_text(review.url, tmp_path, "one.ris", text)
    (tmp_path / "again.ris").write_bytes(saved(text))
    report = import_exports(review.url, ImportRequest([tmp_path / "again.ris"], None, "rita"))
    assert [(file.number, file.origin) for file in report.files] == [(1, None)]
    assert len(rows(review.url, "SELECT id FROM search_run")) == 1


def test_a_search_with_one_letter_more_is_another_one(review: Review, tmp_path: Path) -> None:
    import_text(review.url, tmp_path, "one.ris", ris("A study of usual size"))
    import_text(review.url, tmp_path, "two.ris", ris("A study of usual sizes"))
    assert len(rows(review.url, "SELECT id FROM search_run")) == 2


def test_duplicates_are_found_within_a_file_between_files_and_among_references(
    review: Review, tmp_path: Path
) -> None:
    import_text(review.url, tmp_path, "embase.ris", ris() + ris(TITLE.upper(), page="12"))
    report = import_text(
        review.url,
        tmp_path,
        "pubmed.nbib",
        nbib("90000001") + nbib(WANG, "Any title at all", author="Wang, Chunping"),
    )
    root = f"{ID}/1#1"
    assert candidates(review.url) == {
        root: (None, None),
        f"{ID}/1#2": (root, None),
        "pmid:90000001": (root, None),
        f"pmid:{WANG}": (None, "wang-2015"),
    }
    counts = report.counts()
    assert (counts["candidates"], counts["seen"], counts["known"], counts["in_policy"]) == (2, 1, 1, 1)
    (known,) = report.known
    assert known.reference == "wang-2015" and "7.01.75" in known.policies and known.studies
    relations = rows(review.url, "SELECT relation, one_id, other_id FROM duplicate_pair")
    assert relations and all(row["relation"] == "same" for row in relations)
    standing = review.standing()
    assert set(standing) == {root, f"pmid:{WANG}"}
    assert len(standing[root].runs) == 3


def test_one_pmid_is_one_candidate_unless_the_number_must_be_wrong(review: Review, tmp_path: Path) -> None:
    text = ris(pmid="90000001") + ris(pmid="90000001", more="AB  - Told here only.\n")
    wrong = (
        "TY  - JOUR\nAU  - Otherwise, Olga\nTI  - Feeding habits of invented birds in winter\n"
        "T2  - Bird Journal of Nowhere\nPY  - 2001\nVL  - 99\nSP  - 880\n"
        "AN  - 90000001\nDB  - PubMed\nER  -\n"
    )
    report = import_text(review.url, tmp_path, "one.ris", text + wrong)
    assert set(candidates(review.url)) == {"pmid:90000001", f"{ID}/1#3"}
    (pair,) = report.pairs
    assert (pair.relation, "same PMID, but" in pair.why) == ("doubtful", True)
    (kept,) = rows(review.url, "SELECT abstract FROM candidate WHERE id = 'pmid:90000001'")
    assert kept["abstract"] == "Told here only."


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_retraction_is_known_whatever_came_first(
    review: Review, tmp_path: Path, order: tuple[int, int]
) -> None:
    texts = [
        nbib("90000001", more="PT  - Retracted Publication\nRIN - J Made Up Med. 2021;8:1. PMID: 90000002\n"),
        ris(pmid="90000001"),
    ]
    for place in order:
        report = import_text(review.url, tmp_path, f"{place}.txt", texts[place])
    (flagged,) = report.flagged
    assert (flagged.candidate, flagged.title, flagged.why) == (
        "pmid:90000001",
        TITLE,
        "retracted (pmid:90000002, 2021)",
    )
    links = rows(review.url, "SELECT kind, pmid FROM candidate_link")
    assert links == [{"kind": "retracted-by", "pmid": "90000002"}]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_retraction_told_by_a_merged_record_counts(
    review: Review, tmp_path: Path, order: tuple[int, int]
) -> None:
    texts = [nbib("90000001", more="PT  - Retracted Publication\n"), ris()]
    for place in order:
        import_text(review.url, tmp_path, f"{place}.txt", texts[place])
    (one,) = review.standing().values()
    assert one.pmid == "90000001"
    assert notices_of(review) == {one.candidate: ["retraction"]}


def test_a_title_that_calls_itself_retracted_counts(review: Review, tmp_path: Path) -> None:
    import_text(review.url, tmp_path, "a.ris", ris(f"RETRACTED: {TITLE}", doi="10.9999/made.up"))
    assert notices_of(review) == {f"{ID}/1#1": ["retraction"]}


def test_notices_about_our_references_are_told(review: Review, tmp_path: Path) -> None:
    more = "RIN - Made Up Notices. 2022;1:1. PMID: 90000009\n"
    report = import_text(
        review.url, tmp_path, "a.nbib", nbib(WANG, "Any title", more=more, author="Wang, Chunping")
    )
    assert [(one.reference, one.kind, one.files) for one in report.notices] == [
        ("wang-2015", "retraction", ("a.nbib",))
    ]


def test_what_the_year_before_excluded_comes_back_with_its_reason(seed_url: str, tmp_path: Path) -> None:
    before = Review(seed_url, opened="2021-09-01").open()
    import_text(seed_url, tmp_path, "a.nbib", nbib("90000001"))
    before.decide("pmid:90000001", "exclude", reason="design")
    with writing(seed_url) as writer:
        writer.run("UPDATE review_cycle SET state = 'published' WHERE id = ?", (before.id,))
    Review(seed_url).open()
    report = import_text(seed_url, tmp_path, "b.ris", ris())
    ((candidate, _, cycle, stage, reason),) = [
        (one.candidate, one.title, one.cycle, one.stage, one.reason) for one in report.excluded
    ]
    assert (candidate, cycle, stage, reason) == ("pmid:90000001", before.id, "title-abstract", "design")


def test_what_is_kept_beside_the_file_is_taken_over(review: Review, tmp_path: Path) -> None:
    query = rows(review.url, "SELECT query FROM search_strategy WHERE key = 'pubmed'")[0]["query"]
    beside = {
        "database": "PubMed",
        "query": query,
        "translation": "as read",
        "since": "2021-08-01",
        "until": "2022-09-01",
        "searched_at": "2022-09-01T10:00:00+00:00",
        "count": 7,
        "sha256": "x",
    }
    (tmp_path / "a.nbib.search.json").write_text(json.dumps(beside))
    report = import_text(review.url, tmp_path, "a.nbib", nbib("90000001"))
    origin = report.files[0].origin
    assert origin is not None
    assert (origin.strategy, origin.source, origin.found, origin.translation) == (
        "pubmed",
        "PubMed",
        7,
        "as read",
    )
    assert (origin.run_at, origin.since, origin.until) == (
        "2022-09-01T10:00:00+00:00",
        "2021-08-01",
        "2022-09-01",
    )


def test_a_search_that_found_nothing_is_a_run_too(review: Review, tmp_path: Path) -> None:
    beside = {
        "database": "PubMed",
        "query": "nothing",
        "searched_at": "2022-09-01T10:00:00+00:00",
        "count": 0,
    }
    (tmp_path / "a.nbib.search.json").write_text(json.dumps(beside | {"sha256": None}))
    for _ in range(2):
        import_exports(review.url, ImportRequest([tmp_path / "a.nbib"], None, "rita"))
    (run,) = rows(review.url, "SELECT source, found, records, file FROM search_run")
    assert run == {"source": "PubMed", "found": 0, "records": 0, "file": None}


@pytest.mark.parametrize("text", ["[1, 2]", "{", '{"query": 5}', "[" * 100_000])
def test_a_spoiled_file_of_provenance_is_refused(review: Review, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.nbib.search.json").write_text(text)
    with pytest.raises(KbError, match="is not what kb review search writes"):
        import_text(review.url, tmp_path, "a.nbib", nbib("90000001"))


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"searched": "yesterday"}, "--searched: 'yesterday' is no day"),
        ({"searched": "2999-01-01"}, "--searched 2999-01-01: is in the future"),
        ({"since": "2022-02-01", "until": "2022-01-01"}, "before they begin"),
        ({"strategy": "pubmet"}, "no search strategy 'pubmet'. Did you mean pubmed"),
        ({"kind": "book"}, "--kind book: choose one of database"),
        ({"found": -1}, "at least 0"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    review: Review, tmp_path: Path, told: dict[str, object], message: str
) -> None:
    with pytest.raises(KbError) as error:
        import_text(review.url, tmp_path, "a.nbib", nbib("90000001"), **told)
    assert message in str(error.value)
    assert not rows(review.url, "SELECT id FROM search_run")


@pytest.mark.parametrize("stop", ["write_pairs", "redirect", "build_report"])
def test_an_error_in_the_middle_leaves_nothing(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(run_import, stop, fail)
        import_text(review.url, tmp_path, "a.ris", ris() + ris(page="12"))
    for table in ("search_run", "search_hit", "candidate", "candidate_link", "duplicate_pair"):
        assert not rows(review.url, f"SELECT id FROM {table}")  # noqa: S608
    import_text(review.url, tmp_path, "a.ris", ris() + ris(page="12"))
    assert len(rows(review.url, "SELECT id FROM search_hit")) == 2


def test_one_file_that_is_no_export_keeps_all_out(review: Review, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.ris", tmp_path / "b.txt"
    good.write_text(ris())
    bad.write_text("<html><body>Too many requests</body></html>")
    with pytest.raises(KbError, match="is a web page"):
        import_exports(review.url, ImportRequest([good, bad], None, "rita"))
    assert not rows(review.url, "SELECT id FROM search_run")


KILLED = """
import sys, time
from pathlib import Path
from kb.review.importing import run_import
def wait(*_):
    Path(sys.argv[3]).touch()
    time.sleep(60)
run_import.redirect = wait
keep = len(sys.argv) < 5
run_import.import_exports(sys.argv[1], run_import.ImportRequest([Path(sys.argv[2])], None, "rita", keep=keep))
"""


def test_a_killed_dry_run_has_left_nothing_on_disk(review: Review, tmp_path: Path) -> None:
    """Not even a journal: the file of the database and its folder are as they were, on SQLite."""
    file, mark = tmp_path / "a.ris", tmp_path / "there"
    file.write_text(
        "".join(ris(f"Invented study number {n} of {n * 7} birds", page=str(n)) for n in range(1500))
    )
    place = Path(review.url.partition("///")[2])
    before = (place.read_bytes(), set(place.parent.iterdir())) if place.is_file() else None
    process = subprocess.Popen([sys.executable, "-c", KILLED, review.url, str(file), str(mark), "dry"])
    while not mark.exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert before is None or (place.read_bytes(), set(place.parent.iterdir()) - {file, mark}) == before
    for table in ("search_run", "search_hit", "candidate", "candidate_link", "duplicate_pair"):
        assert not rows(review.url, f"SELECT id FROM {table}")  # noqa: S608


def test_killed_in_the_middle_nothing_is_there_and_it_is_run_again(review: Review, tmp_path: Path) -> None:
    file, mark = tmp_path / "a.ris", tmp_path / "there"
    file.write_text(
        "".join(ris(f"Invented study number {n} of {n * 7} birds", page=str(n)) for n in range(1500))
    )
    words = [sys.executable, "-c", KILLED, review.url, str(file), str(mark)]
    process = subprocess.Popen(words, env=os.environ)
    while not mark.exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not rows(review.url, "SELECT id FROM search_run")
    report = import_exports(review.url, ImportRequest([file], None, "rita", ToldSearch()))
    assert report.counts()["records"] == 1500 == len(rows(review.url, "SELECT id FROM search_hit"))
