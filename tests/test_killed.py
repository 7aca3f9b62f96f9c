"""A command that is killed leaves nothing half done, no file of its own, and is simply typed again.

Every command that writes is killed: in the very moment in which it begins to write, and at random ones.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kb.db.content_hash import content_tables
from tests.databases import SqliteFolder
from tests.readme.pages import EXAMPLES
from tests.review.adopting.child import CHILD, adopted

OURS, STUDY = "7.01.75", "madeup-2022"
DATABASE = "kb.db"
STEPS = {
    "load": ["load"],
    "open": ["review", "open", OURS, "--on", "2022-09-01"],
    "import": [
        "review",
        "import",
        "examples/pubmed.nbib",
        "--strategy",
        "pubmed",
        "--searched",
        "2022-09-02",
    ],
    "import embase": [
        "review",
        "import",
        "examples/embase.ris",
        "--strategy",
        "embase",
        "--searched",
        "2022-09-02",
    ],
    "import central": [
        "review",
        "import",
        "examples/cochrane.csv",
        "--source",
        "CENTRAL",
        "--searched",
        "2022-09-03",
    ],
    "import zotero": [
        *(
            "review",
            "import",
            "examples/zotero.json",
            "--source",
            "Web of Science",
            "--searched",
            "2022-09-03",
        ),
    ],
    "import lists": [
        *("review", "import", "examples/reference-lists.bib", "--source", "Reference lists"),
        *("--kind", "citation", "--searched", "2022-09-05"),
    ],
    "correct a search": ["review", "run", "4", "--found", "2", "--because", "as the database said"],
    "merge": ["review", "duplicates", "--same", "ac875ed5", "--because", "same trial"],
    "screen": ["review", "screen", OURS, "--exclude", "99000005", "--reason", "preclinical", "--who", "rita"],
    "sheet": ["review", "screen", OURS, "--sheet", "screening.xlsx", "--who", "rita"],
    "take": ["review", "screen", OURS, "--take", "examples/screening-filled-in.xlsx", "--who", "rita"],
    "full texts": [
        *("review", "screen", OURS, "--stage", "full-text", "--include", "99000001", "--exclude", "99000002"),
        *("--reason", "sample-size", "--who", "rita"),
    ],
    "flow": ["prisma", OURS, "-o", "flow.svg"],
    "extract": ["extract", "new", "99000001", "--indication", "hcc"],
    "workbook": ["extract", "sheet", STUDY, "-o", f"{STUDY}.xlsx"],
    "take a workbook": ["extract", "take", "examples/madeup-2022-filled-in.xlsx", "--done"],
    "adopt a study": ["extract", "adopt", STUDY],
    "use": ["review", "use", STUDY, "hcc", "--group", "rct", "--limitation", "follow-up/1: short"],
    "acknowledge": ["check", "--acknowledge", "bcb613f8", "--because", "made up"],
    "conclude": ["review", "conclude", OURS, "--approve", "--because", "nothing new"],
    "publish": ["review", "publish", OURS, "--effective", "2022-11-01", "--because", "a test"],
    "adopt a policy": ["review", "adopt", CHILD, "--take-clean"],
    "dump": ["dump", "evidence"],
    "export": ["export", "--csv", "views"],
    "list": ["study", "list", "-o", "studies.xlsx"],
    "backup": ["backup", "kept.db"],
    "copy": ["copy", "--to", "sqlite:///copied.db"],
    "report": ["report", OURS, "-o", "report.docx"],
    "migrate": ["migrate"],
}
"""Each command on what those before it have done."""

PREPARED = {"open": adopted}
"""What a test does to the database before a step: a plan has adopted the version in force."""


def _start(words: list[str], folder: Path) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KB_")}
    environment |= {"XDG_CACHE_HOME": str(folder.parent), "KB_DATABASE_URL": f"sqlite:///{folder / DATABASE}"}
    silent = subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-m", "kb", *words],
        env=environment,
        stdout=silent,
        stderr=subprocess.PIPE,
        cwd=folder,
    )


def _done(words: list[str], folder: Path) -> tuple[int, str]:
    """Exit code and messages of a command that is let run."""
    process = _start(words, folder)
    _, messages = process.communicate()
    return process.returncode, messages.decode()


def _rows(folder: Path) -> list[int]:
    """Rows of every table; what was under way is taken back by SQLite at this moment."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        names = [table.name for table in content_tables()]
        return [connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names]  # noqa: S608


