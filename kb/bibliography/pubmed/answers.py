"""What PubMed answers to a search: how many, which, how it understood the query, what it did not find.

Source of the fields: esearch, retmode=json (The E-utilities In-Depth, NCBI Bookshelf NBK25499).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.bibliography.pubmed.faults import Passing
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
    """The answer in the body of an esearch. Raises Passing when it is none, KbError when it refuses us."""
    data = _object(status, body)
    result = data.get("esearchresult")
    said = said_in(data.get("error")) or (said_in(result.get("ERROR")) if isinstance(result, dict) else "")
    if re.search(r"api[ -]key", said, re.IGNORECASE) and status == 400:
        raise KbError(f"PubMed refuses the API key ({said}). Correct KB_PUBMED_API_KEY, or leave it out.")
    if said:
        raise Passing(f"it says: {said}.")
    if status != 200 or not isinstance(result, dict):
        raise Passing(f"status {status}, without a result.")
    try:
        return SearchAnswer(
            count=int(result["count"]),
            pmids=tuple(str(int(pmid)) for pmid in result.get("idlist", ())),
            history=_history(result),
            translation=str(result.get("querytranslation") or ""),
            warnings=tuple(_warnings(result)),
        )
    except (KeyError, TypeError, ValueError):
        raise Passing("its search result lacks the count, or lists what are no PMIDs.") from None


def said_in(value: object) -> str:
    """A message of the server, fit to be shown: one line, not too long, without a full stop."""
    text = re.sub(r"[\x00-\x20\x7f-\x9f]+", " ", str(value or "")).strip().rstrip(".")
    return text if len(text) <= 200 else f"{text[:200]} ..."


def _object(status: int, body: bytes) -> Mapping[str, Any]:
    try:
        data = json.loads(body.decode("utf-8", errors="replace"), strict=False)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        found = re.search(rb"<ERROR>([^<]*)", body)
        said = said_in(found[1].decode("utf-8", errors="replace")) if found else ""
        raise Passing(f"it says: {said}." if said else f"status {status}, and what came is no search result.")
    return data


def _history(result: Mapping[str, Any]) -> HistoryKey | None:
    environment, key = result.get("webenv"), result.get("querykey")
    return HistoryKey(str(environment), str(key)) if environment and key else None


def _warnings(result: Mapping[str, Any]) -> Iterator[str]:
    for place in ("errorlist", "warninglist"):
        lists = result.get(place)
        for name, values in lists.items() if isinstance(lists, dict) else ():
            for value in values if isinstance(values, list) else ():
                yield _WARNINGS.get(name, "PubMed says: {}").format(said_in(value))
