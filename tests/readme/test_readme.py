"""Every command in the README is run, in order, as a new user would run it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command_line import Terminal

CHECKOUT = Path(__file__).parents[2]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def _console_commands() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert all(line.startswith("$ kb ") for line in lines), "console blocks hold commands only"
    return [line.removeprefix("$ ") for line in lines]


def _indented_commands() -> list[str]:
    return [line.strip() for line in README.splitlines() if line.startswith("    ")]


def test_the_console_commands_run_in_order(tmp_path: Path) -> None:
    """What the README shows works, one command after the other, for somebody who begins with nothing."""
    user = Terminal(tmp_path)
    for command in _console_commands():
        words = shlex.split(command, comments=True)
        printed = user.told(command)
        assert printed or words[1] in {"load", "dump", "fmt", "export", "backup"} or "-o" in words, (
            f"{command} printed nothing"
        )


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
        ["bash", "-c", _indented_commands()[0]],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "insufficient" in run.stdout
    assert run.stdout.count("For individuals who have") == 3
    assert len([line for line in run.stderr.splitlines() if "evidence" in line]) == 1


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    marker = "<!-- the test command -->"
    assert marker in script
    command = README.split(marker + "\n")[1].splitlines()[0].strip()
    assert command == _indented_commands()[1]
    assert "pytest" in command
