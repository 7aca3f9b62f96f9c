"""A step that is killed leaves nothing half done, and is simply run again."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.databases import SqliteFolder
from tests.readme.pages import EXAMPLES

COUNTED = ("search_run", "search_hit", "candidate", "candidate_link", "duplicate_pair", "release", "approval")
STEPS = {
    "open": ["review", "open", "7.01.75", "--on", "2022-09-01"],
    "import": ["review", "import", *(str(EXAMPLES / name) for name in ("pubmed.nbib", "embase.ris"))],
    "conclude": ["review", "conclude", "7.01.75", "--approve", "--because", "nothing new"],
    "publish": ["review", "publish", "7.01.75", "--effective", "2022-11-01", "--because", "a test"],
}
"""Steps of a review, each on what those before have done."""


def _start(words: list[str], file: Path) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
    environment |= {"XDG_CACHE_HOME": str(file.parent), "KB_DATABASE_URL": f"sqlite:///{file.as_posix()}"}
    silent = subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-m", "kb", *words], env=environment, stdout=silent, stderr=silent
    )


def _counts(file: Path) -> list[int]:
    """Rows of the tables that the steps write."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in COUNTED]  # noqa: S608


@pytest.fixture
def before(step: str, sqlite_databases: SqliteFolder, tmp_path: Path) -> Path:
    """A database as it is before the step."""
    file = tmp_path / "kb.db"
    shutil.copyfile(sqlite_databases.seed, file)
    for earlier in list(STEPS)[: list(STEPS).index(step)]:
        assert _start(STEPS[earlier], file).wait() == 0, earlier
    return file


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_a_killed_step_leaves_nothing_and_runs_again(step: str, before: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    shutil.copyfile(before, whole)
    started = time.monotonic()
    assert _start(STEPS[step], whole).wait() == 0
    seconds = time.monotonic() - started
    none, all_ = _counts(before), _counts(whole)
    assert none != all_
    for part in (0.6, 0.9):
        file = tmp_path / f"{part}.db"
        shutil.copyfile(before, file)
        process = _start(STEPS[step], file)
        time.sleep(part * seconds)
        process.kill()
        process.wait()
        left = _counts(file)
        assert left in (none, all_), f"killed after {part} of its time"
        again = _start(STEPS[step], file).wait()
        # What was done already is said to be so; opening or publishing twice is refused.
        assert again == 0 or left == all_
        assert _counts(file) == all_
