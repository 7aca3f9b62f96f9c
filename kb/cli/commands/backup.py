"""``kb backup``: the whole database as a file to keep."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.database import ready, settings_of
from kb.cli.output import note


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write, whole or not at all.")],
) -> None:
    """Keep a safe copy of a SQLite database, also while somebody works with it."""
    from kb.db.backup import backup as backup_database

    settings = settings_of(context)
    ready(settings)
    size = backup_database(settings.database, file)
    note(f"Wrote {file} ({size / 1e6:.1f} MB). Use it by --database sqlite:///{file.as_posix()}")


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(backup)
