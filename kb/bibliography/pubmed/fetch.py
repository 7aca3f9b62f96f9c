"""Getting the records of one listing, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kb.bibliography.pubmed.answers import HistoryKey
from kb.bibliography.pubmed.faults import HistoryGone, TemporaryFailure
from kb.bibliography.pubmed.find import PmidList
from kb.bibliography.pubmed.records import Framing, Records
from kb.bibliography.pubmed.server import Server

BATCH = 200
"""Records asked for at once, as NCBI recommends for efetch."""
_ASKED_AGAIN = 2
"""Times that missing records are asked for by PMID."""


@dataclass(slots=True)
class Fetch:
    """Gets the records of one listing, from PubMed's own list as long as it keeps it, else by PMID."""

    server: Server
    framing: Framing
    listing: PmidList

    def batch(self, first: int, due: Sequence[str]) -> Records:
        """The records that are due, each once; ``first`` is the place of their batch in the listing."""
        history, got = self.listing.history, dict[str, bytes]()
        if history and len(due) == min(BATCH, len(self.listing.pmids) - first):
            got = self._kept(history, first, due)
        for _ in range(1 + _ASKED_AGAIN):
            if not (left := [pmid for pmid in due if pmid not in got]):
                break
            got |= self._named(left)
        return list(got.items())

    def _kept(self, history: HistoryKey, first: int, due: Sequence[str]) -> dict[str, bytes]:
        fields = {
            "WebEnv": history.environment,
            "query_key": history.key,
            "retstart": str(first),
            "retmax": str(BATCH),
        }
        try:
            return _only(due, self._ask(fields, self.framing.read))
        except HistoryGone:
            self.listing = PmidList(self.listing.pmids, None)
            return {}

    def _named(self, due: Sequence[str]) -> dict[str, bytes]:
        def read(status: int, body: bytes) -> Records:
            try:
                return self.framing.read(status, body)
            except HistoryGone:
                raise TemporaryFailure("it speaks of a kept search where none was asked for.") from None

        return _only(due, self._ask({"id": ",".join(due), "retmax": str(len(due))}, read))

    def _ask(self, fields: Mapping[str, str], read: Callable[[int, bytes], Records]) -> Records:
        return self.server.ask("efetch.fcgi", {"db": "pubmed", **fields, **self.framing.fields}, read)


def _only(due: Sequence[str], records: Records) -> dict[str, bytes]:
    """The records that are due, the first of each: PubMed may send others, and one twice."""
    wanted, kept = set(due), dict[str, bytes]()
    for pmid, record in records:
        if pmid in wanted:
            kept.setdefault(pmid, record)
    return kept