def _files(folder: Path) -> dict[str, int]:
    """Every file below a folder but the database and its journal, with its size."""
    return {
        file.relative_to(folder).as_posix(): file.stat().st_size
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(DATABASE)
    }


@pytest.fixture(scope="module")
def states(sqlite_databases: SqliteFolder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Step -> a folder as it is before the step."""
    folder = tmp_path_factory.mktemp("states") / "now"
    folder.mkdir()
    shutil.copyfile(sqlite_databases.template, folder / DATABASE)
    shutil.copytree(EXAMPLES, folder / "examples")
    kept: dict[str, Path] = {}
    for step, words in STEPS.items():
        if step in PREPARED:
            PREPARED[step](f"sqlite:///{folder / DATABASE}")
        kept[step] = Path(shutil.copytree(folder, folder.parent / step))
        code, messages = _done(words, folder)
        assert code == 0, (step, messages)
    return kept


def _kill(process: subprocess.Popen[bytes], folder: Path, moment: float | None) -> None:
    """Kill it after so many seconds; with None as soon as a file is there that was not, such as a journal."""
    before = set(folder.iterdir())
    if moment is not None:
        time.sleep(moment)
    while moment is None and process.poll() is None and not set(folder.iterdir()) - before:
        time.sleep(0.0005)
    process.kill()
    process.communicate()


def _assert_no_stray_file(folder: Path, known: dict[str, int], whole: dict[str, int]) -> None:
    """Every file is one that was there, or one of the result; what is new is whole."""
    for name, size in _files(folder).items():
        if name.endswith("-journal"):  # of a database: SQLite takes back what was under way when it is opened
            assert name.removesuffix("-journal") in whole, name
        elif name.startswith(
            ".views."
        ):  # files that have just got their names, which the next run clears away
            continue
        elif name not in known and not name.endswith(".db"):
            assert name in whole, f"{name} was left behind"
            assert abs(size - whole[name]) <= 0.02 * whole[name], f"{name} is not whole"


def _moments(step: str, seconds: float) -> Iterator[float | None]:
    """When to kill a command: as soon as it writes, and at random moments of the time that it takes."""
    chosen = random.Random(step)
    yield from (None, chosen.uniform(0.3, 0.8) * seconds, chosen.uniform(0.7, 1.0) * seconds)


@pytest.mark.slow
@pytest.mark.parametrize("step", [step for step in STEPS if not step.startswith("import ")])
def test_a_killed_command_leaves_nothing_and_is_typed_again(
    step: str, states: dict[str, Path], tmp_path: Path
) -> None:
    before, whole = states[step], Path(shutil.copytree(states[step], tmp_path / "whole"))
    started = time.monotonic()
    assert _done(STEPS[step], whole)[0] == 0
    seconds = time.monotonic() - started
    none, all_rows, known, all_files = *map(_rows, (before, whole)), *map(_files, (before, whole))
    for number, moment in enumerate(_moments(step, seconds)):
        folder = Path(shutil.copytree(before, tmp_path / str(number)))
        process = _start(STEPS[step], folder)
        _kill(process, folder, moment)
        left = _rows(folder)
        assert left in (none, all_rows), f"killed after {moment} of {seconds} s"
        _assert_no_stray_file(folder, known, all_files)
        code, messages = _done(STEPS[step], folder)
        assert "Traceback" not in messages
        # What was done already is said to be so; opening or exporting twice is refused.
        assert code == 0 or left == all_rows, messages
        assert _rows(folder) == all_rows
        assert _files(folder).keys() == all_files.keys()
