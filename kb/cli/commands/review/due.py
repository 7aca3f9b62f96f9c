"""``kb review due``: which policies are due for their update."""

from __future__ import annotations

import re
from dataclasses import astuple, fields
from typing import Annotated

import typer

from kb.cli.database import reading
from kb.cli.options import OutputOption, TableFormatOption
from kb.cli.output import show
from kb.cli.terminal import note
from kb.errors import KbError

_DAYS = {"d": 1, "w": 7, "m": 31}


def due(
    context: typer.Context,
    within: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Only those due in this time or overdue: 90d, 12w or 3m."),
    ] = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the policies by the date on which their literature review is due, the first at the top.

    A policy is due so many months after its newest version as it, or its plan, says (review_months), else
    twelve.
    """
    from kb.checks.clock import today
    from kb.review.due import Due, read_due

    limit = None if within is None else _days(within)
    with reading(context) as reader:
        reviews = [
            review for review in read_due(reader, today()) if limit is None or review.days_left <= limit
        ]
    if not reviews:
        note("No policy is due." if within is None else f"No policy is due within {within}.")
    show([field.name for field in fields(Due)], map(astuple, reviews), form, output)


def _days(words: str) -> int:
    match = re.fullmatch(r"\s*(\d{1,5})\s*([dwm])\w*\s*", words.lower())
    if match is None:
        raise KbError(
            f"--within {words}: write a number of days, weeks or months, for example 90d, 12w or 3m."
        )
    return int(match[1]) * _DAYS[match[2]]


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command()(due)
