"""Several people at once: nobody's change is lost unseen, and who reads sees one state."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kb.db.connect import read, write_engine
from kb.db.queries import run
from kb.documents import render
from kb.errors import KbError, ProblemsFound
from kb.reports.report import build_report
from kb.reports.summary import build_summary
from kb.store.dump import dump
from kb.store.load import LoadOutcome, LoadRequest, load
from tests.builders.forging import forge

STUDY = "studies/wang-2015.yaml"
OTHER = "studies/ei-2015.yaml"


@pytest.fixture
def folders(seed_url: str, tmp_path: Path) -> tuple[Path, Path]:
    """The folders of Ann and Ben, both dumped from the database as it is."""
    found = tmp_path / "ann", tmp_path / "ben"
    for folder in found:
        dump(seed_url, folder)
    return found


def relabel(folder: Path, file: str, label: str) -> None:
    lines = (folder / file).read_text(encoding="utf-8").splitlines(keepends=True)
    lines = [f"label: {label}\n" if line.startswith("label: ") else line for line in lines]
    (folder / file).write_text("".join(lines), encoding="utf-8")


def label_of(url: str, study: str = "wang-2015") -> str:
    with read(url) as reader:
        (row,) = reader.rows("SELECT label FROM study_overview WHERE study = :study", {"study": study})
    return str(row["label"])


def load_as(who: str, folder: Path, url: str, *, prune: bool = False) -> LoadOutcome:
    return load(LoadRequest(folder, url, who, f"{who}'s correction", prune=prune))


def test_the_second_of_two_who_changed_a_record_is_told_of_the_first(
    seed_url: str, folders: tuple[Path, Path]
) -> None:
    ann, ben = folders
    relabel(ann, STUDY, "Wang as Ann says")
    relabel(ben, STUDY, "Wang as Ben says")
    assert load_as("ann", ann, seed_url).changed == 1
    with pytest.raises(ProblemsFound) as caught:
        load_as("ben", ben, seed_url)
    message = str(caught.value)
    assert f"{ben / STUDY}:1" in message
    assert "studies/wang-2015 was changed in the database by ann at 20" in message
    assert "ann's correction" in message
    assert "kb dump into another folder" in message
    assert label_of(seed_url) == "Wang as Ann says"


def test_the_conflict_is_solved_as_it_says(seed_url: str, folders: tuple[Path, Path], tmp_path: Path) -> None:
    ann, _ = folders
    relabel(ann, STUDY, "Wang as Ann says")
    load_as("ann", ann, seed_url)
    fresh = tmp_path / "fresh"
    dump(seed_url, fresh)
    relabel(fresh, STUDY, "Wang as both say")
    assert load_as("ben", fresh, seed_url).changed == 1
    assert label_of(seed_url) == "Wang as both say"


def test_two_loads_at_once_are_one_success_and_one_conflict(
    seed_url: str, folders: tuple[Path, Path]
) -> None:
    start = threading.Barrier(2)

    def write(who: str, folder: Path) -> str:
        relabel(folder, STUDY, f"Wang as {who} says")
        start.wait()
        try:
            load_as(who, folder, seed_url)
        except KbError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(write, ("ann", "ben"), folders))
    winner, loser = ("ann", "ben") if said[0] == "" else ("ben", "ann")
    assert sorted(map(bool, said)) == [False, True]
    assert f"studies/wang-2015 was changed in the database by {winner} at" in "".join(said)
    assert label_of(seed_url) == f"Wang as {winner} says", loser


def test_folders_that_were_never_dumped_conflict_when_loaded_at_once(
    seed_url: str, folders: tuple[Path, Path]
) -> None:
    """Copies of records from elsewhere: only what happens while a load waits can be told from its own."""
    for who, folder in zip(("ann", "ben"), folders, strict=True):
        (folder / ".kb" / "base.json").unlink()
        relabel(folder, STUDY, f"Wang as {who} says")
    held = threading.Event()
    go_on = threading.Event()

    def slow(done: int, total: int) -> None:
        held.set()
        go_on.wait(30)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(load, LoadRequest(folders[0], seed_url, "ann", "first"), slow)
        assert held.wait(30)
        second = pool.submit(load_as, "ben", folders[1], seed_url)
        threading.Event().wait(0.5)  # let it come to where it waits
        go_on.set()
        assert first.result().changed == 1
        with pytest.raises(ProblemsFound, match=r"by ann at .* while this load waited"):
            second.result()


def test_what_another_changed_and_i_did_not_stays(seed_url: str, folders: tuple[Path, Path]) -> None:
    ann, ben = folders
    relabel(ann, STUDY, "Wang as Ann says")
    relabel(ben, OTHER, "Ei as Ben says")
    load_as("ann", ann, seed_url)
    outcome = load_as("ben", ben, seed_url)
    assert (outcome.changed, outcome.kept) == (1, 1)
    assert "1 newer in the database and left so" in outcome.sentence()
    assert label_of(seed_url) == "Wang as Ann says"
    assert label_of(seed_url, "ei-2015") == "Ei as Ben says"
    assert load_as("ben", ben, seed_url).kept == 1
    dump(seed_url, ben)
    assert load_as("ben", ben, seed_url).kept == 0


def test_pruning_does_not_remove_what_another_added(seed_url: str, folders: tuple[Path, Path]) -> None:
    ann, ben = folders
    text = (ann / "references/wang-2015.yaml").read_text(encoding="utf-8")
    text = text.replace("reference: wang-2015", "reference: new-2020").replace("25284802", "99999999")
    (ann / "references/new-2020.yaml").write_text(text, encoding="utf-8")
    assert load_as("ann", ann, seed_url).added == 1
    with pytest.raises(ProblemsFound, match=r"references/new-2020 was changed in the database by ann"):
        load_as("ben", ben, seed_url, prune=True)


def test_my_own_changes_one_after_the_other_are_no_conflict(
    seed_url: str, folders: tuple[Path, Path]
) -> None:
    for label in ("Once", "Twice", "Once"):
        relabel(folders[0], STUDY, label)
        assert load_as("ann", folders[0], seed_url).changed == 1
    assert label_of(seed_url) == "Once"


def test_a_database_set_back_is_judged_by_its_own_records(seed_url: str, folders: tuple[Path, Path]) -> None:
    relabel(folders[0], STUDY, "Mine")
    load_as("ann", folders[0], seed_url)
    with write_engine(seed_url).begin() as connection:  # as a backup from before would have it
        connection.exec_driver_sql("UPDATE study SET label = 'Old' WHERE id = 'wang-2015'")
        connection.exec_driver_sql("UPDATE record SET content_hash = 'old', synced_hash = 'old'")
    forge(seed_url, "DELETE FROM change WHERE why = 'ann''s correction'")
    with pytest.raises(ProblemsFound, match="since it was last loaded or dumped"):
        load_as("ann", folders[0], seed_url)


def reports(url: str) -> Iterator[str]:
    """What `kb report` and `kb summary --full` print, from one reader each."""
    with read(url) as reader:
        yield render(build_report(reader, "7.01.75"), "markdown") + render(
            build_summary(reader, "7.01.75", full=True), "markdown"
        )


def test_what_is_rendered_during_loads_is_one_state(seed_url: str, folders: tuple[Path, Path]) -> None:
    """Two labels change together in each load: no document ever mixes them, and none has to wait in vain."""
    states = ("Alpha", "Omega")
    stop = threading.Event()

    def write() -> None:
        for number in range(4):
            for file in (STUDY, OTHER):
                relabel(folders[0], file, f"{states[number % 2]} {file[8:10]}")
            load_as("ann", folders[0], seed_url)
        stop.set()

    for file in (STUDY, OTHER):
        relabel(folders[0], file, f"Omega {file[8:10]}")
    load_as("ann", folders[0], seed_url)
    seen = []
    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write)
        while not stop.is_set() and not writer.done():
            for document in reports(seed_url):
                seen.append(tuple(state for state in states if state in document))
        writer.result()
    assert set(seen) <= {("Alpha",), ("Omega",)}
    assert len(seen) >= 3


def test_one_reader_sees_one_state_while_a_load_commits(seed_url: str, folders: tuple[Path, Path]) -> None:
    """On PostgreSQL by its snapshot; on SQLite the load waits with its commit until the reader is done."""
    before = label_of(seed_url)
    relabel(folders[0], STUDY, "Changed meanwhile")
    with ThreadPoolExecutor(1) as pool:
        with read(seed_url) as reader:
            run(reader, "evidence/policy_list")
            writer = pool.submit(load_as, "ann", folders[0], seed_url)
            if reader.engine == "postgresql":
                writer.result(60)
            else:
                threading.Event().wait(3)
            (row,) = reader.rows("SELECT label FROM study_overview WHERE study = 'wang-2015'")
            assert row["label"] == before
        assert writer.result(60).changed == 1
    assert label_of(seed_url) == "Changed meanwhile"
