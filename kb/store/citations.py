"""References in the house citation style, by way of CSL.

The style is ``kb.csl`` next to this module; the output is Markdown with the journal in italics.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from kb.bibliography.citation import CitationAuthor
from kb.bibliography.cleaning import clean
from kb.bibliography.csl_styles import CslStyle
from kb.bibliography.printed_names import printed_name
from kb.bibliography.publication_dates import printed_range
from kb.records.references import AuthorEntry, IdentifiersEntry, ReferenceRecord
from kb.store.rows import RecordRows
from kb.store.special import RecordNames, SpecialMapping, SpecialTable

STYLE = Path(__file__).with_name("kb.csl")


def cite(reference: ReferenceRecord) -> str:
    """The reference as one line of Markdown."""
    [entry] = _style().formatted([_csl_json(reference)])
    return _mended(entry, _is_article(reference))


@lru_cache(maxsize=1)
def _style() -> CslStyle:
    return CslStyle(STYLE)


def _csl_json(reference: ReferenceRecord) -> dict[str, Any]:
    csl = reference.csl
    names: list[dict[str, str]] = [_name(author) for author in csl.author]
    if csl.authors_truncated:
        # In place of the authors that our source does not name; a fourth name is printed as et al anyway.
        names.append({"family": "et al"})
    printed = csl.issued_text and (printed_range(csl.issued_text) or csl.issued_text)
    fields: dict[str, Any] = {
        "id": reference.reference,
        "type": csl.type,
        "title": clean(csl.title),
        "author": names,
        "container-title": csl.container_title,
        "publisher": csl.publisher,
        "issued": None if printed else _date(csl.issued),
        "status": printed,
        "volume": csl.volume,
        "issue": csl.issue,
        "page": csl.page,
        "note": csl.note,
        "genre": csl.genre,
        "version": csl.version,
        "number": csl.number,
        "URL": csl.url,
        "accessed": _date(csl.accessed),
        "PMID": reference.identifiers.pmid,
        "DOI": reference.identifiers.doi,
    }
    return {name: value for name, value in fields.items() if value}


def _name(author: AuthorEntry) -> dict[str, str]:
    """The name in one piece: what styles do to its parts is done already."""
    name = CitationAuthor(author.family, author.given, author.suffix, author.literal)
    return {"family": printed_name(name)}


def _date(date: str | None) -> dict[str, Any] | None:
    return None if date is None else {"date-parts": [[int(part) for part in date.split("-")]]}


def _is_article(reference: ReferenceRecord) -> bool:
    return reference.csl.type.startswith("article-")


def _mended(text: str, is_article: bool) -> str:
    """What is left to do: dashes in page ranges, and the final stop."""
    text = text.replace("\u2013", "-")
    if is_article and re.search(r"(PMID \d+|doi:\S+)$", text):
        return text
    return text if text.endswith(".") else f"{text}."


def _add_identifiers(rows: RecordRows, reference: ReferenceRecord, names: RecordNames) -> None:
    rows.only_row("reference")["citation_text"] = cite(reference)
    for scheme, value in reference.identifiers.model_dump(exclude_none=True).items():
        values = {"reference_id": reference.reference, "scheme": scheme, "value": value}
        rows.add("reference_identifier", f"{scheme}:{value}", values, ("identifiers", scheme))


def _read_identifiers(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    data["identifiers"] = {row["scheme"]: row["value"] for row in rows.of("reference_identifier")}


REFERENCE_IDENTIFIERS = SpecialMapping(
    {IdentifiersEntry: ("pmid", "pmcid", "doi", "isbn")},
    {"reference": SpecialTable(), "reference_identifier": SpecialTable()},
    _add_identifiers,
    _read_identifiers,
)
