"""Notices about publications: retractions, expressions of concern, corrections, reinstatements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.bibliography.citation import Citation, Format, RecordPlace
from kb.bibliography.identifiers import doi_of, pmid_of
from kb.bibliography.links import PublicationLink
from kb.bibliography.notice_titles import (
    CONCERN,
    CORRECTION,
    REINSTATEMENT,
    RETRACTION,
    TitleNotice,
    notice_in_title,
    speaks_of_notice,
    titles_cited,
)
from kb.bibliography.publication_dates import iso_date

NATURES = (RETRACTION, CONCERN, CORRECTION, REINSTATEMENT)


@dataclass(frozen=True, slots=True)
class PublishedNotice:
    """One announcement about one publication, as one source has it."""

    format: Format
    """Format of the file it was read from."""
    place: RecordPlace
    raw: str
    """The record of the file."""
    basis: str
    """What it was read from: ``register`` (Retraction Watch), ``link``, ``note``, ``publication type`` or
    ``title``."""
    nature: str
    """retraction, concern, correction or reinstatement."""
    pmid: str | None = None
    """PMID of the publication that the notice is about. With ``doi`` None too, the source names it only by
    its title, or (PubMed, no link) not at all."""
    doi: str | None = None
    title: str | None = None
    """Title of that publication."""
    other_titles: tuple[str, ...] = ()
    """What may be its title instead, where the title of the notice can be read in several ways."""
    is_own: bool = False
    """Whether the record that tells it is the one of that publication."""
    journal: str | None = None
    original_date: str | None = None
    """When that publication was issued, ISO 8601; None when not known."""
    date: str | None = None
    """When the notice was issued, ISO 8601, as precise as known; None when not known."""
    notice_pmid: str | None = None
    """PMID of the notice itself."""
    notice_doi: str | None = None
    text: str | None = None
    """Citation of the notice as printed, or the number of the row in its register."""
    reasons: tuple[str, ...] = ()
    """Reasons, as Retraction Watch names them."""


_BY = {
    "retracted-by": RETRACTION,
    "retracted-and-republished-in": RETRACTION,
    "partly-retracted-by": CORRECTION,
    "concern-by": CONCERN,
    "corrected-by": CORRECTION,
    "corrected-and-republished-in": CORRECTION,
}
"""Links of a publication to the notices about it. A partial retraction counts as a correction, as the
National Library of Medicine has it (Errata, Retractions, and Other Linked Citations in PubMed)."""

_OF = {
    "retraction-of": RETRACTION,
    "retracted-and-republished-from": RETRACTION,
    "partial-retraction-of": CORRECTION,
    "concern-about": CONCERN,
    "correction-of": CORRECTION,
    "corrected-and-republished-from": CORRECTION,
}
"""Links of a notice to what it is about."""

_ABOUT_ITSELF = {
    "retracted publication": RETRACTION,
    "retracted article": RETRACTION,
    "retracted": RETRACTION,
    "withdrawn publication": RETRACTION,
    "publication with expression of concern": CONCERN,
}
_ABOUT_ANOTHER = {
    "retraction of publication": RETRACTION,
    "retraction notice": RETRACTION,
    "retraction": RETRACTION,
    "expression of concern": CONCERN,
    "published erratum": CORRECTION,
    "erratum": CORRECTION,
    "corrigendum": CORRECTION,
    "correction": CORRECTION,
    "correction, addition": CORRECTION,
}
"""Publication types in small letters, as PubMed (MeSH), Embase, Scopus and Web of Science name them."""

_NOTED = {
    ("retraction", "in"): "retracted-by",
    ("retracted", "in"): "retracted-by",
    ("retraction", "of"): "retraction-of",
    ("partial retraction", "in"): "partly-retracted-by",
    ("partial retraction", "of"): "partial-retraction-of",
    ("retracted and republished", "in"): "retracted-and-republished-in",
    ("retracted and republished", "from"): "retracted-and-republished-from",
    ("expression of concern", "in"): "concern-by",
    ("expression of concern", "for"): "concern-about",
    ("expression of concern", "about"): "concern-about",
    ("erratum", "in"): "corrected-by",
    ("erratum", "for"): "correction-of",
    ("erratum", "to"): "correction-of",
    ("correction", "in"): "corrected-by",
    ("correction", "to"): "correction-of",
    ("correction", "of"): "correction-of",
    ("corrected and republished", "in"): "corrected-and-republished-in",
    ("corrected and republished", "from"): "corrected-and-republished-from",
}
"""Words and preposition of a note, as Ovid and reference managers write the ties of PubMed -> kind of tie."""

_NOTE = re.compile(
    r"\b(partial retraction|retracted and republished|corrected and republished|retraction|retracted|erratum"
    r"|correction|expression of concern) (in|of|for|from|to|about)\s*:\s*([^\n]{3,300})",
    re.IGNORECASE,
)
_NEXT_NOTE = re.compile(r"\b(?:\w+ ){0,2}(?:in|of|for|from|to|on|about)\s*:", re.IGNORECASE)
_PUBMED = (Format.NBIB, Format.PUBMED_XML)
"""Formats that have a field of their own for each kind of tie."""
_NAMED_DOI = re.compile(r"\b10\.\d{4,9}/\S+")
_NAMED_PMID = re.compile(r"\bPMID:?\s*(\d{1,9})\b", re.IGNORECASE)
_BRIEF = 1500
"""Characters that the abstract of a notice has at most, where only the title calls it one."""
_MOST_NAMED = 50
"""Publications that one notice is taken to be about."""
_DATE = re.compile(r"\.\s+((?:1[89]|20)\d\d(?:\s+[A-Z][a-z]{2,8}(?:\s+\d{1,2})?)?)\b")


def notices_of(citation: Citation, *, doubtful: bool = False) -> Iterator[PublishedNotice]:
    """The notices that a record of any export speaks of: by its links and notes, publication type or title.

    With ``doubtful`` also those that are notices only if there is a publication of the title that they name
    (``Correction of scoliosis``). A notice and its publication in one file both speak of the same; putting
    them together is left to the reader of both.
    """
    told: set[tuple[str, bool]] = set()
    title = _title_notice(citation)
    ties = list(_ties(citation))
    is_of_one = sum(link.kind in _OF for _, link in ties) == 1
    for basis, link in ties:
        if nature := _BY.get(link.kind):
            told.add((nature, True))
            yield _about(citation, basis, nature, link)
        elif nature := _OF.get(link.kind):
            told.add((nature, False))
            named = (
                TitleNotice(nature, is_own=False, about=titles_cited(link.text)) if basis == "note" else title
            )
            yield from _by(citation, basis, nature, (named if is_of_one or basis == "note" else None, link))
    for nature, is_own in _of_types(citation):
        if (nature, is_own) not in told:
            told.add((nature, is_own))
            if is_own:
                yield _about(citation, "publication type", nature, None)
            else:
                yield from _by(
                    citation, "publication type", nature, (title or _whole(citation, nature), None)
                )
    if title is None or (title.nature, title.is_own) in told or not (title.is_certain or doubtful):
        return
    if title.is_own:
        yield _about(citation, "title", title.nature, None)
    elif all(is_own for _, is_own in told):
        yield from _by(citation, "title", title.nature, (title, None))


def is_notice(citation: Citation) -> bool:
    """Whether a record is itself a notice about another publication, which is then not its own title."""
    if any(not is_own for _, is_own in _of_types(citation)) or any(
        link.kind in _OF for link in citation.links
    ):
        return True
    title = _title_notice(citation)
    return title is not None and not title.is_own and title.is_certain


def _title_notice(citation: Citation) -> TitleNotice | None:
    """What the title says. Cochrane withdraws reviews that are out of date, which retracts nothing."""
    title = citation.title
    if not title or (
        title.upper().startswith("WITHDRAWN") and "cochrane" in (citation.journal or "").lower()
    ):
        return None
    return notice_in_title(title)


def _ties(citation: Citation) -> Iterator[tuple[str, PublicationLink]]:
    """The links of a record, and those that its notes name."""
    yield from (("link", link) for link in citation.links)
    if citation.format in _PUBMED:
        return
    for values in citation.extra.values():
        for value in values:
            for match in _NOTE.finditer(value) if speaks_of_notice(value) else ():
                if kind := _NOTED.get((match[1].lower(), match[2].lower())):
                    text = _NEXT_NOTE.split(match[3])[0].strip()
                    pmid = _NAMED_PMID.search(text)
                    number = pmid_of(pmid[1]) if pmid else None
                    yield "note", PublicationLink(kind, number, doi_of(text), text or None)


def _of_types(citation: Citation) -> Iterator[tuple[str, bool]]:
    """Natures that the publication types name, and whether they are about the record itself."""
    for type_ in citation.publication_types:
        name = " ".join(type_.lower().split())
        if nature := _ABOUT_ITSELF.get(name):
            yield nature, True
        elif nature := _ABOUT_ANOTHER.get(name):
            yield nature, False


def _whole(citation: Citation, nature: str) -> TitleNotice | None:
    """A title without any word of a notice, of a record that its database files as one."""
    return TitleNotice(nature, is_own=False, about=(citation.title,)) if citation.title else None


def _about(citation: Citation, basis: str, nature: str, notice: PublicationLink | None) -> PublishedNotice:
    """A notice about the record itself."""
    return PublishedNotice(
        format=citation.format,
        place=citation.place,
        raw=citation.raw,
        basis=basis,
        nature=nature,
        pmid=citation.pmid,
        doi=citation.doi,
        title=citation.title,
        is_own=True,
        journal=citation.journal_abbreviation or citation.journal,
        original_date=citation.issued,
        date=_date_of(notice),
        notice_pmid=notice.pmid if notice else None,
        notice_doi=notice.doi if notice else None,
        text=notice.text if notice else None,
    )


def _by(
    citation: Citation, basis: str, nature: str, original: tuple[TitleNotice | None, PublicationLink | None]
) -> Iterator[PublishedNotice]:
    """The notices that the record itself is: one for each publication that it names."""
    title, link = original
    titles = title.about if title and not title.is_own else ()
    notice = PublishedNotice(
        format=citation.format,
        place=citation.place,
        raw=citation.raw,
        basis=basis,
        nature=nature,
        pmid=link.pmid if link else None,
        doi=link.doi if link else None,
        title=titles[0] if titles else None,
        other_titles=titles[1:],
        journal=citation.journal_abbreviation or citation.journal,
        original_date=_date_of(link),
        date=citation.issued,
        notice_pmid=citation.pmid,
        notice_doi=citation.doi,
        text=citation.title,
    )
    if notice.pmid or notice.doi:
        # The title serves where a database has the publication without them.
        yield notice
        return
    is_clear = basis != "title" or (title is not None and title.is_certain and _is_brief(citation))
    named = _named_in(citation) if is_clear else ()
    if len(named) != 1:
        yield notice
    for place in named:
        alone = notice if len(named) == 1 else replace(notice, title=None, other_titles=())
        yield replace(alone, pmid=place.pmid, doi=place.doi)


def _is_brief(citation: Citation) -> bool:
    """Whether a record says as little as a notice; a study of such a title cites others by their DOI."""
    return len(citation.abstract or "") <= _BRIEF


@dataclass(frozen=True, slots=True)
class _Named:
    """A publication that a notice names in its text."""

    pmid: str | None = None
    doi: str | None = None


def _named_in(citation: Citation) -> Sequence[_Named]:
    """Identifiers of other publications in the title and abstract of a notice (``retracts the article``)."""
    text = "\n".join(part for part in (citation.title, citation.abstract) if part)
    named = [_Named(doi=doi_of(match[0])) for match in _NAMED_DOI.finditer(text)]
    named += [_Named(pmid=pmid_of(match[1])) for match in _NAMED_PMID.finditer(text)]
    own = (_Named(), _Named(pmid=citation.pmid), *(_Named(doi=doi) for doi in citation.dois))
    kept = [place for place in dict.fromkeys(named) if place not in own]
    return kept if len(kept) <= _MOST_NAMED else ()


def _date_of(link: PublicationLink | None) -> str | None:
    """The date in a printed citation: ``Lancet. 2016 Apr 2;387(1):9.``"""
    match = _DATE.search(link.text) if link and link.text else None
    return iso_date(match[1]) if match else None
