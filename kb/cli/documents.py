"""``kb summary`` and ``kb report``: the regenerated text of a policy."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.output import terminal_width, write_bytes, write_text
from kb.cli.results import summary_of

if TYPE_CHECKING:
    from kb.documents.content import Document


class DocumentFormat(StrEnum):
    """Forms in which a page of the knowledge base can be had."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


class ReportFormat(StrEnum):
    """Forms in which a document for readers outside can be had."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


PolicyArgument = Annotated[
    str, typer.Argument(metavar="POLICY", help="Number of the policy, for example 7.01.75.")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all.")
]


ReportFormatOption = Annotated[
    ReportFormat | None,
    typer.Option("--format", help="Form of the output; else as the ending of FILE says."),
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
    form: ReportFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Regenerate the summary of evidence and the conclusion, per indication."""
    document = summary_of(settings_of(context), policy, indication, full=full)
    write_document(document, report_form(form, output, ReportFormat.TEXT), output)


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
    if version is not None:
        from kb.cli.released import write_released

        write_released(context, (policy, version), report_form(form, output, ReportFormat.MARKDOWN), output)
        return
    from kb.documents import build_report

    with reading(context) as reader:
        document = build_report(reader, policy, templates=settings_of(context).templates)
    write_document(document, report_form(form, output, ReportFormat.MARKDOWN), output)


def report_form(form: ReportFormat | None, output: Path | None, usual: ReportFormat) -> ReportFormat:
    """The form asked for; when none is, the one that the ending of the file says, else the usual one."""
    if form is not None:
        return form
    ending = "" if output is None else output.suffix.lower().removeprefix(".")
    by_ending = {
        "md": ReportFormat.MARKDOWN,
        "txt": ReportFormat.TEXT,
        "htm": ReportFormat.HTML,
        **{each.value: each for each in ReportFormat},
    }
    return by_ending.get(ending, usual)


def write_document(document: Document, form: ReportFormat, output: Path | None) -> None:
    """Print a document in a form, or write it to a file whole or not at all."""
    from kb.documents import render, rendered
    from kb.documents.render import FILE_FORMS

    if form.value in FILE_FORMS:
        write_bytes(rendered(document, form.value), output, form.value)
    else:
        write_text(render(document, form.value, terminal_width()), output)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(summary)
    app.command()(report)
