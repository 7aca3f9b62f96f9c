"""Running ``kb`` as a user does, but in this process."""

from __future__ import annotations

from collections.abc import Callable

from typer.testing import CliRunner, Result

from kb.cli.app import make_app

Kb = Callable[..., Result]
"""Runs ``kb`` with the given words, and ``stdin=`` as its input."""


def run_kb(*words: str, stdin: str | None = None) -> Result:
    """What a command prints, and its exit code; no traceback ever reaches a user."""
    result = CliRunner().invoke(make_app(), list(words), input=stdin)
    assert "Traceback" not in result.output
    return result
