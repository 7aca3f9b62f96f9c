"""Citations as EndNote's XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from kb.bibliography.citation import Citation
from kb.bibliography.formats.endnote_xml import CSL_TYPES
from kb.bibliography.printed_names import written_name
from kb.bibliography.publication_dates import printed_range

_TYPES = {kind: name for name, kind in reversed(CSL_TYPES.items())}
_NUMBERS = {
    "Journal Article": 17,
    "Magazine Article": 19,
    "Newspaper Article": 23,
    "Book": 6,
    "Book Section": 5,
    "Conference Paper": 47,
    "Report": 27,
    "Standard": 58,
    "Thesis": 32,
    "Dataset": 59,
    "Web Page": 12,
    "Blog": 56,
    "Unpublished Work": 34,
    "Patent": 25,
    "Generic": 13,
}
"""Reference type -> the number by which EndNote knows it."""
_NO_XML = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def written_endnote_xml(citations: Iterable[tuple[str, Citation]]) -> Iterator[str]:
    """The citations as one XML document, a record at a time."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n'
    for key, citation in citations:
        yield f"<record>{''.join(_parts(key, citation))}</record>\n"
    yield "</records></xml>\n"


def _parts(key: str, citation: Citation) -> Iterator[str]:
    usual = "Journal Article" if citation.journal or citation.type is None else "Generic"
    kind = _TYPES.get(citation.type or "", usual)
    yield f"<ref-type name={quoteattr(kind)}>{_NUMBERS.get(kind, 13)}</ref-type>"
    names = [written_name(author) for author in citation.authors]
    names += ["et al."] if citation.authors_truncated else []
    yield _around("contributors", _around("authors", _elements("author", names)))
    yield _around("titles", _element("title", citation.title), _element("secondary-title", citation.journal))
    periodical = _element("full-title", citation.journal), _element("abbr-1", citation.journal_abbreviation)
    yield _around("periodical", *periodical)
    yield _element("pages", citation.pages) + _element("volume", citation.volume)
    yield _element("number", citation.issue)
    yield _around("keywords", _elements("keyword", citation.keywords))
    yield _around("dates", *_dates(citation))
    yield _element("publisher", citation.publisher)
    yield _elements("isbn", (*citation.issns, *citation.isbns))
    is_of_pubmed = citation.pmid is not None and (citation.database or "PubMed") == "PubMed"
    yield _element("accession-num", citation.pmid if is_of_pubmed else citation.accession)
    yield _elements("electronic-resource-num", citation.dois)
    yield _element("abstract", citation.abstract)
    yield _element("label", key)
    yield _elements("work-type", citation.publication_types)
    yield _elements("custom1", citation.registrations) + _element("custom2", citation.pmcid)
    yield _element("remote-database-name", "PubMed" if is_of_pubmed else citation.database)
    yield _elements("language", citation.languages)
    address = (
        [] if is_of_pubmed or not citation.pmid else [f"https://pubmed.ncbi.nlm.nih.gov/{citation.pmid}/"]
    )
    yield _around("urls", _around("related-urls", _elements("url", (*citation.urls, *address))))


def _element(name: str, text: str | None) -> str:
    return f"<{name}>{escape(_NO_XML.sub('', text))}</{name}>" if text else ""


def _elements(name: str, texts: Iterable[str]) -> str:
    return "".join(_element(name, text) for text in texts)


def _around(name: str, *parts: str) -> str:
    inner = "".join(parts)
    return f"<{name}>{inner}</{name}>" if inner else ""


def _dates(citation: Citation) -> Iterator[str]:
    """The year, and the rest of the date: ``Mar 12``, ``Spring``; a range over two years whole."""
    from kb.bibliography.formats.tagged_writing import pubmed_date

    if citation.issued is None:
        yield _element("year", citation.issued_text)
        return
    year = citation.issued[:4]
    yield _element("year", year)
    printed = printed_range(citation.issued_text or "") or pubmed_date(citation)
    words = printed.removesuffix(f" {year}").removeprefix(year).strip()
    whole = printed if re.search(r"\d{4}", words) else words
    yield _around("pub-dates", _element("date", whole))
