"""An identifier of a reference has the form of its scheme and fits the year of publication.

Why: identifiers are what a reader clicks and what notices of retraction are matched by. One wrong digit of a
PMID names another article, and a DOI with a stop or half a bracket at its end leads nowhere.

How: a load already refuses what has no likeness to an identifier. Here a PMID is compared with the numbers
that PubMed had given out in the year of publication (numbers are given out in order): an article of 2015
cannot have got one that was given out in 2002. A PMCID has no leading zero. A DOI has its brackets in pairs,
ends in no punctuation, is one DOI and is not encoded for the web; where it holds a year, that year is
compared. The last digit of an ISBN is computed from the others.

What fits: articles appear online up to some years before their issue, so a PMID may be four years older than
the year of publication. Old articles were added to PubMed late, so a high PMID never speaks against an old
year. A DOI may be given out four years before the issue and one year after. Only a year between two dots is
read as one. Years are compared for journal articles only: books on the web keep their PMID through editions.

Limits: an identifier of the right form that names another article is not found; that needs PubMed itself.

Source: NLM, MEDLINE PubMed XML element descriptions (PMID: one to eight digits, no leading zeros); DOI
Handbook, section 2.2, doi:10.1000/182; ISO 2108 (check digit of the ISBN).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kb.checks import clock
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.references import Reference

_GIVEN_OUT = {
    10_000_000: 1999,
    11_000_000: 2000,
    12_000_000: 2002,
    13_000_000: 2003,
    15_000_000: 2004,
    16_000_000: 2005,
    17_000_000: 2006,
    18_000_000: 2007,
    19_000_000: 2008,
    20_000_000: 2010,
    21_000_000: 2010,
    22_000_000: 2011,
    23_000_000: 2012,
    24_000_000: 2013,
    25_000_000: 2014,
    26_000_000: 2015,
    27_000_000: 2016,
    28_000_000: 2016,
    29_000_000: 2017,
    30_000_000: 2018,
    31_000_000: 2019,
    32_000_000: 2020,
    33_000_000: 2020,
    34_000_000: 2021,
    35_000_000: 2022,
    36_000_000: 2022,
    37_000_000: 2023,
    38_000_000: 2023,
    39_000_000: 2024,
    40_000_000: 2025,
}
"""Round PMIDs and the year in which PubMed had reached them; those in between came no later than the next."""
_NEWEST = (41_000_000, 2025)
_A_YEAR = 3_000_000
"""More than PubMed adds in a year."""
_AHEAD = 4
"""Years by which something may have its identifier before it is published."""

_WEB_CODE = re.compile(r"%[0-9a-f]{2}|&[a-z]+;|&#\d+;")
_DOI_YEAR = re.compile(r"\.((?:19|20)\d\d)\.")
_PAIRS = (("(", ")"), ("[", "]"), ("<", ">"))


@rule(
    Subject.REFERENCE,
    Severity.ERROR,
    source="NLM, MEDLINE PubMed XML element descriptions; DOI Handbook, doi:10.1000/182; ISO 2108",
    title="An identifier has the form of its scheme and fits the year of publication",
)
def check_malformed_identifier(reference: Reference) -> Iterator[CheckProblem]:
    """One problem for each identifier that cannot be right."""
    checks = {"pmid": _pmid, "pmcid": _pmcid, "doi": _doi, "isbn": _isbn}
    for scheme, value in reference.identifiers:
        if scheme not in checks:
            continue
        for severity, complaint in checks[scheme](value, reference.year if reference.is_article else None):
            yield CheckProblem(
                severity=severity,
                record=reference.record,
                place=f"{scheme}:{value}",
                message=f"{complaint} Look the publication up again.",
                found=value,
            )
            break


Complaints = Iterator[tuple[Severity, str]]


def _pmid(value: str, year: int | None) -> Complaints:
    number, today = int(value), clock.today().year
    newest = _NEWEST[0] + _A_YEAR * max(0, today - _NEWEST[1] + 1)
    if number > newest:
        yield Severity.ERROR, f"PubMed has not given out the PMID {value} yet."
    elif year is not None and (given := _given_out(number)) is not None and year > given + _AHEAD:
        yield (
            Severity.WARNING,
            f"The PMID {value} was given out by {given}, but the reference is said to be of {year}.",
        )


def _given_out(number: int) -> int | None:
    """The latest year in which a PMID can have been given out; null where the list ends."""
    limits = list(_GIVEN_OUT)
    above = bisect_right(limits, number)
    return _GIVEN_OUT[limits[above]] if above < len(limits) else None


def _pmcid(value: str, year: int | None) -> Complaints:
    if not re.fullmatch(r"PMC[1-9]\d{3,8}", value):
        yield Severity.ERROR, f"{value} is no PMCID: it has a leading zero, or too few or too many digits."


def _doi(value: str, year: int | None) -> Complaints:
    if re.search(r"/.*\b10\.\d{4,9}/", value):
        yield Severity.ERROR, "Two DOIs were run together."
    if _WEB_CODE.search(value):
        yield (
            Severity.ERROR,
            "The DOI holds characters that were encoded for a web page (such as %2F or &lt;).",
        )
    if not value.isascii():
        yield Severity.WARNING, "The DOI holds a character that is no plain letter, for example a long dash."
    if value[-1] in ".,;:":
        yield Severity.WARNING, "The DOI ends in a punctuation mark, which rarely is part of it."
    for opening, closing in _PAIRS:
        if value.count(opening) != value.count(closing):
            yield (
                Severity.WARNING,
                f"The DOI has {opening} without {closing} or the reverse; a part may be lost.",
            )
    if year is not None and (match := _DOI_YEAR.search(value)) is not None:
        named = int(match[1])
        if not named - 1 <= year <= named + _AHEAD:
            yield Severity.WARNING, f"The DOI holds the year {named}, the reference is said to be of {year}."


def _isbn(value: str, year: int | None) -> Complaints:
    digits = [10 if letter == "X" else int(letter) for letter in value]
    if len(digits) == 10:
        right = sum(digit * weight for digit, weight in zip(digits, range(10, 0, -1), strict=True)) % 11 == 0
    else:
        right = sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    if not right:
        yield Severity.ERROR, "The last digit of the ISBN does not follow from the others: one is wrong."
