"""``kb summary``: the evidence of a policy in brief."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.options import DocumentFormatOption, FullProseOption, OutputOption, PolicyArgument
from kb.cli.output import write_document


def summary(
    context: typer.Context,
    policy: PolicyArgument,
    indication: Annotated[
        str | None, typer.Argument(metavar="INDICATION", help="One indication only, for example hcc.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Add a paragraph for each study, and the references.")
    ] = False,
    full_prose: FullProseOption = False,
    form: DocumentFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Regenerate the summary of evidence and the conclusion, per indication."""
    from kb.reports.summary import build_summary

    templates = settings_of(context).templates
    with reading(context) as reader:
        document = build_summary(
            reader, policy, indication, full=full, templates=templates, full_prose=full_prose
        )
    write_document(document, form, output)


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(summary)
