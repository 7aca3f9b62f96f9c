"""``kb query``: questions that others have put into SQL already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.commands.sql import LimitOption, ParameterOption, SecondsOption
from kb.cli.database import evidence_folders, reading_url
from kb.cli.options import OutputOption, TableFormatOption
from kb.cli.output import cell, show_answer, show_rows, write_text
from kb.errors import KbError
from kb.formats import FormatChoice, OutputFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.lookup.saved_file import Parameter, SavedQuery

queries = typer.Typer(help="Saved queries: list, show, run.", no_args_is_help=True)

_PAGES = FormatChoice(OutputFormat.TEXT)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the query, see kb query list.")]


@queries.command("list")
def list_queries(context: typer.Context, form: TableFormatOption = None, output: OutputOption = None) -> None:
    """List the saved queries: those that ship with kb, and those in the folder queries of --evidence."""
    from kb.lookup.saved import saved_queries

    rows = [
        {"name": query.name, "title": query.title, "parameters": " ".join(map(_short, query.parameters))}
        for query in saved_queries(evidence_folders(context))
    ]
    show_rows(("name", "title", "parameters"), rows, form, output)


@queries.command("show")
def show_query(context: typer.Context, name: NameArgument, output: OutputOption = None) -> None:
    """Show what a saved query asks, its parameters and its SQL."""
    from kb.lookup.saved import saved_query

    _PAGES.refuse_others(None, output)
    write_text(_page(saved_query(evidence_folders(context), name)), _PAGES.usual, output)


@queries.command("run")
def run_query(
    context: typer.Context,
    name: NameArgument,
    given: Annotated[
        list[str] | None,
        typer.Argument(metavar="VALUE...", help="Values of its parameters, in the order of kb query list."),
    ] = None,
    params: ParameterOption = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
    limit: LimitOption = 10_000,
    seconds: SecondsOption = 30.0,
) -> None:
    """Run a saved query. Nothing can be changed this way."""
    from kb.db.arguments import split
    from kb.db.connect import read
    from kb.db.readonly import Bounds, ask
    from kb.db.version import require_current
    from kb.lookup.saved import saved_query, values_for

    query = saved_query(evidence_folders(context), name)
    said = _by_name(query, given or ()) | split(params or ())
    with reading_url(context) as url:
        with read(url) as reader:
            require_current(reader)
            values = values_for(reader, query, said)
        show_answer(ask(url, query.sql, values, Bounds(limit, seconds)), form, output)


def _by_name(query: SavedQuery, given: Sequence[str]) -> dict[str, str]:
    """Values in the order of the parameters, or with their names. Raises KbError where they are too many."""
    from kb.db.arguments import split

    names = [parameter.name for parameter in query.parameters]
    named = [value for value in given if value.partition("=")[0] in names and "=" in value]
    plain = [value for value in given if value not in named]
    if len(plain) > len(names):
        raise KbError(
            f"{plain[len(names)]} is one value too many: {query.name} takes {' '.join(names) or 'none'}."
        )
    return dict(zip(names, plain, strict=False)) | split(named)


def _short(parameter: Parameter) -> str:
    """A parameter in one word: ``name``, ``[name]`` when optional, ``name=default``."""
    if parameter.default is not None:
        return f"{parameter.name}={cell(parameter.default)}"
    return parameter.name if parameter.required else f"[{parameter.name}]"


def _page(query: SavedQuery) -> str:
    lines = [query.title, "", query.question]
    if query.note:
        lines += ["", query.note]
    if query.parameters:
        lines += ["", "Parameters"]
        lines += [f"  -p {_short(each)}  ({each.type}) {each.description}" for each in query.parameters]
    return "\n".join([*lines, "", query.sql, ""])


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.add_typer(queries, name="query")
