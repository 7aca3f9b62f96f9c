"""Running ``kb`` as a user does, but in this process."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kb.cli.app import make_app

Kb = Callable[..., Result]
"""Runs ``kb`` with the given words, and ``stdin=`` as its input."""


def run_kb(*words: str, stdin: str | None = None) -> Result:
    """What a command prints, and its exit code; no traceback ever reaches a user."""
    result = CliRunner().invoke(make_app(words), list(words), input=stdin)
    assert "Traceback" not in result.output
    return result


@dataclass(frozen=True)
class Terminal:
    """Somebody at a command line, in a folder of their own, who has chosen nothing of what kb lets choose."""

    folder: Path
    chosen: Mapping[str, str] = field(default_factory=dict)
    """What of the environment they have set."""

    def run(self, command: str) -> Result:
        """One command of kb as it is typed."""
        program, *words = shlex.split(command, comments=True)
        assert program == "kb", command
        with pytest.MonkeyPatch.context() as patch:
            for name in [name for name in os.environ if name.startswith("KB_")]:
                patch.delenv(name)
            for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
                patch.setenv(name, str(self.folder / name.lower()))
            for name, value in self.chosen.items():
                patch.setenv(name, value)
            patch.chdir(self.folder)
            return run_kb(*words)

    def told(self, command: str) -> str:
        """What a command prints that has to succeed."""
        result = self.run(command)
        assert result.exit_code == 0, f"{command}\n{result.stdout}{result.stderr}{result.exception!r}"
        return result.stdout
