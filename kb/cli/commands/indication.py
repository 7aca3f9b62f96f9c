"""``kb indication``: what policies ask."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.options import DocumentFormatOption, OutputOption, PolicyArgument, TableFormatOption
from kb.cli.output import show_rows, write_document
from kb.errors import KbError

indications = typer.Typer(
    help="Indications of a policy and their PICO questions: list, show.", no_args_is_help=True
)


@indications.command("list")
def list_indications(
    context: typer.Context,
    policy: Annotated[str | None, typer.Argument(metavar="POLICY", help="Of this policy only.")] = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List indications with their conclusions and how many studies they rest on."""
    from kb.db.queries import run
    from kb.lookup.filter_words import resolve

    columns = ("policy", "indication", "title", "verdict", "determination", "studies")
    with reading(context) as reader:
        rows = run(reader, "evidence/indication_list", policy=resolve(reader, "policy", policy))
    show_rows(columns, rows, form, output)


@indications.command("show")
def show_indication(
    context: typer.Context,
    policy: PolicyArgument,
    indication: Annotated[
        str | None,
        typer.Argument(
            metavar="[INDICATION]",
            help="Key of the indication, for example hcc; 7.01.75/hcc says both in one.",
            show_default=False,
        ),
    ] = None,
    form: DocumentFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show one indication: the PICO question, its studies in reading order, the conclusion."""
    from kb.reports.pages import build_indication_page

    policy, indication = _both(policy, indication)
    with reading(context) as reader:
        page = build_indication_page(reader, policy, indication, templates=settings_of(context).templates)
    write_document(page, form, output)


def _both(policy: str, indication: str | None) -> tuple[str, str]:
    """Policy and indication, also where they are said in one word, as ``kb edit indication`` has them."""
    if indication is None:
        policy, _, indication = policy.partition("/")
    if not indication:
        raise KbError(f"Say which indication of {policy}; kb indication list {policy} lists them.")
    return policy, indication


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.add_typer(indications, name="indication")
