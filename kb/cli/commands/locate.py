"""``kb locate``: find where a document states the figures of a study, and enter the places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.commands.new import WhyOption
from kb.cli.database import login, reading, ready, settings_of
from kb.cli.options import OutputOption, TableFormatOption, WhoOption
from kb.cli.output import show
from kb.cli.terminal import note
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.entry.located_figures import LocatedStudy
    from kb.forms.values import Value

_COLUMNS = ("column", "cells", "state", "place", "page", "line", "excerpt", "sentence")
_MOST = 8
"""Places shown of a column with many."""


def locate(
    context: typer.Context,
    study: Annotated[str, typer.Argument(metavar="STUDY", help="Key of the study.")],
    source: Annotated[
        Path,
        typer.Option("--source", metavar="FILE", help="The document, as kb document add has recorded it."),
    ],
    take: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=NUMBER", help="Place to take where there are several: results.2.drug=1."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Propose, and enter nothing.")] = False,
    form: TableFormatOption = None,
    output: OutputOption = None,
    why: WhyOption = None,
    who: WhoOption = None,
) -> None:
    """Find place and excerpt of every figure of a study that has none yet.

    Where only one sentence or row of a table can be meant, the excerpt is entered at once; of others all
    places are
    shown, and --take chooses. Exit code 0 also when some stay open: kb audit lists them.
    """
    from kb.entry.located_figures import LocateRequest, enter
    from kb.entry.located_figures import locate as propose

    request = LocateRequest(study, source, _chosen(take or []))
    settings = settings_of(context)
    if dry_run:
        with reading(context) as reader:
            located = propose(reader, request)
    else:
        ready(settings)
        located = enter(settings.database, request, who or login(), why or f"located in {source.name}")
    show(_COLUMNS, list(_rows(located, dry_run=dry_run)), form, output)
    if not located.proposals:
        note(f"Every figure of {study} has a place.")
        return
    count = len(located.proposals)
    sure = sum(proposal.sure for proposal in located.proposals)
    done = f"{sure} can be entered" if dry_run else f"{len(located.entered)} entered"
    note(f"{count} columns without a place: {done}. Next: kb audit --source {source} --study {study}")


def _chosen(take: list[str]) -> dict[str, int]:
    chosen = {}
    for word in take:
        name, _, number = word.rpartition("=")
        if not name or not number.isdigit():
            raise KbError(f"{word!r} names no place. Write it as COLUMN=NUMBER: results.2.drug=1.")
        chosen[name] = int(number)
    return chosen


def _rows(located: LocatedStudy, *, dry_run: bool) -> Iterator[tuple[Value, ...]]:
    text = located.source.text
    for proposal in located.proposals:
        name, cells = proposal.column.name, proposal.column.shown
        entered = name in located.entered
        state = "entered" if entered else "sure" if proposal.sure and dry_run else "choose"
        if not proposal.places:
            yield name, cells, "not found", None, None, None, "", ""
        shown = proposal.places[:1] if entered or (dry_run and proposal.sure) else proposal.places[:_MOST]
        for number, place in enumerate(shown, start=1):
            at = located.source.place(place.spans[0][0])
            excerpt = "; ".join(str(excerpt) for excerpt in place.excerpts)
            sentence = " ".join(text[slice(*place.sentence)].split())
            yield name, cells, state, number, at.page, at.line, excerpt, sentence


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(locate)
