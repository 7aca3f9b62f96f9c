"""``kb export``: the public views as files for bigger engines, or as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.database import reading
from kb.cli.terminal import note
from kb.formats import OutputFormat


def export(
    context: typer.Context,
    parquet: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write typed Parquet files with descriptions to this folder."),
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write CSV files for engines (text in quotes, null empty) to it."),
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write one Excel workbook, a sheet for each view.")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace an earlier export; other files are never replaced.")
    ] = False,
) -> None:
    """Write every public view, all of one state, as files of a new or empty folder, or as a workbook."""
    from kb.cli.progress import showing_progress
    from kb.export.run import export as export_views

    wanted = [
        (folder, form)
        for folder, form in ((parquet, OutputFormat.PARQUET), (csv, OutputFormat.CSV))
        if folder is not None
    ]
    if not wanted and xlsx is None:
        raise typer.BadParameter("say where to write: --parquet DIR, --csv DIR or --xlsx FILE.xlsx")
    if parquet is not None and csv is not None and parquet.resolve() == csv.resolve():
        raise typer.BadParameter("--parquet and --csv need a folder each")
    with reading(context) as reader:
        for folder, form in wanted:
            with showing_progress(f"Writing {form}") as progress:
                outcome = export_views(reader, folder, form, progress, overwrite=overwrite)
            note(outcome.sentence())
        if xlsx is not None:
            from kb.export.workbook import export_workbook

            with showing_progress("Writing xlsx") as progress:
                outcome = export_workbook(reader, xlsx, progress, overwrite=overwrite)
            note(outcome.sentence())


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(export)
