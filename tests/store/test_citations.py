"""The reference list in the house style."""

from __future__ import annotations

import pytest

from kb.bibliography.printed_names import initials
from kb.store.citations import cite
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


@pytest.mark.parametrize(
    ("author", "printed"),
    [
        ("{family: Cobbler, given: F. W., suffix: Jr.}", "Cobbler FW Jr"),
        ("{family: Doyle, given: Fields W, suffix: III}", "Doyle FW III"),
        ("{family: Doyle, suffix: 3rd}", "Doyle 3rd"),
        ("{family: Berg, given: Jan, non-dropping-particle: van den}", "van den Berg J"),
        ("{family: Solo}", "Solo"),
        (
            '{literal: "Institute for Inventions, Health and Care"}',
            "Institute for Inventions, Health and Care",
        ),
        ("{family: \u738b, given: \u5c0f\u660e}", "\u738b\u5c0f\u660e"),
        ("{family: \uae40, given: \ubbfc\uc218}", "\uae40\ubbfc\uc218"),
        (
            "{family: \u041f\u0435\u0442\u0440\u043e\u0432, given: \u0418\u0432\u0430\u043d}",
            "\u041f\u0435\u0442\u0440\u043e\u0432 \u0418",
        ),
        ('{family: Made, given: "Robert (Bob)"}', "Made RB"),
    ],
)
def test_every_part_of_a_name_is_printed(author: str, printed: str) -> None:
    """A suffix comes last, particles first, and scripts without initials keep given names whole."""
    text = ARTICLE.replace("  author-truncated: yes\n", "")
    assert _cited(text, author=f"[{author}]").startswith(f"{printed}. The extent")


def test_marks_of_type_are_no_part_of_a_title() -> None:
    title = '"<i>BRCA1</i>, CO<sub>2</sub>, 10<sup>-3</sup>, 5 < 6 and HLA-B*57"'
    assert ". BRCA1, CO2, 10^-3, 5 < 6 and HLA-B*57. *Am Surg*." in _cited(ARTICLE, title=title)


@pytest.mark.parametrize("printed", ["Spring 2003", "Mar-Apr 2003", "in press"])
def test_a_date_in_words_is_printed_instead_of_the_calendar_date(printed: str) -> None:
    text = ARTICLE.replace("  issued: 2003-04\n", f"  issued: 2003\n  issued-text: {printed}\n")
    assert f" *Am Surg*. {printed}; 69(4)" in _cited(text)
