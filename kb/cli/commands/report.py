"""``kb report``: the whole policy document."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.options import REPORT_FORMATS, OutputOption, PolicyArgument, ReportFormatOption
from kb.cli.output import write_document


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


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(report)
