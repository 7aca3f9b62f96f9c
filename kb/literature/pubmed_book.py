"""A PubmedBookArticle element (a book or chapter of NCBI Bookshelf) as a citation."""

from __future__ import annotations

from kb.literature import pubmed_parts as parts
from kb.literature.citation import Citation, Place
from kb.literature.cleaning import clean, clean_title
from kb.literature.formats import Format
from kb.literature.identifiers import isbns_of
from kb.literature.pubmed_parts import children, named, text_of, texts
from kb.literature.reader import Remarks, Unreadable, insist_on_contents
from kb.literature.xml_parsing import Element

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
    extra = parts.unread(
        ((document, _READ_OF_DOCUMENT), (whole, _READ_OF_BOOK), (record.get("PubmedBookData"), _READ_OF_DATA))
    )
    written = [group for group in named(document, "AuthorList") if group.get("Type") != "editors"]
    written = written or list(named(whole, "AuthorList"))
    issued, printed = parts.issued(inner.get("PubDate"))
    return Citation(
        format=Format.PUBMED_XML,
        place=place,
        raw=raw,
        type="chapter" if chapter else "book",
        title=chapter or title,
        original_title=clean_title(text_of(top.get("VernacularTitle"))),
        authors=tuple(author for group in written for author in parts.authors(group, extra)),
        journal=title if chapter else None,
        publisher=clean(text_of(children(inner.get("Publisher")).get("PublisherName"))),
        issued=issued,
        issued_text=printed,
        volume=text_of(inner.get("Volume")),
        pages=parts.pages(top.get("Pagination")),
        abstract=parts.abstract(top.get("Abstract")),
        languages=texts(named(document, "Language")),
        publication_types=texts(named(document, "PublicationType")),
        keywords=_keywords(document),
        pmid=own.pmid,
        pmcid=own.pmcid,
        dois=own.dois,
        isbns=isbns_of(texts(named(whole, "Isbn"))),
        database="PubMed",
        extra=extra,
        remarks=remarks,
    )


def _keywords(document: Element) -> tuple[str, ...]:
    return tuple(word for group in named(document, "KeywordList") for word in texts(named(group, "Keyword")))
