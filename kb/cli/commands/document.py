"""``kb document``: the source documents that figures were read from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.commands.new import WhyOption
from kb.cli.database import login, reading, ready, settings_of
from kb.cli.options import OutputOption, TableFormatOption, WhoOption
from kb.cli.output import show_rows
from kb.cli.terminal import note

documents = typer.Typer(help="Source documents of figures: list, add one by its file.", no_args_is_help=True)

_COLUMNS = ("document", "title", "publisher", "date", "characters", "studies", "places")


@documents.command("list")
def list_documents(
    context: typer.Context, form: TableFormatOption = None, output: OutputOption = None
) -> None:
    """List the documents on file, with how many studies were read from each and how many places are
    traced.
    """
    from kb.db.queries import run

    with reading(context) as reader:
        rows = run(reader, "audit/document_list")
    if not rows:
        note("There is no document on file. kb document add FILE adds one.")
    show_rows(_COLUMNS, rows, form, output)


@documents.command("add")
def add_document(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text, HTML, PDF or DOCX file.")],
    key: Annotated[str | None, typer.Option(metavar="KEY", help="Key; else from the title.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Title; else its first line.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="2021-11-01, 2021-11 or 2021.")] = None,
    why: WhyOption = None,
    who: WhoOption = None,
) -> None:
    """Make the record of a source document; its text stays in your file.

    The record holds what the text is known by (its length and SHA-256), so that kb audit and kb locate
    recognize
    it. Figures are then traced to characters of it.
    """
    from kb.entry.added_document import NewDocument
    from kb.entry.added_document import add_document as add

    settings = settings_of(context)
    ready(settings)
    new = NewDocument(file, key, title, publisher, date)
    added = add(settings.database, new, who or login(), why or f"read from {file.name}")
    for remark in added.remarks:
        note(remark)
    note(
        f"The document {added.key} has this text already."
        if added.was_there
        else f"Made the document {added.key}."
    )
    note(f"Next: kb locate STUDY --source {file} finds where its figures stand.")


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.add_typer(documents, name="document")
