"""``kb impact``: what rests on a study, a reference or a printed number."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.options import OutputOption, format_option
from kb.cli.output import show, write_document, write_text
from kb.formats import DOCUMENTS, TABLES, FormatChoice, OutputFormat

_FORMATS = FormatChoice(*DOCUMENTS.formats, *TABLES.formats)


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
    form: Annotated[OutputFormat | None, format_option(_FORMATS)] = None,
    output: OutputOption = None,
) -> None:
    """List every sentence, table, finding, conclusion and policy that rests on it."""
    from kb.impact.data import COLUMNS, render_json, rows
    from kb.impact.find import find_impact
    from kb.impact.page import build_impact_page

    form = _FORMATS.choose(form, output)
    with reading(context) as reader:
        effects = find_impact(reader, name, templates=settings_of(context).templates)
    if form is OutputFormat.TABLE or form.holds_only_rows:
        show(COLUMNS, rows(effects), form, output)
    elif form is OutputFormat.JSON:
        write_text(render_json(effects), form, output)
    else:
        write_document(build_impact_page(effects), form, output)


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(impact)
