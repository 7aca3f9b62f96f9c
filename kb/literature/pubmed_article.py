"""A PubmedArticle element as a citation."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from kb.literature import pubmed_parts as parts
from kb.literature.citation import Citation, Place
from kb.literature.cleaning import clean, clean_title
from kb.literature.formats import Format
from kb.literature.identifiers import issns_of, registrations_of
from kb.literature.pubmed_parts import children, text_of, texts
from kb.literature.reader import Remarks, Unreadable, insist_on_contents

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
_NUMBER = "DataBank/AccessionNumberList/AccessionNumber"
_NO_TITLE = "[Not Available]"


def article(element: Element, raw: str, place: Place, remarks: Remarks) -> Citation:
    """The citation of a PubmedArticle. Raises Unreadable when it holds none."""
    medline, data = element.find("MedlineCitation"), element.find("PubmedData")
    if medline is None:
        raise Unreadable("The record has no MedlineCitation.", "Look it up in PubMed.")
    whole = medline.find("Article")
    top, inner = children(medline), children(whole)
    journal, info = children(inner.get("Journal")), children(top.get("MedlineJournalInfo"))
    issue = children(journal.get("JournalIssue"))
    title, original = _titles(clean_title(text_of(inner.get("ArticleTitle"))), inner.get("VernacularTitle"))
    own = parts.identifiers(
        medline.findtext("PMID"), data.find("ArticleIdList") if data is not None else None, whole
    )
    insist_on_contents(title, own.pmid, own.pmcid, *own.dois)
    types = texts(inner.get("PublicationTypeList"), "PublicationType")
    return Citation(
        format=Format.PUBMED_XML,
        place=place,
        raw=raw,
        type="article" if "Preprint" in types else "dataset" if "Dataset" in types else "article-journal",
        title=title,
        original_title=original,
        authors=parts.authors(inner.get("AuthorList")),
        authors_truncated="AuthorList" in inner and inner["AuthorList"].get("CompleteYN") == "N",
        journal=clean(text_of(journal.get("Title"))),
        journal_abbreviation=clean(text_of(info.get("MedlineTA")) or text_of(journal.get("ISOAbbreviation"))),
        issued=parts.issued(issue.get("PubDate")),
        issued_text=parts.printed_date(issue.get("PubDate")),
        volume=text_of(issue.get("Volume")),
        issue=text_of(issue.get("Issue")),
        pages=parts.pages(inner.get("Pagination")),
        abstract=parts.abstract(inner.get("Abstract")),
        languages=texts(whole, "Language"),
        publication_types=types,
        mesh=parts.headings(top.get("MeshHeadingList")),
        keywords=tuple(word for group in medline.findall("KeywordList") for word in texts(group, "Keyword")),
        pmid=own.pmid,
        pmcid=own.pmcid,
        dois=own.dois,
        issns=issns_of(filter(None, (text_of(journal.get("ISSN")), text_of(info.get("ISSNLinking"))))),
        registrations=registrations_of(texts(inner.get("DataBankList"), _NUMBER)),
        database="PubMed",
        links=parts.links(top.get("CommentsCorrectionsList")),
        extra=parts.unread(((medline, _READ_OF_CITATION), (whole, _READ_OF_ARTICLE), (data, _READ_OF_DATA)))
        | parts.affiliations(inner.get("AuthorList")),
        remarks=remarks,
    )


def _titles(title: str | None, vernacular: Element | None) -> tuple[str | None, str | None]:
    """Title and original title; where PubMed has no translation, the original one is the title."""
    original = clean_title(text_of(vernacular))
    return (original, None) if original and title in (None, _NO_TITLE) else (title, original)
