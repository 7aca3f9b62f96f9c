"""Trials of the CSV that the site of ClinicalTrials.gov saves, of today's site and of the one before 2024."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from kb.bibliography.registries.registered_trial import (
    NUMBER,
    RegisteredTrial,
    has_ended,
    in_status_words,
    iso_date,
    whole,
)
from kb.errors import KbError

_COLUMNS = {
    "number": ("nct number",),
    "title": ("study title", "title", "brief title"),
    "acronym": ("acronym",),
    "status": ("study status", "status", "overall status"),
    "results": ("study results", "has results"),
    "sponsor": ("sponsor", "sponsor/collaborators", "lead sponsor"),
    "funder": ("funder type", "funded bys"),
    "enrollment": ("enrollment",),
    "start": ("start date",),
    "completion": ("completion date",),
}
"""What is told -> the names of its column, lower case."""
_POSTED = frozenset(("yes", "has results", "true"))


def trials_of_csv(content: bytes, place: str) -> list[RegisteredTrial]:
    """The trials of a table. Raises KbError for a table without numbers, and names rows that have none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KbError(f"{place} is no UTF-8 text. Save it again from ClinicalTrials.gov.") from None
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise KbError(f"{place} cannot be read as CSV: {error}. Save it again.") from None
    named = [_named(row) for row in rows]
    if not any("number" in row for row in named):
        raise KbError(f"{place} has no column NCT Number. Save the studies as CSV with that column.")
    wrong = [
        str(line) for line, row in enumerate(named, start=2) if not NUMBER.fullmatch(row.get("number", ""))
    ]
    if wrong:
        raise KbError(
            f"{place}: no NCT number in row {', '.join(wrong[:10])}. Save it again, or remove the rows."
        )
    return [_trial(row) for row in named]


def _named(row: Mapping[str | None, str | list[str] | None]) -> dict[str, str]:
    """What a row tells, by the names in _COLUMNS; nothing for an empty cell."""
    cells = {
        (key or "").strip().lower(): " ".join(value.split())
        for key, value in row.items()
        if isinstance(value, str)
    }
    return {name: cells[title] for name, titles in _COLUMNS.items() for title in titles if cells.get(title)}


def _trial(row: Mapping[str, str]) -> RegisteredTrial:
    """The table does not say which numbers came about; those of a trial that is over did."""
    status = in_status_words(row.get("status"))
    ended = has_ended(status)
    count, end = whole(row.get("enrollment")), iso_date(row.get("completion"))
    return RegisteredTrial(
        number=row["number"],
        title=row.get("title", ""),
        acronym=row.get("acronym"),
        status=status,
        planned=None if ended else count,
        enrolled=count if ended else None,
        start=iso_date(row.get("start")),
        completion=None if ended else end,
        completed=end if ended else None,
        results_posted=row.get("results", "").lower() in _POSTED,
        sponsor=row.get("sponsor", "").split("|")[0] or None,
        industry_sponsored="industry" in row.get("funder", "").lower(),
    )
