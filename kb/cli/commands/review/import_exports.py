"""``kb review import``: search results into the review under way, or what that would bring."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import login, reading, ready, settings_of
from kb.cli.options import OutputOption, ReviewedPolicyOption, TableFormatOption, WhoOption, grouped
from kb.cli.output import show
from kb.cli.terminal import note
from kb.errors import KbError
from kb.formats import TABLES, OutputFormat
from kb.forms.values import counted

if TYPE_CHECKING:
    from kb.review.importing.import_report import ImportReport
    from kb.review.importing.record_writing import ImportedFile
    from kb.review.importing.run_import import ImportRequest
    from kb.store.rows import Row


class SourceKind(StrEnum):
    """What sort of source was searched, as PRISMA parts them."""

    DATABASE = "database"
    REGISTER = "register"
    WEBSITE = "website"
    ORGANIZATION = "organization"
    CITATION = "citation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ToldSearchOptions:
    """What the person says of the search, field by field as in ToldSearch."""

    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Database searched, where the file does not tell.")
    ] = None
    kind: Annotated[SourceKind | None, typer.Option(help="What sort of source it is; else a database.")] = (
        None
    )
    strategy: Annotated[
        str | None, typer.Option(metavar="KEY", help="The stored search strategy that was run.")
    ] = None
    searched: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of the search; else today, or as kept beside FILE."),
    ] = None
    query: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The query as sent; else that of the strategy.")
    ] = None
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="First day of the date window searched.")
    ] = None
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Last day of it.")] = None
    found: Annotated[int | None, typer.Option(metavar="N", help="Records that the source said it found.")] = (
        None
    )


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How the files are to be read."""

    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", help="Column of a CSV file, for example title=Titel."),
    ] = None
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Encoding of the files, where they do not tell.")
    ] = None

    def columns(self) -> dict[str, str] | None:
        """Field -> name of its column. Raises KbError for what is no such pair."""
        pairs = [column.partition("=") for column in self.column or ()]
        if wrong := next((pair for pair in pairs if not all(pair)), None):
            raise KbError(
                f"--column {''.join(wrong)}: write field and name of the column, as in title=Titel."
            )
        return {field: name for field, _, name in pairs} or None


