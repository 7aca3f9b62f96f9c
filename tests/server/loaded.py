"""A SQLite database filled with the evidence that ships with kb, made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

from kb.db.migrate import migrate
from kb.settings import Settings
from kb.store.load import LoadRequest, load


def evidence() -> Path:
    """The records that ship with kb."""
    return Settings.read().evidence


def fill(url: str) -> None:
    """Migrate a database and load the evidence."""
    migrate(url)
    load(LoadRequest(evidence(), url, "tester", "filled for a test"))


class Loaded:
    """Copies of one filled file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.template = folder / "loaded.db"
        fill(f"sqlite:///{self.template.as_posix()}")

    def copy(self, file: Path) -> str:
        """URL of a copy at a place."""
        shutil.copyfile(self.template, file)
        return f"sqlite:///{file.as_posix()}"
