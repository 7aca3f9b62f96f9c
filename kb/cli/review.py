"""``kb review``: the yearly update of the literature behind a policy, step by step."""

from __future__ import annotations

from importlib import import_module

import typer

#: The modules with the commands, in the order of the work and of the help.
STEPS = (
    "review_due",
    "review_status",
    "review_open",
    "review_search",
    "review_import",
    "review_runs",
    "review_duplicates",
    "review_screen",
    "review_offers",
    "review_diff",
    "review_adopt",
    "review_conclude",
    "review_publish",
)


def add_to(app: typer.Typer) -> None:
    """Add this group to the application."""
    review = typer.Typer(
        help="Update the literature behind a policy: from search to publication.", no_args_is_help=True
    )
    for step in STEPS:
        import_module(f"kb.cli.{step}").add_to(review)
    app.add_typer(review, name="review")
