"""``kb load``, ``dump``, ``fmt``, ``migrate``: records in, records out, and the schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.database import ready, settings_of
from kb.cli.login import login
from kb.cli.output import note

FolderArgument = Annotated[
    Path | None,
    typer.Argument(metavar="DIR", help="Folder of records; else --evidence, else the bundled one."),
]


def load(
    context: typer.Context,
    folder: FolderArgument = None,
    why: Annotated[
        str, typer.Option(metavar="TEXT", help="Why, for the change log.")
    ] = "load of evidence records",
    who: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who, for the change log; else your login.")
    ] = None,
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


def fmt(
    context: typer.Context,
    folder: FolderArgument = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 3 when a file would change.")
    ] = False,
) -> None:
    """Write records in their canonical form: order of keys, quoting, line breaks."""
    from kb.errors import ExitCode
    from kb.records.formatting import format_folder

    changed = format_folder(folder or settings_of(context).evidence, write=not check)
    for path in changed:
        typer.echo(path)
    note(
        f"{len(changed)} {'file' if len(changed) == 1 else 'files'} {'would change' if check else 'changed'}."
    )
    if check and changed:
        raise typer.Exit(int(ExitCode.PROBLEMS))


def migrate(context: typer.Context) -> None:
    """Create the schema, or bring it up to this version; views and dictionary are written anew."""
    from kb.db.migrate import migrate as migrate_database
    from kb.store.search import refresh_database

    settings = settings_of(context)
    note(migrate_database(settings.database))
    refresh_database(settings.database)  # records that an older version loaded, or took apart otherwise


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    for command in (load, dump, fmt, migrate):
        app.command()(command)
