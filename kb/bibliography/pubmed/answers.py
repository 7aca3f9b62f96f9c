"""What PubMed answers to a search: how many, which, how it understood the query, what it did not find.

Source of the fields: esearch, retmode=json (The E-utilities In-Depth, NCBI Bookshelf NBK25499).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.bibliography.pubmed.faults import TemporaryFailure
from kb.errors import KbError


@dataclass(frozen=True, slots=True)
class HistoryKey:
    """A list of PMIDs that PubMed keeps for us for some hours."""

    environment: str
    key: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The answer to one search."""

    count: int
    """Records that match, whether their PMIDs were listed or not."""
    pmids: tuple[str, ...]
    """Listed ones, in PubMed's order."""
    history: HistoryKey | None
    translation: str
    """The query as PubMed understood it; empty when it does not say."""
    warnings: tuple[str, ...]
    """Words for the person: what was not found or left out of the query."""


_WARNINGS = {
    "phrasesnotfound": "PubMed does not know the phrase {!r} and left it out.",
    "fieldsnotfound": "PubMed does not know the search field {!r}.",
    "phrasesignored": "PubMed ignored the word {!r}.",
    "quotedphrasesnotfound": "PubMed has no phrase {} in its index and took the words one by one.",
    "outputmessages": "PubMed says: {}",
}


def read_search(status: int, body: bytes) -> SearchAnswer:
    """The answer in the body of an esearch.

    Raises TemporaryFailure when it is none, KbError when PubMed refuses us.
    """
    data = _object(status, body)
    result = data.get("esearchresult")
    complaint = server_message(data.get("error")) or (
        server_message(result.get("ERROR")) if isinstance(result, dict) else ""
    )
    if re.search(r"api[ -]key", complaint, re.IGNORECASE) and status == 400:
        raise KbError(
            f"PubMed refuses the API key ({complaint}). Correct KB_PUBMED_API_KEY, or leave it out."
        )
    if complaint:
        raise TemporaryFailure(f"it says: {complaint}.")
    if status != 200 or not isinstance(result, dict):
        raise TemporaryFailure(f"status {status}, without a result.")
    try:
        return SearchAnswer(
            count=int(result["count"]),
            pmids=tuple(str(int(pmid)) for pmid in result.get("idlist", ())),
            history=_history(result),
            translation=str(result.get("querytranslation") or ""),
            warnings=tuple(_warnings(result)),
        )
    except (KeyError, TypeError, ValueError):
        raise TemporaryFailure("its search result lacks the count, or lists what are no PMIDs.") from None


def server_message(value: object) -> str:
    """A message of the server, fit to be shown: one line, not too long, without a full stop."""
    text = re.sub(r"[\x00-\x20\x7f-\x9f]+", " ", str(value or "")).strip().rstrip(".")
    return text if len(text) <= 200 else f"{text[:200]} ..."


def _object(status: int, body: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(body.decode("utf-8", errors="replace"), strict=False)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        match = re.search(rb"<ERROR>([^<]*)", body)
        complaint = server_message(match[1].decode("utf-8", errors="replace")) if match else ""
        raise TemporaryFailure(
            f"it says: {complaint}." if complaint else f"status {status}, and what came is no search result."
        )
    return data


def _history(result: Mapping[str, Any]) -> HistoryKey | None:
    environment, key = result.get("webenv"), result.get("querykey")
    return HistoryKey(str(environment), str(key)) if environment and key else None


def _warnings(result: Mapping[str, Any]) -> Iterator[str]:
    for place in ("errorlist", "warninglist"):
        lists = result.get(place)
        for name, values in lists.items() if isinstance(lists, dict) else ():
            for value in values if isinstance(values, list) else ():
                yield _WARNINGS.get(name, "PubMed says: {}").format(server_message(value))
