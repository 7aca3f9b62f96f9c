"""The command that writes the next migration."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Column, ForeignKey, MetaData, Table, Text

from kb.db import new_migration, version
from kb.db.new_migration import main
from kb.schema.tables import metadata

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


@pytest.fixture
def linted_migrations(own_migrations: Path) -> Path:
    """A copy of the migrations that may be written to, with the settings of the linter."""
    shutil.copy(PYPROJECT, own_migrations)
    return own_migrations


def test_the_next_number_is_taken_and_the_file_is_named(
    linted_migrations: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = version.head_revision()
    assert main(["Add nothing yet"]) == 0
    after = version.head_revision()
    assert int(after) == int(before) + 1
    [written] = (linted_migrations / "versions").glob(f"{after}_*.py")
    assert written.name == f"{after}_add_nothing_yet.py"
    assert str(written) in capsys.readouterr().out
    text = written.read_text(encoding="utf-8")
    assert f'down_revision: str | None = "{before}"' in text
    assert text.count("    pass") == 2, "models and migrations agree, so there is nothing to do"
    assert lint(written) == ""


def test_what_is_written_passes_the_linter(linted_migrations: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table with a long CHECK, a foreign key, an index and a column more come out as the linter asks."""
    monkeypatch.setattr(new_migration, "metadata", with_a_further_table())
    written = new_migration.write_migration("Add funding")
    assert lint(written) == ""
    text = written.read_text(encoding="utf-8")
    assert "'code-number-39'" in text
    for expected in ("ck_funding_kind", "ix_funding_kind", "fk_funding_study_id", '"funding_note"'):
        assert expected in text
    assert "comment" not in text.replace("### ", ""), "kb migrate takes descriptions from the models"


def with_a_further_table() -> MetaData:
    """The models with a table more, and a column more in study."""
    models = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(models)
    models.tables["study"].append_column(Column("funding_note", Text, comment="What it says"))
    codes = ", ".join(f"'code-number-{number}'" for number in range(40))
    Table(
        "funding",
        models,
        Column("id", Text, primary_key=True, comment="Key"),
        Column(
            "study_id", Text, ForeignKey("study.id", deferrable=True, initially="DEFERRED"), nullable=False
        ),
        Column("kind", Text, nullable=False, index=True),
        CheckConstraint(f"kind IN ({codes})", name="kind"),
        comment="One row per funder of a study.",
    )
    return models


def lint(file: Path) -> str:
    """What Ruff has to say about a file: nothing when it is as it should be."""
    runs = (
        subprocess.run([sys.executable, "-m", "ruff", *step, str(file)], capture_output=True, text=True)
        for step in (["check", "--quiet", "--no-cache"], ["format", "--quiet", "--diff", "--no-cache"])
    )
    return "".join(run.stdout + run.stderr for run in runs)


def test_a_migration_needs_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "new_migration" in capsys.readouterr().err
    assert new_migration.__doc__ is not None
