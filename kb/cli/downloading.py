"""Asking PubMed and downloading what it finds, with what a person is told meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kb.cli.terminal import note
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.bibliography.pubmed.answers import SearchAnswer
    from kb.bibliography.pubmed.download import Download, Downloaded, DownloadOrder
    from kb.bibliography.pubmed.query import PubMedQuery
    from kb.bibliography.pubmed.server import Server


def preview(server: Server, asked: PubMedQuery) -> None:
    """Say how many records there are, and how PubMed reads the query."""
    from kb.bibliography.pubmed.find import count

    answer: SearchAnswer = count(server, asked)
    typer.echo(f"Records: {answer.count}")
    typer.echo(f"PubMed reads: {answer.translation or '(it does not say)'}")
    _warn(asked, answer.warnings)


def _warn(asked: PubMedQuery, warnings: tuple[str, ...]) -> None:
    oddities = tuple(asked.oddities())
    for words in (*oddities, *warnings):
        note(words)
    if oddities or warnings:
        note("Compare what PubMed reads with what you mean.")


def carry_out(server: Server, order: DownloadOrder, *, fresh: bool) -> None:
    """Search and download, or go on with what was interrupted."""
    from kb.bibliography.pubmed.download import run, unfinished
    from kb.bibliography.pubmed.provenance import write_provenance
    from kb.cli.progress import showing_progress

    download = None if fresh else unfinished(order, server.address)
    if download is None:
        download = _search(server, order)
    else:
        here, when = len(download.journal.pmids), download.search["searched_at"]
        note(f"Going on with the search of {when}: {here:,} of {download.total:,} records are here.")
    if download is None:
        return
    try:
        with showing_progress("Downloading") as progress:
            done = run(server, download, progress)
    except (KbError, KeyboardInterrupt):
        here = len(download.journal.pmids)
        note(f"{here:,} of {download.total:,} records are kept; the same command goes on from there.")
        raise
    target = write_provenance(order.file, done.search, done.records, done.missing, done.sha256)
    download.journal.forget()
    _tell(done, order.file, target)


def _search(server: Server, order: DownloadOrder) -> Download | None:
    """What PubMed found, ready to be downloaded; None when it is nothing, which is recorded all the same."""
    from kb.bibliography.pubmed.download import search_data, start
    from kb.bibliography.pubmed.find import find
    from kb.bibliography.pubmed.provenance import write_provenance
    from kb.cli.progress import showing_progress

    with showing_progress("Searching") as progress:
        result = find(server, order.question, progress)
    note(f"PubMed has {result.count:,} record{'' if result.count == 1 else 's'}.")
    note(f"PubMed reads: {result.translation or '(it does not say)'}")
    _warn(order.question, result.warnings)
    if result.listings:
        return start(order, result, server.address)
    if order.file.exists():
        raise KbError(f"{order.file} holds the records of another search; this one found none. Name another.")
    target = write_provenance(order.file, search_data(order, result, server.address), 0, (), None)
    note(f"There is nothing to import. {target} records the search.")
    return None


def _tell(done: Downloaded, file: Path, target: Path) -> None:
    records = f"{done.records:,} record{'' if done.records == 1 else 's'}"
    note(f"Wrote {records} to {file}, and the search to {target}.")
    if done.missing:
        note(f"Left out, because PubMed did not send them: PMID {', '.join(done.missing)}.")
    for remark in done.remarks:
        note(f"The import will keep this one aside: {remark}")
