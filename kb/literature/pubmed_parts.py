"""Parts that articles and books of PubMed XML share.

Children are looked through one after the other: looking them up by name is slow in lxml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.literature.citation import Author
from kb.literature.cleaning import clean
from kb.literature.dates import iso_date, iso_date_of_parts
from kb.literature.identifiers import dois_of, pmcid_of, pmid_of
from kb.literature.links import KIND_OF_REFTYPE, Link, doi_in
from kb.literature.xml_parsing import Element

Extra = dict[str, tuple[str, ...]]


def children(element: Element | None) -> dict[str, Element]:
    """The children of an element by their name, the last of each name; none of nothing."""
    return {} if element is None else {child.tag: child for child in element}


def named(element: Element | None, name: str) -> Iterator[Element]:
    """The children of this name."""
    return (child for child in element if child.tag == name) if element is not None else iter(())


def text_of(element: Element | None) -> str | None:
    """The text of an element, its markup as HTML (which cleaning knows); None when there is none."""
    if element is None:
        return None
    text = "".join(_pieces(element)) if len(element) else element.text
    return text.strip() or None if text else None


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        raised = child.tag == "sup"
        yield "<sup>" if raised else ""
        yield from _pieces(child)
        yield "</sup>" if raised else ""
        yield child.tail or ""


def texts(elements: Iterable[Element]) -> tuple[str, ...]:
    """The texts of elements, without empty ones."""
    return tuple(text for element in elements if (text := clean(text_of(element))))


def authors(element: Element | None, extra: Extra) -> tuple[Author, ...]:
    """The authors of an AuthorList; what it says beside names (affiliations, ORCID) is added to ``extra``."""
    beside: dict[str, list[str]] = {}
    found = tuple(_author(author, beside) for author in named(element, "Author"))
    extra.update((name, tuple(said)) for name, said in beside.items())
    return found


def _author(element: Element, beside: dict[str, list[str]]) -> Author:
    name: dict[str, str | None] = {}
    for part in element:
        tag = part.tag
        if tag in ("LastName", "ForeName", "Initials", "Suffix", "CollectiveName"):
            name[tag] = text_of(part) if tag == "CollectiveName" else part.text
        elif text := " ".join("".join(part.itertext()).split()):
            beside.setdefault("Affiliation" if tag == "AffiliationInfo" else tag, []).append(text)
    if group := clean(name.get("CollectiveName")):
        return Author(literal=group)
    given = name.get("ForeName") or name.get("Initials")
    return Author(clean(name.get("LastName")), clean(given), clean(name.get("Suffix")))


def issued(element: Element | None) -> tuple[str | None, str | None]:
    """A PubDate as ISO 8601 and as PubMed prints it (``2015 Mar 12``, ``2015 Spring``, ``2015 Mar-Apr``)."""
    parts = {part.tag: part.text.strip() for part in element if part.text} if element is not None else {}
    printed = " ".join(filter(None, parts.values())) or None
    if "MedlineDate" in parts:
        return iso_date(parts["MedlineDate"]), printed
    return iso_date_of_parts(parts.get("Year"), parts.get("Month"), parts.get("Day")), printed


def pages(element: Element | None) -> str | None:
    """A Pagination as printed."""
    parts = children(element)
    if printed := text_of(parts.get("MedlinePgn")):
        return printed
    ends = [text for name in ("StartPage", "EndPage") if (text := text_of(parts.get(name)))]
    return "-".join(ends) or None


def abstract(element: Element | None) -> str | None:
    """An Abstract in one line, the headings of its parts before them."""
    parts = []
    for part in named(element, "AbstractText"):
        if text := clean(text_of(part)):
            label = part.get("Label")
            parts.append(f"{label}: {text}" if label else text)
    return " ".join(parts) or None


def headings(element: Element | None) -> tuple[str, ...]:
    """A MeshHeadingList as PubMed's text format prints it: ``Liver Neoplasms/*surgery``."""
    return () if element is None else tuple(map(_heading, element))


def _heading(element: Element) -> str:
    return "/".join(
        f"*{part.text}" if part.get("MajorTopicYN") == "Y" else str(part.text or "") for part in element
    )


def links(element: Element | None) -> tuple[Link, ...]:
    """A CommentsCorrectionsList; a kind that is new to us keeps PubMed's name."""
    return tuple(map(_link, named(element, "CommentsCorrections")))


def _link(element: Element) -> Link:
    kind, parts = element.get("RefType", ""), children(element)
    source = clean(text_of(parts.get("RefSource")))
    pmid = pmid_of(text_of(parts.get("PMID")))
    return Link(KIND_OF_REFTYPE.get(kind, kind), pmid, doi_in(source or ""), source)


@dataclass(frozen=True, slots=True)
class Identifiers:
    """PMID, PMCID and DOIs of the record itself, never of what it cites."""

    pmid: str | None
    pmcid: str | None
    dois: tuple[str, ...]


def identifiers(pmid: Element | None, listed: Element | None, article: Element | None) -> Identifiers:
    """From the PMID of the record, its own ArticleIdList, and the ELocationIDs of its article."""
    own = [(part.get("IdType"), part.text) for part in named(listed, "ArticleId")]
    by_type = dict(own)
    marked = [part for part in named(article, "ELocationID") if part.get("ValidYN") != "N"]
    dois = [text for kind, text in own if kind == "doi"]
    dois += [part.text for part in marked if part.get("EIdType") == "doi"]
    return Identifiers(
        pmid_of(text_of(pmid)) or pmid_of(by_type.get("pubmed")),
        pmcid_of(by_type.get("pmc")),
        dois_of(filter(None, dois)),
    )


def unread(elements: Iterable[tuple[Element | None, frozenset[str]]]) -> Extra:
    """Names and texts of the children that are read into no field; each element with the names that are."""
    found: Extra = {}
    for element, read in elements:
        for child in element if element is not None else ():
            name = child.tag
            if name not in read and (text := " ".join(" ".join(child.itertext()).split())):
                found[name] = (*found.get(name, ()), text)
    return found
