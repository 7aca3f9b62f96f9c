"""A PubmedArticle element as a citation."""

from __future__ import annotations

from collections.abc import Iterator

from kb.bibliography.citation import Citation, Format, Place
from kb.bibliography.cleaning import clean_title, clean_word
from kb.bibliography.formats import pubmed_parts as parts
from kb.bibliography.formats.pubmed_parts import children, text_of, words
from kb.bibliography.formats.reader import Remarks, Unreadable, insist_on_contents
from kb.bibliography.formats.unread import Part, Unread, all_text
from kb.bibliography.formats.xml_parsing import Element
from kb.bibliography.identifiers import issns_of, registrations_of

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


def article(element: Element, raw: str, place: Place, remarks: Remarks) -> Citation:
    """The citation of a PubmedArticle. Raises Unreadable when it holds none."""
    record = children(element)
    medline, data = record.get("MedlineCitation"), record.get("PubmedData")
    if medline is None:
        raise Unreadable("The record has no MedlineCitation.", "Look it up in PubMed.")
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
        extra=Unread(raw, _with_unread_parts),
        remarks=remarks,
    )


def _with_unread_parts(element: Element) -> Iterator[Part]:
    record = children(element)
    medline = record.get("MedlineCitation")
    article = children(medline).get("Article")
    yield medline, _READ_OF_CITATION
    yield article, _READ_OF_ARTICLE
    yield record.get("PubmedData"), _READ_OF_DATA
    yield from parts.with_unread_parts(article.iterfind("AuthorList/Author") if article is not None else ())


def _keywords(medline: Element) -> tuple[str, ...]:
    return tuple(word for group in medline.iterchildren("KeywordList") for word in words(group, "Keyword"))


def _titles(title: str | None, vernacular: Element | None) -> tuple[str | None, str | None]:
    """Title and original title; where PubMed has no translation, the original one is the title."""
    original = clean_title(text_of(vernacular)) if vernacular is not None else None
    return (original, None) if original and title in (None, _NO_TITLE) else (title, original)
