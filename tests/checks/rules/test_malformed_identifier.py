"""PMID, PMCID, DOI and ISBN of a reference."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks import clock
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.malformed_identifier import check_malformed_identifier
from tests.builders.references import reference


def problems(scheme: str, value: str, issued: str | None = "2015") -> list[CheckProblem]:
    """What is found about one identifier on a day of 2025."""
    with clock.set_to(date(2025, 11, 1)):
        return list(check_malformed_identifier(reference(identifiers=((scheme, value),), issued=issued)))


@pytest.mark.parametrize(
    ("scheme", "value", "issued"),
    [
        ("pmid", "25284802", "2015-05"),
        ("pmid", "9065296", "1997-02"),
        ("pmid", "21654315", "2012-10"),
        ("pmid", "17000000", "1955"),  # added to PubMed half a century later
        ("pmid", "25284802", None),
        ("pmid", "40999999", "2025-09"),
        ("pmcid", "PMC4394667", "2015"),
        ("pmcid", "PMC13901", "2001"),
        ("doi", "10.1002/hep.27548", "2015"),
        ("doi", "10.1002/(sici)1097-0142(19960315)77:6<1111::aid-cncr17>3.0.co;2-j", "1996"),
        ("doi", "10.1016/j.ejso.2015.04.001", "2016-02"),
        ("doi", "10.1001/jama.1995.03520250037032", "1995"),
        ("isbn", "9783161484100", "2015"),
        ("isbn", "097522980X", "2015"),
        ("url", "https://example.org/%20a", "2015"),
    ],
)
def test_real_identifiers_are_no_problem(scheme: str, value: str, issued: str | None) -> None:
    assert not problems(scheme, value, issued)


@pytest.mark.parametrize(
    ("scheme", "value", "issued", "severity", "words"),
    [
        ("pmid", "99999999", "2015", Severity.ERROR, "not given out the PMID 99999999 yet"),
        (
            "pmid",
            "12470093",
            "2021",
            Severity.WARNING,
            "given out by 2003, but the reference is said to be of 2021",
        ),
        ("pmcid", "PMC04394667", "2015", Severity.ERROR, "leading zero"),
        ("pmcid", "PMC12", "2015", Severity.ERROR, "too few"),
        ("doi", "10.1002/hep.27548.", "2015", Severity.WARNING, "ends in a punctuation mark"),
        ("doi", "10.1016/s0140-6736(15", "2015", Severity.WARNING, "( without )"),
        ("doi", "10.1002%2fhep.27548/x", "2015", Severity.ERROR, "encoded for a web page"),
        ("doi", "10.1002/hep.27548,10.1002/hep.1", "2015", Severity.ERROR, "run together"),
        ("doi", "10.1002/hep\u201327548", "2015", Severity.WARNING, "long dash"),
        ("doi", "10.1016/j.ejso.2009.04.001", "2015", Severity.WARNING, "holds the year 2009"),
        ("isbn", "9783161484101", "2015", Severity.ERROR, "last digit"),
        ("isbn", "0975229801", "2015", Severity.ERROR, "last digit"),
    ],
)
def test_an_identifier_that_cannot_be_right_is_told(
    scheme: str, value: str, issued: str, severity: Severity, words: str
) -> None:
    (problem,) = problems(scheme, value, issued)
    assert words in problem.message
    assert (problem.severity, problem.place, problem.found) == (severity, f"{scheme}:{value}", value)


def test_a_book_on_the_web_keeps_its_pmid_through_new_editions() -> None:
    book = reference(type="chapter", identifiers=(("pmid", "20301425"),), issued="2023")
    assert not list(check_malformed_identifier(book))


def test_the_newest_pmid_grows_with_the_years() -> None:
    one = reference(identifiers=(("pmid", "50000000"),), issued="2028")
    with clock.set_to(date(2025, 1, 1)):
        assert list(check_malformed_identifier(one))
    with clock.set_to(date(2028, 6, 1)):
        assert not list(check_malformed_identifier(one))


@given(st.integers(1, 41_000_000), st.integers(1900, 2000))
def test_an_old_article_may_have_any_pmid(pmid: int, year: int) -> None:
    assert not problems("pmid", str(pmid), str(year))


@given(st.lists(st.integers(0, 9), min_size=12, max_size=12))
def test_a_computed_isbn_fits_and_any_single_wrong_digit_is_found(digits: list[int]) -> None:
    check = -sum(d * (3 if n % 2 else 1) for n, d in enumerate(digits)) % 10
    isbn = "".join(map(str, [*digits, check]))
    assert not problems("isbn", isbn)
    for place in range(13):
        wrong = isbn[:place] + str((int(isbn[place]) + 1) % 10) + isbn[place + 1 :]
        assert problems("isbn", wrong)


def test_most_pmids_with_a_lost_digit_are_found_for_recent_articles() -> None:
    chance = random.Random(11)
    found = 0
    for _ in range(300):
        pmid = str(chance.randint(31_000_000, 34_000_000))
        at = chance.randrange(len(pmid))
        found += bool(problems("pmid", pmid[:at] + pmid[at + 1 :], "2021"))
    assert found / 300 > 0.99
