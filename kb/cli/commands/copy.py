"""``kb copy``: the whole database into another one."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import ready, settings_of
from kb.cli.output import show_rows
from kb.cli.released import DamagedOption, verifying
from kb.cli.terminal import note
from kb.formats import OutputFormat


def copy(
    context: typer.Context,
    to: Annotated[
        str, typer.Option("--to", metavar="URL", help="Database to fill: new, or migrated and empty.")
    ],
    damaged: DamagedOption = False,
) -> None:
    """Copy the whole database into an empty one, on either engine: all of it, or nothing.

    Prints the rows of each table and the hash of all content on both sides. The published versions are
    verified first: exit code 3 when one is not as it was published. A password in a URL can be seen by
    others on this machine: leave it to PGPASSWORD or a .pgpass file.
    """
    from kb.cli.progress import showing_progress
    from kb.db.connect import read
    from kb.db.content_hash import as_rows
    from kb.db.copying import copy as copy_database

    settings = settings_of(context)
    ready(settings)
    refusal = "Nothing was copied: what was published is not what it was."
    with read(settings.database) as reader:
        verifying(refusal, damaged=damaged)(reader)
    with showing_progress("Copying rows") as progress:
        copied = copy_database(settings.database, to, progress)
    show_rows(
        ("table", "source_rows", "target_rows"), as_rows(copied.source, copied.target), OutputFormat.TABLE
    )
    typer.echo(f"source {copied.source.rows} rows, content hash {copied.source.digest}")
    typer.echo(f"target {copied.target.rows} rows, content hash {copied.target.digest}")
    note(f"Copied {copied.source.rows} rows.")


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(copy)
