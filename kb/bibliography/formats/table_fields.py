"""What the cells of a row mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.bibliography.author_lists import authors_in
from kb.bibliography.author_names import group_of
from kb.bibliography.citation import Citation, Format, RecordPlace
from kb.bibliography.cleaning import clean, clean_pages, clean_title
from kb.bibliography.formats.record_reader import Remarks, insist_on_contents
from kb.bibliography.formats.spreadsheet_damage import AGAIN, mended_cell
from kb.bibliography.identifiers import (
    dois_of,
    isbns_of,
    issns_of,
    pmcid_of,
    pmid_of,
    pmid_of_address,
    registrations_of,
)
from kb.bibliography.links import doi_in
from kb.bibliography.publication_dates import iso_date, iso_date_of_parts

_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_LIST = re.compile(r"\s*[;|]\s*")
_NOTED_PMID = re.compile(r"^\s*PMID:?\s*(\d{1,9})\s*$", re.MULTILINE | re.IGNORECASE)
_DECIMAL_ZERO = re.compile(r"(\d+)\.0")
_TYPES = {
    "journalArticle": "article-journal",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "book": "book",
    "bookSection": "chapter",
    "conferencePaper": "paper-conference",
    "report": "report",
    "thesis": "thesis",
    "dataset": "dataset",
    "webpage": "webpage",
    "preprint": "article",
}
"""Type of an item of Zotero -> kind of publication as CSL names it."""


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The columns of a table."""

    names: tuple[str, ...]
    columns: Mapping[str, Sequence[int]]
    """Field -> positions of its columns."""

    def has_title(self, cells: Sequence[str]) -> bool:
        """Whether a row has a title."""
        places = self.columns.get("title", ())
        return any(place < len(cells) and cells[place].strip() for place in places)


def citation(
    table: TableColumns, cells: Sequence[str], raw: str, place: RecordPlace, remarks: Remarks
) -> Citation:
    """The citation of a row. Raises UnreadableRecord when it holds none."""
    row = _Row(table, cells)
    printed_text = row.first("citation")
    printed = printed_citation(printed_text) if printed_text else PrintedCitation()
    title = clean_title(row.first("title"))
    pmid, pmcid = _pmid(row), pmcid_of(row.first("pmcid"))
    dois = dois_of(row.all("doi")) or (
        (printed_doi,) if printed_text and (printed_doi := doi_in(printed_text)) else ()
    )
    issns = issns_of(row.all("issn"))
    insist_on_contents(title, pmid, pmcid, *dois)
    authors, is_truncated = authors_in(clean(row.first("authors")) or "")
    groups = (group for name in row.list("group_authors") if (group := group_of(name)))
    journal, source = _journal(row)
    printed = source if printed_text is None else printed
    issued, issued_text = _issued(row, printed)
    return Citation(
        format=Format.TABLE,
        place=place,
        raw=raw,
        type=_TYPES.get(row.first("type") or ""),
        title=title,
        original_title=clean_title(row.first("original_title")),
        authors=(*authors, *(group for group in groups if group not in authors)),
        authors_truncated=is_truncated,
        journal=journal,
        journal_abbreviation=clean(row.first("journal_abbreviation") or (printed_text and printed.journal)),
        publisher=clean(row.first("publisher")),
        issued=issued,
        issued_text=issued_text,
        volume=row.number("volume") or printed.volume,
        issue=row.number("issue") or printed.issue,
        pages=_pages(row) or printed.pages,
        abstract=clean(row.first("abstract")),
        languages=tuple(row.list("languages")),
        publication_types=tuple(row.list("publication_types")),
        mesh=tuple(row.list("mesh")),
        keywords=tuple(row.list("keywords")),
        pmid=pmid,
        pmcid=pmcid,
        dois=dois,
        issns=issns,
        isbns=isbns_of(row.all("isbn")),
        registrations=registrations_of(row.all("registrations")),
        urls=tuple(row.list("urls")),
        database=row.first("database"),
        accession=row.first("accession"),
        extra=row.extra(),
        remarks=(*remarks, *row.told()),
    )


_NOTHING = frozenset(("0", "-", "n/a", "na", "none", "null", "nan", "unavailable", "not available"))
"""What people and programs write into a cell that has nothing to say."""
_READABLE: Mapping[str, Callable[[str], object]] = {
    "pmid": lambda text: pmid_of(text) or pmid_of_address(text),
    "pmcid": pmcid_of,
    "doi": lambda text: dois_of([text]),
    "issn": lambda text: issns_of([text]),
    "year": iso_date,
}


