"""``kb plan``: which plans there are, the page about one, and the logo of its documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.database import login, reading, ready, settings_of
from kb.cli.options import DocumentFormatOption, OutputOption, TableFormatOption, WhoOption
from kb.cli.output import show_rows, write_document
from kb.cli.terminal import note

plans = typer.Typer(help="Health plans: list, show, logo.", no_args_is_help=True)

PlanArgument = Annotated[str, typer.Argument(metavar="PLAN", help="Key of the plan, as kb plan list shows.")]


@plans.command("list")
def list_plans(context: typer.Context, form: TableFormatOption = None, output: OutputOption = None) -> None:
    """List the plans with the number of their policies."""
    from kb.db.queries import run

    with reading(context) as reader:
        rows = run(reader, "evidence/plan_list")
        show_rows(("plan", "name", "abbreviation", "policies"), rows, form, output)


@plans.command("show")
def show_plan(
    context: typer.Context, plan: PlanArgument, form: DocumentFormatOption = None, output: OutputOption = None
) -> None:
    """Show one plan: its policies, house style, boilerplate, definitions, disclaimer and contacts."""
    from kb.reports.plan_page import build_plan_page

    with reading(context) as reader:
        page = build_plan_page(reader, plan)
    write_document(page, form, output)


@plans.command("logo")
def take_logo(
    context: typer.Context,
    plan: PlanArgument,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="PNG or JPEG picture of at most 1 MB.")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="What is said where no picture is shown; else its name."),
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Print no picture any more.")] = False,
    who: WhoOption = None,
) -> None:
    """Put a picture above the documents of a plan: in Word, HTML and PDF."""
    from kb.store.plan_logo import put_logo, remove_logo

    settings = settings_of(context)
    ready(settings)
    author = who or login()
    if remove:
        amended = remove_logo(settings.database, plan, author)
    else:
        amended = put_logo(settings.database, plan, file, text, author)
    note(amended.sentence())


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.add_typer(plans, name="plan")
