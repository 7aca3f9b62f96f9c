"""``kb report``: the whole policy document."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.options import (
    REPORT_FORMATS,
    FullProseOption,
    OutputOption,
    PolicyArgument,
    ReportFormatOption,
)
from kb.cli.output import write_document

_FROZEN = "a published version is shown as it was frozen; leave out --version, or --full-prose."


def report(
    context: typer.Context,
    policy: PolicyArgument,
    form: ReportFormatOption = None,
    output: OutputOption = None,
    version: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The version published with this effective date, to the byte."),
    ] = None,
    full_prose: FullProseOption = False,
) -> None:
    """Regenerate the whole policy document, or read a published version as it was frozen."""
    form = REPORT_FORMATS.choose(form, output)
    if version is not None:
        if full_prose:
            raise typer.BadParameter(_FROZEN, param_hint="--full-prose")
        from kb.cli.released import write_released

        write_released(context, (policy, version), form, output)
        return
    from kb.reports.report import build_report

    with reading(context) as reader:
        templates = settings_of(context).templates
        document = build_report(reader, policy, templates=templates, full_prose=full_prose)
    write_document(document, form, output)


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(report)
