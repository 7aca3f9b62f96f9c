"""The label of a study against its primary report."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.study_labels import label_of, read_label
from kb.checks.problem import Severity
from kb.checks.rules.label_and_author import check_label_and_author
from kb.evidence.references import Author, ReportedStudy
from tests.builders.references import reference

NAMES = (
    "Wang",
    "Al-Asfoor",
    "van der Meer",
    "O'Brien",
    "Müller",
    "Ng",
    "de Souza",
    "Lindqvist",
    "Øst",
    "Chen",
)


@pytest.mark.parametrize(
    ("authors", "issued", "label"),
    [
        (("Wang C", "Wang H", "Yang W"), "2015-05", "Wang et al (2015)"),
        (("Wang C", "Wang H", "Yang W"), "2015", "Wang et al (2015a)"),
        (("Korpan NN",), "1997", "Korpan (1997)"),
        (("Doe J", "Roe R"), "2010", "Doe and Roe (2010)"),
        (("Doe J", "Roe R"), "2010", "Doe & Roe (2010)"),
        (("van der Meer A", "Roe R", "Poe E"), "2010", "Meer et al (2010)"),
        (("Müller A", "Roe R", "Poe E"), "2010", "Muller et al (2010)"),
        (("Smith 3rd J", "Roe R", "Poe E"), "2010", "Smith et al (2010)"),
        (("Al-Asfoor A", "Roe R", "Poe E"), "2008", "Al Asfoor et al (2008)"),
        (("Doe J", "Roe R", "Poe E"), "2020", "CHECKMATE 040 (2020)"),
        (("Doe J", "Roe R", "Poe E"), "2020", "CHECKMATE 040 (Doe et al [2020])"),
        (("Doe J", "Roe R", "Poe E"), "2020", "Magellan (2020)"),
        (("Doe J", "Roe R", "Poe E"), None, "Doe et al (2020)"),
        ((), "2020", "Anybody et al (2020)"),
    ],
)
def test_a_label_that_fits_is_no_problem(authors: tuple[str, ...], issued: str | None, label: str) -> None:
    assert not list(check_label_and_author(reference(authors=authors, issued=issued, studies=[label])))


@pytest.mark.parametrize(
    ("authors", "issued", "label", "words"),
    [
        (("Bala MM", "Riemsma RP", "Wolff R"), "2013", "Bale et al (2013)", "names Bale, the report Bala"),
        (("Wang C", "Yang W", "Li H"), "2015", "Yang et al (2015)", "the first author of the report is Wang"),
        (
            ("Wang C", "Yang W", "Li H"),
            "2015",
            "Wang et al (2014)",
            "says 2014, the report was published",
        ),
        (("Korpan NN",), "1997", "Korpan et al (1997)", "has one author"),
        (("Doe J", "Roe R"), "1997", "Doe et al (1997)", "has two authors"),
        (("Doe J", "Roe R", "Poe E"), "1997", "Doe (1997)", "does not say et al"),
        (("Korpan N",), "1997", "Korpen (1997)", "names Korpen, the report Korpan"),
    ],
)
def test_a_label_that_does_not_fit_is_told(
    authors: tuple[str, ...], issued: str, label: str, words: str
) -> None:
    (problem,) = check_label_and_author(reference(authors=authors, issued=issued, studies=[label]))
    assert words in problem.message
    assert (problem.record, problem.place, problem.found) == ("studies/study-1", "study-1", label)


def test_authors_that_the_source_does_not_name_count() -> None:
    one = reference(authors=("Wang C",), authors_truncated=True, studies=["Wang et al (2020)"])
    assert not list(check_label_and_author(one))


def test_an_organization_may_be_shortened() -> None:
    group = Author(None, None, None, "ABC Study Group of the North")
    assert not list(check_label_and_author(reference(authors=(group,), studies=["ABC Study Group (2020)"])))


def test_only_the_primary_report_is_compared_and_only_when_it_is_the_only_one() -> None:
    told = [
        ReportedStudy("a", "studies/a", "Anybody et al (1999)", "companion", 1),
        ReportedStudy("b", "studies/b", "Anybody et al (1999)", "primary", 2),
    ]
    assert not list(check_label_and_author(reference(studies=told)))


def test_what_would_fit_is_said() -> None:
    (problem,) = check_label_and_author(reference(studies=["Dow et al (2020)"]))
    assert problem.expected == "Doe et al (2020)"
    assert problem.severity is Severity.WARNING


@given(st.sampled_from(NAMES), st.integers(1, 9), st.integers(1950, 2030), st.sampled_from(["", "a", "b"]))
def test_a_label_made_from_the_report_always_fits(name: str, count: int, year: int, suffix: str) -> None:
    authors = (f"{name} A", *(f"{NAMES[(n + 3) % len(NAMES)]} B" for n in range(count - 1)))
    names = " and ".join(author[:-2] for author in authors) if count == 2 else name
    label = label_of(names, count, year).replace(f"{year}", f"{year}{suffix}")
    assert read_label(label).year == year
    assert not list(check_label_and_author(reference(authors=authors, issued=f"{year}", studies=[label])))


def test_most_slips_are_found() -> None:
    chance = random.Random(7)
    found = 0
    for _ in range(300):
        name, year = chance.choice(NAMES), chance.randint(1980, 2022)
        wrong = _slip(chance, name), year
        if chance.random() < 0.5:
            wrong = name, year + chance.choice((-10, -1, 1, 10))
        label = label_of(wrong[0], 5, wrong[1])
        one = reference(authors=(f"{name} A", "Roe B", "Poe C"), issued=f"{year}", studies=[label])
        found += bool(list(check_label_and_author(one)))
    assert found / 300 > 0.97


def _slip(chance: random.Random, name: str) -> str:
    """A name with one letter typed wrong."""
    places = [n for n, letter in enumerate(name) if letter.isalpha() and letter.isascii() and n]
    at = chance.choice(places)
    return name[:at] + chance.choice([c for c in "bcdfgjkq" if c != name[at].lower()]) + name[at + 1 :]
