"""What the README installs: the very versions that were tested, on every machine; CI runs that command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.readme.pages import EVERY_PAGE, README

ROOT = Path(__file__).parents[2]
PINNED = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()


def _required() -> Iterator[Requirement]:
    """What pyproject.toml asks for, with every extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for listed in (project["dependencies"], *project["optional-dependencies"].values()):
        yield from (Requirement(text) for text in listed if not text.startswith(project["name"]))


@pytest.fixture
def commands_of_ci(tmp_path: Path) -> Callable[..., list[str]]:
    """The commands that `.ci/run` would run, given its arguments: a bash that does nothing runs them here."""
    bash = shutil.which("bash")
    assert bash is not None
    idle = tmp_path / "bash"
    idle.write_text("#!/bin/sh\n", encoding="utf-8")
    idle.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}

    def commands(*arguments: str) -> list[str]:
        call = [bash, str(ROOT / ".ci" / "run"), *arguments]
        run = subprocess.run(call, env=environment, capture_output=True, text=True, check=True)
        return [line.removeprefix("+ ") for line in run.stdout.splitlines()]

    return commands


def test_every_install_in_readme_and_manual_takes_the_tested_versions() -> None:
    installs = re.findall(r"pip (?:--python \S+ )?install (.*?)(?:`|&&|;|$)", EVERY_PAGE, flags=re.MULTILINE)
    assert len(installs) > 5
    for options in installs:
        assert "-c constraints.txt" in options, options


@pytest.mark.parametrize("requirement", list(_required()), ids=str)
def test_whatever_an_extra_asks_for_has_a_tested_version(requirement: Requirement) -> None:
    pinned = [Requirement(line) for line in PINNED]
    versions = [
        each for each in pinned if canonicalize_name(each.name) == canonicalize_name(requirement.name)
    ]
    assert versions, f"run .ci/constraints: {requirement.name} is missing"
    for each in versions:
        (exact,) = each.specifier
        assert exact.operator == "=="
        assert requirement.specifier.contains(exact.version), f"run .ci/constraints: {each}"


@pytest.mark.parametrize("line", PINNED)
def test_the_tested_versions_name_no_place_to_get_them_from(line: str) -> None:
    """A name, a version, and for whom: no address and no option of pip."""
    assert re.fullmatch(r"[a-z0-9-]+==[0-9a-z.]+( ; [a-z_]+ [<>=!]+ '[\w.]+')?", line)


@pytest.mark.skipif(os.name == "nt", reason="CI runs on Linux")
def test_ci_runs_the_command_of_the_readme_and_then_the_slow_tests(
    commands_of_ci: Callable[..., list[str]],
) -> None:
    usual, slow = commands_of_ci()
    assert f"<!-- the test command -->\n    {usual}\n" in README
    assert usual.endswith(" && .venv/bin/python -m pytest -n 2 --dist worksteal")
    assert slow == ".venv/bin/python -m pytest -n 2 --dist worksteal -m slow"


@pytest.mark.skipif(os.name == "nt", reason="CI runs on Linux")
def test_ci_can_run_the_tests_with_the_newest_versions_too(
    commands_of_ci: Callable[..., list[str]],
) -> None:
    newest, slow = commands_of_ci("--newest")
    tested, the_same = commands_of_ci()
    assert newest == tested.replace("-c constraints.txt", "--upgrade --upgrade-strategy eager")
    assert "constraints" not in newest
    assert slow == the_same
