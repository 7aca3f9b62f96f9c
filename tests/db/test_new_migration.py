"""The command that writes the next migration."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb.db import new_migration, scripts, version
from kb.db.new_migration import main
from kb.settings import migrations_folder


@pytest.fixture
def own_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations that may be written to."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    for module in (scripts, version):
        monkeypatch.setattr(module, "migrations_folder", lambda: folder)
    return folder


def test_the_next_number_is_taken_and_the_file_is_named(
    own_migrations: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = version.head_revision()
    assert main(["Add nothing yet"]) == 0
    after = version.head_revision()
    assert int(after) == int(before) + 1
    [written] = (own_migrations / "versions").glob(f"{after}_*.py")
    assert written.name == f"{after}_add_nothing_yet.py"
    assert str(written) in capsys.readouterr().out
    text = written.read_text(encoding="utf-8")
    assert f"down_revision: str | None = '{before}'" in text
    assert text.count("    pass") == 2, "models and migrations agree, so there is nothing to do"


def test_a_migration_needs_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "new_migration" in capsys.readouterr().err
    assert new_migration.__doc__ is not None
