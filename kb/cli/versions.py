"""``kb policy versions``: which published versions there are."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import reading
from kb.cli.options import OutputOption, PolicyArgument, TableFormatOption
from kb.cli.output import note, show
from kb.errors import ExitCode


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
    from kb.finding.words import resolve
    from kb.releases.read import damage_of, forms_of, manifest_of
    from kb.releases.release import read_releases

    damaged = False
    rows = []
    with reading(context) as reader:
        for one in read_releases(reader, resolve(reader, "policy", policy)):
            damage = damage_of(reader, one) if verify else []
            damaged = damaged or bool(damage)
            kept = (len(manifest_of(reader, one)), ", ".join(forms_of(reader, one)))
            state = ("; ".join(damage) or "intact",) if verify else ()
            rows.append((one.effective_date, one.published_at, one.who, one.because, *kept, *state))
    columns = ("version", "published_at", "who", "because", "records", "forms")
    show((*columns, "state") if verify else columns, rows, form, output)
    if not rows:
        note(f"No version was released here. kb review open {policy} freezes the one in force.")
    if damaged:
        raise typer.Exit(int(ExitCode.PROBLEMS))
