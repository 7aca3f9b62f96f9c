"""``kb dump``: the records of the database as text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.database import ready, settings_of
from kb.cli.terminal import note


def dump(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write the records to.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write over files whose edits were never loaded.")
    ] = False,
) -> None:
    """Write every record of the database as text; loading them again changes nothing."""
    from kb.cli.progress import showing_progress
    from kb.store.dump import dump as dump_records

    settings = settings_of(context)
    ready(settings)
    with showing_progress("Writing records") as progress:
        outcome = dump_records(settings.database, folder, progress, overwrite=overwrite)
    note(outcome.sentence())


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(dump)
