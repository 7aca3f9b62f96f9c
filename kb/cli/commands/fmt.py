"""``kb fmt``: records in their canonical form."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import settings_of
from kb.cli.options import FolderArgument
from kb.cli.terminal import note


def fmt(
    context: typer.Context,
    folder: FolderArgument = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 3 when a file would change.")
    ] = False,
) -> None:
    """Write records in their canonical form: order of keys, quoting, line breaks."""
    from kb.errors import ExitCode, KbError
    from kb.records.formatting import format_folder
    from kb.settings import is_installed

    folder = folder or settings_of(context).evidence
    if is_installed(folder):
        raise KbError(
            "Name the folder of your records: those that ship with kb are not to be changed in place."
        )
    changed = format_folder(folder, write=not check)
    for path in changed:
        typer.echo(path)
    note(
        f"{len(changed)} {'file' if len(changed) == 1 else 'files'} {'would change' if check else 'changed'}."
    )
    if check and changed:
        raise typer.Exit(int(ExitCode.PROBLEMS))


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(fmt)
