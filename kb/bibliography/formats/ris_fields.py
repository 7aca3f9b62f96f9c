"""What the tags of RIS mean, which depends on where the record comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kb.bibliography.author_names import people
from kb.bibliography.citation import Citation, Format, RecordPlace
from kb.bibliography.cleaning import clean, clean_pages, clean_title
from kb.bibliography.formats.record_reader import Remarks, insist_on_contents
from kb.bibliography.identifiers import (
    doi_of,
    dois_of,
    isbns_of,
    issns_of,
    pmcid_of,
    pmid_of,
    pmid_of_address,
    registrations_of,
)
from kb.bibliography.publication_dates import iso_date

Fields = Mapping[str, Sequence[str]]

CSL_TYPES = {
    "JOUR": "article-journal",
    "EJOU": "article-journal",
    "JFULL": "article-journal",
    "INPR": "article-journal",
    "ABST": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "RPRT": "report",
    "GOVDOC": "report",
    "STAND": "standard",
    "THES": "thesis",
    "DATA": "dataset",
    "ELEC": "webpage",
    "WEB": "webpage",
    "ICOMM": "webpage",
    "BLOG": "post-weblog",
    "UNPB": "manuscript",
    "PAT": "patent",
}
"""Type of RIS -> kind of publication as CSL names it; others are a document."""

_READ = frozenset(
    (
        *(
            "TY",
            "TI",
            "T1",
            "CT",
            "BT",
            "T2",
            "JF",
            "JO",
            "JA",
            "J1",
            "J2",
            "AU",
            "A1",
            "PB",
            "PY",
            "Y1",
            "DA",
        ),
        *("VL", "IS", "CP", "SP", "EP", "AB", "N2", "LA", "PT", "KW", "DO", "SN", "UR", "L1", "L2", "DB"),
    )
)
_NOTES = (
    "N1",
    "M1",
    "M2",
    "C1",
    "C2",
    "C3",
    "C4",
    "C5",
    "C6",
    "C7",
    "C8",
    "U1",
    "U2",
    "U3",
    "U4",
    "U5",
    "AN",
    "ID",
)
_PUBMED = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_STATED_PMID = re.compile(r"\s*(?:PMID|PUBMED)\b[:\s]*(\d{1,9})\b", re.IGNORECASE)
_STATED_PMCID = re.compile(r"\s*(?:PMCID:?\s*)?(PMC\d{1,10})\b", re.IGNORECASE)
_NOTED_PMID = re.compile(r"\bPMID: NLM(\d{1,9})\b")
"""As EBSCO notes it of a record of CINAHL."""
_DIGIT = re.compile(r"\d")
_ABBREVIATED = re.compile(r"\w\.(?:\s|$)")
_ACCESSION = re.compile(r"L\d{5,}|CN-\d{5,}")


def citation(fields: Fields, raw: str, place: RecordPlace, remarks: Remarks) -> Citation:
    """The citation of the tags of a record. Raises UnreadableRecord when they hold none."""
    kind = _first(fields, "TY")
    title = clean_title(_first(fields, "TI", "T1", "CT", "BT"))
    pmid, pmcid, dois = _pmid(fields), _pmcid(fields), _dois(fields)
    insist_on_contents(title, pmid, pmcid, *dois)
    journal, abbreviation = _journal(fields)
    issued, printed = _issued(fields)
    accession = _accession(fields)
    is_twice = fields.get("AU") == fields.get("A1")  # the Cochrane Library writes both
    authors, is_truncated = people(_all(fields, "AU", *(() if is_twice else ("A1",))))
    return Citation(
        format=Format.RIS,
        place=place,
        raw=raw,
        type=CSL_TYPES.get(kind.upper(), "document") if kind else None,
        title=title,
        authors=authors,
        authors_truncated=is_truncated,
        journal=journal,
        journal_abbreviation=abbreviation,
        publisher=clean(_first(fields, "PB")),
        issued=issued,
        issued_text=printed,
        volume=_first(fields, "VL"),
        issue=_first(fields, "IS")
        or next((text for text in _all(fields, "CP") if _DIGIT.search(text)), None),
        pages=_pages(fields),
        abstract=clean(_first(fields, "AB", "N2")),
        languages=tuple(_all(fields, "LA")),
        publication_types=tuple(name for name in _all(fields, "PT", "M3") if not doi_of(name)),
        keywords=tuple(word for text in _all(fields, "KW") if (word := clean(text))),
        pmid=pmid,
        pmcid=pmcid,
        dois=dois,
        issns=issns_of(fields.get("SN", ())),
        isbns=isbns_of(fields.get("SN", ())),
        registrations=registrations_of(_all(fields, *_NOTES)),
        urls=tuple(_all(fields, "UR", "L2", "L1")),
        database=_database(fields),
        accession=None if accession == pmid else accession,
        extra={
            tag: kept
            for tag, values in fields.items()
            if (kept := tuple(filter(None, values))) and tag not in _READ
        },
        remarks=remarks,
    )


def _first(fields: Fields, *tags: str) -> str | None:
    """The first value that says something, of the first tag that has one."""
    return next(_all(fields, *tags), None)


def _all(fields: Fields, *tags: str) -> Iterator[str]:
    return (value for tag in tags for value in fields.get(tag, ()) if value)


def _journal(fields: Fields) -> tuple[str | None, str | None]:
    """Full and short name. Embase has the short one in JF and the full one in T2, others have it in JF."""
    book = ("BT",) if _first(fields, "TI", "T1") else ()
    long_ones = [name for name in map(clean, _all(fields, "T2", "JF", "JO", *book)) if name]
    full = next((name for name in long_ones if not _ABBREVIATED.search(name)), None)
    short = clean(_first(fields, "J2", "JA", "J1"))
    short = short or next((name for name in long_ones if name != full and _ABBREVIATED.search(name)), None)
    if full is None and long_ones and not _first(fields, "J2", "JA", "J1"):
        return long_ones[0], None
    return full, short


def _issued(fields: Fields) -> tuple[str | None, str | None]:
    """The most precise of the dates, as long as they agree on the year of the first; and as printed.

    Of equally precise ones the longest: ``2015 Spring`` says more than ``2015``.
    """
    dates = [(iso, text) for text in _all(fields, "PY", "Y1", "DA") if (iso := iso_date(text))]
    if not dates:
        return None, _first(fields, "PY", "Y1", "DA")
    year = dates[0][0][:4]
    undated = (text for text in _all(fields, "DA") if not iso_date(text))
    dates += [(iso, text) for day in undated if (iso := iso_date(text := f"{year} {day}"))]
    agreeing = [dated for dated in dates if dated[0].startswith(year)]
    return max(agreeing, key=lambda dated: (len(dated[0]), len(dated[1].rstrip("/"))))


def _pages(fields: Fields) -> str | None:
    first, last = clean_pages(_first(fields, "SP")), clean_pages(_first(fields, "EP"))
    if first and last and first != last and "-" not in first:
        return f"{first}-{last}"
    return first or last


def _pmid(fields: Fields) -> str | None:
    """Where the source says that a number is a PMID: Embase in C5, Cochrane in C3, others by the database."""
    if own := next(filter(None, map(pmid_of, _all(fields, "PM", "C5"))), None):
        return own
    for text in _all(fields, "AN", "C3", "N1", "ID", "M1", "M2", "C2"):
        if match := _STATED_PMID.match(text):
            return pmid_of(match[1])
    if match := _NOTED_PMID.search(" ".join(_all(fields, "N1"))):
        return pmid_of(match[1])
    database = " ".join(_all(fields, "DB", "DP"))
    is_pubmed = _PUBMED.search(database) and "embase" not in database.lower()
    own = next(filter(None, map(pmid_of, _all(fields, "AN", "ID"))), None) if is_pubmed else None
    return own or next(filter(None, map(pmid_of_address, _all(fields, "UR", "L2", "LK", "US"))), None)


def _pmcid(fields: Fields) -> str | None:
    for text in _all(fields, "C2", "N1", "ID", "M1", "C6", "C1"):
        if match := _STATED_PMCID.match(text):
            return pmcid_of(match[1])
    return None


def _dois(fields: Fields) -> tuple[str, ...]:
    """DOIs of the tags for them, else of addresses and of M3 and N1, where older programs put them."""
    if own := dois_of(_all(fields, "DO", "DI")):
        return own
    addresses = (text for text in _all(fields, "UR", "L3", "L2", "LK") if "doi.org/" in text)
    stated = (text for text in _all(fields, "M3", "N1") if text.lower().startswith(("doi", "10.")))
    return dois_of([*addresses, *stated])


_EBSCO = {
    **dict.fromkeys(("ccm", "c8h", "cin20", "rzh", "cul"), "CINAHL"),
    **dict.fromkeys(("mnh", "mdc", "cmedm"), "MEDLINE"),
    **dict.fromkeys(("psyh", "psycinfo"), "APA PsycInfo"),
}
"""Code of a database in EBSCO's exports and addresses -> its name."""


def _database(fields: Fields) -> str | None:
    name = _first(fields, "DB", "DP")
    return _EBSCO.get(name.lower(), name) if name else None


def _accession(fields: Fields) -> str | None:
    """The number in the database: Embase's L number, the Cochrane Library's CN number, else AN as it is."""
    own = (text for text in _all(fields, "U2", "ID", "AN", "N1") if _ACCESSION.fullmatch(text))
    return next(own, None) or _first(fields, "AN")
