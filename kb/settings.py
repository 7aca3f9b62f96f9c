"""Where things are: databases, evidence folder, templates; from options, then environment, then defaults."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "bundled"
_CHECKOUT = _PACKAGE.parent


def _shipped(name: str) -> Path:
    """A folder that travels with the program: inside the wheel, or beside the package in a checkout."""
    bundled = _BUNDLED / name
    return bundled if bundled.is_dir() else _CHECKOUT / name


class Settings(NamedTuple):
    """Settings of one run.

    ``database`` is a database URL (``sqlite:///file`` or ``postgresql+psycopg://...``), ``read_database``
    the one that reads go to (a replica of it, or itself), ``evidence`` the folder of records,
    ``templates`` a folder whose templates take the place of ours (None = none), and ``embedded`` is true
    when nobody chose a database, so that the default one may be created and filled.
    """

    database: str
    read_database: str
    evidence: Path
    templates: Path | None
    embedded: bool

    @classmethod
    def read(
        cls,
        database: str | None = None,
        evidence: Path | None = None,
        templates: Path | None = None,
        read_database: str | None = None,
    ) -> Settings:
        """Settings from the given options, else from ``KB_DATABASE_URL``, ``KB_READ_URL`` and the like.

        An option outweighs the environment: a database given as an option is also the one read from.
        """
        chosen = database or os.environ.get("KB_DATABASE_URL") or None
        replica = read_database or (None if database else os.environ.get("KB_READ_URL")) or None
        folder = evidence or _path_from_environment("KB_EVIDENCE")
        place = chosen or f"sqlite:///{default_database_file().as_posix()}"
        return cls(
            database=place,
            read_database=replica or place,
            evidence=folder or _shipped("evidence"),
            templates=templates or _path_from_environment("KB_TEMPLATES"),
            embedded=chosen is None,
        )


def _path_from_environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None


def default_database_file() -> Path:
    """The embedded database: ``kb.db`` in the user's data folder of this platform."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("kb", appauthor=False)) / "kb.db"


def shipped_evidence() -> Path:
    """The evidence that travels with the program."""
    return _shipped("evidence")


def is_installed(path: Path) -> bool:
    """Whether a file or folder came with the installation, where nobody looks and nothing may change."""
    return _BUNDLED.is_dir() and path.resolve().is_relative_to(_BUNDLED.resolve())


def without_installed_places(text: str) -> str:
    """A message without the folder where kb is installed: what ships with it goes by its name there."""
    for folder, name in ((_BUNDLED / "evidence", ""), (_BUNDLED, ""), (_PACKAGE, "kb/")):
        if _BUNDLED.is_dir():
            text = text.replace(f"{folder}{os.sep}", name)
    return text.replace(str(_BUNDLED / "evidence"), "the records that ship with kb")


def migrations_folder() -> Path:
    """The Alembic scripts."""
    return _shipped("migrations")
