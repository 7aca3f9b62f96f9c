"""References in the house citation style, by way of CSL.

The style is ``kb.csl`` next to this module; the output is Markdown with the journal in italics.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kb.bibliography.cleaning import clean
from kb.bibliography.publication_dates import printed_range
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
        names.append({"family": "et al"})
    printed = csl.issued_text and (printed_range(csl.issued_text) or csl.issued_text)
    fields: dict[str, Any] = {
        "id": reference.reference,
        "type": csl.type,
        "title": clean(csl.title),
        "author": names,
        "container-title": csl.container_title,
        "publisher": csl.publisher,
        "issued": None if printed else _date(csl.issued),
        "status": printed,
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
    """The name as it is printed, in one piece: what a style does to its parts is done here."""
    if author.literal is not None:
        return {"family": author.literal}
    family, given = author.family or "", author.given
    suffix = (author.suffix or "").rstrip(".")
    if given and _WITHOUT_SPACE.fullmatch(family + given):
        return {"family": f"{family}{given}"}
    return {"family": " ".join(filter(None, (family, initials(given) if given else "", suffix)))}


_WITHOUT_SPACE = re.compile(r"[\s\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
"""Chinese, Japanese and Korean, which write family and given name whole and together."""
_WITH_INITIALS = re.compile(r"LATIN|GREEK|CYRILLIC|ARMENIAN|GEORGIAN|MODIFIER LETTER")
"""Scripts whose given names are cut to initials."""


def initials(given: str) -> str:
    """Given names as initials, as ICMJE and AMA print them: Jean-Pierre A. -> JPA.

    What is initials already stays, without its periods and spaces: S.Y. -> SY, J-P. Names in scripts that
    know no initials stay whole.
    """
    bare = re.sub(r"[.\s]+", " ", unicodedata.normalize("NFC", given)).strip()
    letters = [letter for letter in bare if letter.isalpha()]
    if not all(_WITH_INITIALS.match(unicodedata.name(letter, "")) for letter in letters):
        return bare
    if bare.isupper() and max(map(len, re.split(r"[ -]", bare))) <= _INITIALS:
        return bare.replace(" ", "")
    words = (word.lstrip("('\"\u2018\u201c[") for word in re.split(r"[ -]+", bare))
    return "".join(word[0].upper() for word in words if word)


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
