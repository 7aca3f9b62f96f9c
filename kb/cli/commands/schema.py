"""``kb schema``: what there is to ask about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import reading
from kb.cli.options import OutputOption, format_option
from kb.cli.output import show_rows, write_text
from kb.cli.terminal import terminal_width
from kb.formats import TABLES, FormatChoice, OutputFormat

if TYPE_CHECKING:
    from kb.db.connect import Reader
    from kb.reference.relation import Relation


_DIAGRAMS = FormatChoice(OutputFormat.MERMAID, OutputFormat.MARKDOWN)
_RECORD_SCHEMAS = FormatChoice(OutputFormat.JSON)
_FORMATS = FormatChoice(*TABLES.formats, *_DIAGRAMS.formats)


def schema(
    context: typer.Context,
    relation: Annotated[
        str | None, typer.Argument(metavar="TABLE", help="A view or table; without it, all are listed.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="List the tables too, not only the public views.")
    ] = False,
    find: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Look for words in the names, meanings and codes of columns."),
    ] = None,
    erd: Annotated[
        bool, typer.Option("--erd", help="Draw the tables, or those around TABLE, as Mermaid.")
    ] = False,
    record: Annotated[
        str | None, typer.Option(metavar="KIND", help="JSON Schema of a kind of record, for editors.")
    ] = None,
    form: Annotated[OutputFormat | None, format_option(_FORMATS)] = None,
    output: OutputOption = None,
) -> None:
    """List the public views, or tell all about one view or table: columns, codes, keys, an example."""
    if record is not None:
        _RECORD_SCHEMAS.refuse_others(form, output)
        _show_record_schema(record, output)
        return
    offered = _DIAGRAMS if erd else TABLES
    form = offered.choose(form, output)
    if form not in offered.formats:
        raise typer.BadParameter("--erd goes with --format mermaid or markdown, and mermaid with --erd")
    if find is not None and (erd or relation is not None):
        raise typer.BadParameter("--find looks through all views: give neither a TABLE nor --erd with it")
    with reading(context) as reader:
        if find is not None:
            _show_places(reader, find, form, output, tables=everything)
        elif erd:
            write_text(_diagram(reader, relation or "", form), form, output)
        elif relation is None:
            from kb.lookup.relations import relations

            rows = relations(reader, tables=everything)
            show_rows(("name", "kind", "description"), rows, form, output)
        else:
            from kb.reference.relation import build_relation

            _show_relation(build_relation(reader, relation), form, output)


def _show_places(
    reader: Reader, words: str, form: OutputFormat, output: Path | None, *, tables: bool
) -> None:
    """Where the words stand; on a terminal without the columns that say nothing."""
    from kb.lookup.schema_search import COLUMNS
    from kb.lookup.schema_search import find as find_places

    rows = find_places(reader, words, tables=tables)
    empty = [name for name in ("codes", "also_in") if not any(row[name] for row in rows)]
    shown = [name for name in COLUMNS if form is not OutputFormat.TABLE or name not in empty]
    show_rows(shown, rows, form, output)


def _show_record_schema(kind: str, output: Path | None) -> None:
    import json

    from kb.records.json_schema import json_schema

    write_text(json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n", OutputFormat.JSON, output)


def _diagram(reader: Reader, center: str, form: OutputFormat) -> str:
    from kb.reference.diagram import render_diagram

    mermaid = render_diagram(reader, center)
    return mermaid if form is OutputFormat.MERMAID else f"```mermaid\n{mermaid}```\n"


def _show_relation(relation: Relation, form: OutputFormat, output: Path | None) -> None:
    """One relation as a page, as one JSON object, or its columns as rows."""
    if form is OutputFormat.TABLE:
        from kb.reference.as_text import render_text

        write_text(render_text(relation, terminal_width() if output is None else None), form, output)
    elif form is OutputFormat.MARKDOWN:
        from kb.reference.as_markdown import render_markdown

        write_text(render_markdown(relation), form, output)
    elif form is OutputFormat.JSON:
        import json
        from dataclasses import asdict

        write_text(
            json.dumps(asdict(relation), indent=2, ensure_ascii=False) + "\n", OutputFormat.JSON, output
        )
    else:
        from kb.reference.relation import column_rows

        rows = column_rows(relation)
        show_rows(list(rows[0]), rows, form, output)


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(schema)
