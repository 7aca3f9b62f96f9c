"""``kb sql``: ad hoc questions."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kb.cli.browse import FormatOption
from kb.cli.database import reading_url
from kb.cli.documents import OutputOption
from kb.cli.output import ListFormat, note, show_rows


def sql(
    context: typer.Context,
    statement: Annotated[
        str, typer.Argument(metavar="SELECT", help="One SELECT statement; - reads it from stdin.")
    ],
    form: FormatOption = ListFormat.TABLE,
    output: OutputOption = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Return at most so many rows.")] = 10_000,
    seconds: Annotated[float, typer.Option(min=0.1, metavar="S", help="Stop after so many seconds.")] = 30.0,
) -> None:
    """Run one read-only SELECT; kb schema lists the views to ask. Nothing can be changed this way."""
    from kb.db.readonly import query

    text = sys.stdin.read() if statement == "-" else statement
    with reading_url(context) as url:
        answer = query(url, text, row_limit=limit, seconds=seconds)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    show_rows(answer.columns, rows, form, output)
    if answer.truncated:
        note(f"Cut after {limit} rows; --limit shows more.")


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(sql)
