"""``kb backup``: the whole database as a file to keep."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.database import ready, settings_of
from kb.cli.released import DamagedOption, verifying
from kb.cli.terminal import note


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write, whole or not at all.")],
    damaged: DamagedOption = False,
) -> None:
    """Keep a safe copy of a SQLite database, also while somebody works with it.

    It takes the place of nothing but an earlier copy of the same database. The published versions in the copy
    are verified first: an older backup is not replaced by forged ones.
    Exit code 3 when one is not as it was published.
    """
    from kb.db.backup import backup as backup_database

    settings = settings_of(context)
    ready(settings)
    refusal = f"{file} was not written: what was published is not what it was."
    size = backup_database(settings.database, file, verifying(refusal, damaged=damaged))
    note(f"Wrote {file} ({size / 1e6:.1f} MB). Use it by --database sqlite:///{file.as_posix()}")


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(backup)
