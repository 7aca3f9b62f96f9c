"""Opening the database for a command, with the embedded one made at first use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kb.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    import typer

    from kb.db.connect import StreamReader


def settings_of(context: typer.Context) -> Settings:
    """The settings that the global options left on the context."""
    settings = context.find_root().obj
    assert isinstance(settings, Settings)
    return settings


def evidence_folders(context: typer.Context) -> tuple[Path, ...]:
    """The evidence that ships with kb, and the person's own, whose saved queries take the place of ours."""
    from kb.settings import shipped_evidence

    return shipped_evidence(), settings_of(context).evidence


def login() -> str:
    """The login name of the person, for the change log; ``unknown`` where the system does not tell."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def person_of(context: typer.Context, who: str | None) -> str:
    """The name under which the person is on record: that of ``--who``, else of the login."""
    from kb.db.connect import read
    from kb.db.version import require_current
    from kb.review.people import recorded_name

    settings = settings_of(context)
    ready(settings)
    with read(settings.database) as reader:
        require_current(reader)
        return recorded_name(reader, who or login())


@contextmanager
def reading(context: typer.Context) -> Iterator[StreamReader]:
    """A reader on the database that reads go to, checked to be of this version.

    The embedded database is made when it is missing.
    """
    from kb.db.connect import read
    from kb.db.version import require_current

    with reading_url(context) as url, read(url) as reader:
        require_current(reader)
        yield reader


@contextmanager
def reading_url(context: typer.Context) -> Iterator[str]:
    """The URL of the database that reads go to: the replica where there is one.

    A replica that lags behind gets its own advice, since it cannot be migrated. The embedded database is
    made when it is missing.
    """
    from kb.db.postgres import Unreachable
    from kb.errors import NeedsUpgrade

    settings = settings_of(context)
    if settings.read_database == settings.database:
        ready(settings)
        yield settings.database
        return
    try:
        yield settings.read_database
    except NeedsUpgrade as error:
        raise NeedsUpgrade(
            "The database to read from (KB_READ_URL) has another schema version than this kb. A replica"
            " follows its primary: run `kb migrate` on the primary (KB_DATABASE_URL) and wait until the"
            " replica has caught up, or unset KB_READ_URL to read from the primary."
        ) from error
    except Unreachable as error:
        raise Unreachable(f"{error} Or unset KB_READ_URL to read from the primary.") from error


def ready(settings: Settings) -> None:
    """Make the embedded database when nobody chose another and it is not there yet."""
    from kb.settings import default_database_file

    if settings.embedded and not default_database_file().exists():
        from kb.cli.terminal import note
        from kb.store.first_use import create_embedded

        note(create_embedded(default_database_file(), settings.evidence))
