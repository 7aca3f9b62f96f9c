"""``kb review adopt``: what a reference policy changed, merged into a plan's own version of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import login, reading, ready, settings_of
from kb.cli.options import OutputOption, PolicyArgument, WhoOption, format_option
from kb.cli.output import show, write_document, write_text
from kb.cli.terminal import note
from kb.errors import KbError
from kb.formats import DOCUMENTS, TABLES, FormatChoice, OutputFormat

if TYPE_CHECKING:
    from kb.review.adopting.adoption import Adoption


_FORMATS = FormatChoice(OutputFormat.TABLE, *DOCUMENTS.formats, *TABLES.formats)
PlaceOption = Annotated[
    list[str] | None,
    typer.Option(metavar="PLACE", help="A place of the list, or the beginning of several: hcc/conclusion."),
]


def adopt(
    context: typer.Context,
    policy: PolicyArgument,
    take: PlaceOption = None,
    take_clean: Annotated[
        bool, typer.Option("--take-clean", help="Take over all that only the parent changed.")
    ] = False,
    keep: PlaceOption = None,
    because: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why the plan keeps its own words.")
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Look at the parent as it is now; nothing can be taken over.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Version adopted last, where the record does not say it."),
    ] = None,
    who: WhoOption = None,
    form: Annotated[OutputFormat | None, format_option(_FORMATS)] = None,
    output: OutputOption = None,
) -> None:
    """Merge what the parent of a policy changed since it was adopted: three versions, place by place.

    Without decisions, shows what only the parent changed, what only this plan changed, and conflicts. Once
    nothing is open, the newer version is noted as adopted.
    """
    form = _FORMATS.choose(form, output)
    decides = bool(take or keep or take_clean)
    if draft and decides:
        raise KbError("A draft may still change. Take over from a published version: leave out --draft.")
    if decides:
        _decide(context, policy, (take or [], keep or [], take_clean), (because, since, who))
    from kb.db.connect import read
    from kb.review.adopting.adoption import read_adoption
    from kb.review.adopting.page import head

    # A replica may not have yet what was just decided.
    source = read(settings_of(context).database) if decides else reading(context)
    with source as reader:
        adoption = read_adoption(reader, policy, draft=draft, since=since)
    note(head(adoption))
    _show(adoption, form, output)


def _decide(
    context: typer.Context,
    policy: str,
    places: tuple[list[str], list[str], bool],
    words: tuple[str | None, str | None, str | None],
) -> None:
    from kb.review.adopting.adopt import AdoptionRequest
    from kb.review.adopting.adopt import adopt as carry_out

    settings = settings_of(context)
    ready(settings)
    take, keep, clean = places
    because, since, who = words
    request = AdoptionRequest(policy, tuple(take), tuple(keep), clean, because, since)
    note(carry_out(settings.database, request, who or login()).sentence())


def _show(adoption: Adoption, form: OutputFormat, output: Path | None) -> None:
    from kb.review.adopting import page

    if form is OutputFormat.JSON:
        write_text(page.render_json(adoption), form, output)
    elif form is OutputFormat.TABLE or form.holds_only_rows:
        show(page.COLUMNS, page.rows(adoption), form, output)
    else:
        write_document(page.build_adoption_page(adoption), form, output)


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command("adopt")(adopt)
