"""What earlier runs found is recalled to the letter, and never stands in the way."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kb.checks.earlier_runs import KEEP_DAYS, Memory, remembering
from tests.checks.problems import problem


def test_what_was_kept_is_recalled(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "checks.db"
    found = (problem(), problem("made-up-2020/pain/b:percent", figures=("x", "y"), expected=""))
    with remembering(file) as memory:
        memory.keep("one", found)
        memory.keep("none", ())
    with remembering(file) as memory:
        assert memory.recall(["one", "none", "unknown"]) == {"one": found, "none": ()}


def test_what_no_run_asked_for_in_a_long_time_is_dropped(tmp_path: Path) -> None:
    file = tmp_path / "checks.db"
    with remembering(file) as memory:
        for hash in ("asked", "old"):
            memory.keep(hash, ())
    long_ago = datetime.now(UTC).date() - timedelta(days=KEEP_DAYS + 1)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE seen SET used = ?", (str(long_ago),))
    connection.close()
    with remembering(file) as memory:
        memory.recall(["asked"])
    with remembering(file) as memory:
        assert memory.recall(["asked", "old"]) == {"asked": ()}


def test_a_file_that_is_none_of_ours_is_no_reason_to_fail(tmp_path: Path) -> None:
    file = tmp_path / "checks.db"
    file.write_text("no database")
    with remembering(file) as memory:
        memory.keep("one", (problem(),))
        assert memory.recall(["one"]) == {}
    assert file.read_text() == "no database"


def test_lines_of_another_form_are_looked_at_again(tmp_path: Path) -> None:
    file = tmp_path / "checks.db"
    with remembering(file) as memory:
        memory.keep("one", ())
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE seen SET problems = '[[1, 2]]'")
    connection.close()
    with remembering(file) as memory:
        assert memory.recall(["one"]) == {}


def test_without_a_file_nothing_is_remembered() -> None:
    memory = Memory()
    memory.keep("one", ())
    memory.forget_old()
    assert memory.recall(["one"]) == {}


def test_more_hashes_than_a_statement_takes(tmp_path: Path) -> None:
    with remembering(tmp_path / "checks.db") as memory:
        for number in range(1234):
            memory.keep(str(number), ())
        assert len(memory.recall([str(number) for number in range(1234)])) == 1234
