"""``kb impact``: what rests on a study, a reference or a printed number."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.documents import OutputOption
from kb.cli.output import ListFormat, show, terminal_width, write_text


class ImpactFormat(StrEnum):
    """Forms in which what rests on something can be had."""

    TEXT = "text"
    TABLE = "table"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


_BY_ENDING = {".md": ImpactFormat.MARKDOWN, ".csv": ImpactFormat.CSV, ".json": ImpactFormat.JSON}


def impact(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="STUDY|REFERENCE|FIGURE",
            help="Key of a study or reference, an identifier such as pmid:25284802, or the id of a figure or"
            " result such as wang-2015/overall-survival/cryo@5y:percent.",
        ),
    ],
    form: Annotated[
        ImpactFormat | None,
        typer.Option("--format", help="Form of the output; else by the ending of FILE, else text."),
    ] = None,
    output: OutputOption = None,
) -> None:
    """List every sentence, table, finding, conclusion and policy that rests on it."""
    from kb.impact.find import find_impact
    from kb.impact.render import COLUMNS, render_impact, rows

    if form is None:
        form = _BY_ENDING.get("" if output is None else output.suffix.lower(), ImpactFormat.TEXT)
    with reading(context) as reader:
        found = find_impact(reader, name, templates=settings_of(context).templates)
    if form in (ImpactFormat.TABLE, ImpactFormat.CSV):
        show(COLUMNS, rows(found), ListFormat(form.value), output)
    else:
        write_text(render_impact(found, form.value, None if output else terminal_width()), output)


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(impact)
