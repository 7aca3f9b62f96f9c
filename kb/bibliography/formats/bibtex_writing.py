"""Citations as BibTeX.

Own code: the writer of pybtex takes values for LaTeX already, and refuses those with a brace that no other
one closes; here every sign of a title is written so that it is read back as itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb.bibliography.citation import Citation, CitationAuthor
from kb.bibliography.formats.bibtex_fields import CSL_TYPES
from kb.bibliography.publication_dates import printed_range

_KINDS = {kind: name for name, kind in reversed(CSL_TYPES.items())}
_IN_A_BOOK = ("chapter", "paper-conference")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SIGNS = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%&$#_"},
}
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`!?])(?=`)")
"""Between signs that TeX would join to another one."""
_NO_PART_OF_A_KEY = re.compile(r"[^\w:.+/-]", re.ASCII)


def written_bibtex(citations: Iterable[tuple[str, Citation]]) -> Iterator[str]:
    """The citations as entries of BibTeX, one at a time."""
    for key, citation in citations:
        kind = _KINDS.get(citation.type or "", "article" if citation.type is None else "misc")
        fields = (f"  {name} = {_value(value)},\n" for name, value in _fields(citation) if value)
        yield f"@{kind}{{{_NO_PART_OF_A_KEY.sub('', key) or 'unnamed'},\n{''.join(fields)}}}\n\n"


def _value(text: str) -> str:
    """A value in braces; the name that BibTeX has for a month is none."""
    return text if text in _MONTHS else f"{{{text}}}"


def _fields(citation: Citation) -> Iterator[tuple[str, str | None]]:
    yield "author", " and ".join(_names(citation)) or None
    yield "title", f"{{{_latex(citation.title)}}}" if citation.title else None
    yield "booktitle" if citation.type in _IN_A_BOOK else "journal", _latex(citation.journal)
    yield "shortjournal", _latex(citation.journal_abbreviation)
    yield "publisher", _latex(citation.publisher)
    yield from _dates(citation)
    yield "volume", _latex(citation.volume)
    yield "number", _latex(citation.issue)
    yield "pages", (_latex(citation.pages) or "").replace("-{}-", "-").replace("-", "--")
    yield "abstract", _latex(citation.abstract)
    yield "keywords", _keywords(citation.keywords)
    yield "language", _latex("; ".join(citation.languages))
    yield "issn", ", ".join(citation.issns)
    yield "isbn", ", ".join(citation.isbns)
    yield "doi", _address(citation.doi)
    yield "pmid", citation.pmid
    yield "pmcid", citation.pmcid
    yield from (("url", _address(url)) for url in citation.urls[:1])
    yield "note", "; ".join(citation.registrations)
    yield "database", _latex(citation.database)


def _latex(text: str | None) -> str | None:
    """A text whose every sign is read as itself."""
    if not text:
        return None
    return "".join(_SIGNS.get(sign, sign) for sign in _LIGATURES.sub("\0", text)).replace("\0", "{}")


def _address(text: str | None) -> str | None:
    """A DOI or web address, which programs take as it is, unless it would be read as another."""
    return _latex(text) if text and re.search(r"[\\{}~$]|--|''|[`!?]`", text) else text


def _names(citation: Citation) -> Iterator[str]:
    yield from map(_name, citation.authors)
    if citation.authors_truncated:
        yield "others"


def _name(author: CitationAuthor) -> str:
    """``King, Jr, Martin``; a group, or a person of one name, in braces."""
    if author.literal or not (author.given or author.suffix):
        return f"{{{_latex(author.literal or author.family)}}}"
    parts = (author.family, author.suffix, author.given) if author.given else (author.family, author.suffix)
    return ", ".join(filter(None, map(_latex, parts)))


def _dates(citation: Citation) -> Iterator[tuple[str, str | None]]:
    """Year, month and day; a season or a range of months is the month, a range of years a date."""
    if citation.issued is None:
        yield "year", _latex(citation.issued_text)
        return
    year, *rest = citation.issued.split("-")
    yield "year", year
    printed = printed_range(citation.issued_text or "")
    if printed:
        words = printed.removesuffix(f" {year}")
        yield ("month", _latex(words)) if not re.search(r"\d{4}", words) else ("date", _latex(printed))
        return
    yield "month", _MONTHS[int(rest[0]) - 1] if rest else None
    yield "day", str(int(rest[1])) if len(rest) > 1 else None


def _keywords(keywords: tuple[str, ...]) -> str | None:
    separator = "; " if any("," in word for word in keywords) else ", "
    text = separator.join(keywords)
    return _latex(f"{text};" if separator == "; " and len(keywords) == 1 else text)
