"""Citations as items of CSL-JSON: what reference managers read, and what CSL styles format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kb.bibliography.citation import Citation, CitationAuthor
from kb.bibliography.publication_dates import printed_range, season_name

_SEASONS = {name: number for number in range(1, 5) if (name := season_name(str(number)))}


def written_csl_json(citations: Iterable[tuple[str, Citation]]) -> Iterator[str]:
    """The items as one array, an item a line."""
    before = "[\n"
    for key, citation in citations:
        yield before + json.dumps(csl_item(key, citation), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def csl_item(key: str, citation: Citation) -> dict[str, Any]:
    """A citation as an item of CSL-JSON; what it does not give is left out."""
    authors = [_name(author) for author in citation.authors]
    if citation.authors_truncated:
        authors.append({"literal": "et al."})
    fields: dict[str, Any] = {
        "id": key,
        "type": citation.type or ("article-journal" if citation.journal else "document"),
        "title": citation.title,
        "original-title": citation.original_title,
        "author": authors,
        "container-title": citation.journal,
        "container-title-short": citation.journal_abbreviation,
        "publisher": citation.publisher,
        "issued": _issued(citation),
        "volume": citation.volume,
        "issue": citation.issue,
        "page": citation.pages,
        "abstract": citation.abstract,
        "language": _one_or_all(citation.languages),
        "keyword": _keywords(citation.keywords),
        "DOI": citation.doi,
        "PMID": citation.pmid,
        "PMCID": citation.pmcid,
        "ISSN": ", ".join(citation.issns),
        "ISBN": ", ".join(citation.isbns),
        "URL": _one_or_all(citation.urls),
        "source": citation.database,
    }
    fields |= {name: citation.extra.get(name, ("",))[0] for name in ("version", "number", "genre", "note")}
    fields["note"] = "\n".join(
        filter(None, (fields["note"], *(one for one in citation.registrations if one not in fields["note"])))
    )
    if accessed := citation.extra.get("accessed"):
        fields["accessed"] = {"date-parts": [[int(part) for part in accessed[0].split("-")]]}
    return {name: value for name, value in fields.items() if value}


def _name(author: CitationAuthor) -> dict[str, str]:
    if author.literal is not None:
        return {"literal": author.literal}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {name: part for name, part in parts.items() if part}


def _issued(citation: Citation) -> dict[str, Any] | None:
    """The date in parts, and what is printed instead where that is a season, a range or words."""
    text = citation.issued_text or ""
    printed = printed_range(text) or (text if not citation.issued else "")
    if citation.issued is None:
        return {"literal": printed} if printed else None
    date: dict[str, Any] = {"date-parts": [[int(part) for part in citation.issued.split("-")]]}
    season, _, year = printed.partition(" ")
    if season in _SEASONS and year == citation.issued[:4]:
        return date | {"season": _SEASONS[season]}
    return date | {"literal": printed} if printed else date


def _one_or_all(values: tuple[str, ...]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


def _keywords(keywords: tuple[str, ...]) -> str:
    """Keywords with commas, as CSL has them; with semicolons where one holds a comma."""
    return "; ".join((*keywords, "")) if any("," in word for word in keywords) else ", ".join(keywords)
