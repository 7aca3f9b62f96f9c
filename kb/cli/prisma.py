"""``kb prisma``: the PRISMA 2020 flow of a review, counted from its events."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import reading
from kb.cli.documents import OutputOption, PolicyArgument
from kb.cli.output import note, write_text
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.prisma.flow import Flow
    from kb.prisma.living import Addition


class FlowFormat(StrEnum):
    """Forms in which a flow can be had."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    SVG = "svg"
    PNG = "png"
    DOCX = "docx"
    MARKDOWN = "markdown"


def prisma(
    context: typer.Context,
    policy: PolicyArgument,
    cycle: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="The review opened on this date; else the one under way, else the newest."
        ),
    ] = None,
    form: Annotated[
        FlowFormat | None,
        typer.Option("--format", help="Form of the output; else by the ending of FILE, else text."),
    ] = None,
    output: OutputOption = None,
) -> None:
    """Count the PRISMA 2020 flow of a review, and draw it (svg, png, docx).

    CSV is the template of the PRISMA2020 R package.
    """
    from kb.evidence.policy import require_policy
    from kb.prisma.choosing import choose_cycle
    from kb.prisma.counting import count_flow
    from kb.prisma.living import read_additions
    from kb.prisma.remarks import open_points

    chosen = _form_of(form, output)
    with reading(context) as reader:
        require_policy(reader, policy)
        review = choose_cycle(reader, policy, cycle)
        flow = count_flow(reader, review)
        additions = read_additions(reader, review, flow)
    _write(flow, additions, chosen, output)
    if flow.is_draft and chosen not in (FlowFormat.TEXT, FlowFormat.MARKDOWN):
        note(f"A draft: {', '.join(open_points(flow))}.")


def _form_of(form: FlowFormat | None, output: Path | None) -> FlowFormat:
    if form is not None:
        return form
    if output is None:
        return FlowFormat.TEXT
    ending = output.suffix.lower().removeprefix(".")
    by_ending = {each.value: each for each in FlowFormat} | {
        "md": FlowFormat.MARKDOWN,
        "txt": FlowFormat.TEXT,
    }
    if ending not in by_ending:
        raise typer.BadParameter(f"{output}: the ending does not tell the form; say it with --format")
    return by_ending[ending]


def _write(flow: Flow, additions: Sequence[Addition], form: FlowFormat, output: Path | None) -> None:
    if form in (FlowFormat.PNG, FlowFormat.DOCX):
        _write_bytes(_bytes(flow, additions, form, output), output)
    else:
        write_text(_text(flow, additions, form), output)


def _text(flow: Flow, additions: Sequence[Addition], form: FlowFormat) -> str:
    from kb.prisma.as_json import render_json
    from kb.prisma.as_text import render_markdown, render_text
    from kb.prisma.drawing.svg import render_svg
    from kb.prisma.exchange import render_exchange

    if form is FlowFormat.SVG:
        return render_svg(flow)
    if form is FlowFormat.CSV:
        return render_exchange(flow)
    render = {
        FlowFormat.TEXT: render_text,
        FlowFormat.JSON: render_json,
        FlowFormat.MARKDOWN: render_markdown,
    }
    return render[form](flow, additions)


def _bytes(flow: Flow, additions: Sequence[Addition], form: FlowFormat, output: Path | None) -> bytes:
    from kb.prisma.picture import render_png
    from kb.prisma.word import render_docx

    if output is None and sys.stdout.isatty():
        raise KbError(f"A terminal cannot show {form.value}. Name a file: --output prisma.{form.value}")
    return render_png(flow) if form is FlowFormat.PNG else render_docx(flow, additions)


def _write_bytes(content: bytes, output: Path | None) -> None:
    """To the file, whole or not at all, or to a pipe."""
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    from kb.files import replacing

    with replacing(output) as temporary:
        temporary.write_bytes(content)
    note(f"Wrote {output}.")


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(prisma)
