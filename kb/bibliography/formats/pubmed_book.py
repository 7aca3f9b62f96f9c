"""A PubmedBookArticle element (a book or chapter of NCBI Bookshelf) as a citation."""

from __future__ import annotations

from collections.abc import Iterator

from kb.bibliography.citation import Citation, Format, Place
from kb.bibliography.cleaning import clean, clean_title
from kb.bibliography.formats import pubmed_parts as parts
from kb.bibliography.formats.pubmed_parts import children, text_of, words
from kb.bibliography.formats.reader import Remarks, Unreadable, insist_on_contents
from kb.bibliography.formats.unread import Part, Unread
from kb.bibliography.formats.xml_parsing import Element
from kb.bibliography.identifiers import isbns_of

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

_READ_OF_DATA = frozenset(("ArticleIdList",))


def book(element: Element, raw: str, place: Place, remarks: Remarks) -> Citation:
    """The citation of a PubmedBookArticle. Raises Unreadable when it holds none."""
    record = children(element)
    document = record.get("BookDocument")
    if document is None:
        raise Unreadable("The record has no BookDocument.", "Look it up in PubMed.")
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
        extra=Unread(raw, _with_unread_parts),
        remarks=remarks,
    )


def _with_unread_parts(element: Element) -> Iterator[Part]:
    record = children(element)
    document = record.get("BookDocument")
    yield document, _READ_OF_DOCUMENT
    yield children(document).get("Book"), _READ_OF_BOOK
    yield record.get("PubmedBookData"), _READ_OF_DATA
    yield from parts.with_unread_parts(element.iter("Author"))


def _keywords(document: Element) -> tuple[str, ...]:
    return tuple(word for group in document.iterchildren("KeywordList") for word in words(group, "Keyword"))
