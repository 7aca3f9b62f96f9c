"""``kb search``: find studies, references, findings and everything else that is written, by its words."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import reading
from kb.cli.options import OutputOption, format_option
from kb.cli.output import show_rows, write_text
from kb.cli.reference_output import CITED, CitedForm, CitedRows, StyleOption, show_citations
from kb.cli.terminal import note, shows_colors
from kb.errors import KbError
from kb.formats import TABLES, FormatChoice, OutputFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.db.connect import Reader
    from kb.lookup.search import FoundTexts, Hit


class SearchKind(StrEnum):
    """What can be found."""

    POLICY = "policy"
    INDICATION = "indication"
    STUDY = "study"
    TEST = "test"
    FINDING = "finding"
    STATEMENT = "statement"
    RECOMMENDATION = "recommendation"
    REFERENCE = "reference"
    TEXT = "text"


_FORMATS = FormatChoice(OutputFormat.TEXT, *CITED.formats)


def search(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...", help='All of these words; cryo* for a beginning, "..." within for a phrase.'
        ),
    ],
    kind: Annotated[
        list[SearchKind] | None, typer.Option(help="Of this kind only; may be given again.")
    ] = None,
    policy: Annotated[str | None, typer.Option(metavar="POLICY", help="Used by this policy only.")] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Show at most so many.")] = 20,
    style: StyleOption = None,
    form: Annotated[OutputFormat | None, format_option(_FORMATS)] = None,
    output: OutputOption = None,
) -> None:
    """Search studies, tests, references, findings, statements, recommendations and texts; best hits first.

    RIS, NBIB, BibTeX, CSL-JSON, EndNote XML and --style take the references among the hits along.
    """
    from kb.evidence.policies import require_policy
    from kb.lookup.search import search as find

    with reading(context) as reader:
        if policy is not None:
            require_policy(reader, policy)
        answer = find(reader, " ".join(words), kind or (), policy, limit)
        advice = _advice(reader, answer)
        if style is not None or _FORMATS.choose(form, output) not in (OutputFormat.TEXT, *TABLES.formats):
            _take_along(reader, answer.hits, CitedForm(form, output, style))
        else:
            _show(answer.hits, _FORMATS.choose(form, output), output)
    note(advice)


def _take_along(reader: Reader, hits: Sequence[Hit], asked: CitedForm) -> None:
    """Write the references among the hits. Raises KbError when there is none."""
    from kb.evidence.references import cited_by_key

    asked.chosen()
    keys = [hit.key for hit in hits if hit.kind == SearchKind.REFERENCE]
    if not keys:
        raise KbError("No hit is a reference. --kind reference looks for references alone.")
    rows = [{"reference": key} for key in keys]
    show_citations(CitedRows(("reference",), rows, lambda: cited_by_key(reader, keys)), asked)


def _advice(reader: Reader, answer: FoundTexts) -> str:
    """The line below the hits: how many there are, or what to ask instead."""
    from kb.lookup.search import misses

    cut = " Only the first words were looked for: the question is very long." if answer.question.cut else ""
    shown = len(answer.hits)
    if shown < answer.total:
        return f"{shown} of {answer.total} hits; --limit shows more.{cut}"
    if shown:
        return f"{shown} {'hit' if shown == 1 else 'hits'}.{cut}"
    lines = []
    for miss in misses(reader, answer.question):
        near = f" Near: {', '.join(miss.near)}." if miss.near else ""
        texts = "no text" if not miss.texts else f"{miss.texts} {'text' if miss.texts == 1 else 'texts'}"
        lines.append(f"  {miss.asked}: {texts}.{near}")
    return "\n".join([f"No text fits all of this.{cut} Each by itself, anywhere:", *lines])


def _show(hits: Sequence[Hit], form: OutputFormat, output: Path | None) -> None:
    if form is OutputFormat.TEXT:
        write_text(
            "\n".join(_as_text(hit, bold=output is None and shows_colors()) for hit in hits), form, output
        )
        return
    columns = ("rank", "kind", "key", "title", "notice", "used", "snippet", "command")
    rows = [
        {
            "rank": rank,
            "kind": hit.kind,
            "key": hit.key,
            "title": hit.title,
            "notice": hit.notice or None,
            "used": ", ".join(hit.used),
            "snippet": hit.snippet,
            "command": hit.command,
        }
        for rank, hit in enumerate(hits, start=1)
    ]
    show_rows(columns, rows, form, output)


def _as_text(hit: Hit, *, bold: bool) -> str:
    used = f" (used in {', '.join(hit.used)})" if hit.used else ""
    title = hit.title_marked
    notice = f" ({hit.notice})" if hit.notice else ""
    text = f"{hit.kind} {hit.key}{notice}{used}\n  {title}\n  {hit.snippet}\n  $ {hit.command}\n"
    if not bold:
        return text
    parts = text.split("**")
    return "".join(part if number % 2 == 0 else f"\x1b[1m{part}\x1b[0m" for number, part in enumerate(parts))


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(search)
