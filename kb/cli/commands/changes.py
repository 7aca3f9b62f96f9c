"""``kb changes``: what was changed, from what to what, by whom and why."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import reading
from kb.cli.options import OutputOption, TableFormatOption, day_of
from kb.cli.output import show_rows
from kb.cli.terminal import note


def changes(
    context: typer.Context,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="On this day or later, for example 2022-09-01.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="On this day or earlier.")] = None,
    policy: Annotated[
        str | None,
        typer.Option(metavar="POLICY", help="Of this policy and of the studies and texts it rests on."),
    ] = None,
    record: Annotated[
        str | None, typer.Option(metavar="RECORD", help="Of this record: studies/wang-2015, or wang-2015.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what follows from other changes, such as the order of things.")
    ] = False,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List what was changed: when, by whom, from what to what, and why. Days are those of UTC."""
    from kb.lookup.logged_changes import COLUMNS, ChangeFilter, find_changes

    wanted = ChangeFilter(
        day_of("--since", since), day_of("--until", until), policy, record, everything=everything
    )
    with reading(context) as reader:
        rows = find_changes(reader, wanted)
    if not rows:
        note("Nothing was changed that fits.")
    show_rows(COLUMNS, rows, form, output)


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(changes)
