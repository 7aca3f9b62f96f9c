"""Opening the database for a command, with the embedded one made at first use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from kb.settings import Settings

if TYPE_CHECKING:
    from kb.db.connect import Reader


def settings_of(context: typer.Context) -> Settings:
    """The settings that the global options left on the context."""
    settings = context.find_root().obj
    assert isinstance(settings, Settings)
    return settings


@contextmanager
def reading(context: typer.Context) -> Iterator[Reader]:
    """A reader on the database, checked to be of this version; the embedded one is made when missing."""
    from kb.db.connect import read
    from kb.db.version import require_current

    settings = settings_of(context)
    ready(settings)
    with read(settings.database) as reader:
        require_current(reader)
        yield reader


def ready(settings: Settings) -> None:
    """Make the embedded database when nobody chose another and it is not there yet."""
    from kb.settings import default_database_file

    if settings.embedded and not default_database_file().exists():
        from kb.cli.output import note
        from kb.store.first_use import create_embedded

        note(create_embedded(default_database_file(), settings.evidence))
