"""``kb review import``: what an import of search results would bring."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import reading
from kb.cli.documents import OutputOption
from kb.cli.output import ListFormat, note, show, write_text
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.cli.import_run import ImportRun, Sources


class ImportFormat(StrEnum):
    """Forms in which the outcome of an import can be had."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


_BY_ENDING = {".md": ImportFormat.MARKDOWN, ".csv": ImportFormat.CSV, ".json": ImportFormat.JSON}


def import_files(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Exports: NBIB or XML (PubMed), RIS, EndNote XML, BibTeX, CSL-JSON or CSV.",
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be merged and what is left to judge.")
    ] = False,
    earlier: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="An export of an earlier search, to be held against."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", help="Column of a CSV file, for example title=Titel."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Encoding of the files, where they do not tell.")
    ] = None,
    form: Annotated[
        ImportFormat | None,
        typer.Option("--format", help="Form of the output; else by the ending of FILE, else table."),
    ] = None,
    output: OutputOption = None,
) -> None:
    """Read search results of any format and find what repeats itself or is known already.

    Duplicates are looked for within the files, in those of earlier searches and among the references of the
    knowledge base, with the studies and policies that use them. Nothing is written.
    """
    if not dry_run:
        raise KbError(
            "Writing into a review cycle is not in this version. Add --dry-run to see what would be merged."
        )
    from kb.cli.import_run import COLUMNS, Sources

    run = _run(context, Sources(files, earlier or (), _mapping(column or ()), encoding))
    if form is None:
        form = _BY_ENDING.get("" if output is None else output.suffix.lower(), ImportFormat.TABLE)
    if form is ImportFormat.JSON:
        write_text(json.dumps(run.as_data(), ensure_ascii=False, indent=1) + "\n", output)
    else:
        show(COLUMNS, run.rows(), ListFormat(form.value), output)
    _tell(run)


def _mapping(columns: list[str] | tuple[str, ...]) -> dict[str, str] | None:
    """Field -> name of its column. Raises KbError for what is no such pair."""
    pairs = [column.partition("=") for column in columns]
    if wrong := next((one for one in pairs if not (one[0] and one[1] and one[2])), None):
        raise KbError(f"--column {''.join(wrong)}: write field and name of the column, as in title=Titel.")
    return {field: name for field, _, name in pairs} or None


def _run(context: typer.Context, sources: Sources) -> ImportRun:
    from kb.checks.reference import read_references, reference_keys
    from kb.cli.import_run import read_files
    from kb.cli.progress import counting, showing_progress

    with counting("Reading records") as counted:
        run = read_files(sources, counted)
    with reading(context) as reader, showing_progress("Comparing pairs") as progress:
        run.compare(read_references(reader, reference_keys(reader)), progress)
    return run


def _tell(run: ImportRun) -> None:
    counts = run.counts()
    note(
        f"Records: {counts['records']}. Known already: {counts['known']}; repeated: {counts['repeated']}; "
        f"left: {counts['left']}. Pairs to judge: {counts['pairs']}. Tied to others: {counts['links']}. "
        f"Not read: {counts['malformed']}."
    )


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command("import")(import_files)
