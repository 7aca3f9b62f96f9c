"""The reference record of a citation, in the words of CSL-JSON, with the notices that its database knows."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from kb.bibliography.citation import Citation, CitationAuthor
from kb.bibliography.notices import notices_of
from kb.bibliography.publication_dates import printed_range
from kb.bibliography.reference_notices import KnownReferences, match_notices, merge_notices
from kb.errors import KbError
from kb.records.references import CSL_TYPES, IdentifiersEntry, NoticeEntry, ReferenceRecord

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")


def reference_of(citation: Citation, key: str) -> ReferenceRecord:
    """The reference record of a citation. Raises KbError when the citation is too poor to make one."""
    if not citation.title:
        raise KbError(
            f"The export gives no title for {key}. Write references/{key}.yaml by hand, and load it."
        )
    identifiers = _identifiers(citation)
    data = {
        "reference": key,
        "identifiers": identifiers,
        "csl": _csl(citation),
        "notices": _notices(citation, key, identifiers),
    }
    try:
        return ReferenceRecord.model_validate(data)
    except ValidationError as error:
        wrong = "; ".join(f"{item['loc'][-1]}: {item['msg']}" for item in error.errors())
        raise KbError(f"The citation of {key} makes no reference ({wrong}). Write it by hand.") from error


def _csl(citation: Citation) -> dict[str, Any]:
    kind = citation.type if citation.type in CSL_TYPES else None
    fields: dict[str, Any] = {
        "type": kind or ("article-journal" if citation.journal or citation.pmid else "document"),
        "title": citation.title,
        "author": tuple(_author(author) for author in citation.authors if author.family or author.literal),
        "container-title": citation.journal_abbreviation or citation.journal,
        "publisher": citation.publisher,
        "issued-text": _printed_date(citation),
        "issued": citation.issued if citation.issued and _DATE.fullmatch(citation.issued) else None,
        "volume": citation.volume,
        "issue": citation.issue,
        "page": citation.pages,
    }
    if citation.authors_truncated and fields["author"]:
        fields["author-truncated"] = True
    return {name: value for name, value in fields.items() if value}


def _printed_date(citation: Citation) -> str | None:
    """A season or a range of dates, and the words of an undated publication (in press)."""
    printed = citation.issued_text or ""
    words = printed if not citation.issued and re.search(r"[^\W\d_]{3}", printed[:40]) else None
    return printed_range(printed) or words


def _author(author: CitationAuthor) -> dict[str, str]:
    if not author.family:
        return {"literal": author.literal or ""}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {name: part for name, part in parts.items() if part}


def _identifiers(citation: Citation) -> dict[str, str]:
    """Identifiers that can be those of a publication; what an export garbled is left out."""
    fields = {}
    wanted = {"pmid": citation.pmid, "pmcid": citation.pmcid, "doi": citation.doi}
    for scheme, value in wanted.items():
        try:
            if value:
                fields[scheme] = str(getattr(IdentifiersEntry.model_validate({scheme: value}), scheme))
        except ValidationError:
            continue
    return fields


def _notices(citation: Citation, key: str, identifiers: dict[str, str]) -> tuple[NoticeEntry, ...]:
    """Notices about the publication itself; those that it is, about another one, are not its own."""
    named = {(scheme, value): key for scheme, value in identifiers.items() if scheme in ("pmid", "doi")}
    ours = KnownReferences(named, {key: dict(named)}, ())
    return merge_notices((), match_notices(ours, notices_of(citation)).entries.get(key, []))
