"""What the fields of a BibTeX entry mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.bibliography.author_lists import group_with_commas
from kb.bibliography.author_names import GROUP, Authors, given_first, people, person
from kb.bibliography.citation import Citation, CitationAuthor, Format, RecordPlace
from kb.bibliography.cleaning import clean, clean_title
from kb.bibliography.formats.latex import is_plain, without_latex
from kb.bibliography.formats.record_reader import Remarks, insist_on_contents
from kb.bibliography.identifiers import (
    dois_of,
    isbns_of,
    issns_of,
    pmcid_of,
    pmid_of,
    pmid_of_address,
    registrations_of,
)
from kb.bibliography.publication_dates import iso_date, iso_date_of_parts, printed_range

CSL_TYPES = {
    "article": "article-journal",
    "book": "book",
    "proceedings": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "dataset": "dataset",
    "software": "software",
    "unpublished": "manuscript",
    "patent": "patent",
    "booklet": "pamphlet",
}
"""Kind of entry -> kind of publication as CSL names it; others are a document."""

_READ = frozenset(
    (
        *(
            "title",
            "author",
            "journal",
            "journaltitle",
            "booktitle",
            "shortjournal",
            "publisher",
            "institution",
        ),
        *("school", "organization", "year", "month", "day", "date", "volume", "number", "issue", "pages"),
        *("abstract", "language", "langid", "keywords", "doi", "issn", "isbn", "url", "pmid", "pmcid", "pmc"),
    )
)
_PAGES = re.compile(r"\s*[\u2013-]+\s*")


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """An entry taken apart. Values still hold their LaTeX."""

    kind: str
    """article, book ... in lower case."""
    key: str
    fields: Mapping[str, Sequence[str]]
    """Name in lower case -> its values; nearly always one."""


def citation(entry: BibtexEntry, raw: str, place: RecordPlace, remarks: Remarks) -> Citation:
    """The citation of an entry. Raises UnreadableRecord when it holds none."""
    texts = _Texts(entry)
    title = clean_title(texts.first("title"))
    pmid, dois = _pmid(texts), dois_of(texts.all("doi"))
    pmcid = pmcid_of(texts.first("pmcid", "pmc"))
    insist_on_contents(title, pmid, pmcid, *dois)
    authors, is_truncated = _authors(entry)
    issued, printed = _issued(texts)
    pages = texts.first("pages", "article-number", "article_number", "eid")
    return Citation(
        format=Format.BIBTEX,
        place=place,
        raw=raw,
        type=CSL_TYPES.get(entry.kind, "document"),
        title=title,
        authors=authors,
        authors_truncated=is_truncated,
        journal=clean(texts.first("journal", "journaltitle", "booktitle")),
        journal_abbreviation=clean(texts.first("shortjournal", "journal-iso", "abbrev_source_title")),
        publisher=clean(texts.first("publisher", "institution", "school", "organization")),
        issued=issued,
        issued_text=printed,
        volume=clean(texts.first("volume")),
        issue=clean(texts.first("number", "issue")),
        pages=clean(_PAGES.sub("-", pages)) if pages else None,
        abstract=clean(texts.first("abstract")),
        languages=tuple(texts.all("language", "langid")),
        publication_types=tuple(texts.all("type", "document_type")),
        keywords=tuple(_keywords(texts)),
        pmid=pmid,
        pmcid=pmcid,
        dois=dois,
        issns=issns_of(texts.all("issn", "eissn")),
        isbns=isbns_of(texts.all("isbn")),
        registrations=registrations_of(texts.all("note", "annote")),
        urls=tuple(texts.all("url")),
        database=texts.first("source", "database"),
        extra={name: tuple(texts.all(name)) for name in entry.fields if name not in _READ}
        | {"key": (entry.key,)},
        remarks=remarks,
    )


class _Texts:
    """The values of an entry without their LaTeX."""

    def __init__(self, entry: BibtexEntry) -> None:
        self._fields = entry.fields

    def all(self, *names: str) -> list[str]:
        """The values that say something."""
        values = [value for name in names if name in self._fields for value in self._fields[name]]
        return [text for value in values if (text := without_latex(value).strip())]

    def first(self, *names: str) -> str | None:
        """The first of them."""
        for name in names:
            if name in self._fields and (texts := self.all(name)):
                return texts[0]
        return None


def _authors(entry: BibtexEntry) -> Authors:
    """The authors, and whether the list ends with ``and others``."""
    from pybtex.bibtex.utils import split_name_list

    lists = (" ".join(value.split()) for value in entry.fields.get("author", ()))
    parted = (part for value in lists for part in _apart_from_group(value))
    names = [name for value in parted for name in _whole(split_name_list(value)) if name]
    authors: list[CitationAuthor] = []
    is_truncated = False
    for name in names:
        kept, has_more = people([without_latex(name)])
        is_truncated = is_truncated or has_more
        authors += kept if has_more or len(kept) > 1 else [_author(name)] if kept else []
    return tuple(authors), is_truncated


def _apart_from_group(value: str) -> list[str]:
    """The persons of a list, and the group with commas of its own at its end, in braces."""
    group = group_with_commas(value) if is_plain(value) else None
    if group is None or group[0].count(" and ") != 1 or ", and " not in group[0]:
        return [value]  # an "and" without a comma before it parts names
    return [value[: group.start()].removesuffix("and "), f"{{{group[0]}}}"]


def _whole(names: Sequence[str]) -> list[str]:
    """The names, with what BibTeX cuts from that of a group put back: ``Institute for Health`` ``Care``.

    One word after such a name belongs to it, and where others have commas, several words without one.
    """
    has_commas = any("," in name and not GROUP.search(name) for name in names)
    joined: list[str] = []
    for name in names:
        before = joined[-1] if joined else ""
        is_rest = "," not in name and is_plain(name) and len(name.split(" ")) <= (2 if has_commas else 1)
        if is_rest and _OPEN_GROUP.search(before) and is_plain(before) and not GROUP.search(name):
            joined[-1] = f"{before} and {name}"
        else:
            joined.append(name)
    return joined


_OPEN_GROUP = re.compile(r"\w \b(?:of|for)\b \w")


def _author(name: str) -> CitationAuthor:
    """A name in braces is a group; one without a comma has the given names first, as BibTeX has it."""
    if "," in name and is_plain(name):
        return person(name)
    is_group = name.startswith("{") and name.endswith("}") and "}" not in name[1:-1]
    text = " ".join(without_latex(name).split())
    if is_group:
        return CitationAuthor(literal=text)
    return person(text) if "," in text or _FAMILY_FIRST.fullmatch(text) else given_first(text)


_FAMILY_FIRST = re.compile(r"\S*[^\W\d_A-Z]\S*(?: \S+)* [A-Z]{1,3}")
"""``Madeup AB``, as PubMed writes names and programs pass on."""


def _issued(texts: _Texts) -> tuple[str | None, str | None]:
    """The date, and as printed; a range of months without a date of its own gives the year."""
    year, month, day = texts.first("year"), texts.first("month"), texts.first("day")
    printed = " ".join(filter(None, (year, month, day)))
    if whole := texts.first("date"):
        return iso_date(whole), whole if not printed_range(printed) else printed
    if not printed:
        return None, None
    if year and month and not month.strip().isdigit():
        return iso_date(printed) or iso_date(year), printed
    return iso_date_of_parts(year, month, day) if year else None, printed


def _keywords(texts: _Texts) -> Iterator[str]:
    for text in texts.all("keywords", "author_keywords"):
        for word in text.split(";" if ";" in text else ","):
            if cleaned := clean(word):
                yield cleaned


def _pmid(texts: _Texts) -> str | None:
    own = next(filter(None, map(pmid_of, texts.all("pmid", "pubmed_id", "pubmed-id"))), None)
    if own:
        return own
    if (texts.first("eprinttype") or "").lower() in ("pubmed", "pmid"):
        return pmid_of(texts.first("eprint"))
    stated = (text for text in texts.all("note", "annote") if text.upper().startswith(("PMID", "PUBMED")))
    return next(filter(None, map(pmid_of, stated)), None) or next(
        filter(None, map(pmid_of_address, texts.all("url"))), None
    )
