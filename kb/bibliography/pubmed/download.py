"""Downloading the records of a search to a file that is there whole or not at all.

The list of PMIDs is the measure: a record that does not come is asked for again by its PMID, and named
when it still does not come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kb.bibliography.pubmed.fetch import BATCH, Fetch
from kb.bibliography.pubmed.find import PmidList, Progress, SearchResult
from kb.bibliography.pubmed.journal import Journal, begin, resume
from kb.bibliography.pubmed.query import PubMedQuery
from kb.bibliography.pubmed.records import FRAMINGS, Form, Framing
from kb.bibliography.pubmed.server import Server
from kb.bibliography.pubmed.verify import sha256_of, verify
from kb.errors import KbError


@dataclass(frozen=True, slots=True)
class DownloadOrder:
    """What is to be written where."""

    question: PubMedQuery
    file: Path
    form: Form
    leave_out_missing: bool = False
    """Finish the file also when PubMed does not send some of the records it listed."""

    def as_data(self, address: str) -> dict[str, Any]:
        """What makes it the same order again, as JSON."""
        window = self.question.window
        return {
            "query": self.question.query,
            "since": window.since.isoformat() if window else None,
            "until": window.until.isoformat() if window else None,
            "date_type": self.question.date_type.value if window else None,
            "form": self.form.value,
            "address": address,
        }


@dataclass(slots=True)
class Download:
    """A download under way. Made by :func:`start` or :func:`unfinished`."""

    order: DownloadOrder
    journal: Journal
    listings: Sequence[PmidList]

    @property
    def search(self) -> Mapping[str, Any]:
        """``order``, ``searched_at`` (UTC), ``count``, ``translation``, ``warnings`` and ``pmids``."""
        return self.journal.search

    @property
    def total(self) -> int:
        """Records to download."""
        return sum(len(listing.pmids) for listing in self.listings)


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A finished file."""

    search: Mapping[str, Any]
    """As in :class:`Download`."""
    records: int
    missing: tuple[str, ...]
    """PMIDs that PubMed listed and did not send."""
    sha256: str
    """Of the file."""
    remarks: tuple[str, ...] = ()
    """What was odd when it was read again."""


def unfinished(order: DownloadOrder, address: str) -> Download | None:
    """The interrupted download of this order; None when there is none.

    Raises KbError when an interrupted download of something else is in its place.
    """
    journal = resume(order.file)
    if journal is None:
        return None
    earlier = journal.search["order"]
    if order.as_data(address) != earlier:
        dates = f", {earlier['since']} to {earlier['until']}" if earlier["since"] else ""
        raise KbError(
            f"{journal.part} is an unfinished download of another search or in another form"
            f" ({earlier['query']}{dates}). Finish it with its own command, name another file, or discard it"
            " with --fresh."
        )
    return Download(order, journal, [PmidList(tuple(journal.search["pmids"]), None)])


def search_data(order: DownloadOrder, result: SearchResult, address: str) -> dict[str, Any]:
    """What was asked and answered just now, as JSON: see :attr:`Download.search`."""
    return {
        "order": order.as_data(address),
        "searched_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "count": result.count,
        "translation": result.translation,
        "warnings": list(result.warnings),
        "pmids": list(result.pmids),
    }


def start(order: DownloadOrder, result: SearchResult, address: str) -> Download:
    """Write what was found next to the file; from now on the download can be interrupted."""
    return Download(order, begin(order.file, search_data(order, result, address)), result.listings)


def run(server: Server, download: Download, progress: Progress) -> Downloaded:
    """Download what is not here yet, read the file again, and give it its name.

    The state next to the file stays until :meth:`Journal.forget`. Raises NoAnswer when PubMed does not answer
    any more, KbError when records are missing or the file does not read back with what was downloaded.
    """
    journal, framing = download.journal, FRAMINGS[download.order.form]
    if journal.finished:
        return _finished(download, journal.finished, verify(journal.file, journal.pmids))
    journal.open(framing.head)
    _complete(server, download, framing, progress)
    missing = _missing(download)
    if missing and not download.order.leave_out_missing:
        raise KbError(_which(missing, download.total))
    file = journal.close(framing.foot)
    remarks = verify(file, journal.pmids)
    journal.finish(sha256_of(file))
    return _finished(download, journal.finished or "", remarks)


def _complete(server: Server, download: Download, framing: Framing, progress: Progress) -> None:
    journal, here = download.journal, set(download.journal.pmids)
    progress(len(here), download.total)
    for listing in download.listings:
        fetch = Fetch(server, framing, listing)
        for first in range(0, len(listing.pmids), BATCH):
            due = [pmid for pmid in listing.pmids[first : first + BATCH] if pmid not in here]
            if due:
                journal.add(records := fetch.batch(first, due))
                here.update(pmid for pmid, _ in records)
                progress(len(here), download.total)


def _missing(download: Download) -> tuple[str, ...]:
    here = set(download.journal.pmids)
    return tuple(pmid for pmid in download.search["pmids"] if pmid not in here)


def _which(missing: Sequence[str], total: int) -> str:
    shown = ", ".join(missing[:20]) + (f" and {len(missing) - 20} more" if len(missing) > 20 else "")
    return (
        f"PubMed was asked for {total:,} records and did not send {len(missing):,} of them, though asked"
        f" again: PMID {shown}. What came is kept: repeat the command to ask for the rest. Should it stay so,"
        " look them up on the site; --leave-out-missing writes the file without them."
    )


def _finished(download: Download, sha256: str, remarks: Sequence[str]) -> Downloaded:
    missing = _missing(download)
    records = download.total - len(missing)
    return Downloaded(download.search, records, missing, sha256, tuple(remarks))
