"""``kb review diff``: what differs between two versions of a policy, down to the redline."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kb.cli.database import login, reading, settings_of
from kb.cli.options import OutputOption, PolicyArgument, format_option
from kb.cli.output import write_document, write_text
from kb.errors import KbError
from kb.formats import DOCUMENTS, FormatChoice, OutputFormat


class Level(StrEnum):
    """How far the comparison goes."""

    RECORDS = "records"
    CONCLUSIONS = "conclusions"
    DOCUMENT = "document"
    ALL = "all"


_FORMATS = FormatChoice(OutputFormat.TABLE, *DOCUMENTS.formats)


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
        difference = Difference(policy, *sides, login())
        if form is OutputFormat.DOCX:
            write_document(difference.redline, form, output)
        elif form is OutputFormat.JSON:
            from kb.differences.data import render_json

            write_text(render_json(difference, levels), form, output)
        else:
            from kb.differences.page import build_difference_page

            at_length = form not in (OutputFormat.TABLE, OutputFormat.TEXT)
            write_document(build_difference_page(difference, levels, at_length=at_length), form, output)


def _levels(level: Level, form: OutputFormat) -> tuple[str, ...]:
    from kb.differences.difference import LEVELS

    if form is OutputFormat.DOCX and level not in (Level.ALL, Level.DOCUMENT):
        raise KbError(
            "Word shows the document with tracked changes. Leave out --level, or take --format html."
        )
    return LEVELS if level is Level.ALL else (level.value,)


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command("diff")(diff)
