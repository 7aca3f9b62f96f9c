"""Parts that articles and books of PubMed XML share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kb.literature.citation import Author
from kb.literature.cleaning import clean
from kb.literature.dates import iso_date, iso_date_of_parts
from kb.literature.identifiers import dois_of, pmcid_of, pmid_of
from kb.literature.links import KIND_OF_REFTYPE, Link, doi_in

Children = dict[str, Element]


def children(element: Element | None) -> Children:
    """The children of an element by their name, the last of each name; none of nothing."""
    return {} if element is None else {child.tag: child for child in element}


def text_of(element: Element | None) -> str | None:
    """The text of an element, its markup as HTML (which cleaning knows); None when there is none."""
    if element is None:
        return None
    text = element.text if not len(element) else "".join(_pieces(element))
    return text.strip() or None if text else None


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        raised = child.tag == "sup"
        yield "<sup>" if raised else ""
        yield from _pieces(child)
        yield "</sup>" if raised else ""
        yield child.tail or ""


def texts(element: Element | None, path: str) -> tuple[str, ...]:
    """The texts at a path below an element, without empty ones."""
    if element is None:
        return ()
    return tuple(text for found in element.findall(path) if (text := clean(text_of(found))))


def authors(element: Element | None) -> tuple[Author, ...]:
    """The authors of an AuthorList."""
    return () if element is None else tuple(map(_author, element.findall("Author")))


def _author(element: Element) -> Author:
    found = {child.tag: child.text for child in element}
    if "CollectiveName" in found:
        return Author(literal=clean(text_of(element.find("CollectiveName"))))
    given = found.get("ForeName") or found.get("Initials")
    return Author(clean(found.get("LastName")), clean(given), clean(found.get("Suffix")))


def printed_date(element: Element | None) -> str | None:
    """A PubDate as PubMed prints it: ``2015 Mar 12``, ``2015 Spring``, ``2015 Mar-Apr``."""
    if element is None:
        return None
    return " ".join(part.text.strip() for part in element if part.text and part.text.strip()) or None


def issued(element: Element | None) -> str | None:
    """A PubDate as ISO 8601, as precise as it is certain."""
    if element is None:
        return None
    found = {part.tag: part.text for part in element}
    if printed := found.get("MedlineDate"):
        return iso_date(printed)
    return iso_date_of_parts(found.get("Year"), found.get("Month"), found.get("Day"))


def pages(element: Element | None) -> str | None:
    """A Pagination as printed."""
    if element is None:
        return None
    if printed := text_of(element.find("MedlinePgn")):
        return printed
    ends = [text for part in ("StartPage", "EndPage") if (text := text_of(element.find(part)))]
    return "-".join(ends) or None


def abstract(element: Element | None) -> str | None:
    """An Abstract in one line, the headings of its parts before them."""
    if element is None:
        return None
    parts = []
    for part in element.findall("AbstractText"):
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
    return () if element is None else tuple(map(_link, element.findall("CommentsCorrections")))


def _link(element: Element) -> Link:
    kind = element.get("RefType", "")
    source = clean(text_of(element.find("RefSource")))
    return Link(
        KIND_OF_REFTYPE.get(kind, kind), pmid_of(element.findtext("PMID")), doi_in(source or ""), source
    )


@dataclass(frozen=True, slots=True)
class Identifiers:
    """PMID, PMCID and DOIs of the record itself, never of what it cites."""

    pmid: str | None
    pmcid: str | None
    dois: tuple[str, ...]


def identifiers(pmid: str | None, listed: Element | None, article: Element | None) -> Identifiers:
    """From the PMID of the record, its own ArticleIdList, and the ELocationIDs of its article."""
    own = list(listed) if listed is not None else []
    marked = article.findall("ELocationID") if article is not None else []
    by_type = {part.get("IdType"): part.text for part in own}
    dois = [part for part in own if part.get("IdType") == "doi"]
    dois += [part for part in marked if part.get("EIdType") == "doi" and part.get("ValidYN") != "N"]
    return Identifiers(
        pmid_of(pmid) or pmid_of(by_type.get("pubmed")),
        pmcid_of(by_type.get("pmc")),
        dois_of(part.text or "" for part in dois),
    )


def unread(elements: Iterable[tuple[Element | None, frozenset[str]]]) -> dict[str, tuple[str, ...]]:
    """Names and texts of the children that are read into no field; each element with the names that are."""
    found: dict[str, tuple[str, ...]] = {}
    for element, read in elements:
        for child in element if element is not None else ():
            if child.tag not in read and (text := " ".join(" ".join(child.itertext()).split())):
                found[child.tag] = (*found.get(child.tag, ()), text)
    return found


def affiliations(element: Element | None) -> dict[str, tuple[str, ...]]:
    """What an AuthorList says beside the names."""
    if element is None:
        return {}
    names = ("Affiliation", "Identifier")
    found = {name: tuple(part.text for part in element.iter(name) if part.text) for name in names}
    return {name: said for name, said in found.items() if said}
