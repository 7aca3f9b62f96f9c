"""Finding the PMIDs of all records that match a question, however many they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kb.bibliography.pubmed.answers import HistoryKey, SearchAnswer, read_search
from kb.bibliography.pubmed.faults import TemporaryFailure
from kb.bibliography.pubmed.query import DateWindow, PubMedQuery
from kb.bibliography.pubmed.server import Server
from kb.errors import KbError

AT_MOST = 9_999
"""PMIDs that PubMed lists for one search: it refuses to go on from the 9,998th."""
MOST = 200_000
"""Records beyond which a query is no search for a review any more."""

Progress = Callable[[int, int], None]
"""Called with how many there are so far, and how many there are in all."""


@dataclass(frozen=True, slots=True)
class PmidList:
    """PMIDs that one search has listed, and where PubMed keeps the same list."""

    pmids: tuple[str, ...]
    history: HistoryKey | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What PubMed has on a question."""

    count: int
    """Records that match, as PubMed counts them."""
    translation: str
    warnings: tuple[str, ...]
    listings: tuple[PmidList, ...]
    """One, or several by date when there are more than one search can list. None of them shares a PMID."""

    @property
    def pmids(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(pmid for listing in self.listings for pmid in listing.pmids)


def count(server: Server, question: PubMedQuery) -> SearchAnswer:
    """How many records match, and how PubMed understood the query; lists none. Raises NoAnswer."""
    return server.ask("esearch.fcgi", question.fields() | {"retmode": "json", "retmax": "0"}, read_search)


def find(server: Server, question: PubMedQuery, progress: Progress) -> SearchResult:
    """All PMIDs. Raises KbError when there are too many to list, NoAnswer when PubMed does not answer."""
    first = _search(server, question.fields())
    if first.count <= AT_MOST:
        listings = [_listing(first, set())]
    elif first.count > MOST:
        raise KbError(
            f"PubMed has {first.count:,} records for this query; more than {MOST:,} are not downloaded."
            " Narrow the query or the dates."
        )
    else:
        listings = list(_parted(server, question, first.count, progress))
    full = tuple(listing for listing in listings if listing.pmids)
    return SearchResult(first.count, first.translation, first.warnings, full)


def _search(server: Server, fields: Mapping[str, str]) -> SearchAnswer:
    """One search with its PMIDs. An answer that lists fewer than it counts is no answer."""

    def read(status: int, body: bytes) -> SearchAnswer:
        answer = read_search(status, body)
        listed, due = len(set(answer.pmids)), min(answer.count, AT_MOST)
        if listed < due:
            raise TemporaryFailure(f"it counts {answer.count} records and lists {listed}.")
        return answer

    more = {"retmode": "json", "retmax": str(AT_MOST), "usehistory": "y"}
    return server.ask("esearch.fcgi", {**fields, **more}, read)


def _parted(server: Server, question: PubMedQuery, total: int, progress: Progress) -> Iterator[PmidList]:
    """Listings by date that hold all records together. A record with two dates may be in two windows."""
    seen: set[str] = set()
    for answer in _by_window(server, question, question.widest()):
        listing = _listing(answer, seen)
        seen.update(listing.pmids)
        progress(len(seen), total)
        yield listing
    if len(seen) < total:
        raise KbError(
            f"PubMed counts {total:,} records, and lists {len(seen):,} of them when asked year by year."
            " Repeat the command; if it stays so, narrow the dates."
        )


def _listing(answer: SearchAnswer, seen: set[str]) -> PmidList:
    """The new PMIDs; PubMed's list of them only serves where it is the same as ours."""
    new = tuple(dict.fromkeys(pmid for pmid in answer.pmids if pmid not in seen))
    return PmidList(new, answer.history if new == answer.pmids else None)


def _by_window(server: Server, question: PubMedQuery, window: DateWindow) -> Iterator[SearchAnswer]:
    halves = window.halves()
    if halves is None:
        raise KbError(
            f"PubMed has more than {AT_MOST:,} records for this query on {window.since} alone, which is more"
            " than it lists. Narrow the query."
        )
    for half in halves:
        answer = _search(server, question.fields(half))
        if answer.count > AT_MOST:
            yield from _by_window(server, question, half)
        else:
            yield answer
