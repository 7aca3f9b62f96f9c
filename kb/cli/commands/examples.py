"""``kb examples``: made-up files to type along with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.terminal import note

FOLDER = Path("examples")


def examples(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Where to; else the folder examples, made here.")
    ] = FOLDER,
) -> None:
    """Copy made-up files to try kb with: exports, a screening sheet, a workbook, notices, a source to audit.

    kb help year and kb help check say what to type with them.
    """
    from kb.manual import copy_examples

    names = copy_examples(folder)
    note(f"Copied to {folder}: {', '.join(names)}.")
    note("Next: kb help year, or kb help check.")


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(examples)
