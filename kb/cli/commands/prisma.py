"""``kb prisma``: the PRISMA 2020 flow of a review, counted from its events."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import reading
from kb.cli.options import OutputOption, PolicyArgument, format_option
from kb.cli.output import write_bytes, write_text
from kb.cli.terminal import note
from kb.formats import FormatChoice, OutputFormat

if TYPE_CHECKING:
    from kb.prisma.flow import Flow
    from kb.prisma.living import Addition


_FORMATS = FormatChoice(
    *(OutputFormat.TEXT, OutputFormat.JSON, OutputFormat.CSV, OutputFormat.SVG),
    *(OutputFormat.PNG, OutputFormat.DOCX, OutputFormat.MARKDOWN),
)


def prisma(
    context: typer.Context,
    policy: PolicyArgument,
    cycle: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="The review opened on this date; else the one under way, else the newest."
        ),
    ] = None,
    form: Annotated[OutputFormat | None, format_option(_FORMATS)] = None,
    output: OutputOption = None,
) -> None:
    """Count the PRISMA 2020 flow of a review, and draw it (svg, png, docx).

    CSV is the template of the PRISMA2020 R package.
    """
    from kb.evidence.policies import require_policy
    from kb.prisma.counting import count_flow
    from kb.prisma.living import read_additions
    from kb.prisma.remarks import open_points
    from kb.review.cycles import choose_cycle

    chosen = _FORMATS.choose(form, output)
    with reading(context) as reader:
        require_policy(reader, policy)
        review = choose_cycle(reader, policy, cycle)
        flow = count_flow(reader, review)
        additions = read_additions(reader, review, flow)
    _write(flow, additions, chosen, output)
    if flow.is_draft and chosen not in (OutputFormat.TEXT, OutputFormat.MARKDOWN):
        note(f"A draft: {', '.join(open_points(flow))}.")


def _write(flow: Flow, additions: Sequence[Addition], form: OutputFormat, output: Path | None) -> None:
    if form.is_text:
        write_text(_text(flow, additions, form), form, output)
    else:
        write_bytes(_bytes(flow, additions, form), form, output)


def _text(flow: Flow, additions: Sequence[Addition], form: OutputFormat) -> str:
    from kb.prisma.as_json import render_json
    from kb.prisma.as_text import render_markdown, render_text
    from kb.prisma.drawing.svg import render_svg
    from kb.prisma.exchange import render_exchange

    if form is OutputFormat.SVG:
        return render_svg(flow)
    if form is OutputFormat.CSV:
        return render_exchange(flow)
    render = {
        OutputFormat.TEXT: render_text,
        OutputFormat.JSON: render_json,
        OutputFormat.MARKDOWN: render_markdown,
    }
    return render[form](flow, additions)


def _bytes(flow: Flow, additions: Sequence[Addition], form: OutputFormat) -> bytes:
    from kb.prisma.as_docx import render_docx
    from kb.prisma.picture import render_png

    return render_png(flow) if form is OutputFormat.PNG else render_docx(flow, additions)


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(prisma)
