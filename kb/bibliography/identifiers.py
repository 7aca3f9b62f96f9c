"""Identifiers in the one form in which they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

_DOI = re.compile(r"10\.\d{4,9}/\S+")
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


@lru_cache(maxsize=1024)
def doi_of(text: str | None) -> str | None:
    """The DOI in a text, bare and in lower case; None when there is none (``unavailable``, ``n/a``)."""
    if not text or "10." not in text:
        return None
    if "%" in text and "://" in text:
        text = unquote(text)
    match = _DOI.search(text)
    if not match:
        return None
    doi = match[0].lower().rstrip(".,;:\"'\u201d")
    while (opening := _OPENING.get(doi[-1])) and doi.count(doi[-1]) > doi.count(opening):
        doi = doi[:-1].rstrip(".,;")
    return doi


def dois_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The DOIs in texts, each once, in order."""
    return tuple(dict.fromkeys(doi for text in texts if (doi := doi_of(text))))


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
