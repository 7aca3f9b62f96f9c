"""``kb review``: the yearly update of the literature behind a policy, a module for each step."""

from __future__ import annotations

from importlib import import_module

import typer

from kb.cli.commands import commands_in

ORDER = (
    *("due", "status", "open", "search", "import_exports", "runs", "run", "duplicates", "screen", "offers"),
    *("diff", "adopt", "conclude", "publish"),
)
"""Modules in the order of the work and of the help; what is not listed comes last."""

HELP = "Update the literature behind a policy: from search to publication."
"""What the list of commands says, which is shown without importing the steps."""


def add_to(app: typer.Typer) -> None:
    """Add this group to the application."""
    review = typer.Typer(help=HELP, no_args_is_help=True)
    for step in commands_in(__path__, ORDER):
        import_module(f"{__name__}.{step}").add_to(review)
    app.add_typer(review, name="review")
