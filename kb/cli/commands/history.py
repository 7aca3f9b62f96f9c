"""``kb history``: what was concluded on an indication, from version to version."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import reading
from kb.cli.options import OutputOption, TableFormatOption
from kb.cli.output import show_rows
from kb.cli.terminal import note


def history(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="INDICATION",
            help="For example hcc; 7.01.75 hcc where several policies have one of this key.",
        ),
    ],
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show a conclusion over its versions: entered, changed, published, by whom and why.

    What else was changed, the findings among it, kb changes --policy tells.
    """
    from kb.lookup.conclusion_history import COLUMNS, named_indication, read_history

    with reading(context) as reader:
        policy, key = named_indication(reader, tuple(words))
        rows = read_history(reader, policy, key)
    if not any(row["event"] == "published" for row in rows):
        note(f"No version of {policy} has been published with kb yet: kb review publish freezes one.")
    show_rows(COLUMNS, rows, form, output)


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(history)
