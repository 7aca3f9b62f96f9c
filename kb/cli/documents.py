"""``kb summary`` and ``kb report``: the regenerated text of a policy."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.output import write_text


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
    from kb.documents import build_summary, render

    with reading(context) as reader:
        document = build_summary(
            reader, policy, indication, full=full, templates=settings_of(context).templates
        )
    write_text(render(document, form.value, terminal_width()), output)


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


def terminal_width() -> int | None:
    """Columns to wrap text at: the terminal's, up to 100; none on a pipe, where lines stay whole."""
    import shutil
    import sys

    return min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(summary)
    app.command()(report)
