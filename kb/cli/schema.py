"""``kb schema``: what there is to ask about."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.browse import FormatOption
from kb.cli.database import reading
from kb.cli.documents import OutputOption
from kb.cli.output import ListFormat, show_rows, write_text


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
    """Add this command to the application."""
    app.command()(schema)
