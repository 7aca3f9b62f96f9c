"""``kb review``: the yearly update of the literature behind a policy, step by step."""

from __future__ import annotations

import typer

from kb.cli import review_import, review_search


def add_to(app: typer.Typer) -> None:
    """Add this group to the application."""
    review = typer.Typer(help="Update the literature behind a policy: search, import.", no_args_is_help=True)
    review_search.add_to(review)
    review_import.add_to(review)
    app.add_typer(review, name="review")
