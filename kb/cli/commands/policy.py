"""``kb policy``: what policies there are, the page about one, and its published versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli import policy_sheet
from kb.cli.database import reading, settings_of
from kb.cli.options import DocumentFormatOption, OutputOption, PolicyArgument, TableFormatOption
from kb.cli.output import show, show_rows, write_document
from kb.cli.terminal import note
from kb.errors import ExitCode

if TYPE_CHECKING:
    from kb.db.connect import Reader
    from kb.releases.sealing.damage import ReleaseDamage

policies = typer.Typer(help="Policies: list, show, versions.", no_args_is_help=True)


@policies.command("list")
def list_policies(
    context: typer.Context,
    plan: Annotated[
        str | None, typer.Option(metavar="PLAN", help="Those of one plan, by its key: kb plan list.")
    ] = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the policies."""
    from kb.db.queries import run
    from kb.evidence.plan import require_plan

    columns = ("policy", "number", "title", "plan", "effective_date", "indications", "studies", "references")
    with reading(context) as reader:
        if plan is not None:
            require_plan(reader, plan)
        rows = run(reader, "evidence/policy_list")
        show_rows(columns, [row for row in rows if plan in (None, row["plan_key"])], form, output)


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
        bool,
        typer.Option("--verify", help="Hold every part of every version against the hashes made with it."),
    ] = False,
    expect: Annotated[
        str | None,
        typer.Option(
            metavar="HASH",
            help="Verify, and tell whether the version with this hash, kept elsewhere, is there.",
        ),
    ] = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the published versions of a policy that are kept, in which forms, and their hashes.

    A hash covers its version and all before it. Whoever can write to the database could forge all hashes, or
    take the newest version away: only a hash that was kept elsewhere, given by --expect, tells.
    Exit code 3 when something is not as it was published.
    """
    from kb.lookup.filter_words import resolve
    from kb.releases.sealing.damage import find_damage

    with reading(context) as reader:
        key = resolve(reader, "policy", policy)
        damage = find_damage(reader, key) if verify or expect else None
        columns, rows = _versions(reader, key, damage)
        show(columns, rows, form, output)
        if not rows:
            note(f"No version was released here. kb review open {policy} freezes the one in force.")
        versions = {row[0] for row in rows}
        for each in damage or ():
            if each.version not in versions:
                note(str(each))
        if expect is not None:
            _expected(reader, key or policy, expect)
    if damage:
        raise typer.Exit(int(ExitCode.PROBLEMS))


def _versions(
    reader: Reader, policy: str | None, damage: Sequence[ReleaseDamage] | None
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Columns and rows of the versions of a policy; with what is wrong of each where that was looked for."""
    from kb.db.queries import run
    from kb.releases.read import forms_of, manifest_of
    from kb.releases.release import read_releases

    hashes = {row["id"]: row["hash"] for row in run(reader, "releases/sealing/seals", policy=policy)}
    rows: list[tuple[object, ...]] = []
    for release in read_releases(reader, policy):
        kept = (len(manifest_of(reader, release)), ", ".join(forms_of(reader, release)))
        state: tuple[str, ...] = ()
        if damage is not None:
            whats = [each.what for each in damage if each.version == release.effective_date]
            state = ("; ".join(whats) or "intact",)
        about = (release.published_at, release.who, release.because)
        rows.append((release.effective_date, *state, *about, *kept, hashes[release.id]))
    columns = ("published_at", "who", "because", "records", "forms", "hash")
    # What was asked for stands in front: a narrow terminal cuts from the right.
    return ("version", *(("state",) if damage is not None else ()), *columns), rows


def _expected(reader: Reader, policy: str, hash: str) -> None:
    """Say which version a hash is of. Raises ProblemsFound when none has it."""
    from kb.releases.sealing.damage import version_of_hash

    version, later = version_of_hash(reader, policy, hash)
    after = f" The {later} published after it are not covered by this hash." if later > 1 else ""
    after = " The one published after it is not covered by this hash." if later == 1 else after
    note(f"The hash is that of the version of {version}, and covers all before it.{after}")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    policy_sheet.add_to(policies)
    app.add_typer(policies, name="policy")
