"""``kb summary`` and ``kb report``: the regenerated text of a policy."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.output import terminal_width, write_text
from kb.cli.results import summary_text


class DocumentFormat(StrEnum):
    """Forms in which a document can be had."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


PolicyArgument = Annotated[
    str, typer.Argument(metavar="POLICY", help="Number of the policy, for example 7.01.75.")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all.")
]


def summary(
    context: typer.Context,
    policy: PolicyArgument,
    indication: Annotated[
        str | None, typer.Argument(metavar="INDICATION", help="One indication only, for example hcc.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Add a paragraph for each study, and the references.")
    ] = False,
    form: Annotated[
        DocumentFormat, typer.Option("--format", help="Form of the output.")
    ] = DocumentFormat.TEXT,
    output: OutputOption = None,
) -> None:
    """Regenerate the summary of evidence and the conclusion, per indication."""
    write_text(summary_text(settings_of(context), policy, indication, full=full, form=form.value), output)


def report(
    context: typer.Context,
    policy: PolicyArgument,
    form: Annotated[
        DocumentFormat, typer.Option("--format", help="Form of the output.")
    ] = DocumentFormat.MARKDOWN,
    output: OutputOption = None,
) -> None:
    """Regenerate the whole policy document."""
    from kb.documents import build_report, render

    with reading(context) as reader:
        document = build_report(reader, policy, templates=settings_of(context).templates)
    write_text(render(document, form.value, terminal_width()), output)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(summary)
    app.command()(report)