class _Row:
    """The cells of a row by their field."""

    def __init__(self, table: TableColumns, cells: Sequence[str]) -> None:
        self._table = table
        self._cells = cells
        self._told: dict[int, str] = {}
        """Position of a column -> what is told of its cell."""
        self._is_lost = False

    def all(self, field: str) -> Iterator[str]:
        """What the columns of a field say, without empty cells and what a spreadsheet program spoiled."""
        for position in self._table.columns.get(field, ()):
            if position >= len(self._cells) or not (text := _plain(self._cells[position])):
                continue
            cell = mended_cell(field, text)
            self._is_lost = self._is_lost or cell.text is None
            if cell.remark:
                self._told[position] = cell.remark
            elif field in _READABLE and text.lower() not in _NOTHING and not _READABLE[field](text):
                self._told[position] = f"`{text[:60]}` could not be read."
            if cell.text:
                yield cell.text

    def told(self) -> tuple[str, ...]:
        """What is told of the cells that were read, each with its column."""
        names = self._table.names
        told = [f"Column {names[position]}: {remark}" for position, remark in sorted(self._told.items())]
        return (*told, AGAIN) if self._is_lost else tuple(told)

    def first(self, field: str) -> str | None:
        """The first of them."""
        return next(self.all(field), None)

    def number(self, field: str) -> str | None:
        """The same; a spreadsheet may have made 12 into 12.0."""
        text = self.first(field)
        whole = _DECIMAL_ZERO.fullmatch(text) if text else None
        return whole[1] if whole else text

    def list(self, field: str) -> Iterator[str]:
        """The parts of lists with semicolons."""
        for text in self.all(field):
            yield from (part for piece in _LIST.split(text) if (part := clean(piece)))

    def noted_pmid(self) -> str | None:
        """The PMID that a column of notes says it is, as Zotero's Extra does."""
        for name, cell in zip(self._table.names, self._cells, strict=False):
            if name.lower() in ("extra", "notes", "note") and (match := _NOTED_PMID.search(cell)):
                return pmid_of(match[1])
        return None

    def extra(self) -> dict[str, tuple[str, ...]]:
        """Columns that are read into no field."""
        known = {position for positions in self._table.columns.values() for position in positions}
        return {
            name: (text,)
            for position, (name, cell) in enumerate(zip(self._table.names, self._cells, strict=False))
            if position not in known and (text := _plain(cell))
        }


def _plain(cell: str) -> str:
    """A cell without the ``="..."`` that keeps a spreadsheet from making a number of it."""
    text = cell.strip()
    match = _AS_TEXT.fullmatch(text) if text.startswith("=") else None
    return match[1].strip() if match else text


def _pmid(row: _Row) -> str | None:
    own = row.number("pmid")
    known = pmid_of(own) or next(filter(None, map(pmid_of_address, (own or "", *row.all("urls")))), None)
    return known or row.noted_pmid()


def _issued(row: _Row, printed: PrintedCitation) -> tuple[str | None, str | None]:
    """The most precise of the dates that agree on the year, and as printed."""
    parts = row.number("year"), row.number("month"), row.number("day")
    whole = iso_date_of_parts(*parts) if parts[1] else None
    printed_dates = [text for text in (row.first("date"), printed.date, whole, parts[0]) if text]
    dated = [(iso, text) for text in printed_dates if (iso := iso_date(text))]
    undated = [text for text in printed_dates if not iso_date(text)]
    if not dated:
        return None, printed_dates[0] if printed_dates else None
    year = iso_date(parts[0] or "") or dated[0][0][:4]
    dated += [(iso, text) for day in undated if (iso := iso_date(text := f"{year[:4]} {day}"))]
    agreeing = [pair for pair in dated if pair[0].startswith(year[:4])]
    return max(agreeing, key=lambda pair: (len(pair[0]), len(pair[1])))


def _journal(row: _Row) -> tuple[str | None, PrintedCitation]:
    """The journal, and what stands behind its name in a column of the source (Embase, LILACS)."""
    names = [(text, printed_source(text)) for text in row.all("journal")]
    source = next((printed for _, printed in names if printed.journal), PrintedCitation())
    return clean(names[0][1].journal or names[0][0]) if names else None, source


def _pages(row: _Row) -> str | None:
    first, last = row.number("first_page"), row.number("last_page")
    whole = f"{first}-{last}" if first and last and first != last else first or last
    pages = row.first("pages")
    return clean_pages(pages) or whole or row.first("article_number")


_SHAPE = re.compile(
    r"(?P<journal>.+?)\.\s+(?P<date>(?:1[5-9]|20)\d\d[^;:.]*)"
    r"(?:;(?P<volume>[^(:;.]*)(?:\((?P<issue>[^)]*)\))?(?::(?P<pages>[^;\s]*?))?)?(?=[.;]?(?:\s|$))"
)


@dataclass(frozen=True, slots=True)
class PrintedCitation:
    """Its parts; None where it has none."""

    journal: str | None = None
    date: str | None = None
    """As printed: 2015 Mar 12."""
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


_SOURCES = (
    re.compile(
        r"(?P<journal>[^;]+?)\s*\((?P<date>(?:1[5-9]|20)\d\d)\)\s+(?P<volume>[\w.-]+)"
        r"(?::(?P<issue>[\w. -]+?))?(?:\s*\((?P<pages>[^)]*)\))?(?:\.\s.*)?"
    ),
    re.compile(
        r"(?P<journal>[^;]+?)\s*;\s*(?P<volume>[\w.-]+)\s*(?:\((?P<issue>[^)]*)\))?\s*:\s*(?P<pages>\w[\w-]*)"
        r",\s*(?P<date>[^;]*?(?:1[5-9]|20)\d\d)\b.*"
    ),
)
"""``Journal (2021) 5:1 (11-19)`` as Embase prints it; ``Rev;3(1): 10-18, ene.-mar. 2012`` as LILACS does."""


def printed_source(text: str) -> PrintedCitation:
    """The parts of a source as these print it; of a text of another shape none."""
    match = next(filter(None, (shape.fullmatch(text.strip()[:500]) for shape in _SOURCES)), None)
    if match is None:
        return PrintedCitation()
    return PrintedCitation(**{name: (part or "").strip() or None for name, part in match.groupdict().items()})


def printed_citation(text: str) -> PrintedCitation:
    """The parts of a printed citation; of a text of another shape none."""
    match = _SHAPE.match(text.strip())
    if match is None:
        return PrintedCitation()
    return PrintedCitation(**{name: (part or "").strip() or None for name, part in match.groupdict().items()})
