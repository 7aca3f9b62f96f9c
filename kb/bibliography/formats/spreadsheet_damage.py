"""What a spreadsheet program did to a cell of an export: put right where nothing is lost, else left out.

Opened and saved again, a table comes back with 10-May for pages 5-10, 2.53E+07 for a PMID, 42064 for a date,
2,015 for a year and without the zeros that an ISSN begins with. All of it is told.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

AGAIN = "Export the table again, and import it without saving it in a spreadsheet program."
"""What to do where something is lost."""

_PLACES = frozenset(("volume", "issue", "pages", "first_page", "last_page"))
_NUMBERS = _PLACES | {"pmid", "pmcid", "article_number", "isbn", "accession"}
_EXPONENT = re.compile(r"(\d)(?:[.,](\d+))?E\+(\d{1,2})", re.IGNORECASE)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_MONTH = r"[^\W\d_]{3,4}\.?"
_DATE = re.compile(
    rf"\d{{1,2}}[-. ]{{1,2}}{_MONTH}(?:[-. ]{{1,2}}\d{{2,4}})?|{_MONTH}[-. ]{{1,2}}\d{{1,4}}"
    r"|\d{1,2}([/.])\d{1,2}\1\d{2,4}|\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?"
)
_MONTHS = frozenset(
    (
        *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        *("mai", "okt", "dez", "mrz", "ene", "abr", "ago", "dic", "set", "out", "fev", "fév", "avr", "aoû"),
        *("déc", "gen", "mag", "giu", "lug", "ott", "mei", "mrt"),
    )
)
"""How names of months begin in the languages of those who open tables."""
_ERROR = re.compile(r"#(?:NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!|#+)")
_SERIAL = re.compile(r"\d{5}")
_SERIALS = range(39_814, 50_041)
"""Days from 2009 to 2036: a program takes `5-10` for a day of the year in which it is opened."""
_DAY_ZERO = datetime.date(1899, 12, 30)
_ISSN = re.compile(r"\d{4,6}[\dXx]")


@dataclass(frozen=True, slots=True)
class MendedCell:
    """What a cell says, and what is told of it."""

    text: str | None
    """None when what it said is lost."""
    remark: str | None = None


def mended_cell(field: str, text: str) -> MendedCell:
    """A cell of the column of a field as it was before a spreadsheet program changed it."""
    if _ERROR.fullmatch(text):
        return MendedCell(None, f"`{text}` is an error of a spreadsheet program; left out.")
    if field in _NUMBERS and (match := _EXPONENT.fullmatch(text)):
        return _exponent(text, match)
    if field in ("pmid", "year", "volume") and _GROUPED.fullmatch(text):
        plain = text.replace(",", "")
        return MendedCell(plain, f"`{text}` was read as {plain}.")
    if field in _PLACES and _is_date(text):
        return MendedCell(None, f"`{text}` is a date that a spreadsheet program made of numbers; left out.")
    if _SERIAL.fullmatch(text):
        return _serial(field, text)
    if field == "issn" and _ISSN.fullmatch(text):
        return _issn(text)
    if field == "title" and _is_date(text):
        return MendedCell(text, f"`{text}` may be a name that a spreadsheet program made a date of.")
    if field in ("title", "journal") and text.endswith(("\u2026", "...")):
        return MendedCell(text, f"`{text[-60:]}` is cut off in the export.")
    return MendedCell(text)


def _exponent(text: str, match: re.Match[str]) -> MendedCell:
    decimals, exponent = match[2] or "", int(match[3])
    if len(decimals) == exponent:
        whole = f"{match[1]}{decimals}"
        return MendedCell(whole, f"`{text}` was read as {whole}.")
    return MendedCell(
        None, f"`{text}` is a number whose last digits a spreadsheet program dropped; left out."
    )


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    name = re.search(_MONTH, text)
    return name is None or name[0][:3].casefold() in _MONTHS


def _serial(field: str, text: str) -> MendedCell:
    """A number of five digits: a day as a spreadsheet counts it, where nothing else can be meant."""
    if field not in (*_PLACES, "year", "date") or (field in _PLACES and int(text) not in _SERIALS):
        return MendedCell(text)
    day = _DAY_ZERO + datetime.timedelta(days=int(text))
    if field in ("year", "date"):
        return MendedCell(day.isoformat(), f"`{text}` is a day as spreadsheets count it; read as {day}.")
    if field in ("volume", "issue"):
        return MendedCell(None, f"`{text}` is a day as spreadsheets count it ({day}); left out.")
    return MendedCell(text, f"`{text}` may be a day as spreadsheets count it ({day}) instead of pages.")


def _issn(text: str) -> MendedCell:
    """The zeros put back when the check digit (ISO 3297) bears it out."""
    digits = text.upper().zfill(8)
    weights = zip(digits[:7], range(8, 1, -1), strict=True)
    check = -sum(int(digit) * weight for digit, weight in weights) % 11
    if digits[7] != ("X" if check == 10 else str(check)):
        return MendedCell(text)
    whole = f"{digits[:4]}-{digits[4:]}"
    return MendedCell(whole, f"`{text}` was read as {whole}.")
