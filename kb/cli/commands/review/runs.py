"""``kb review runs``: the searches of a review, and what each of them brought."""

from __future__ import annotations

from dataclasses import astuple, fields

import typer

from kb.cli.database import reading
from kb.cli.options import OutputOption, ReviewedPolicyOption, TableFormatOption
from kb.cli.output import show
from kb.cli.terminal import note


def runs(
    context: typer.Context,
    policy: ReviewedPolicyOption = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the searches of the review under way: source, dates, query, and what they brought.

    Of the records of a run, some could not be read, some are duplicates of what it or a run before it had
    brought, and the rest are new publications.
    """
    from kb.lookup.filter_words import resolve
    from kb.review.cycles import cycle_under_way
    from kb.review.importing.runs import RunRow, read_runs

    with reading(context) as reader:
        cycle = cycle_under_way(reader, resolve(reader, "policy", policy))
        searches = read_runs(reader, cycle)
    if not searches:
        note(f"No search yet. Next: kb review search {cycle.policy}, or kb review import FILE...")
    show([field.name for field in fields(RunRow)], map(astuple, searches), form, output)


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command()(runs)
