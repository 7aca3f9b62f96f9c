"""The reference list in the house style."""

from __future__ import annotations

import pytest

from kb.store.citations import cite, initials
from tests.builders.texts import read

ARTICLE = """\
reference: sohn-2003
identifiers: {pmid: "12716090"}
csl:
  type: article-journal
  title: The extent of cryosurgery
  author: [{family: Sohn, given: RL}, {family: Carlin, given: AM}, {family: Steffes, given: C}]
  author-truncated: yes
  container-title: Am Surg
  issued: 2003-04
  volume: "69"
  issue: "4"
  page: 317-22
  note: discussion 322-3
"""


def _cited(text: str, **changes: str) -> str:
    for old, new in changes.items():
        text = "".join(
            f"  {old}: {new}\n" if line.startswith(f"  {old.replace('_', '-')}:") else line
            for line in text.splitlines(keepends=True)
        )
    return cite(read(text, "references/sohn-2003"))


def test_an_article() -> None:
    """An article has authors, title, journal, date, volume, issue, pages and PMID."""
    assert _cited(ARTICLE) == (
        "Sohn RL, Carlin AM, Steffes C, et al. The extent of cryosurgery. *Am Surg*. Apr 2003; 69(4): 317-22;"
        " discussion 322-3. PMID 12716090"
    )


@pytest.mark.parametrize(
    ("date", "printed"),
    [("2009-10-07", "Oct 07 2009"), ("2015", "2015"), ("2020-09", "Sep 2020"), ("2013-06-05", "Jun 05 2013")],
)
def test_dates(date: str, printed: str) -> None:
    """A date is printed as exactly as it is known."""
    assert f". {printed}; 69" in _cited(ARTICLE, issued=date)


def test_a_title_that_ends_in_a_question_mark() -> None:
    assert "C, et al. Is it safe? *Am Surg*." in _cited(ARTICLE, title="Is it safe?")


def test_signs_that_mean_something_to_machines_are_printed_as_they_are() -> None:
    assert "R&D <1 cm" in _cited(ARTICLE, title='"R&D <1 cm"')


def test_more_than_three_named_authors_are_cut_to_three() -> None:
    four = "[{family: A, given: B}, {family: C, given: D}, {family: E, given: F}, {family: G, given: H}]"
    text = ARTICLE.replace("  author-truncated: yes\n", "")
    assert _cited(text, author=four).startswith("A B, C D, E F, et al. ")


def test_a_particle_and_a_hyphen_stay() -> None:
    assert _cited(ARTICLE, author="[{family: van der Berg, given: J-P}]").startswith(
        "van der Berg J-P, et al. "
    )


def test_a_guideline_on_the_web() -> None:
    text = """\
reference: nccn-2021
csl:
  type: report
  title: "Guidelines: Colon Cancer"
  author: [{literal: National Network (NCCN)}]
  version: "2.2021"
  URL: https://www.nccn.org/colon.pdf
  accessed: 2021-07-08
"""
    assert cite(read(text, "references/nccn-2021")) == (
        "National Network (NCCN). Guidelines: Colon Cancer. Version 2.2021."
        " https://www.nccn.org/colon.pdf. Accessed July 8, 2021."
    )


def test_a_numbered_report() -> None:
    """A report is cited by its publisher and number."""
    text = """\
reference: manual-2021
csl:
  type: report
  title: Manual
  author: [{literal: The Association}]
  issued: 2021-09
  number: 7.01.75
"""
    assert cite(read(text, "references/manual-2021")) == (
        "The Association. Manual, No. 7.01.75 (September 2021)."
    )


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("SY", "SY"),
        ("Anna", "A"),
        ("Anna M.", "AM"),
        ("J.-P.", "J-P"),
        ("S.Y.", "SY"),
        ("Jean-Pierre A", "JPA"),
        ("van", "V"),
        ("ANDREAS", "A"),
        ("élodie", "É"),
        ("R. L.", "RL"),
    ],
)
def test_given_names_are_printed_as_initials(given: str, printed: str) -> None:
    assert initials(given) == printed
    assert _cited(ARTICLE.replace("given: RL", f"given: {given}")).startswith(f"Sohn {printed}, Carlin AM")
