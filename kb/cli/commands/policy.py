"""``kb policy``: what policies there are, the page about one, and its published versions."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.options import DocumentFormatOption, OutputOption, PolicyArgument, TableFormatOption
from kb.cli.output import note, show, show_rows, write_document
from kb.errors import ExitCode

policies = typer.Typer(help="Policies: list, show, versions.", no_args_is_help=True)


@policies.command("list")
def list_policies(
    context: typer.Context, form: TableFormatOption = None, output: OutputOption = None
) -> None:
    """List the policies."""
    from kb.db.queries import run

    columns = ("policy", "title", "plan", "effective_date", "indications", "studies", "references")
    with reading(context) as reader:
        show_rows(columns, run(reader, "evidence/policy_list"), form, output)


@policies.command("show")
def show_policy(
    context: typer.Context,
    policy: PolicyArgument,
    form: DocumentFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show one policy: dates, statement, codes, indications with their conclusions, history."""
    from kb.reports.pages import build_policy_page

    with reading(context) as reader:
        page = build_policy_page(reader, policy, templates=settings_of(context).templates)
    write_document(page, form, output)


@policies.command("versions")
def list_versions(
    context: typer.Context,
    policy: PolicyArgument,
    verify: Annotated[
        bool, typer.Option("--verify", help="Hold every frozen record and document against its hash.")
    ] = False,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the published versions of a policy that are kept, and in which forms.

    Exit code 3 when --verify finds something that is not as it was frozen.
    """
    from kb.lookup.filter_words import resolve
    from kb.releases.read import damage_of, forms_of, manifest_of
    from kb.releases.release import read_releases

    damaged = False
    rows = []
    with reading(context) as reader:
        for release in read_releases(reader, resolve(reader, "policy", policy)):
            damage = damage_of(reader, release) if verify else []
            damaged = damaged or bool(damage)
            kept = (len(manifest_of(reader, release)), ", ".join(forms_of(reader, release)))
            state = ("; ".join(damage) or "intact",) if verify else ()
            rows.append(
                (release.effective_date, release.published_at, release.who, release.because, *kept, *state)
            )
    columns = ("version", "published_at", "who", "because", "records", "forms")
    show((*columns, "state") if verify else columns, rows, form, output)
    if not rows:
        note(f"No version was released here. kb review open {policy} freezes the one in force.")
    if damaged:
        raise typer.Exit(int(ExitCode.PROBLEMS))


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.add_typer(policies, name="policy")
