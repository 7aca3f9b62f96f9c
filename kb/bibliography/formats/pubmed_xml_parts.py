"""Parts that articles and books of PubMed XML share.

Children are looked through one after the other: looking them up by name is slow in lxml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from kb.bibliography.author_names import group_of, person_of_parts
from kb.bibliography.citation import CitationAuthor
from kb.bibliography.cleaning import clean, clean_word
from kb.bibliography.formats.xml_parsing import Element, parse
from kb.bibliography.identifiers import dois_of, pmcid_of, pmid_of
from kb.bibliography.links import KIND_OF_REFTYPE, PublicationLink, doi_in
from kb.bibliography.publication_dates import iso_date, iso_date_of_parts

_NAMES = ("Author", "LastName", "ForeName", "Suffix", "CollectiveName")
_READ_OF_AUTHOR = frozenset((*_NAMES, "Initials", "AffiliationInfo"))


def children(element: Element | None) -> dict[str, Element]:
    """The children of an element by their name, the last of each name; none of nothing."""
    return {} if element is None else {child.tag: child for child in element}


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


def words(element: Element | None, name: str) -> tuple[str, ...]:
    """The texts of the children of this name, without empty ones: short texts that come again and again."""
    if element is None:
        return ()
    return tuple(text for child in element.iterchildren(name) if (text := clean_word(text_of(child))))


def authors(element: Element | None) -> tuple[CitationAuthor, ...]:
    """The authors of an AuthorList."""
    names: list[tuple[Element, dict[str, str | None]]] = []
    name: dict[str, str | None] = {}
    for part in element.iter(*_NAMES) if element is not None else ():
        tag = part.tag
        if tag == "Author":
            name = {}
            names.append((part, name))
        else:
            name[tag] = text_of(part) if tag == "CollectiveName" else part.text
    read = [_author(author, name) for author, name in names]
    return tuple([author for author in read if author is not None])


def _author(element: Element, name: dict[str, str | None]) -> CitationAuthor | None:
    """An author, None for nobody; initials are looked up where there is no given name, which is rare."""
    if group := name.get("CollectiveName"):
        return group_of(group)
    given = name.get("ForeName") or element.findtext("Initials")
    return _person(name.get("LastName"), given, name.get("Suffix"))


@lru_cache(maxsize=16384)
def _person(family: str | None, given: str | None, suffix: str | None) -> CitationAuthor | None:
    if name := clean(family):
        return person_of_parts(name, clean(given), clean(suffix))
    return group_of(given)


def with_unread_parts(authors: Iterable[Element]) -> Iterator[Part]:
    """Where authors say more than their names: affiliations, ORCID."""
    for author in authors:
        yield author, _READ_OF_AUTHOR
        for affiliation in author.iterchildren("AffiliationInfo"):
            yield affiliation, frozenset()


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
    for part in element.iterchildren("AbstractText") if element is not None else ():
        if text := clean(text_of(part)):
            label = part.get("Label")
            parts.append(f"{label}: {text}" if label else text)
    return " ".join(parts) or None


def headings(element: Element | None) -> tuple[str, ...]:
    """A MeshHeadingList as PubMed's text format prints it: ``Liver Neoplasms/*surgery``."""
    printed: list[str] = []
    for part in element.iter("DescriptorName", "QualifierName") if element is not None else ():
        name = f"*{part.text}" if part.get("MajorTopicYN") == "Y" else part.text or ""
        if part.tag == "QualifierName" and printed:
            printed[-1] += f"/{name}"
        else:
            printed.append(name)
    return tuple(printed)


def links(element: Element | None) -> tuple[PublicationLink, ...]:
    """A CommentsCorrectionsList; a kind that is new to us keeps PubMed's name."""
    return () if element is None else tuple(map(_link, element.iterchildren("CommentsCorrections")))


def _link(element: Element) -> PublicationLink:
    kind, parts = element.get("RefType", ""), children(element)
    source = clean(text_of(parts.get("RefSource")))
    pmid = pmid_of(text_of(parts.get("PMID")))
    return PublicationLink(KIND_OF_REFTYPE.get(kind, kind), pmid, doi_in(source or ""), source)


class OwnIdentifiers(NamedTuple):
    """PMID, PMCID and DOIs of the record itself, never of what it cites."""

    pmid: str | None
    pmcid: str | None
    dois: tuple[str, ...]


def identifiers(pmid: Element | None, listed: Element | None, article: Element | None) -> OwnIdentifiers:
    """From the PMID of the record, its own ArticleIdList, and the ELocationIDs of its article."""
    own = [(part.get("IdType"), part.text) for part in listed] if listed is not None else []
    by_type = dict(own)
    dois = [text for kind, text in own if kind == "doi"]
    for part in article.iterchildren("ELocationID") if article is not None else ():
        if part.get("EIdType") == "doi" and part.get("ValidYN") != "N":
            dois.append(part.text)
    number = pmid_of(pmid.text if pmid is not None else by_type.get("pubmed"))
    return OwnIdentifiers(number, pmcid_of(by_type.get("pmc")), dois_of(filter(None, dois)))


Extra = Mapping[str, tuple[str, ...]]
Part = tuple[Element | None, frozenset[str]]
"""An element, and the names of those of its children that are read into fields."""


class Unread(Extra):
    """Names and texts, found when they are first asked for.

    Finding them takes as long as reading all fields, and most who read an export never ask.
    """

    __slots__ = ("_found", "_parts", "_raw")

    def __init__(self, raw: str, parts: Callable[[Element], Iterable[Part]]) -> None:
        """``raw`` is the text of the record; ``parts`` names where in its element to look."""
        self._raw = raw
        self._parts = parts
        self._found: dict[str, tuple[str, ...]] | None = None

    def _all(self) -> dict[str, tuple[str, ...]]:
        if self._found is None:
            self._found = _unread(self._parts(parse(self._raw)[0]))
        return self._found

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


def all_text(element: Element) -> str:
    """All text within an element, parted by blanks."""
    return " ".join(" ".join(element.itertext()).split())


def _unread(parts: Iterable[Part]) -> dict[str, tuple[str, ...]]:
    texts: dict[str, tuple[str, ...]] = {}
    for element, read in parts:
        for child in element if element is not None else ():
            if child.tag not in read and (text := all_text(child)):
                texts[child.tag] = (*texts.get(child.tag, ()), text)
    return texts
