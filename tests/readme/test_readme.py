"""Every command in the README and in the manual is run, page by page, as a new user would run it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kb.manual import TOPICS
from tests.command_line import Terminal
from tests.readme.pages import (
    CHECKOUT,
    PAGES,
    README,
    bash_commands,
    blocks,
    console_commands,
    indented_lines,
)

QUIET = {"load", "dump", "fmt", "export", "backup", "migrate"}
"""Commands that say what they did on stderr."""
RUN_ELSEWHERE = {
    "install": "tests/test_extras.py",
    "develop": "tests/readme/test_readme.py",
    "first-policy": "tests/readme/test_first_policy.py",
    "workbook": "tests/readme/test_workbook.py",
    "check": "tests/readme/test_checks.py",
    "year": "tests/readme/test_year.py",
    "server": "tests/server/test_readme_server.py",
}
"""Page -> the test of its `bash` blocks."""


@pytest.mark.parametrize("name", [name for name, text in PAGES.items() if console_commands(text)])
def test_the_console_commands_of_a_page_run_in_order(name: str, tmp_path: Path) -> None:
    """What a page shows works, one command after the other, for somebody who begins with nothing."""
    user = Terminal(tmp_path)
    for command in console_commands(PAGES[name]):
        words = shlex.split(command, comments=True)
        printed = user.told(command)
        assert printed or words[1] in QUIET or "-o" in words, f"{command} printed nothing"


def test_no_block_of_commands_is_left_untested() -> None:
    """Every block is in a language that some test runs, and the pages with `bash` are known to one."""
    for name, text in PAGES.items():
        languages = set(re.findall(r"^```(\w*)$", text, flags=re.MULTILINE)) - {""}
        assert languages <= {"console", "bash", "sql", "python", "yaml"}, name
    assert {name for name, text in PAGES.items() if blocks(text, "bash")} == RUN_ELSEWHERE.keys()
    assert all((CHECKOUT / test).is_file() for test in RUN_ELSEWHERE.values())
    assert not bash_commands(README)


def test_the_readme_is_a_door() -> None:
    """It fits two screens, has the two commands, and a way into the manual for each of its readers."""
    assert len(README.splitlines()) < 100
    assert len(indented_lines()) == 3
    linked = set(re.findall(r"\[kb help ([\w-]+)\]\(kb/manual/([\w-]+)\.md\)", README))
    assert {topic for topic, _ in linked} | {"engines"} == set(TOPICS)
    assert all(topic == file for topic, file in linked)


@pytest.mark.parametrize("name", PAGES)
def test_links_between_pages_lead_somewhere(name: str) -> None:
    folder = CHECKOUT / {"README": ".", "engines": "kb/reference/manual"}.get(name, "kb/manual")
    for target in re.findall(r"\[[^\]\n]+\]\(([^)#]+)(?:#\S*)?\)", re.sub("`[^`]*`", "", PAGES[name])):
        assert (folder / target).exists(), target


def test_pages_name_only_topics_that_are_there() -> None:
    for name, text in PAGES.items():
        for topic in re.findall(r"kb help ([a-z]+(?:-[a-z]+)*)", text):
            assert topic in TOPICS, f"{name}: {topic}"


@pytest.mark.slow
def test_the_first_command_installs_and_shows_the_summary(tmp_path: Path) -> None:
    """A copy of the checkout, an environment that does not exist yet, a user without a database."""
    copy = tmp_path / "kb"
    ignored = shutil.ignore_patterns(".git", ".venv", "*cache*", "__pycache__", "*.egg-info")
    shutil.copytree(CHECKOUT, copy, ignore=ignored)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("KB_", "PYTEST"))
    }
    environment["XDG_DATA_HOME"] = str(tmp_path / "data")
    run = subprocess.run(
        ["bash", "-c", indented_lines()[0]],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "insufficient" in run.stdout
    assert run.stdout.count("For individuals who have") == 3
    assert len([line for line in run.stderr.splitlines() if line.startswith("Made the database ")]) == 1


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="CI runs on Linux")
@pytest.mark.parametrize("line", "".join(blocks(PAGES["develop"], "bash")).splitlines())
def test_what_developers_are_told_to_run_runs(line: str) -> None:
    here = line.replace(".venv/bin/", f"{Path(sys.executable).parent}/")
    run = subprocess.run(["bash", "-c", here], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    marker = "<!-- the test command -->"
    assert marker in script
    command = README.split(marker + "\n")[1].splitlines()[0].strip()
    assert command == indented_lines()[1]
    assert "pytest" in command
