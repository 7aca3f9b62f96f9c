"""``kb load``: records into the database."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import login, ready, settings_of
from kb.cli.options import FolderArgument, WhoOption
from kb.cli.terminal import note


def load(
    context: typer.Context,
    folder: FolderArgument = None,
    why: Annotated[
        str, typer.Option(metavar="TEXT", help="Why, for the change log.")
    ] = "load of evidence records",
    who: WhoOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, then write nothing.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove records that the folder no longer has.")
    ] = False,
) -> None:
    """Load records into the database: all of them in one transaction, or none."""
    from kb.cli.progress import showing_progress
    from kb.store.load import LoadRequest
    from kb.store.load import load as load_records

    settings = settings_of(context)
    ready(settings)
    request = LoadRequest(
        folder or settings.evidence, settings.database, who or login(), why, prune=prune, dry_run=dry_run
    )
    with showing_progress("Loading records") as progress:
        outcome = load_records(request, progress)
    note(outcome.sentence())


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(load)
