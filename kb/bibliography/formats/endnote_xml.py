"""EndNote's XML export.

No kept reader of it exists. Every text is in ``<style>`` elements, which carry fonts and are dropped;
a raised style keeps its meaning in numbers. A group of authors ends with a comma, as EndNote wants it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kb.bibliography.author_names import people
from kb.bibliography.citation import Citation, Format, Malformed, RecordPlace
from kb.bibliography.cleaning import clean, clean_pages, clean_title, clean_word
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.record_reader import Remarks, insist_on_contents
from kb.bibliography.formats.xml_parsing import Element
from kb.bibliography.formats.xml_reader import XmlFormat, read_elements
from kb.bibliography.identifiers import (
    dois_of,
    isbns_of,
    issns_of,
    pmcid_of,
    pmid_of,
    pmid_of_address,
    registrations_of,
)
from kb.bibliography.publication_dates import iso_date

FORMAT = Format.ENDNOTE_XML
CSL_TYPES = {
    "Journal Article": "article-journal",
    "Electronic Article": "article-journal",
    "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper",
    "Book": "book",
    "Edited Book": "book",
    "Electronic Book": "book",
    "Book Section": "chapter",
    "Electronic Book Section": "chapter",
    "Conference Paper": "paper-conference",
    "Conference Proceedings": "paper-conference",
    "Report": "report",
    "Government Document": "report",
    "Standard": "standard",
    "Thesis": "thesis",
    "Dataset": "dataset",
    "Web Page": "webpage",
    "Blog": "post-weblog",
    "Unpublished Work": "manuscript",
    "Patent": "patent",
}
"""Reference type of EndNote -> kind of publication as CSL names it; others are a document."""

_AROUND = frozenset(
    (
        *("authors", "secondary-authors", "tertiary-authors", "subsidiary-authors", "translated-authors"),
        *("periodical", "alt-periodical", "pub-dates", "copyright-dates"),
    )
)
_WITHIN = frozenset(("author", "full-title", "abbr-1", "date"))
"""Elements that mean something else in each of those."""

_READ = frozenset(
    (
        *("database", "source-app", "ref-type", "authors/author", "title", "secondary-title", "pages"),
        *("periodical/full-title", "periodical/abbr-1", "volume", "number", "year", "pub-dates/date", "isbn"),
        *("accession-num", "abstract", "keyword", "url", "publisher", "language", "electronic-resource-num"),
        "remote-database-name",
    )
)
_SHORT = 60
"""Shorter texts than this come again and again: names, numbers, keywords."""

_OWN_NOTES = ("notes", *(f"custom{number}" for number in range(1, 8)))


def read_endnote_xml(source: ExportFile) -> Iterator[Citation | Malformed]:
    """The records of an EndNote XML file. Raises KbError when it declares entities."""
    return read_elements(source, XmlFormat(FORMAT, ("record",), _citation))


def _citation(element: Element, raw: str, place: RecordPlace, remarks: Remarks) -> Citation:
    record = _Record(element)
    title = clean_title(record.first("title"))
    urls = record.all("url")
    pmid, accession = _numbers(record, urls)
    pmcid, dois = pmcid_of(record.first("custom2")), dois_of(record.all("electronic-resource-num"))
    insist_on_contents(title, pmid, pmcid, *dois)
    issued, printed = _issued(record)
    isbn = record.all("isbn")
    authors, is_truncated = people(record.all("authors/author"))
    return Citation(
        format=FORMAT,
        place=place,
        raw=raw,
        type=CSL_TYPES.get(record.kind, "document") if record.kind else None,
        title=title,
        authors=authors,
        authors_truncated=is_truncated,
        journal=record.first("periodical/full-title") or record.first("secondary-title"),
        journal_abbreviation=record.first("periodical/abbr-1") or record.first("alt-periodical/abbr-1"),
        publisher=record.first("publisher"),
        issued=issued,
        issued_text=printed,
        volume=record.first("volume"),
        issue=record.first("number"),
        pages=clean_pages(record.first("pages")),
        abstract=record.first("abstract"),
        languages=record.all("language"),
        publication_types=record.all("work-type"),
        keywords=record.all("keyword"),
        pmid=pmid,
        pmcid=pmcid,
        dois=dois,
        issns=issns_of(isbn),
        isbns=isbns_of(isbn),
        registrations=registrations_of(text for name in _OWN_NOTES for text in record.all(name)),
        urls=urls,
        database=record.first("remote-database-name"),
        accession=accession,
        extra={name: tuple(texts) for name, texts in record.texts.items() if name not in _READ},
        remarks=remarks,
    )


class _Record:
    """The texts of a record by the name of their element; for some, that of the element around them too."""

    def __init__(self, element: Element) -> None:
        self.texts: dict[str, list[str]] = {}
        self.kind: str | None = None
        around, name, styles, outer = "", "", [], element
        for part in element.iter():
            tag = part.tag
            if tag == "style":
                styles.append(part)
                continue
            self._keep(name, outer, styles)
            if tag in _AROUND:
                around = tag
            elif tag == "ref-type":
                self.kind = part.get("name")
            name, outer, styles = f"{around}/{tag}" if tag in _WITHIN else tag, part, []
        self._keep(name, outer, styles)

    def _keep(self, name: str, element: Element, styles: Sequence[Element]) -> None:
        written = _styled(element, styles) if styles else element.text
        if written and (text := clean_word(written) if len(written) < _SHORT else clean(written)):
            self.texts.setdefault(name, []).append(text)

    def all(self, name: str) -> tuple[str, ...]:
        """The texts of this name, without empty ones."""
        return tuple(self.texts.get(name, ()))

    def first(self, name: str) -> str | None:
        """The first of them."""
        texts = self.texts.get(name)
        return texts[0] if texts else None


def _styled(element: Element, styles: Sequence[Element]) -> str | None:
    """The text of an element and its styles, raised parts as HTML has them. Nearly always it is one style."""
    if len(styles) == 1 and not element.text and not styles[0].tail:
        written: str | None = styles[0].text
        return written
    pieces = [element.text or ""]
    for style in styles:
        raised = style.get("face") == "superscript"
        pieces += [f"<sup>{style.text}</sup>" if raised else style.text or "", style.tail or ""]
    return "".join(pieces)


def _numbers(record: _Record, urls: Iterable[str]) -> tuple[str | None, str | None]:
    """PMID and, where it is none, the number in the database: PubMed says so by its name or address."""
    accession = record.first("accession-num")
    origin = f"{record.first('remote-database-name')} {record.first('remote-database-provider')}".lower()
    is_pubmed = any(name in origin for name in ("pubmed", "medline", "nlm")) and "embase" not in origin
    addressed = next(filter(None, map(pmid_of_address, urls)), None)
    own = pmid_of(accession)
    if own and (is_pubmed or own == addressed or (accession or "").upper().startswith(("PMID", "PUBMED"))):
        return own, None
    return addressed, accession


def _issued(record: _Record) -> tuple[str | None, str | None]:
    """The date with its year (``2015`` and ``Mar 12`` or ``2015 Mar 12``), and as printed."""
    year, rest = record.first("year"), record.first("pub-dates/date")
    whole = rest if rest and year and year in rest else " ".join(filter(None, (year, rest)))
    return (iso_date(whole) if whole else None), whole or None
