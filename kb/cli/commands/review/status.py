"""``kb review status``: how far a review is, and what comes next."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import reading
from kb.cli.options import OutputOption, TableFormatOption
from kb.cli.output import show
from kb.cli.terminal import note

COLUMNS = ("step", "done", "of", "remark", "command")


def status(
    context: typer.Context,
    policy: Annotated[
        str | None, typer.Argument(metavar="POLICY", help="Number of the policy; else the one under review.")
    ] = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say how far the review of a policy is, step by step, and how it goes on."""
    from kb.lookup.filter_words import resolve
    from kb.review.cycles import cycle_under_way
    from kb.review.progress import read_progress

    with reading(context) as reader:
        cycle = cycle_under_way(reader, resolve(reader, "policy", policy))
        steps = read_progress(reader, cycle)
    rows = [
        (step.name, step.done, step.total, step.told, step.command if step.is_open else "") for step in steps
    ]
    show(COLUMNS, rows, form, output)
    people = "one reviewer" if cycle.reviewers == 1 else "two reviewers"
    note(f"Review of {cycle.policy}, opened on {cycle.opened} by {cycle.opened_by}, {people}; {cycle.state}.")
    note(f"Next: {next(step.command for step in steps if step.is_open)}")


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command()(status)
