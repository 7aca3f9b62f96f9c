"""Identifiers in the one form in which they can be compared."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

_PLAIN_DOI = re.compile(r"10\.\d{4,9}/[\w.()-]*[a-z0-9]", re.IGNORECASE | re.ASCII)
_FORMS = (".full", ".abstract", ".pdf", "text")
"""Endings of addresses that such a one may have all the same."""
_DOI = re.compile(
    r"(?<![\d.])(10\.\s?\d{4,9})\s*/\s*((?:(?![;,|](?:https?:|doi|10\.\d{4,9}/))\S)+)", re.IGNORECASE
)
_ENCODED = re.compile(r"%[0-9a-fA-F]{2}")
_BEHIND = re.compile(
    r"[?#]\w+=.*|\?$|(?<!;2-)#[\w-]*$|;jsessionid=.*|[.;,]?(?:pmid|pmcid)[:=]?\w*$"
    r"|(?<=.)(?:(?:/-)?/(?:full(?:/html|/pdf|text|-text)?|abstract|references|e?pdf|pdfdirect|meta|html|summary)"
    r"|\.full(?:-text|\.pdf)?|\.abstract|\.pdf)/?$"
)
"""What addresses of publishers put behind a DOI: questions, places in a page, forms of the text."""
_LONGEST_SUFFIX = 2000
"""Characters of a DOI that are read; the longest known has a few hundred."""
_LAST = ".,;:/\"'\u201d\u2019\u00bb"
_TYPOGRAPHY = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"), "-") | dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), ""
)
"""Dashes that printing makes of hyphens; signs that cannot be seen."""
_OPENING = {")": "(", "]": "[", ">": "<", "}": "{"}
_PMID = re.compile(
    r"(?:(?:PMID|PUBMED|MEDLINE)\b[:\s]*)?0*([1-9]\d{0,8})(?:\.0)?(?:\s*\[\w+\])?", re.IGNORECASE
)
_PMID_ADDRESS = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/(\d{1,9})\b")
_PMCID = re.compile(r"\bPMC\s*(\d{1,10})\b", re.IGNORECASE)
_ISSN = re.compile(r"\b(\d{4})[-\u2010-\u2015]?(\d{3}[\dXx])\b")
_ISBN = re.compile(r"\b(?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx]\b")
_REGISTRATION = re.compile(
    r"\b(?:NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}|ChiCTR-?\w[\w-]*\d|EUCTR\d{4}-\d{6}-\d\d(?:-[A-Z]{2})?"
    r"|JPRN-\w+|UMIN\d{9}|jRCTs?\d{10}|JapicCTI-\d+|DRKS\d{8}|CTRI/\d{4}/\d\d/\d+|KCT\d{7}|NTR\d{3,5}"
    r"|IRCT\d\w+|TCTR\d{11}|PACTR\d{15,16}|RBR-\w{5,9}|RPCEC\d{8}|LBCTR\d{10}|SLCTR/\d{4}/\d+)\b"
)
"""Numbers of the registries of the WHO International Clinical Trials Registry Platform."""


def doi_of(text: str | None) -> str | None:
    """The first DOI in a text, bare and in lower case; None when there is none (``unavailable``, ``n/a``)."""
    return next(iter(_dois(text)), None) if text and "10." in text else None


def dois_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The DOIs in texts, each once, in order; a text may hold several."""
    return tuple(dict.fromkeys(doi for text in texts if "10." in text for doi in _dois(text)))


@lru_cache(maxsize=1024)
def _dois(text: str) -> tuple[str, ...]:
    if _PLAIN_DOI.fullmatch(text) and not text.lower().endswith(_FORMS):
        return (text.lower(),)
    text = _written_out(text)
    return tuple(doi for match in _DOI.finditer(text) if (doi := _bare(match[1], match[2])))


def _written_out(text: str) -> str:
    """Without what addresses, HTML and printing do to the characters of a DOI."""
    for _ in range(2):  # an address within the address of a proxy is encoded twice
        if _ENCODED.search(text):
            text = unquote(text)
    if "&" in text:
        text = html.unescape(text)
    return text if text.isascii() else text.translate(_TYPOGRAPHY)


def _bare(prefix: str, suffix: str) -> str | None:
    """The DOI of its two parts, without what stands behind it in an address or a sentence."""
    if len(suffix) > _LONGEST_SUFFIX:
        return None
    suffix = _BEHIND.sub("", _BEHIND.sub("", suffix.lower().rstrip(_LAST)))
    prefix = "".join(prefix.split())
    doi = f"{prefix}/{suffix}".rstrip(_LAST)
    while (opening := _OPENING.get(doi[-1])) and doi.count(doi[-1]) > doi.count(opening):
        doi = doi[:-1].rstrip(_LAST)
    return doi if len(doi) > len(prefix) + 1 else None


def pmid_of(text: str | None) -> str | None:
    """The PMID that a text consists of (``123``, ``PMID: 123``, ``123 [pmid]``); 0 means none."""
    if text and text.isascii() and text.isdecimal() and text[0] != "0" and len(text) < 10:
        return text
    match = _PMID.fullmatch(text.strip()) if text else None
    return match[1] if match else None


def pmid_of_address(text: str) -> str | None:
    """The PMID in a web address of PubMed."""
    match = _PMID_ADDRESS.search(text) if "ncbi.nlm.nih.gov" in text else None
    return match[1].lstrip("0") or None if match else None


def pmcid_of(text: str | None) -> str | None:
    """The PubMed Central number in a text, with its letters and without a version (``PMC123.1``)."""
    match = _PMCID.search(text) if text else None
    return f"PMC{match[1]}" if match else None


def issns_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The ISSNs in texts with their hyphen, each once."""
    return tuple(dict.fromkeys(number for text in texts for number in _issns(text)))


@lru_cache(maxsize=16384)
def _issns(text: str) -> tuple[str, ...]:
    return tuple(f"{match[1]}-{match[2].upper()}" for match in _ISSN.finditer(text))


def isbns_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The ISBNs in texts, digits only, each once."""
    numbers = (match[0] for text in texts for match in _ISBN.finditer(text))
    return tuple(dict.fromkeys(number.replace(" ", "").replace("-", "").upper() for number in numbers))


def registrations_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The trial registration numbers in texts, each once, in order."""
    return tuple(dict.fromkeys(number for text in texts for number in _REGISTRATION.findall(text)))
