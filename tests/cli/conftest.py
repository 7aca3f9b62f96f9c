"""Running ``kb`` as a user does, but in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kb.cli.app import make_app

Kb = Callable[..., Result]


@pytest.fixture
def kb(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kb:
    """Runs ``kb`` with words; the embedded database would be made in a folder of this test."""
    for name in ("KB_DATABASE_URL", "KB_EVIDENCE", "KB_TEMPLATES", "KB_READ_URL", "KB_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    runner = CliRunner()

    def run(*words: str, stdin: str | None = None) -> Result:
        result = runner.invoke(make_app(), list(words), input=stdin)
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def kb_loaded(kb: Kb, loaded_url: str) -> Kb:
    """The same on a database that holds the bundled evidence, on each engine."""

    def run(*words: str, stdin: str | None = None) -> Result:
        return kb("--database", loaded_url, *words, stdin=stdin)

    return run