@grouped
def import_files(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Exports: NBIB or XML (PubMed), RIS, EndNote XML, BibTeX, CSL-JSON or CSV.",
        ),
    ],
    search_options: ToldSearchOptions,
    how: ReadingOptions,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Import, report, and take all back; needs the rights to import."),
    ] = False,
    policy: ReviewedPolicyOption = None,
    who: WhoOption = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Import search results of any format into the review under way, and find what is known or comes twice.

    Each file becomes a search run with its source, query, dates, count and hash. Duplicates are looked for
    within the files, in all earlier runs and among the references of the knowledge base, with the studies and
    policies that use them. What cannot be read is kept aside with its place. All files are imported or none;
    the same file is imported once, so an interrupted import is simply run again. --format json lists every
    record with all that was read of it and what became of it. --dry-run is the same import, taken back at its
    end: whoever may only read tries it on a copy (kb backup).
    """
    form = TABLES.choose(form, output)
    from kb.review.importing.origin import ToldSearch
    from kb.review.importing.run_import import ImportRequest

    search = ToldSearch(
        **(asdict(search_options) | {"kind": search_options.kind and search_options.kind.value})
    )
    request = ImportRequest(
        files, policy, who or login(), search, how.columns(), how.encoding, keep=not dry_run
    )
    if form is OutputFormat.JSON:
        _import_as_json(context, request, output)
    else:
        show_report(import_with_progress(context, request), form, output)


def _import_as_json(context: typer.Context, request: ImportRequest, output: Path | None) -> None:
    """Import, and write the whole report with every record."""
    import tempfile
    from dataclasses import replace

    from kb.cli.output import write_pieces

    # Records are kept in a file that has no name, so that memory holds a few of them however many there are.
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as lines:

        def keep(records: Iterable[Row]) -> None:
            for record in records:
                lines.write(json.dumps(record, ensure_ascii=False) + "\n")

        report = import_with_progress(context, replace(request, take_records=keep))
        lines.seek(0)
        write_pieces(_report_json(report, lines), OutputFormat.JSON, output)
    _tell(report)


def _report_json(report: ImportReport, records: Iterable[str]) -> Iterator[str]:
    """The report as JSON, its records at the end, each on a line of its own."""
    head = json.dumps(report.as_data(), ensure_ascii=False, indent=1)
    yield head.removesuffix("\n}") + ',\n "records": ['
    for number, record in enumerate(records):
        yield (",\n  " if number else "\n  ") + record.rstrip("\n")
    yield "\n ]\n}\n"


def import_with_progress(context: typer.Context, request: ImportRequest) -> ImportReport:
    """Import exports into the review under way, with progress."""
    from dataclasses import replace

    from kb.cli.progress import counting, showing_progress
    from kb.lookup.filter_words import resolve
    from kb.review.importing.run_import import ImportProgress, import_exports

    settings = settings_of(context)
    ready(settings)
    with reading(context) as reader:
        request = replace(request, policy=resolve(reader, "policy", request.policy))
    with counting("Reading records") as counted, showing_progress("Comparing pairs") as comparing:
        return import_exports(settings.database, request, ImportProgress(counted, comparing))


def show_report(report: ImportReport, form: OutputFormat | None, output: Path | None) -> None:
    """What an import brought: on stdout what there is to look at, on stderr the sums and how to go on."""
    from kb.review.importing.import_report import COLUMNS

    form = TABLES.choose(form, output)
    # Of what needs nothing more, a table for people shows so many; the other forms show all.
    rows = list(report.rows())
    limited = rows if form is not OutputFormat.TABLE or output else list(_shortened(rows))
    if rows or output is not None:
        show(COLUMNS, limited, form, output)
    _tell(report)


def _tell(report: ImportReport) -> None:
    for line in _sentences(report):
        note(line)
    if not report.is_kept:
        note("This was a dry run: all of it is taken back, and nothing was written.")


SHOWN = 20
"""Rows of a finding that need no one to do anything, in a table for people."""


def _shortened(rows: list[tuple[str | None, ...]]) -> Iterator[tuple[str | None, ...]]:
    """The rows, of known, merged and tied ones only the first, with how many more there are."""
    from collections import Counter

    seen: Counter[str] = Counter()
    for row in rows:
        finding = str(row[0])
        seen[finding] += 1
        if seen[finding] <= SHOWN or finding in ("not read", "notice", "to judge"):
            yield row
    for finding, number in seen.items():
        if number > SHOWN and finding not in ("not read", "notice", "to judge"):
            yield (finding, f"... and {number - SHOWN} more", None, "--format csv lists all", None)


def _sentences(report: ImportReport) -> Iterator[str]:
    counts = report.counts()
    for file in report.files:
        yield from _file_sentences(file)
    if not counts["runs"]:
        return
    yield (
        f"Publications: {counts['candidates']}; repeated records: {counts['repeated']}."
        f" Found in this review before: {counts['seen']}; known references: {counts['known']},"
        f" of them {counts['in_policy']} in the policy;"
        f" excluded by an earlier review: {counts['excluded_before']}."
    )
    if grave := [f"{words}: {counts[name]}" for name, words in _GRAVE.items() if counts[name]]:
        yield f"{'; '.join(grave)}. They stay in the list, and are marked and shown first when screened."
    if report.is_kept:
        yield from _next_steps(report, counts["doubtful"])
    elif counts["doubtful"]:
        yield f"Pairs to judge: {counts['doubtful']}."


_GRAVE = {"retracted": "Retracted", "concerns": "Under an expression of concern", "corrected": "Corrected"}


def _next_steps(report: ImportReport, doubtful: int) -> Iterator[str]:
    for name in sorted({name for notice in report.notices for name in notice.files}):
        yield f"Notices about our references that are not entered yet. Next: kb check --notices {name}"
    if doubtful:
        yield f"Pairs to judge: {doubtful}. Next: kb review duplicates --policy {report.policy}"
    else:
        yield f"Next: kb review screen {report.policy}"


def _file_sentences(file: ImportedFile) -> Iterator[str]:
    """What was done with one file."""
    if file.origin is None:
        yield f"{file.file}: was imported before, as run {file.number}. Nothing was done again."
        yield f"Is something recorded wrongly of it? kb review run {file.number} --source NAME --because TEXT"
        return
    read, reported = file.read, file.origin.found
    unread = f", {len(read.unread)} of them not read" if read.unread else ""
    asked = "" if reported in (None, read.records) else f" ({reported} were found)"
    yield f"Run {file.number}, {file.origin.source}: {read.records} records of {file.file}{unread}{asked}."
    if file.origin.source == "not told":
        yield f"{file.file} does not tell which database it comes from. Next time say it: --source NAME."
    if read.outside:
        yield (
            f"{file.file}: what is outside of its records was left out and not counted"
            f" ({counted(len(read.outside), 'place')}, listed as `no record`)."
        )
    if read.remarks:
        yield f"In {read.remarks} of them something was mended or is missing; kept with each record."


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command("import")(import_files)
