"""``kb summary`` and ``kb report``: the regenerated text of a policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.options import DocumentFormatOption, OutputOption, PolicyArgument, format_option
from kb.cli.output import terminal_width, write_bytes, write_text
from kb.formats import DOCUMENTS, FormatChoice, OutputFormat

if TYPE_CHECKING:
    from kb.documents.content import Document

REPORT_FORMATS = FormatChoice(OutputFormat.MARKDOWN, *DOCUMENTS.formats)
ReportFormatOption = Annotated[OutputFormat | None, format_option(REPORT_FORMATS)]


def summary(
    context: typer.Context,
    policy: PolicyArgument,
    indication: Annotated[
        str | None, typer.Argument(metavar="INDICATION", help="One indication only, for example hcc.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Add a paragraph for each study, and the references.")
    ] = False,
    form: DocumentFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Regenerate the summary of evidence and the conclusion, per indication."""
    from kb.reports.summary import build_summary

    templates = settings_of(context).templates
    with reading(context) as reader:
        document = build_summary(reader, policy, indication, full=full, templates=templates)
    write_document(document, form, output)


def report(
    context: typer.Context,
    policy: PolicyArgument,
    form: ReportFormatOption = None,
    output: OutputOption = None,
    version: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The version published with this effective date, to the byte."),
    ] = None,
) -> None:
    """Regenerate the whole policy document, or read a published version as it was frozen."""
    form = REPORT_FORMATS.choose(form, output)
    if version is not None:
        from kb.cli.released import write_released

        write_released(context, (policy, version), form, output)
        return
    from kb.reports.report import build_report

    with reading(context) as reader:
        document = build_report(reader, policy, templates=settings_of(context).templates)
    write_document(document, form, output)


def write_document(document: Document, form: OutputFormat | None, output: Path | None) -> None:
    """Print a document, or write it to a file whole or not at all; without a form, as text."""
    from kb.documents import render, rendered

    form = OutputFormat.TEXT if form is OutputFormat.TABLE else DOCUMENTS.choose(form, output)
    if form.is_text:
        write_text(render(document, form, terminal_width() if output is None else None), output)
    else:
        write_bytes(rendered(document, form), form, output)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(summary)
    app.command()(report)
