"""``kb sql``: ad hoc questions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import evidence_folders, reading_url
from kb.cli.options import OutputOption, TableFormatOption
from kb.cli.output import show_answer
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.db.answer import Value

ParameterOption = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", metavar="NAME=VALUE", help="A value for :NAME; may be repeated."),
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Return at most so many rows.")]
SecondsOption = Annotated[
    float, typer.Option("--seconds", min=0.1, metavar="S", help="Stop after so many seconds.")
]


def sql(
    context: typer.Context,
    statement: Annotated[
        str | None,
        typer.Argument(
            metavar="[SELECT]", help="One SELECT statement; - reads it from stdin. None: ask for them."
        ),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="FILE", help="Read the SELECT from a file.")
    ] = None,
    params: ParameterOption = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
    limit: LimitOption = 10_000,
    seconds: SecondsOption = 30.0,
) -> None:
    """Run one read-only SELECT; kb schema lists the views to ask. Nothing can be changed this way."""
    from kb.db.arguments import split
    from kb.db.readonly import Bounds, ask

    text = _statement(statement, file)
    given = split(params or ())
    bounds = Bounds(limit, seconds)
    with reading_url(context) as url:
        if text is None:
            from kb.cli.console import converse

            converse(url, bounds, evidence_folders(context))
            return
        show_answer(ask(url, text, _values(url, text, given), bounds), form, output)


def _statement(statement: str | None, file: Path | None) -> str | None:
    """The text of the statement; None to ask for statements on the terminal."""
    if statement is not None and file is not None:
        raise typer.BadParameter("Give the SELECT or --file, not both.")
    if file is not None:
        return read_statement(file)
    if statement == "-":
        from kb.db.answer import LARGEST_STATEMENT

        content = sys.stdin.buffer.read(LARGEST_STATEMENT + 1)
        if len(content) > LARGEST_STATEMENT:
            raise KbError("stdin: is longer than any statement. Give one SELECT.")
        return _decoded(content, "stdin")
    if statement is None and not sys.stdin.isatty():
        raise typer.BadParameter("Give a SELECT, --file FILE, or - to read it from stdin.")
    return statement


def read_statement(file: Path) -> str:
    """The text of a file with SQL."""
    from kb.db.answer import LARGEST_STATEMENT
    from kb.files import content_of

    if not file.exists():
        raise KbError(f"{file}: there is no such file. Check the path.")
    return _decoded(content_of(file, LARGEST_STATEMENT), str(file))


def _decoded(content: bytes, place: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KbError(f"{place}: is not UTF-8 text (byte {error.start + 1}). Save it as UTF-8.") from error


def _values(url: str, text: str, given: dict[str, str]) -> dict[str, Value]:
    if not given:
        return {}
    from kb.db.arguments import guessed
    from kb.db.columns_named import columns_named
    from kb.db.connect import read
    from kb.db.readonly import require_parameters
    from kb.db.version import require_current

    require_parameters(text, given)
    with read(url) as reader:
        require_current(reader)
        return guessed(text, given, columns_named(reader, text))


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(sql)
