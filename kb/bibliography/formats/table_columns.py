"""Columns of exported tables: which field each holds, by its name or by what the user says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from kb.bibliography.formats.column_translations import TRANSLATIONS
from kb.errors import KbError, nearest

ALIASES: dict[str, tuple[str, ...]] = {
    "title": (
        "title",
        "article title",
        "document title",
        "primary title",
        "item title",
        "ti",
        "study title",
        "scientific title",
        "public title",
    ),
    "original_title": ("original title", "vernacular title", "original non-english title"),
    "authors": (
        "authors",
        "author",
        "author names",
        "author(s)",
        "af",
        "au",
        "author full names",
        "author list",
    ),
    "group_authors": (
        *("group authors", "group author(s)", "group author", "corporate author", "corporate authors"),
        *("collective name", "ca"),
    ),
    "journal": (
        *(
            "journal",
            "source title",
            "publication title",
            "journal title",
            "journal name",
            "publication name",
        ),
        *(
            "container title",
            "source",
            "so",
            "secondary title",
            "published in",
            "publication",
            "jn",
            "jf",
            "anthology title",
        ),
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
        "yr",
    ),
    "month": ("month", "published month", "publication month"),
    "day": ("day",),
    "date": (
        "date",
        "publication date",
        "date of publication",
        "cover date",
        "issued",
        "pd",
        "pub date",
        "first posted",
        "date of registration",
    ),
    "volume": ("volume", "vol", "vl", "vo", "volume number"),
    "issue": ("issue", "number", "no", "is", "issue number", "ip"),
    "pages": ("pages", "page", "pagination", "page range", "page(s)", "pg"),
    "first_page": ("page start", "start page", "first page", "beginning page", "bp", "sp"),
    "last_page": ("page end", "end page", "last page", "ending page", "ep"),
    "article_number": ("art. no.", "article number", "artno", "ar"),
    "abstract": ("abstract", "ab", "abstract note", "abstract text", "summary", "brief summary"),
    "languages": (
        *("language", "languages", "language of original document", "article language"),
        *("language of article", "la"),
    ),
    "type": ("item type", "reference type"),
    "publication_types": (
        "publication type",
        "document type",
        "type of publication",
        "dt",
        "study type",
        "doctype",
    ),
    "keywords": (
        "keywords",
        "keyword",
        "author keywords",
        "de",
        "manual tags",
        "index terms",
        "subjects",
        "descriptor(s)",
    ),
    "mesh": ("mesh", "mesh terms", "mesh headings", "subject headings"),
    "pmid": ("pmid", "pubmed id", "pubmed pmid", "medline pmid", "pubmed", "pm", "accession number (pubmed)"),
    "pmcid": ("pmcid", "pmc", "pmc id", "pubmed central id"),
    "doi": ("doi", "digital object identifier", "di", "article doi", "doi link", "do"),
    "issn": ("issn", "issns", "sn", "print issn", "electronic issn", "eissn", "ei"),
    "isbn": ("isbn", "isbns", "bn"),
    "registrations": (
        "clinical trial number",
        "clinical trial numbers",
        "trial registration",
        "nct",
        "nct number",
        "trialid",
    ),
    "urls": (
        "url",
        "urls",
        "link",
        "web address",
        "full text link",
        "article url",
        "study url",
        "source linkout",
        "plink",
        "fulltext url",
    ),
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
        "ui",
        "publication id",
        "ut (unique wos id)",
        "unique wos id",
    ),
    "citation": ("citation", "source citation"),
}
"""Field -> names of columns that hold it, in the exports of PubMed, Embase, Scopus, Web of Science, Zotero,
Covidence and Rayyan, the best first. Case, spaces and punctuation do not count."""


def _bare(name: str) -> str:
    """Without case, accents, spaces and punctuation."""
    letters = name.lower()
    if not letters.isascii():
        letters = "".join(
            sign for sign in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(sign)
        )
    return re.sub(r"[^\w,;|\t]+|_+", "", letters)


_NAMES = {field: (*names, *TRANSLATIONS.get(field, ())) for field, names in ALIASES.items()}
_FIELD = {_bare(name): field for field, names in _NAMES.items() for name in (field, *names)}
_RANK = {_bare(name): rank for names in _NAMES.values() for rank, name in enumerate(names)}


def known_columns(names: Sequence[str]) -> int:
    """How many names of columns are known."""
    return sum(_bare(name) in _FIELD for name in names)


def is_title(name: str) -> bool:
    """Whether this is the name of a column with titles."""
    return _FIELD.get(_bare(name)) == "title"


def are_headings(cells: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Whether the cells of a row are names of columns: a title's and another one, or those of the mapping."""
    bare = {_bare(cell) for cell in cells}
    if mapping:
        return all(_bare(column) in bare for column in mapping.values())
    fields = {_FIELD[name] for name in bare if name in _FIELD}
    return "title" in fields and (len(fields) > 1 or len(bare) == 1)


def columns_of(path: Path, names: Sequence[str], mapping: Mapping[str, str]) -> dict[str, list[int]]:
    """Field -> positions of its columns. ``mapping`` (field -> name of a column) goes before the known names.

    Raises KbError when the mapping names a field or column that is not there, or no column has titles.
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
    if "title" not in positions_of:
        raise KbError(
            f"{path}: no column is known to hold titles, so nothing was read. {_listed(names)} Say which"
            " does by --column title=NAME (authors=NAME and others likewise), or export the records as RIS."
        )
    return positions_of


def _listed(names: Sequence[str]) -> str:
    shown = [name if len(name) <= 40 else f"{name[:37]}..." for name in names if name]
    return f"Columns: {', '.join(shown[:40])}{' ...' if len(shown) > 40 else ''}."
