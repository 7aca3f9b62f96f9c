"""``kb study``: find studies, and the page about one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from kb.cli.database import reading, settings_of
from kb.cli.options import DocumentFormatOption, OutputOption, TableFormatOption, grouped
from kb.cli.output import show_rows, write_document
from kb.cli.terminal import note

studies = typer.Typer(help="Studies: list with filters, show.", no_args_is_help=True)

_COLUMNS = ("study", "label", "notice", "design", "size", "interventions", "policies", "pmid")


def _option(help_text: str, metavar: str, *names: str) -> typer.models.OptionInfo:
    option = typer.Option(*names, help=help_text, metavar=metavar)
    assert isinstance(option, typer.models.OptionInfo)
    return option


def _flag(name: str, help_text: str) -> typer.models.OptionInfo:
    option = typer.Option(name, help=help_text)
    assert isinstance(option, typer.models.OptionInfo)
    return option


@dataclass(frozen=True, slots=True)
class StudyFilterOptions:
    """What the studies have to fit, field by field as in StudyFilter."""

    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Words that the study's texts must hold.")
    ] = None
    policy: Annotated[str | None, _option("Used by this policy.", "POLICY")] = None
    indication: Annotated[str | None, _option("Used for this indication.", "KEY")] = None
    design: Annotated[str | None, _option("Of this design or design group.", "KEY")] = None
    intervention: Annotated[str | None, _option("An arm received this, or a form of it.", "KEY")] = None
    comparator: Annotated[str | None, _option("A contrast has this on its reference side.", "KEY")] = None
    outcome: Annotated[str | None, _option("Reports this outcome, or a form of it.", "KEY")] = None
    at: Annotated[str | None, _option("Reports a result at this time, for example '5 y'.", "TIME")] = None
    min_size: Annotated[int | None, _option("At least so many participants.", "N")] = None
    max_size: Annotated[int | None, _option("At most so many participants.", "N")] = None
    since: Annotated[int | None, _option("Published in this year or later.", "YEAR")] = None
    until: Annotated[int | None, _option("Published in this year or earlier.", "YEAR")] = None
    limitation: Annotated[
        str | None,
        _option("Has a limitation in this domain or with this code (allocation, allocation/2).", "CODE"),
    ] = None
    sponsor: Annotated[
        str | None,
        _option("Paid for by this: a part of the name, or industry, public, nonprofit, mixed, none.", "TEXT"),
    ] = None
    retracted: Annotated[bool, _flag("--retracted", "Its primary report was retracted.")] = False
    known_through: Annotated[
        bool, _flag("--known-through", "Known only through a review that includes it.")
    ] = False
    not_appraised: Annotated[
        bool, _flag("--not-appraised", "Nobody has appraised its design and conduct yet.")
    ] = False


@studies.command("list")
@grouped
def list_studies(
    context: typer.Context,
    wanted: StudyFilterOptions,
    limit: Annotated[int | None, typer.Option(min=1, help="Show at most so many.", metavar="N")] = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the studies that fit every filter given, by year and key."""
    from kb.lookup.studies import StudyFilter, find_studies, sponsors_stated

    filters = asdict(wanted) | {"words": tuple(wanted.words or ())}
    with reading(context) as reader:
        rows = find_studies(reader, StudyFilter(**filters))
        more = f" {sponsors_stated(reader)}" if wanted.sponsor and not rows else ""
    if not rows:
        note(f"No study fits.{more}")
    asked = (("sponsor", "funding") if wanted.sponsor else ()) + (
        ("known_through",) if wanted.known_through else ()
    )
    show_rows((*_COLUMNS, *asked), rows[:limit], form, output)
    if limit is not None and len(rows) > limit:
        note(f"Showing {limit} of {len(rows)} studies; --limit shows more.")


@studies.command("show")
def show_study(
    context: typer.Context,
    study: Annotated[str, typer.Argument(metavar="STUDY", help="Key of the study, for example wang-2015.")],
    form: DocumentFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show one study: citation, design, arms, results, limitations, where it is used."""
    from kb.reports.study_page import build_study_page

    with reading(context) as reader:
        page = build_study_page(reader, study, templates=settings_of(context).templates)
    write_document(page, form, output)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.add_typer(studies, name="study")
