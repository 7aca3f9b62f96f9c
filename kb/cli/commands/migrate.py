"""``kb migrate``: the schema of the database, brought up to this version."""

from __future__ import annotations

import typer

from kb.cli.database import settings_of
from kb.cli.terminal import note


def migrate(context: typer.Context) -> None:
    """Create the schema, or bring it up to this version; views and dictionary are written anew."""
    from kb.db.migrate import migrate as migrate_database
    from kb.store.search import refresh_database

    settings = settings_of(context)
    note(migrate_database(settings.database))
    refresh_database(settings.database)  # records that an older version loaded, or took apart otherwise


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(migrate)
