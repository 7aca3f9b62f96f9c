"""A PubmedBookArticle element (a book or chapter of NCBI Bookshelf) as a citation."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from kb.literature import pubmed_parts as parts
from kb.literature.citation import Citation, Place
from kb.literature.cleaning import clean, clean_title
from kb.literature.formats import Format
from kb.literature.identifiers import isbns_of
from kb.literature.pubmed_parts import children, text_of, texts
from kb.literature.reader import Remarks, Unreadable, insist_on_contents

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


def book(element: Element, raw: str, place: Place, remarks: Remarks) -> Citation:
    """The citation of a PubmedBookArticle. Raises Unreadable when it holds none."""
    document = element.find("BookDocument")
    if document is None:
        raise Unreadable("The record has no BookDocument.", "Look it up in PubMed.")
    top, whole = children(document), document.find("Book")
    inner = children(whole)
    chapter, title = (
        clean_title(text_of(top.get("ArticleTitle"))),
        clean_title(text_of(inner.get("BookTitle"))),
    )
    own = parts.identifiers(document.findtext("PMID"), top.get("ArticleIdList"), whole)
    insist_on_contents(chapter or title, own.pmid, own.pmcid, *own.dois)
    written = [group for group in document.findall("AuthorList") if group.get("Type") != "editors"]
    written = written or [
        group for group in (whole if whole is not None else ()) if group.tag == "AuthorList"
    ]
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
        issued=parts.issued(inner.get("PubDate")),
        issued_text=parts.printed_date(inner.get("PubDate")),
        volume=text_of(inner.get("Volume")),
        pages=parts.pages(top.get("Pagination")),
        abstract=parts.abstract(top.get("Abstract")),
        languages=texts(document, "Language"),
        publication_types=texts(document, "PublicationType"),
        keywords=tuple(word for group in document.findall("KeywordList") for word in texts(group, "Keyword")),
        pmid=own.pmid,
        pmcid=own.pmcid,
        dois=own.dois,
        isbns=isbns_of(texts(whole, "Isbn")),
        database="PubMed",
        extra=parts.unread(
            (
                (document, _READ_OF_DOCUMENT),
                (whole, _READ_OF_BOOK),
                (element.find("PubmedBookData"), frozenset(("ArticleIdList",))),
            )
        ),
        remarks=remarks,
    )
