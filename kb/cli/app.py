"""The ``kb`` application: global options and the list of commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli import (
    admin,
    browse,
    copying,
    documents,
    export,
    maintain,
    query,
    references,
    schema,
    search,
    sql,
    studies,
)
from kb.cli.group import KbGroup
from kb.settings import Settings

app = typer.Typer(
    cls=KbGroup,
    name="kb",
    help="Evidence reviews behind medical policies: query studies, regenerate summaries and policies.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from kb import __version__

        typer.echo(f"kb {__version__}")
        raise typer.Exit


@app.callback()
def configure(
    context: typer.Context,
    database: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Database to use; else KB_DATABASE_URL, else your own embedded one."
        ),
    ] = None,
    read_database: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Replica to read from; else KB_READ_URL, else the database."),
    ] = None,
    evidence: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder of evidence records; else KB_EVIDENCE, else the bundled one."
        ),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of house-style templates; else KB_TEMPLATES, else ours."),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Put the settings where the commands find them."""
    del version
    context.obj = Settings.read(database, evidence, templates, read_database)


documents.add_to(app)
studies.add_to(app)
browse.add_to(app)
references.add_to(app)
search.add_to(app)
sql.add_to(app)
query.add_to(app)
schema.add_to(app)
export.add_to(app)
maintain.add_to(app)
admin.add_to(app)
copying.add_to(app)
