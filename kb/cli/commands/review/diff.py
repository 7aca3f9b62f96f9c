"""``kb review diff``: what differs between two versions of a policy, down to the redline."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.options import OutputOption, PolicyArgument, format_option, login
from kb.cli.output import write_bytes, write_text
from kb.errors import KbError
from kb.formats import FormatChoice, OutputFormat

if TYPE_CHECKING:
    from kb.differences.difference import Difference


class Level(StrEnum):
    """How far the comparison goes."""

    RECORDS = "records"
    CONCLUSIONS = "conclusions"
    DOCUMENT = "document"
    ALL = "all"


_FORMATS = FormatChoice(
    *(OutputFormat.TABLE, OutputFormat.MARKDOWN, OutputFormat.HTML, OutputFormat.JSON, OutputFormat.DOCX)
)


def diff(
    context: typer.Context,
    policy: PolicyArgument,
    first: Annotated[
        str | None,
        typer.Argument(
            metavar="A", help="Effective date of the earlier version, or draft.", show_default=False
        ),
    ] = None,
    second: Annotated[
        str | None,
        typer.Argument(
            metavar="B",
            help="Effective date of the later version, or draft: the database now. Without both: the newest"
            " version and the draft; where they are the same, the two newest versions.",
            show_default=False,
        ),
    ] = None,
    level: Annotated[
        Level, typer.Option(help="Records field by field, conclusions with why, redline of the document.")
    ] = Level.ALL,
    form: Annotated[OutputFormat | None, format_option(_FORMATS)] = None,
    output: OutputOption = None,
) -> None:
    """Show what changed between two versions of a policy: figures, conclusions with why, redline.

    Word (--format docx) holds the document with tracked changes, to be accepted or rejected.
    """
    from kb.differences.difference import Difference
    from kb.differences.sides import choose

    form = _FORMATS.choose(form, output)
    levels = _levels(level, form)
    with reading(context) as reader:
        sides = choose(reader, policy, (first, second), settings_of(context).templates)
        found = Difference(policy, *sides)
        if form is OutputFormat.DOCX:
            from kb.differences.render.as_docx import docx_bytes

            write_bytes(docx_bytes(found, login()), form, output)
        else:
            write_text(_text(found, levels, form, output), output)


def _levels(level: Level, form: OutputFormat) -> tuple[str, ...]:
    from kb.differences.difference import LEVELS

    if form is OutputFormat.DOCX and level not in (Level.ALL, Level.DOCUMENT):
        raise KbError(
            "Word shows the document with tracked changes. Leave out --level, or take --format html."
        )
    return LEVELS if level is Level.ALL else (level.value,)


def _text(found: Difference, levels: tuple[str, ...], form: OutputFormat, output: Path | None) -> str:
    from kb.differences.render import render

    colours = form is OutputFormat.TABLE and output is None and _shows_colours()
    return render(found, levels, "ansi" if colours else form)


def _shows_colours() -> bool:
    """Whether stdout is a terminal whose user does not ask for plain text (no-color.org)."""
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command("diff")(diff)
