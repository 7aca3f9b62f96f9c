"""The Retraction Watch database as Crossref publishes it (CSV).

Latin-1 at times; dates are ``m/d/yyyy 0:00``; a missing DOI is "unavailable", a missing PMID is 0; reasons
are a list with semicolons, each with a plus sign in front.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from kb.bibliography.citation import Format, Malformed
from kb.bibliography.cleaning import clean, clean_title
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.record_reader import RecordReader
from kb.bibliography.formats.table_reader import layout_of
from kb.bibliography.formats.table_rows import CsvRow, count_rows, read_rows
from kb.bibliography.identifiers import doi_of, pmid_of
from kb.bibliography.notice_titles import CONCERN, CORRECTION, REINSTATEMENT, RETRACTION
from kb.bibliography.notices import PublishedNotice
from kb.bibliography.publication_dates import iso_date, slashed_american_date
from kb.errors import KbError

FORMAT = Format.RETRACTION_WATCH
NEEDED = ("retractionnature", "retractiondate", "originalpaperdoi", "originalpaperpubmedid")
"""Columns without which a file is not the Retraction Watch database."""

_NATURES = {
    "retraction": RETRACTION,
    "expression of concern": CONCERN,
    "correction": CORRECTION,
    "reinstatement": REINSTATEMENT,
}


def read_retraction_watch(source: ExportFile) -> Iterator[PublishedNotice | Malformed]:
    """The rows of the file as notices.

    Raises KbError when a needed column is missing.
    """
    reader, layout = RecordReader(FORMAT, source), layout_of(source)
    rows = read_rows(source, layout)
    names = _names(source, next(rows, None))
    for row in rows:
        yield _notice(reader, names, row)
    if problem := reader.miscount("a row", count_rows(source, layout) - 1, reader.records):
        yield problem


def _names(source: ExportFile, first: CsvRow | None) -> Sequence[str]:
    names = [name.strip().lower().replace(" ", "") for name in first.cells] if first else []
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise KbError(
            f"{source.path}: is not the Retraction Watch file: it lacks the columns {', '.join(missing)}. "
            "Crossref publishes the file as CSV; give it as it is."
        )
    return names


def _notice(reader: RecordReader, names: Sequence[str], row: CsvRow) -> PublishedNotice | Malformed:
    if row.block.message:
        return reader.aside(row.block, row.block.message, row.block.remedy)
    if len(row.cells) < len(names) - 1:
        message = f"The row has {len(row.cells)} cells; {len(names)} were expected."
        return reader.aside(row.block, message, "It may be cut off; download the file again.")
    cells = {name: cell.strip() for name, cell in zip_longest(names, row.cells, fillvalue="") if name}
    nature = _NATURES.get(cells["retractionnature"].lower())
    if nature is None:
        message = f"`{cells['retractionnature']}` is no nature of a notice that is known here."
        return reader.aside(row.block, message, f"Known: {', '.join(_NATURES)}.")
    pmid, doi = pmid_of(cells["originalpaperpubmedid"]), doi_of(cells["originalpaperdoi"])
    title = clean_title(cells.get("title"))
    if not (pmid or doi or title):
        return reader.aside(row.block, "The row names no publication: no PMID, no DOI, no title.")
    number = cells.get("recordid")
    return PublishedNotice(
        format=FORMAT,
        raw=reader.text(row.block)[0],
        place=reader.place(row.block),
        basis="register",
        nature=nature,
        pmid=pmid,
        doi=doi,
        title=title,
        journal=clean(cells.get("journal")),
        original_date=_date(cells.get("originalpaperdate")),
        date=_date(cells["retractiondate"]),
        notice_pmid=pmid_of(cells.get("retractionpubmedid")),
        notice_doi=doi_of(cells.get("retractiondoi")),
        text=f"Retraction Watch {number}" if number else None,
        reasons=_reasons(cells.get("reason", "")),
    )


def _date(text: str | None) -> str | None:
    """Never raises: what is no date is not known."""
    return (slashed_american_date(text) or iso_date(text)) if text else None


def _reasons(text: str) -> tuple[str, ...]:
    return tuple(reason for part in text.split(";") if (reason := part.strip().lstrip("+").strip()))
