"""EndNote's XML export.

No kept reader of it exists. Every text stands in ``<style>`` elements, which carry fonts and are dropped;
a raised style keeps its meaning in numbers. A group of authors ends with a comma, as EndNote wants it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.literature.citation import Citation, Malformed, Place
from kb.literature.cleaning import clean, clean_title
from kb.literature.dates import iso_date
from kb.literature.encoding import Source
from kb.literature.formats import Format
from kb.literature.identifiers import (
    dois_of,
    isbns_of,
    issns_of,
    pmcid_of,
    pmid_of,
    pmid_of_address,
    registrations_of,
)
from kb.literature.names import person
from kb.literature.reader import Remarks, insist_on_contents
from kb.literature.xml_parsing import Element
from kb.literature.xml_reader import XmlFormat, read_elements

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

_READ = frozenset(
    (
        *("database", "source-app", "ref-type", "contributors", "titles", "periodical", "pages", "volume"),
        *(
            "number",
            "dates",
            "isbn",
            "accession-num",
            "abstract",
            "keywords",
            "urls",
            "publisher",
            "language",
        ),
        *("electronic-resource-num", "remote-database-name"),
    )
)


def read_endnote_xml(source: Source) -> Iterator[Citation | Malformed]:
    """The records of an EndNote XML file. Raises KbError when it declares entities."""
    return read_elements(source, XmlFormat(FORMAT, ("record",), _citation))


def _citation(element: Element, raw: str, place: Place, remarks: Remarks) -> Citation:
    record = _Record(element)
    title = clean_title(record.text("titles", "title"))
    urls = record.texts("urls", "url")
    pmid, accession = _numbers(record, urls)
    pmcid, dois = pmcid_of(record.text("custom2")), dois_of(record.texts("electronic-resource-num"))
    insist_on_contents(title, pmid, pmcid, *dois)
    issued, printed = _issued(record)
    name = next((part.get("name") for part in element if part.tag == "ref-type"), None)
    isbn = record.texts("isbn")
    return Citation(
        format=FORMAT,
        place=place,
        raw=raw,
        type=CSL_TYPES.get(name, "document") if name else None,
        title=title,
        authors=tuple(map(person, record.texts("contributors", "author"))),
        journal=record.text("periodical", "full-title") or record.text("titles", "secondary-title"),
        journal_abbreviation=record.text("periodical", "abbr-1") or record.text("alt-periodical", "abbr-1"),
        publisher=record.text("publisher"),
        issued=issued,
        issued_text=printed,
        volume=record.text("volume"),
        issue=record.text("number"),
        pages=record.text("pages"),
        abstract=record.text("abstract"),
        languages=record.texts("language"),
        publication_types=record.texts("work-type"),
        keywords=record.texts("keywords", "keyword"),
        pmid=pmid,
        pmcid=pmcid,
        dois=dois,
        issns=issns_of(isbn),
        isbns=isbns_of(isbn),
        registrations=registrations_of(record.texts("notes") + record.custom()),
        urls=urls,
        database=record.text("remote-database-name"),
        accession=accession,
        extra=record.extra(),
        remarks=remarks,
    )


class _Record:
    """The texts of a record: those of its children and of theirs."""

    def __init__(self, element: Element) -> None:
        self._parts: dict[str, list[Element]] = {}
        for part in element:
            self._parts.setdefault(part.tag, []).append(part)

    def text(self, name: str, inner: str = "") -> str | None:
        """The text of a child, or of a child of it; None when there is none."""
        return next(iter(self.texts(name, inner)), None)

    def texts(self, name: str, inner: str = "") -> tuple[str, ...]:
        """The texts of all of that name, without empty ones."""
        found = self._parts.get(name, ())
        parts = [part for outer in found for part in outer.iter(inner)] if inner else found
        return tuple(text for part in parts if (text := clean(_styled(part))))

    def custom(self) -> tuple[str, ...]:
        """The fields that users fill as they like."""
        return tuple(text for number in range(1, 8) for text in self.texts(f"custom{number}"))

    def extra(self) -> dict[str, tuple[str, ...]]:
        """Elements that are read into no field."""
        found = {name: self.texts(name) for name in self._parts if name not in _READ}
        return {name: texts for name, texts in found.items() if texts}


def _styled(element: Element) -> str:
    """The text of an element, raised parts as HTML has them."""
    if len(element) <= 1:
        return "".join(element.itertext())
    pieces = [element.text or ""]
    for style in element:
        text = "".join(style.itertext())
        pieces += [f"<sup>{text}</sup>" if style.get("face") == "superscript" else text, style.tail or ""]
    return "".join(pieces)


def _numbers(record: _Record, urls: Iterable[str]) -> tuple[str | None, str | None]:
    """PMID and, where it is none, the number in the database: PubMed says so by its name or address."""
    accession = record.text("accession-num")
    origin = f"{record.text('remote-database-name')} {record.text('remote-database-provider')}".lower()
    is_pubmed = any(name in origin for name in ("pubmed", "medline", "nlm")) and "embase" not in origin
    addressed = next(filter(None, map(pmid_of_address, urls)), None)
    own = pmid_of(accession)
    if own and (is_pubmed or own == addressed or (accession or "").upper().startswith(("PMID", "PUBMED"))):
        return own, None
    return addressed, accession


def _issued(record: _Record) -> tuple[str | None, str | None]:
    """The date with its year (``2015`` and ``Mar 12`` or ``2015 Mar 12``), and as printed."""
    year, rest = record.text("dates", "year"), record.text("dates", "date")
    whole = rest if rest and year and year in rest else " ".join(filter(None, (year, rest)))
    return (iso_date(whole) if whole else None), whole or None
