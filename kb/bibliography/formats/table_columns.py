"""Columns of exported tables: which field each holds, by its name or by what the user says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from kb.errors import KbError, nearest

ALIASES: dict[str, tuple[str, ...]] = {
    "title": ("title", "article title", "document title", "primary title", "item title", "ti", "study title"),
    "original_title": ("original title", "vernacular title", "original non-english title"),
    "authors": ("authors", "author", "author names", "author(s)", "af", "au", "author full names"),
    "journal": (
        *(
            "journal",
            "source title",
            "publication title",
            "journal title",
            "journal name",
            "publication name",
        ),
        *("container title", "source", "so", "secondary title", "published in"),
    ),
    "journal_abbreviation": (
        *(
            "journal/book",
            "journal abbreviation",
            "abbreviated source title",
            "journal abbr",
            "ji",
            "iso source",
        ),
        "abbreviated journal title",
    ),
    "publisher": ("publisher", "pu"),
    "year": (
        "year",
        "publication year",
        "pub year",
        "py",
        "date published",
        "year published",
        "published year",
    ),
    "date": ("date", "publication date", "date of publication", "cover date", "issued", "pub date"),
    "volume": ("volume", "vol", "vl"),
    "issue": ("issue", "number", "no", "is", "issue number"),
    "pages": ("pages", "page", "pagination", "page range", "page(s)"),
    "first_page": ("page start", "start page", "first page", "beginning page", "bp", "sp"),
    "last_page": ("page end", "end page", "last page", "ending page", "ep"),
    "article_number": ("art. no.", "article number", "artno", "ar"),
    "abstract": ("abstract", "ab", "abstract note", "abstract text", "summary"),
    "languages": (
        *("language", "languages", "language of original document", "article language"),
        *("language of article", "la"),
    ),
    "type": ("item type", "reference type"),
    "publication_types": ("publication type", "document type", "type of publication", "dt", "study type"),
    "keywords": ("keywords", "keyword", "author keywords", "de", "manual tags", "index terms"),
    "mesh": ("mesh", "mesh terms", "mesh headings", "subject headings"),
    "pmid": ("pmid", "pubmed id", "pubmed pmid", "medline pmid", "pubmed", "pm", "accession number (pubmed)"),
    "pmcid": ("pmcid", "pmc", "pmc id", "pubmed central id"),
    "doi": ("doi", "digital object identifier", "di", "article doi", "doi link"),
    "issn": ("issn", "issns", "sn", "print issn", "electronic issn", "eissn", "ei"),
    "isbn": ("isbn", "isbns", "bn"),
    "registrations": (
        "clinical trial number",
        "clinical trial numbers",
        "trial registration",
        "nct",
        "nct number",
    ),
    "urls": ("url", "urls", "link", "web address", "full text link"),
    "database": ("database", "source database", "database name", "db"),
    "accession": (
        "accession number",
        "accession",
        "an",
        "eid",
        "ut",
        "embase accession id",
        "pui",
        "record id",
    ),
    "citation": ("citation", "source citation"),
}
"""Field -> names of columns that hold it, in the exports of PubMed, Embase, Scopus, Web of Science, Zotero,
Covidence and Rayyan, the best first. Case, spaces and punctuation do not count."""

_NAMING = ("title", "pmid", "doi", "pmcid")


def _bare(name: str) -> str:
    return re.sub(r"[^\w,;|\t]+|_+", "", name.lower())


_FIELD = {_bare(name): field for field, names in ALIASES.items() for name in (field, *names)}
_RANK = {_bare(name): rank for names in ALIASES.values() for rank, name in enumerate(names)}


def known_columns(names: Sequence[str]) -> int:
    """How many names of columns are known."""
    return sum(_bare(name) in _FIELD for name in names)


def names_a_publication(names: Sequence[str]) -> bool:
    """Whether a column holds a title or an identifier."""
    return any(_FIELD.get(_bare(name)) in _NAMING for name in names)


def columns_of(path: Path, names: Sequence[str], mapping: Mapping[str, str]) -> dict[str, list[int]]:
    """Field -> positions of its columns. ``mapping`` (field -> name of a column) goes before the known names.

    Raises KbError when the mapping names a field or column that is not there, or nothing names a publication.
    """
    positions_of: dict[str, list[int]] = {}
    taken = set()
    bare = [_bare(name) for name in names]
    for field, column in mapping.items():
        if field not in ALIASES:
            raise KbError(f"{field}: no field of a citation. {nearest(field, tuple(ALIASES))}")
        if _bare(column) not in bare:
            raise KbError(f"{path}: has no column `{column}`. {nearest(column, names) or _listed(names)}")
        positions_of[field] = [bare.index(_bare(column))]
        taken.add(positions_of[field][0])
    for position, name in enumerate(bare):
        field = _FIELD.get(name, "")
        if field and field not in mapping and position not in taken:
            positions_of.setdefault(field, []).append(position)
    for positions in positions_of.values():
        positions.sort(key=lambda position: _RANK.get(bare[position], 0))
    if not any(field in positions_of for field in _NAMING):
        raise KbError(
            f"{path}: no column holds a title, PMID, PMCID or DOI. {_listed(names)} "
            "Say which column holds what, for example title=Heading."
        )
    return positions_of


def _listed(names: Sequence[str]) -> str:
    return f"Columns: {', '.join(names)}."
