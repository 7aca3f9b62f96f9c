"""``kb audit``: hold every figure against the text that it was read from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import reading
from kb.cli.options import OutputOption, format_option
from kb.cli.output import show, write_document, write_text
from kb.cli.terminal import note
from kb.errors import ExitCode
from kb.formats import DOCUMENTS, TABLES, FormatChoice, OutputFormat

if TYPE_CHECKING:
    from kb.audit.audit import Audit

_FORMATS = FormatChoice(OutputFormat.TABLE, *DOCUMENTS.formats, *TABLES.formats)


def audit(
    context: typer.Context,
    source: Annotated[
        Path,
        typer.Option("--source", metavar="FILE", help="The source text: a text, HTML, PDF or DOCX file."),
    ],
    document: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="Document on file that it is; else found by its content."),
    ] = None,
    policy: Annotated[
        str | None, typer.Option(metavar="POLICY", help="Only figures that this policy rests on.")
    ] = None,
    study: Annotated[str | None, typer.Option(metavar="STUDY", help="Only figures of this study.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with code 3 for unclaimed numbers, too.")
    ] = False,
    allow_unlocated: Annotated[
        bool,
        typer.Option(
            "--allow-unlocated",
            help="Let pass figures without a place whose number stands in a table or elsewhere.",
        ),
    ] = False,
    form: Annotated[OutputFormat | None, format_option(_FORMATS)] = None,
    output: OutputOption = None,
) -> None:
    """Hold every figure against its source text, and list the numbers there that no figure claims.

    The file may be the very document that the figures were read from or another edition of it. A figure is as
    recorded when it is printed so but for spaces, dashes and line ends. Exit code 3 when a figure is printed
    otherwise or not found, when its sentence says something else of it (another arm, outcome, time, unit
    ...),
    or when it has no place in the document that its study was read from: kb locate finds one.
    """
    from kb.audit.audit import AuditRequest, build_audit

    form = _FORMATS.choose(form, output)
    with reading(context) as reader:
        report = build_audit(reader, AuditRequest(source, document, policy, study))
    if not report.choice.same:
        note(f"Compared with {report.choice.document}: {report.choice.why}.")
    if form.holds_only_rows:
        for remark in report.source.remarks:
            note(f"{source}: {remark}")
    _write(report, form, output)
    if report.has_problems(strict=strict, allow_unlocated=allow_unlocated):
        raise typer.Exit(int(ExitCode.PROBLEMS))


def _write(audit: Audit, form: OutputFormat, output: Path | None) -> None:
    from kb.audit.data import COLUMNS, render_json, rows
    from kb.audit.page import build_page

    if form is OutputFormat.JSON:
        write_text(render_json(audit), form, output)
    elif form.holds_only_rows:
        show(COLUMNS, rows(audit), form, output)
    else:
        at_length = form in (OutputFormat.HTML, OutputFormat.DOCX, OutputFormat.PDF)
        write_document(build_page(audit, at_length=at_length), form, output)


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(audit)
