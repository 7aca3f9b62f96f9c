"""``kb sql`` and ``kb schema``: ad hoc questions, and what there is to ask about."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kb.cli.browse import FormatOption
from kb.cli.database import reading, ready, settings_of
from kb.cli.documents import OutputOption
from kb.cli.output import ListFormat, note, show_rows, write_text


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

    settings = settings_of(context)
    ready(settings)
    text = sys.stdin.read() if statement == "-" else statement
    answer = query(settings.database, text, row_limit=limit, seconds=seconds)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    show_rows(answer.columns, rows, form, output)
    if answer.truncated:
        note(f"Cut after {limit} rows; --limit shows more.")


def schema(
    context: typer.Context,
    relation: Annotated[
        str | None, typer.Argument(metavar="[TABLE]", help="A view or table; without it, all are listed.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="List the tables too, not only the public views.")
    ] = False,
    record: Annotated[
        str | None, typer.Option(metavar="KIND", help="JSON Schema of a kind of record, for editors.")
    ] = None,
    form: FormatOption = ListFormat.TABLE,
    output: OutputOption = None,
) -> None:
    """List the public views, or the columns of one view or table with their meaning."""
    if record is not None:
        import json

        from kb.records.json_schema import json_schema

        write_text(json.dumps(json_schema(record), indent=2, ensure_ascii=False) + "\n", output)
        return
    from kb.queries.dictionary import columns_of, relations

    with reading(context) as reader:
        if relation is None:
            show_rows(("name", "kind", "description"), relations(reader, tables=everything), form, output)
            return
        columns = columns_of(reader, relation)
    show_rows(("column", "type", "null", "refers_to", "codes", "description"), columns, form, output)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(sql)
    app.command()(schema)
