"""Citations as lines with tags: RIS, and PubMed's text format (NBIB)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.bibliography.citation import Citation
from kb.bibliography.formats.ris_fields import CSL_TYPES
from kb.bibliography.links import KIND_OF_TAG
from kb.bibliography.printed_names import printed_name, written_name
from kb.bibliography.publication_dates import printed_range

_RIS_TYPES = {kind: tag for tag, kind in reversed(CSL_TYPES.items())}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TAG_OF_KIND = {kind: tag for tag, kind in KIND_OF_TAG.items()}
_TWO_PAGES = re.compile(r"([^-]+)-([^-]+)")

Lines = Iterator[tuple[str, str | None]]


def written_ris(citations: Iterable[tuple[str, Citation]]) -> Iterator[str]:
    """The citations as RIS, a record at a time."""
    for key, citation in citations:
        yield "".join(_tagged(_ris(key, citation), "{:<2}  - {}\n")) + "ER  - \n\n"


def written_nbib(citations: Iterable[tuple[str, Citation]]) -> Iterator[str]:
    """The citations as PubMed writes them; one that is not in PubMed has an empty PMID."""
    for _, citation in citations:
        yield f"PMID- {citation.pmid or ''}\n" + "".join(_tagged(_nbib(citation), "{:<4}- {}\n")) + "\n"


def _tagged(lines: Lines, form: str) -> Iterator[str]:
    return (form.format(tag, " ".join(value.split())) for tag, value in lines if value)


def _ris(key: str, citation: Citation) -> Lines:
    usual = "JOUR" if citation.journal or citation.type is None else "GEN"
    yield "TY", _RIS_TYPES.get(citation.type or "", usual)
    yield "ID", key
    yield "TI", citation.title
    yield "OP", citation.original_title
    yield from (("AU", written_name(author)) for author in citation.authors)
    yield "AU", "et al." if citation.authors_truncated else None
    yield "T2", citation.journal
    yield "J2", citation.journal_abbreviation
    yield "PB", citation.publisher
    yield from _dates_of_ris(citation)
    yield "VL", citation.volume
    yield "IS", citation.issue
    pages = _TWO_PAGES.fullmatch(citation.pages or "")
    is_range = pages is not None and pages[1].strip() != pages[2].strip()
    yield "SP", pages[1] if pages and is_range else citation.pages
    yield "EP", pages[2] if pages and is_range else None
    yield "AB", citation.abstract
    yield from (("LA", language) for language in citation.languages)
    yield from (("M3", kind) for kind in citation.publication_types)
    yield from (("KW", word) for word in citation.keywords)
    yield from _numbers_of_ris(citation)


def _dates_of_ris(citation: Citation) -> Lines:
    """The year, and the date as RIS writes it: ``2015/03/12/``, ``2015///Spring``."""
    printed = printed_range(citation.issued_text or "")
    if citation.issued is None:
        yield "PY", citation.issued_text
        return
    year, *rest = citation.issued.split("-")
    yield "PY", year
    words = (printed or "").removesuffix(f" {year}")
    if printed and not re.search(r"\d{4}", words):
        yield "DA", f"{year}///{words}"
    elif printed or rest:
        yield "DA", printed or f"{year}/{'/'.join((*rest, '', '')[:2])}/"


def _numbers_of_ris(citation: Citation) -> Lines:
    is_of_pubmed = citation.pmid is not None and (citation.database or "PubMed") == "PubMed"
    yield "DB", "PubMed" if is_of_pubmed else citation.database
    yield "AN", citation.pmid if is_of_pubmed else citation.accession
    yield "C5", None if is_of_pubmed else citation.pmid
    yield "C2", citation.pmcid
    yield from (("N1", number) for number in citation.registrations)
    yield from (("DO", doi) for doi in citation.dois)
    yield from (("SN", number) for number in (*citation.issns, *citation.isbns))
    yield from (("UR", address) for address in citation.urls)


def _nbib(citation: Citation) -> Lines:
    yield "OWN", "NLM" if citation.pmid else None
    yield from (("IS", number) for number in citation.issns)
    yield from (("ISBN", number) for number in citation.isbns)
    yield "VI", citation.volume
    yield "IP", citation.issue
    yield "DP", pubmed_date(citation)
    title = citation.title or ""
    yield "TI", title if title.endswith(("?", "!")) or not title else f"{title}."
    yield "PG", citation.pages
    yield from (("LID", f"{doi} [doi]") for doi in citation.dois)
    yield "AB", citation.abstract
    for author in citation.authors:
        yield "CN" if author.literal else "FAU", written_name(author) if author.family else author.literal
        yield "AU", printed_name(author) if author.family else None
    yield "CN", "et al." if citation.authors_truncated else None
    yield from (("LA", language) for language in citation.languages)
    yield from (("SI", number) for number in citation.registrations)
    yield from (("PT", kind) for kind in citation.publication_types)
    yield "TT", citation.original_title
    yield "PB", citation.publisher
    yield "TA", citation.journal_abbreviation
    yield "JT", citation.journal
    yield from (("MH", heading) for heading in citation.mesh)
    yield from (("OT", word) for word in citation.keywords)
    yield "PMC", citation.pmcid
    for link in citation.links:
        numbered = f"{link.text or ''} PMID: {link.pmid}" if link.pmid else link.text
        yield _TAG_OF_KIND.get(link.kind, ""), numbered if link.kind in _TAG_OF_KIND else None
    place = f"{citation.volume or ''}({citation.issue or ''}):{citation.pages or ''}".replace("()", "")
    yield "SO", f"{citation.journal_abbreviation or citation.journal or ''}. {pubmed_date(citation)};{place}."


def pubmed_date(citation: Citation) -> str:
    """The date as PubMed prints it, the year first: ``2015 Mar 12``, ``2015 Spring``."""
    printed = printed_range(citation.issued_text or "")
    if citation.issued is None or printed:
        year, words = (citation.issued or "")[:4], printed or citation.issued_text or ""
        is_one_year = words.endswith(f" {year}") and len(re.findall(r"\d{4}", words)) == 1
        return f"{year} {words.removesuffix(f' {year}')}" if is_one_year else words
    year, *rest = citation.issued.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([year, *month, *(str(int(day)) for day in rest[1:])])
