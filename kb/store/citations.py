"""References in the house citation style, by way of CSL.

The style is ``kb.csl`` next to this module; the output is Markdown with the journal in italics.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kb.records.references import AuthorEntry, IdentifiersEntry, ReferenceRecord
from kb.store.rows import RecordRows
from kb.store.special import RecordNames, SpecialMapping, SpecialTable

STYLE = Path(__file__).with_name("kb.csl")


def cite(reference: ReferenceRecord) -> str:
    """The reference as one line of Markdown."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    source = CiteProcJSON([_csl_json(reference)])
    bibliography = CitationStylesBibliography(_style(), source, _markdown())
    bibliography.register(Citation([CitationItem(reference.reference)]))
    return _mended(str(bibliography.bibliography()[0]), _is_article(reference))


@lru_cache(maxsize=1)
def _style() -> Any:
    from citeproc import CitationStylesStyle
    from citeproc.model import CitationStylesElement, FormattingInstructions, SomewhatObjectifiedElement

    # Style and locale never change, yet every macro, term and option is looked up anew: half of all the time.
    CitationStylesElement.xpath_search = cache(CitationStylesElement.xpath_search)
    CitationStylesElement.get_root = cache(CitationStylesElement.get_root)
    FormattingInstructions.get_option = cache(FormattingInstructions.get_option)
    SomewhatObjectifiedElement.__getattr__ = cache(SomewhatObjectifiedElement.__getattr__)
    return CitationStylesStyle(str(STYLE), validate=False)


def _markdown() -> Any:
    """What citeproc calls a formatter: here only italics have a form."""
    styles = dict.fromkeys(
        ("Oblique", "Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str
    )
    return SimpleNamespace(preformat=str, Italic=lambda text: f"*{text}*", **styles)


def _csl_json(reference: ReferenceRecord) -> dict[str, Any]:
    csl = reference.csl
    names: list[dict[str, str]] = [_name(author) for author in csl.author]
    if csl.authors_truncated:
        # In place of the authors that our source does not name; a fourth name is printed as et al anyway.
        names.append({"literal": "et al"})
    fields: dict[str, Any] = {
        "id": reference.reference,
        "type": csl.type,
        "title": csl.title,
        "author": names,
        "container-title": csl.container_title,
        "publisher": csl.publisher,
        "issued": _date(csl.issued),
        "volume": csl.volume,
        "issue": csl.issue,
        "page": csl.page,
        "note": csl.note,
        "genre": csl.genre,
        "version": csl.version,
        "number": csl.number,
        "URL": csl.url,
        "accessed": _date(csl.accessed),
        "PMID": reference.identifiers.pmid,
        "DOI": reference.identifiers.doi,
    }
    return {name: value for name, value in fields.items() if value}


def _name(author: AuthorEntry) -> dict[str, str]:
    name: dict[str, str] = author.model_dump(exclude_none=True)
    return name | {"given": initials(name["given"])} if "given" in name else name


def initials(given: str) -> str:
    """Given names as initials, as ICMJE and AMA print them: Jean-Pierre A. -> JPA.

    What is initials already stays, without its periods and spaces: S.Y. -> SY, J-P.
    """
    bare = re.sub(r"[.\s]+", " ", given).strip()
    if bare.isupper() and max(map(len, re.split(r"[ -]", bare))) <= _INITIALS:
        return bare.replace(" ", "")
    return "".join(word[0].upper() for word in re.split(r"[ -]+", bare) if word)


_INITIALS = 4
"""Capitals in a row that are initials; more are a name in capitals."""


def _date(date: str | None) -> dict[str, Any] | None:
    return None if date is None else {"date-parts": [[int(part) for part in date.split("-")]]}


def _is_article(reference: ReferenceRecord) -> bool:
    return reference.csl.type.startswith("article-")


def _mended(text: str, is_article: bool) -> str:
    """What citeproc gets wrong: doubled stops, dashes in page ranges, and the final stop."""
    text = re.sub(r"([?!.])\. ", r"\1 ", " ".join(text.split())).replace("\u2013", "-")
    if is_article and re.search(r"(PMID \d+|doi:\S+)$", text):
        return text
    return text if text.endswith(".") else f"{text}."


def _add_identifiers(rows: RecordRows, reference: ReferenceRecord, names: RecordNames) -> None:
    rows.only_row("reference")["citation_text"] = cite(reference)
    for scheme, value in reference.identifiers.model_dump(exclude_none=True).items():
        values = {"reference_id": reference.reference, "scheme": scheme, "value": value}
        rows.add("reference_identifier", f"{scheme}:{value}", values, ("identifiers", scheme))


def _read_identifiers(rows: RecordRows, data: dict[str, Any], names: RecordNames) -> None:
    data["identifiers"] = {row["scheme"]: row["value"] for row in rows.of("reference_identifier")}


REFERENCE_IDENTIFIERS = SpecialMapping(
    {IdentifiersEntry: ("pmid", "pmcid", "doi", "isbn")},
    {"reference": SpecialTable(), "reference_identifier": SpecialTable()},
    _add_identifiers,
    _read_identifiers,
)
