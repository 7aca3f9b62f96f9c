"""What the plain install leaves out, and the line that a command prints for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib import util

import pytest

from kb.errors import KbError
from kb.extras import PARQUET, POSTGRES, SCREENING, Library, install_line
from tests.readme.pages import CHECKOUT, PAGES, blocks

Run = Callable[[str], subprocess.CompletedProcess[str]]


def _without(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    find = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == missing else find(name))


def test_an_environment_without_pip_is_filled_by_the_python_that_made_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The README makes such an environment: `python3 -m venv --without-pip`."""
    _without(monkeypatch, "pip")
    monkeypatch.setattr(sys, "executable", "/home/rita/my kb/.venv/bin/python")
    monkeypatch.setattr(sys, "_base_executable", "/usr/bin/python3")
    assert install_line("parquet") == (
        "/usr/bin/python3 -m pip --python '/home/rita/my kb/.venv/bin/python'"
        ' install "kb-evidence[parquet]"'
    )


def test_an_environment_with_pip_is_filled_by_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda name: name)
    monkeypatch.setattr(sys, "executable", "/home/rita/.venv/bin/python")
    assert install_line("postgres") == '/home/rita/.venv/bin/python -m pip install "kb-evidence[postgres]"'


@pytest.mark.parametrize("library", [PARQUET, POSTGRES, SCREENING], ids=str)
def test_a_missing_library_is_named_with_the_line_that_installs_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.require("These files")
    _without(monkeypatch, library.module)
    with pytest.raises(KbError) as refusal:
        library.require("These files")
    line = install_line(library.extra)
    assert str(refusal.value) == f"These files need {library.name}. Install it: {line}"


def test_a_missing_library_belongs_to_the_extra_that_is_named() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for library in (PARQUET, POSTGRES, SCREENING):
        (requirement,) = project["optional-dependencies"][library.extra]
        assert re.match(r"[\w-]+", requirement)[0] == library.name  # type: ignore[index]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a line in a folder with an environment that was made as the manual says, without an extra."""
    home = tmp_path_factory.mktemp("plain")
    ignored = shutil.ignore_patterns(".git", ".venv", "*cache*", "__pycache__", "*.egg-info", "tests")
    shutil.copytree(CHECKOUT, home / "kb", ignore=ignored)
    hidden = ("KB_", "PYTEST", "PYTHON", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    environment |= {"XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache")}

    def run(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", line.replace("$ kb ", ".venv/bin/kb ")],
            cwd=home / "kb",
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    for line in (
        blocks(PAGES["install"], "bash")[0],
        "$ kb examples",
        "$ kb review open 7.01.75 --on 2022-09-01",
        "$ kb review import examples/pubmed.nbib --strategy pubmed --searched 2022-09-02",
    ):
        made = run(line)
        assert made.returncode == 0, made.stderr
    return run


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="CI runs on Linux")
def test_the_everyday_formats_are_there_without_an_extra(plain: Run) -> None:
    """Word, Excel and PDF are written and read, exports imported, PubMed asked."""
    for line in (
        "$ kb report 7.01.75 -o policy.docx",
        "$ kb report 7.01.75 -o policy.pdf",
        "$ kb sql 'SELECT * FROM study' -o studies.xlsx",
        "$ kb export --xlsx views.xlsx",
        "$ kb audit --source policy.docx --format json -o a.json || [ $? = 3 ]",
        "$ kb audit --source policy.pdf --format json -o b.json || [ $? = 3 ]",
        *(
            f"$ kb review import examples/{name} --source X --searched 2022-09-02"
            for name in ("embase.ris", "reference-lists.bib", "cochrane.csv")
        ),
        "$ kb prisma 7.01.75 -o flow.png",
        "$ kb review screen 7.01.75 --sheet screening.xlsx",
    ):
        done = plain(line)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    asked = plain(
        'KB_PUBMED_EMAIL=a@example.org KB_PUBMED_URL=http://127.0.0.1:1/ $ kb review search "x" --dry-run'
    )
    assert "127.0.0.1" in asked.stderr and "nstall" not in asked.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="CI runs on Linux")
@pytest.mark.parametrize(
    ("line", "done"),
    [
        ("$ kb export --parquet warehouse", (0, "views")),
        ("$ kb --database postgresql://rita@127.0.0.1:1/kb policy list", (1, "cannot be reached")),
        ("$ kb review screen 7.01.75 --list --order relevance", (0, "")),
    ],
)
def test_the_very_line_that_a_message_prints_installs_what_is_missing(
    plain: Run, line: str, done: tuple[int, str]
) -> None:
    """In the environment that the README makes, pasted as it stands there."""
    missing = plain(line)
    assert missing.returncode == 1
    printed = missing.stderr.strip().splitlines()[-1].partition("Install it: ")[2]
    installed = plain(printed)
    assert installed.returncode == 0, f"{printed}\n{installed.stderr}"
    again = plain(line)
    assert (again.returncode, done[1] in again.stderr) == (done[0], True), again.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="CI runs on Linux")
def test_the_line_of_the_manual_installs_the_same(plain: Run) -> None:
    installed = plain(blocks(PAGES["install"], "bash")[1])
    assert installed.returncode == 0, installed.stderr
    assert plain("$ kb sql 'SELECT 1 AS one' -o one.parquet").returncode == 0
