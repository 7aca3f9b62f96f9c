"""PubMed XML, from the web site, E-utilities (efetch) or the yearly files.

Element names are those of the PubMed DTD of 2025. Kept readers lose data (tried in 2026): Bio.Entrez
fails without a network on a DTD newer than its own and holds the whole file, pubmed_parser and metapub
leave out the correction links. So the records are cut out here and parsed by lxml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.bibliography.citation import Citation, Format, Malformed, RecordPlace
from kb.bibliography.cleaning import clean, clean_title, clean_word
from kb.bibliography.formats import pubmed_xml_parts as parts
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.pubmed_xml_parts import Part, Unread, all_text, children, text_of, words
from kb.bibliography.formats.record_reader import Remarks, UnreadableRecord, insist_on_contents
from kb.bibliography.formats.xml_parsing import Element
from kb.bibliography.formats.xml_reader import XmlFormat, read_elements
from kb.bibliography.identifiers import isbns_of, issns_of, registrations_of
from kb.errors import KbError

FORMAT = Format.PUBMED_XML
_ERROR = re.compile(rb"<(?:ERROR|error)>([^<]*)")
_READ_OF_CITATION = frozenset(
    ["PMID", "Article", "MedlineJournalInfo", "CommentsCorrectionsList", "MeshHeadingList", "KeywordList"]
)
_READ_OF_ARTICLE = frozenset(
    [
        "Journal",
        "ArticleTitle",
        "VernacularTitle",
        "Pagination",
        "Abstract",
        "AuthorList",
        "Language",
        "PublicationTypeList",
    ]
)
_READ_OF_DATA = frozenset(("ArticleIdList",))
_NO_TITLE = "[Not Available]"
_READ_OF_DOCUMENT = frozenset(
    [
        "PMID",
        "ArticleIdList",
        "Book",
        "ArticleTitle",
        "VernacularTitle",
        "Pagination",
        "Language",
        "AuthorList",
        "PublicationType",
        "Abstract",
        "KeywordList",
    ]
)
_READ_OF_BOOK = frozenset(["Publisher", "BookTitle", "PubDate", "AuthorList", "Isbn", "Volume"])


def read_pubmed_xml(source: ExportFile) -> Iterator[Citation | Malformed]:
    """The records of a PubMed XML file.

    Raises KbError when it is an error message of PubMed instead, or declares entities.
    """
    if error := _ERROR.search(source.head):
        message = error[1].decode("utf-8", errors="replace").strip()
        raise KbError(
            f"{source.path}: PubMed answered with an error instead of records: {message} Fetch it again."
        )
    return read_elements(source, XmlFormat(FORMAT, ("PubmedArticle", "PubmedBookArticle"), _citation))


def _citation(element: Element, text: str, place: RecordPlace, remarks: Remarks) -> Citation:
    read = _book if element.tag == "PubmedBookArticle" else _article
    return read(element, text, place, remarks)


def _article(element: Element, raw: str, place: RecordPlace, remarks: Remarks) -> Citation:
    """The citation of a PubmedArticle. Raises UnreadableRecord when it holds none."""
    record = children(element)
    medline, data = record.get("MedlineCitation"), record.get("PubmedData")
    if medline is None:
        raise UnreadableRecord("The record has no MedlineCitation.", "Look it up in PubMed.")
    top = children(medline)
    whole = top.get("Article")
    inner, info = children(whole), children(top.get("MedlineJournalInfo"))
    journal = children(inner.get("Journal"))
    issue = children(journal.get("JournalIssue"))
    title, original = _titles(clean_title(text_of(inner.get("ArticleTitle"))), inner.get("VernacularTitle"))
    own = parts.identifiers(top.get("PMID"), children(data).get("ArticleIdList"), whole)
    insist_on_contents(title, own.pmid, own.pmcid, *own.dois)
    types = words(inner.get("PublicationTypeList"), "PublicationType")
    issued, printed = parts.issued(issue.get("PubDate"))
    banks = inner.get("DataBankList")
    return Citation(
        format=Format.PUBMED_XML,
        place=place,
        raw=raw,
        type="article" if "Preprint" in types else "dataset" if "Dataset" in types else "article-journal",
        title=title,
        original_title=original,
        authors=parts.authors(inner.get("AuthorList")),
        authors_truncated="AuthorList" in inner and inner["AuthorList"].get("CompleteYN") == "N",
        journal=clean_word(text_of(journal.get("Title"))),
        journal_abbreviation=clean_word(
            text_of(info.get("MedlineTA")) or text_of(journal.get("ISOAbbreviation"))
        ),
        issued=issued,
        issued_text=printed,
        volume=text_of(issue.get("Volume")),
        issue=text_of(issue.get("Issue")),
        pages=parts.pages(inner.get("Pagination")),
        abstract=parts.abstract(inner.get("Abstract")),
        languages=words(whole, "Language"),
        publication_types=types,
        mesh=parts.headings(top.get("MeshHeadingList")),
        keywords=_keywords(medline) if "KeywordList" in top else (),
        pmid=own.pmid,
        pmcid=own.pmcid,
        dois=own.dois,
        issns=issns_of(filter(None, (text_of(journal.get("ISSN")), text_of(info.get("ISSNLinking"))))),
        registrations=registrations_of((all_text(banks),)) if banks is not None else (),
        database="PubMed",
        links=parts.links(top.get("CommentsCorrectionsList")),
        extra=Unread(raw, _unread_parts_of_article),
        remarks=remarks,
    )


def _unread_parts_of_article(element: Element) -> Iterator[Part]:
    record = children(element)
    medline = record.get("MedlineCitation")
    article = children(medline).get("Article")
    yield medline, _READ_OF_CITATION
    yield article, _READ_OF_ARTICLE
    yield record.get("PubmedData"), _READ_OF_DATA
    yield from parts.with_unread_parts(article.iterfind("AuthorList/Author") if article is not None else ())


def _keywords(record: Element) -> tuple[str, ...]:
    return tuple(word for group in record.iterchildren("KeywordList") for word in words(group, "Keyword"))


def _titles(title: str | None, vernacular: Element | None) -> tuple[str | None, str | None]:
    """Title and original title; where PubMed has no translation, the original one is the title."""
    original = clean_title(text_of(vernacular)) if vernacular is not None else None
    return (original, None) if original and title in (None, _NO_TITLE) else (title, original)


def _book(element: Element, raw: str, place: RecordPlace, remarks: Remarks) -> Citation:
    """The citation of a PubmedBookArticle. Raises UnreadableRecord when it holds none."""
    record = children(element)
    document = record.get("BookDocument")
    if document is None:
        raise UnreadableRecord("The record has no BookDocument.", "Look it up in PubMed.")
    top = children(document)
    whole = top.get("Book")
    inner = children(whole)
    chapter, title = (
        clean_title(text_of(top.get("ArticleTitle"))),
        clean_title(text_of(inner.get("BookTitle"))),
    )
    own = parts.identifiers(top.get("PMID"), top.get("ArticleIdList"), whole)
    insist_on_contents(chapter or title, own.pmid, own.pmcid, *own.dois)
    written = [group for group in document.iterchildren("AuthorList") if group.get("Type") != "editors"]
    if not written and whole is not None:
        written = list(whole.iterchildren("AuthorList"))
    issued, printed = parts.issued(inner.get("PubDate"))
    return Citation(
        format=Format.PUBMED_XML,
        place=place,
        raw=raw,
        type="chapter" if chapter else "book",
        title=chapter or title,
        original_title=clean_title(text_of(top.get("VernacularTitle"))),
        authors=tuple(author for group in written for author in parts.authors(group)),
        journal=title if chapter else None,
        publisher=clean(text_of(children(inner.get("Publisher")).get("PublisherName"))),
        issued=issued,
        issued_text=printed,
        volume=text_of(inner.get("Volume")),
        pages=parts.pages(top.get("Pagination")),
        abstract=parts.abstract(top.get("Abstract")),
        languages=words(document, "Language"),
        publication_types=words(document, "PublicationType"),
        keywords=_keywords(document),
        pmid=own.pmid,
        pmcid=own.pmcid,
        dois=own.dois,
        isbns=isbns_of(words(whole, "Isbn")),
        database="PubMed",
        extra=Unread(raw, _unread_parts_of_book),
        remarks=remarks,
    )


def _unread_parts_of_book(element: Element) -> Iterator[Part]:
    record = children(element)
    document = record.get("BookDocument")
    yield document, _READ_OF_DOCUMENT
    yield children(document).get("Book"), _READ_OF_BOOK
    yield record.get("PubmedBookData"), _READ_OF_DATA
    yield from parts.with_unread_parts(element.iter("Author"))
