"""``kb extract``: from an included publication to a study record, by one person or by two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli import extract_double
from kb.cli.database import person_of, reading, settings_of
from kb.cli.options import OutputOption, ReviewedPolicyOption, TableFormatOption
from kb.cli.output import show, write_text
from kb.cli.output_file import require_new
from kb.cli.terminal import note
from kb.formats import FormatChoice, OutputFormat

if TYPE_CHECKING:
    from kb.extraction.submission import Saved

_SHEETS = FormatChoice(OutputFormat.XLSX, OutputFormat.YAML)
_RECORDS = FormatChoice(OutputFormat.YAML)

StudyArgument = Annotated[
    str, typer.Argument(metavar="STUDY", help="Key of the study, for example wang-2015.")
]
ExtractorOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Whose extraction it is; else your login.")
]
DoneOption = Annotated[bool, typer.Option("--done", help="Say that you have finished.")]


def new(
    context: typer.Context,
    publication: Annotated[
        str,
        typer.Argument(metavar="ID", help="PMID, DOI, candidate of the review under way, or reference."),
    ],
    policy: ReviewedPolicyOption = None,
    indication: Annotated[
        str | None, typer.Option(metavar="KEY", help="Indication whose arms and outcomes are offered.")
    ] = None,
    key: Annotated[
        str | None, typer.Option(metavar="NAME", help="Key of the study; else author and year.")
    ] = None,
    who: ExtractorOption = None,
    output: OutputOption = None,
) -> None:
    """Begin to extract a publication: a draft pre-filled from its citation and the PICO question.

    The design is a guess. FILE may be a workbook (.xlsx) or the text record (.yaml). Begun before, it goes
    on from there.
    """
    from kb.extraction.begin import ExtractionRequest, begin

    person = person_of(context, who)
    if output is not None:
        _require_sheet(context, output)
    begun = begin(
        settings_of(context).database, ExtractionRequest(publication, person, policy, indication, key)
    )
    study = begun.extraction.study
    if begun.guess is not None:
        note(f"Began {study} for {person}. Design guessed ({begun.guess.because}): check it.")
    for remark in begun.remarks:
        note(remark)
    if output is None:
        write_text(begun.extraction.text, OutputFormat.YAML, None)
        note(f"Next: kb extract sheet {study} writes a workbook to fill in.")
    else:
        _write(context, study, person, output)


def sheet(
    context: typer.Context,
    study: StudyArgument,
    who: ExtractorOption = None,
    output: OutputOption = None,
) -> None:
    """Write a workbook (Excel) to fill in: of your extraction, else of the study as it is held."""
    _write(context, study, person_of(context, who), output or Path(f"{study}.xlsx"))


def _write(context: typer.Context, study: str, who: str, file: Path) -> None:
    from kb.extraction.saved_extractions import text_to_work_on
    from kb.extraction.study_workbook import make_sheet

    form = _require_sheet(context, file)
    with reading(context) as reader:
        if form is OutputFormat.YAML:
            write_text(text_to_work_on(reader, study, who), form, file)
            note(f"Next: fill it in, then kb extract edit {study} {file}")
            return
        make_sheet(reader, study, who, file)
    note(f"Wrote {file}. Next: fill it in, then kb extract take {file}")


def _require_sheet(context: typer.Context, file: Path) -> OutputFormat:
    """The form of a sheet. Raises KbError where none may be written."""
    form = _SHEETS.by_ending(file)
    take = f"kb extract take {file}" if form is OutputFormat.XLSX else f"kb extract edit STUDY {file}"
    require_new(context, file, take)
    return form


def take(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The workbook, filled in.")],
    who: ExtractorOption = None,
    done: DoneOption = False,
) -> None:
    """Read a workbook back. With problems nothing is saved; FILE-problems.xlsx shows them at their cells."""
    from kb.extraction.submission import take_sheet

    _tell(take_sheet(settings_of(context).database, file, person_of(context, who), done=done))


def edit(
    context: typer.Context,
    study: StudyArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The study record as text (YAML).")],
    who: ExtractorOption = None,
    done: DoneOption = False,
) -> None:
    """Take the text record (YAML) as your extraction, for those who prefer text to a workbook."""
    from kb.extraction.submission import take_text

    _tell(take_text(settings_of(context).database, file, study, person_of(context, who), done=done))


def done(context: typer.Context, study: StudyArgument, who: ExtractorOption = None) -> None:
    """Say that you have finished extracting a study."""
    from kb.extraction.submission import finish

    _tell(finish(settings_of(context).database, study, person_of(context, who)))


def _tell(saved: Saved) -> None:
    extraction = saved.extraction
    state = "finished" if extraction.state == "done" else "a draft"
    note(f"Saved {extraction.study} for {extraction.who}: {state}.")
    for remark in saved.remarks:
        note(remark)
    if saved.left_out:
        note(f"Left out, because nobody filled them in: {', '.join(saved.left_out)}.")
    if saved.open_cells:
        note(f"Cells that still say `not extracted`: {saved.open_cells}.")
    if extraction.state == "done":
        note(
            f"Next: kb extract adopt {extraction.study}, or kb extract compare {extraction.study}"
            " when two extract."
        )


def show_text(
    context: typer.Context, study: StudyArgument, who: ExtractorOption = None, output: OutputOption = None
) -> None:
    """Show your extraction as a text record (YAML), else the study as it is held."""
    from kb.extraction.saved_extractions import text_to_work_on

    _RECORDS.refuse_others(None, output)
    with reading(context) as reader:
        write_text(text_to_work_on(reader, study, person_of(context, who)), OutputFormat.YAML, output)


def list_extractions(
    context: typer.Context, form: TableFormatOption = None, output: OutputOption = None
) -> None:
    """List who has extracted what, and how far it is."""
    from kb.extraction.saved_extractions import read_extractions

    with reading(context) as reader:
        extractions = read_extractions(reader)
    columns = ("study", "who", "state", "saved_at", "cycle", "candidate")
    show(
        columns, [[getattr(extraction, name) for name in columns] for extraction in extractions], form, output
    )


def add_to(app: typer.Typer) -> None:
    """Add this group to the application."""
    extract = typer.Typer(
        help="Extract studies: draft, workbook, two people compared, adopted.", no_args_is_help=True
    )
    extract.command("new")(new)
    extract.command("sheet")(sheet)
    extract.command("take")(take)
    extract.command("edit")(edit)
    extract.command("done")(done)
    extract.command("show")(show_text)
    extract.command("list")(list_extractions)
    extract_double.add_to(extract)
    app.add_typer(extract, name="extract")
